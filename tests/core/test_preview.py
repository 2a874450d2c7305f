"""The button that shows how a text will look, in a real browser: with scripts, without them, and when something is in the way."""

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from axe_playwright_python.sync_playwright import Axe
from bs4 import BeautifulSoup
from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup
from playwright.sync_api import Browser, Page, Route, expect

from csaleads.core.http import SECURITY_HEADERS
from csaleads.core.markdown import markdown_post
from tests.core.posts.reading import SITE, Only

ROOT = Path(__file__).parents[2] / "csaleads"
TYPES = {".js": "text/javascript", ".css": "text/css", ".woff2": "font/woff2"}
PAGE = """<!DOCTYPE html><html lang="en-GB"><head><title>Write a post – csaleads</title>
<link rel="stylesheet" href="/static/vendor/govuk/govuk-frontend.min.css"><link rel="stylesheet" href="/static/css/csaleads.css">
<link rel="stylesheet" href="/static/css/forms.css"><link rel="stylesheet" href="/static/css/components.css">
<script type="module" src="/static/js/app.js"></script></head>
<body class="govuk-template__body csa-body"><main class="csa-main"><h1>Write a post</h1>
{% from "components/button.html" import button %}{% from "components/preview.html" import preview %}
{% from "components/formatting_help.html" import formatting_help %}{% from "components/link_cards.html" import link_cards %}
<form method="post" novalidate><input type="hidden" name="csrf_token" value="a-token">
<p><label for="title">Title</label><input class="govuk-input" id="title" name="title" value="{{ title }}"></p>
<p><label for="text">Text</label><textarea class="govuk-textarea" id="text" name="text">
{{ text }}</textarea></p>
{{ preview({"id": "text"}, to="/network/preview", shown=shown) }}{{ formatting_help() }}
{{ button("Post it") }}</form>
{{ link_cards([{"title": "Talking with children", "href": "/learning/resources/x", "about": "Guide"}], "Resources") }}
</main></body></html>"""


def drawn(source: str = PAGE, **values: Any) -> str:
    environment = Environment(
        loader=FileSystemLoader(ROOT / "templates"), autoescape=True, undefined=StrictUndefined
    )
    return environment.from_string(source).render({"title": "", "text": "", "shown": None} | values)


@dataclass
class Server:
    """What the forum answers, so far as the preview needs it; `answer` stands in for what is in the way."""

    asked: list[dict[str, str]] = field(default_factory=list)
    sent: list[dict[str, str]] = field(default_factory=list)
    tokens: list[str] = field(default_factory=list)
    answer: Callable[[Route], None] | None = None

    def serve(self, route: Route) -> None:
        path = urlsplit(route.request.url).path
        if path.startswith("/static/"):
            found = ROOT / path.lstrip("/")
            route.fulfill(body=found.read_bytes(), content_type=TYPES.get(found.suffix, "text/plain"))
        elif path == "/network/preview":
            self.preview(route)
        else:
            self.page(route)

    def preview(self, route: Route) -> None:
        self.asked.append(self.fields(route))
        if self.answer:
            return self.answer(route)
        html = str(markdown_post(self.asked[-1]["text"], resolve=Only(), site=SITE).html)
        return route.fulfill(json={"html": html})

    def page(self, route: Route) -> None:
        values = self.fields(route)
        if values:
            self.sent.append(values)
        shown = markdown_post(values["text"], resolve=Only(), site=SITE).html if "preview" in values else None
        html = drawn(title=values.get("title", ""), text=values.get("text", ""), shown=shown)
        route.fulfill(body=html, content_type="text/html; charset=utf-8", headers=SECURITY_HEADERS)

    @staticmethod
    def fields(route: Route) -> dict[str, str]:
        sent = parse_qs(route.request.post_data or "", keep_blank_values=True)
        return {name: values[0].replace("\r\n", "\n") for name, values in sent.items()}


@pytest.fixture
def server() -> Server:
    return Server()


@pytest.fixture
def open_page(browser: Browser, server: Server) -> Iterator[Callable[..., Page]]:
    """`open_page(scripts=False)`: the page with a text area and its preview, under the policy that the service sends."""
    opened: list[Page] = []

    def enter(*, scripts: bool = True) -> Page:
        page = browser.new_page(base_url=SITE)
        page.set_default_timeout(10_000)
        opened.append(page)
        page.route("**/*", server.serve)
        if not scripts:
            page.route("**/*.js*", lambda route: route.abort())
        page.goto("/network/write")
        return page

    yield enter
    for page in opened:
        page.close()


def preview_of(page: Page, text: str) -> None:
    page.get_by_label("Text").fill(text)
    page.get_by_role("button", name="Preview").click()


@pytest.mark.browser
def test_the_text_is_shown_below_and_the_page_stays(open_page: Callable[..., Page], server: Server) -> None:
    page = open_page()
    page.get_by_label("Title").fill("A pebble note")
    preview_of(page, "A **zebra** crossing\n\n- one")

    shown = page.get_by_role("region", name="How it will look")
    expect(shown.locator("strong")).to_have_text("zebra")
    expect(shown.locator("li")).to_have_text("one")
    expect(page.locator("[data-preview-status]")).to_have_text("The preview is below.")
    assert server.asked == [{"csrf_token": "a-token", "text": "A **zebra** crossing\n\n- one"}]
    assert server.sent == []
    expect(page.get_by_label("Title")).to_have_value("A pebble note")


@pytest.mark.browser
def test_without_scripts_the_page_comes_back_with_it_and_everything_that_was_typed(
    open_page: Callable[..., Page], server: Server
) -> None:
    page = open_page(scripts=False)
    page.get_by_label("Title").fill("A pebble note")
    preview_of(page, "A **zebra** crossing")

    expect(page.get_by_role("region", name="How it will look").locator("strong")).to_have_text("zebra")
    expect(page.get_by_label("Title")).to_have_value("A pebble note")
    expect(page.get_by_label("Text")).to_have_value("A **zebra** crossing")
    assert [values["preview"] for values in server.sent] == ["yes"]
    assert server.asked == []
    assert page.url.endswith("#text-preview")


@pytest.mark.browser
def test_it_says_that_the_text_has_changed_since(open_page: Callable[..., Page]) -> None:
    page = open_page()
    status = page.locator("[data-preview-status]")
    preview_of(page, "one")
    expect(status).to_have_text("The preview is below.")

    page.get_by_label("Text").fill("two")
    expect(status).to_contain_text("You have changed the text")
    page.get_by_label("Text").fill("one")
    expect(status).to_have_text("The preview is below.")


@pytest.mark.browser
def test_enter_in_another_box_does_what_the_form_is_for(
    open_page: Callable[..., Page], server: Server
) -> None:
    page = open_page()
    page.get_by_label("Title").fill("A pebble note")
    page.get_by_label("Title").press("Enter")
    page.wait_for_load_state()

    assert [sorted(values) for values in server.sent] == [["csrf_token", "text", "title"]]
    assert server.asked == []


def says(status: int, said: dict[str, str] | None) -> Callable[[Route], None]:
    body, kind = (json.dumps(said), "application/json") if said else ("<h1>x</h1>", "text/html")
    return lambda route: route.fulfill(status=status, body=body, content_type=kind)


@pytest.mark.browser
@pytest.mark.parametrize(
    ("answer", "words"),
    [
        (
            says(422, {"error": "The text must be 5,000 characters or fewer"}),
            "The text must be 5,000 characters or fewer",
        ),
        (says(422, {"error": "<b>x</b>"}), "<b>x</b>"),
        (says(200, None), "The preview could not be made"),
        (says(200, {"other": "x"}), "The preview could not be made"),
        (says(401, None), "You have been signed out"),
        (says(413, None), "The text is too long"),
        (says(429, None), "Wait a minute"),
        (says(500, None), "The preview could not be made"),
        (
            lambda route: route.fulfill(status=302, headers={"Location": "/sign-in"}),
            "You have been signed out",
        ),
        (lambda route: route.abort(), "Check your connection"),
    ],
)
def test_what_is_in_the_way_is_said_and_nothing_typed_is_lost(
    open_page: Callable[..., Page], server: Server, answer: Callable[[Route], None], words: str
) -> None:
    server.answer = answer
    page = open_page()
    preview_of(page, "A zebra crossing")

    expect(page.locator("[data-preview-status]")).to_contain_text(words)
    expect(page.get_by_label("Text")).to_have_value("A zebra crossing")
    expect(page.locator("[data-preview-shown]")).to_be_hidden()


@pytest.mark.browser
def test_nothing_in_an_answer_runs(open_page: Callable[..., Page], server: Server) -> None:
    """The server makes answers safe. Even if one day it did not, the policy of the page stops what is in them."""
    harm = "<p>shown</p><script>window.hit = 1</script><img src=x onerror='window.hit = 1'>"
    server.answer = lambda route: route.fulfill(json={"html": harm})
    page = open_page()
    preview_of(page, "x")

    expect(page.locator("[data-preview-text] p")).to_have_text("shown")
    page.wait_for_timeout(200)
    assert page.evaluate("window.hit") is None


@pytest.mark.browser
def test_only_the_last_of_two_answers_counts(open_page: Callable[..., Page], server: Server) -> None:
    waiting: list[Route] = []
    server.answer = waiting.append
    page = open_page()
    preview_of(page, "first")
    preview_of(page, "second")
    while len(waiting) < 2:
        page.wait_for_timeout(20)

    waiting[1].fulfill(json={"html": "<p>second</p>"})
    expect(page.locator("[data-preview-text]")).to_have_text("second")
    waiting[0].fulfill(json={"html": "<p>first</p>"})

    page.wait_for_timeout(100)
    expect(page.locator("[data-preview-text]")).to_have_text("second")


@pytest.mark.browser
def test_it_is_accessible_before_and_after(open_page: Callable[..., Page]) -> None:
    page = open_page()
    page.get_by_text("How to format what you write").click()
    assert Axe().run(page).response["violations"] == []

    preview_of(
        page, "# A heading\n\n> said\n\n~~no~~ `code` [guide](https://e.example)\n\n|a|b|\n|-|-|\n|1|2|"
    )
    expect(page.get_by_role("region", name="How it will look").locator("table")).to_be_visible()

    assert Axe().run(page).response["violations"] == []


@pytest.mark.browser
def test_an_empty_text_is_said_to_be_empty(open_page: Callable[..., Page]) -> None:
    page = open_page()
    preview_of(page, "  ")

    expect(page.locator("[data-preview-text]")).to_have_text("Nothing has been typed yet.")


def test_what_is_shown_without_scripts_is_safe_html_and_nothing_else() -> None:
    source = '{% from "components/preview.html" import preview %}{{ preview({"id": "t"}, to="/p", shown=shown, action="/a?b") }}'

    hidden, text, html, empty = (
        BeautifulSoup(drawn(source, shown=shown), "html.parser")
        for shown in (None, "<b>x</b>", Markup("<b>x</b>"), Markup(""))
    )

    assert hidden.section is not None
    assert hidden.section.has_attr("hidden") and not empty.section.has_attr("hidden")  # type: ignore[union-attr]
    assert (text.select("b"), html.select_one("b").text) == ([], "x")  # type: ignore[union-attr]
    assert "Nothing has been typed yet." in empty.text
    button = html.select_one("button[type=submit][name=preview][value=yes]")
    assert button is not None
    assert button["formaction"] == "/a?b#t-preview"
