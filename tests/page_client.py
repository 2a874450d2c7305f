"""A test client that reads every page it fetches: one h1, a title that starts with it, ids that occur once, no inline code."""

import re
from collections import Counter
from contextvars import copy_context
from typing import Any

from bs4 import BeautifulSoup, Tag
from flask import Flask, has_app_context
from flask.globals import _cv_app
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from csaleads.accounts import sessions
from csaleads.accounts.models import Person
from csaleads.core.database import db
from csaleads.core.unit_of_work import unit_of_work


class Page:
    """An HTML answer, parsed."""

    def __init__(self, response: TestResponse) -> None:
        self.response = response
        self.status = response.status_code
        self.html = BeautifulSoup(response.get_data(as_text=True), "html.parser")

    @property
    def h1(self) -> str:
        return squeeze(self.one("h1").get_text())

    @property
    def text(self) -> str:
        return squeeze(self.html.get_text(" "))

    @property
    def main(self) -> str:
        return squeeze(self.one("main").get_text(" "))

    @property
    def errors(self) -> list[str]:
        """Lines of the error summary."""
        return [squeeze(link.get_text()) for link in self.html.select(".govuk-error-summary__list li")]

    def one(self, selector: str) -> Tag:
        """The one element that `selector` finds."""
        found = self.html.select(selector)
        assert len(found) == 1, f"{len(found)} elements match {selector}"
        return found[0]

    def rows(self, selector: str = "table tbody tr") -> list[str]:
        return [squeeze(row.get_text(" ")) for row in self.html.select(selector)]

    def href(self, label: str) -> str:
        """Where the link with that label leads."""
        for link in self.html.select("a[href]"):
            if label in squeeze(link.get_text(" ")):
                return str(link["href"])
        raise AssertionError(f"no link {label!r} on {self.h1!r}")

    def form_values(self, selector: str = "main form") -> dict[str, Any]:
        """What a browser would send for the first form that `selector` finds, nothing changed in it."""
        form = self.html.select(selector)[0]
        values: dict[str, Any] = {}
        for field in form.select("input[name], textarea[name], select[name]"):
            kind, name = field.get("type", field.name), str(field["name"])
            if kind in ("radio", "checkbox"):
                if field.has_attr("checked"):
                    values.setdefault(name, []).append(field.get("value", "on"))
            elif field.name == "textarea":
                values[name] = field.get_text().removeprefix("\n")
            elif field.name == "select":
                chosen = field.select("option[selected]") or field.select("option")[:1]
                values[name] = chosen[0].get("value", "") if chosen else ""
            elif kind not in ("submit", "button", "file"):
                values[name] = field.get("value", "")
        return values


class Seen:
    """What must hold for every page, gathered in one walk over it: selectors would walk over it once each."""

    def __init__(self, html: BeautifulSoup) -> None:
        self.titles: list[Tag] = []
        self.headings: list[Tag] = []
        self.ids: Counter[str] = Counter()
        self.labels_for: list[str] = []
        self.inline: list[str] = []
        for tag in html.find_all(True):
            attributes = tag.attrs
            if "id" in attributes:
                self.ids[str(attributes["id"])] += 1
            if tag.name == "h1":
                self.headings.append(tag)
            elif tag.name == "title" and tag.parent is not None and tag.parent.name == "head":
                self.titles.append(tag)
            elif tag.name == "label" and "for" in attributes:
                self.labels_for.append(str(attributes["for"]))
            is_inline = tag.name == "style" or (tag.name == "script" and "src" not in attributes)
            if is_inline or "style" in attributes or "onclick" in attributes:
                self.inline.append(str(tag)[:80])


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
    seen = Seen(page.html)
    assert len(seen.titles) == 1, f"{len(seen.titles)} titles"
    assert len(seen.headings) == 1, f"{len(seen.headings)} elements match h1"
    heading = squeeze(seen.titles[0].get_text()).removeprefix("Error: ")
    h1 = squeeze(seen.headings[0].get_text())
    assert heading.startswith(h1), f"title {heading!r} does not start with h1 {h1!r}"
    twice = sorted(each for each, count in seen.ids.items() if count > 1)
    assert not twice, f"ids occur twice: {twice}"
    assert not seen.inline, f"inline style or script: {seen.inline}"
    for label in seen.labels_for:
        assert label in seen.ids, f"a label for nothing: {label}"
    assert response.headers["Content-Security-Policy"].startswith("default-src 'none'")
    assert response.headers["Cache-Control"] == "no-store"
    return page


def squeeze(text: str) -> str:
    """`text` with every run of white space as one space."""
    return re.sub(r"\s+", " ", text).strip()
