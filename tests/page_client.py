"""A test client that reads every page it fetches: one h1, a title that starts with it, ids that occur once, no inline code."""

import re
from collections import Counter
from contextvars import copy_context
from functools import cached_property
from typing import Any

from bs4 import BeautifulSoup, Tag
from flask import Flask, has_app_context
from flask.globals import _cv_app
from flask.testing import FlaskClient
from lxml.etree import Element
from lxml.html import HtmlElement, document_fromstring, fragment_fromstring
from werkzeug.test import TestResponse

from csaleads.accounts import sessions
from csaleads.accounts.models import Person
from csaleads.core.database import db
from csaleads.core.unit_of_work import unit_of_work

TABLE_ROWS = "table tbody tr"


class Page:
    """An HTML answer, parsed: at once by lxml, which is quick, and by Beautiful Soup where a test asks for `html`."""

    def __init__(self, response: TestResponse) -> None:
        self.response = response
        self.status = response.status_code
        self.tree = document_fromstring(response.get_data(as_text=True) or "<html></html>")

    @cached_property
    def html(self) -> BeautifulSoup:
        return BeautifulSoup(self.response.get_data(as_text=True), "html.parser")

    @property
    def h1(self) -> str:
        return squeeze(self._only("h1").text_content())

    @property
    def text(self) -> str:
        return words_of(self.tree)

    @property
    def main(self) -> str:
        return words_of(self._only("main"))

    @property
    def errors(self) -> list[str]:
        """Lines of the error summary."""
        lists = (each for each in self.tree.iter("ul") if "govuk-error-summary__list" in each.classes)
        return [squeeze(line.text_content()) for each in lists for line in each.iter("li")]

    def one(self, selector: str) -> Tag:
        """The one element that `selector` finds."""
        found = self.html.select(selector)
        assert len(found) == 1, f"{len(found)} elements match {selector}"
        return found[0]

    def _only(self, tag: str) -> HtmlElement:
        found = list(self.tree.iter(tag))
        assert len(found) == 1, f"{len(found)} elements match {tag}"
        return found[0]

    def rows(self, selector: str = TABLE_ROWS) -> list[str]:
        if selector == TABLE_ROWS:
            return [words_of(row) for row in self.tree.xpath("//table//tbody//tr")]
        return [squeeze(row.get_text(" ")) for row in self.html.select(selector)]

    def href(self, label: str) -> str:
        """Where the link with that label leads."""
        for link in self.tree.iter("a"):
            if "href" in link.attrib and label in words_of(link):
                return str(link.attrib["href"])
        raise AssertionError(f"no link {label!r} on {self.h1!r}")

    def form_values(self, selector: str = "main form") -> dict[str, Any]:
        """What a browser would send for the first form that `selector` finds, nothing changed in it."""
        if selector == "main form":
            return values_of(self.tree.xpath("//main//form")[0])
        return values_of(fragment_fromstring(str(self.html.select(selector)[0])))


def values_of(form: HtmlElement) -> dict[str, Any]:
    """What a browser would send for `form`."""
    values: dict[str, Any] = {}
    for field in form.iter("input", "textarea", "select"):
        if "name" not in field.attrib:
            continue
        kind, name = field.get("type", field.tag), str(field.attrib["name"])
        if kind in ("radio", "checkbox"):
            if "checked" in field.attrib:
                values.setdefault(name, []).append(field.get("value", "on"))
        elif field.tag == "textarea":
            values[name] = field.text_content().removeprefix("\n")
        elif field.tag == "select":
            options = list(field.iter("option"))
            chosen = [each for each in options if "selected" in each.attrib] or options[:1]
            values[name] = chosen[0].get("value", "") if chosen else ""
        elif kind not in ("submit", "button", "file"):
            values[name] = field.get("value", "")
    return values


class Seen:
    """What must hold for every page, gathered in one walk over it: selectors would walk over it once each."""

    def __init__(self, tree: HtmlElement) -> None:
        self.titles: list[HtmlElement] = []
        self.headings: list[HtmlElement] = []
        self.ids: Counter[str] = Counter()
        self.labels_for: list[str] = []
        self.inline: list[str] = []
        for tag in tree.iter(Element):
            name, attributes = tag.tag, tag.attrib
            if "id" in attributes:
                self.ids[attributes["id"]] += 1
            if name == "h1":
                self.headings.append(tag)
            elif name == "title" and tag.getparent() is not None and tag.getparent().tag == "head":
                self.titles.append(tag)
            elif name == "label" and "for" in attributes:
                self.labels_for.append(attributes["for"])
            is_inline = name == "style" or (name == "script" and "src" not in attributes)
            if is_inline or "style" in attributes or "onclick" in attributes:
                self.inline.append(f"<{name} {dict(attributes)}>"[:80])


class PageClient(FlaskClient):
    """A browser without scripts that keeps its cookies."""

    def __init__(self, app: Flask, *args: Any, **kwargs: Any) -> None:
        super().__init__(app, *(args or (app.response_class,)), **{"use_cookies": True} | kwargs)

    def open(self, *args: Any, **kwargs: Any) -> TestResponse:
        """Send one request as a server would see it: with an application context, a session and a `g` of its own."""
        response: TestResponse = copy_context().run(self._open_apart, args, kwargs)
        if has_app_context():
            db.session.rollback()  # the test reads afresh what the request has written
        return response

    def _open_apart(self, args: Any, kwargs: Any) -> TestResponse:
        _cv_app.set(None)  # type: ignore[arg-type]  # Flask reuses a context that is already there, with its `g`
        return super().open(
            *args, **{"buffered": True} | kwargs
        )  # as a server does: read to its end, then closed

    def sign_in(self, person: Person | int) -> "PageClient":
        """Sign `person` in without the sign-in page, and answer this client."""
        person_id = person if isinstance(person, int) else person.id
        with unit_of_work():
            token = sessions.start_session(person_id)
        with self.session_transaction() as session:
            session["_user_id"] = token
            session["_fresh"] = True
        return self

    def get_page(self, url: str, status: int = 200, **arguments: Any) -> Page:
        """Fetch `url` like a person (redirects are followed) and read the page."""
        return read(self.get(url, follow_redirects=True, **arguments), status)

    def post_page(
        self, url: str, data: dict[str, Any] | None = None, status: int = 200, **arguments: Any
    ) -> Page:
        """Send a form and read the page that follows."""
        return read(self.post(url, data=data or {}, follow_redirects=True, **arguments), status)


def read(response: TestResponse, status: int = 200) -> Page:
    """The page inside `response`, after checking what must hold for every page."""
    assert response.status_code == status, (
        f"{response.status_code} instead of {status} at {response.request.path}"
    )
    page = Page(response)
    seen = Seen(page.tree)
    assert len(seen.titles) == 1, f"{len(seen.titles)} titles"
    assert len(seen.headings) == 1, f"{len(seen.headings)} elements match h1"
    heading = squeeze(seen.titles[0].text_content()).removeprefix("Error: ")
    h1 = squeeze(seen.headings[0].text_content())
    assert heading.startswith(h1), f"title {heading!r} does not start with h1 {h1!r}"
    twice = sorted(each for each, count in seen.ids.items() if count > 1)
    assert not twice, f"ids occur twice: {twice}"
    assert not seen.inline, f"inline style or script: {seen.inline}"
    for label in seen.labels_for:
        assert label in seen.ids, f"a label for nothing: {label}"
    assert response.headers["Content-Security-Policy"].startswith("default-src 'none'")
    assert response.headers["Cache-Control"] == "no-store"
    return page


def words_of(element: HtmlElement) -> str:
    """All text within `element`, with spaces between its pieces."""
    return squeeze(" ".join(element.itertext()))


def squeeze(text: str) -> str:
    """`text` with every run of white space as one space."""
    return re.sub(r"\s+", " ", text).strip()
