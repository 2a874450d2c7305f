"""Every page that a role can reach by links: no finding of axe (WCAG 2.2 AA), no sideways scrolling at 320 px, no error."""

import re
from collections import Counter
from collections.abc import Callable, Iterator
from itertools import groupby
from typing import Any, NamedTuple
from urllib.parse import urljoin, urlsplit

import pytest
from axe_playwright_python.sync_playwright import Axe
from lxml import html
from playwright.sync_api import Page

from tests.journeys.server import RunningService

ROLES = (
    "worker@northmere.example",
    "lead@northmere.example",
    "manager@northmere.example",
    "coordinator@northmere.example",
    "programme@network.example",
    "auditor@network.example",
)
AXE = Axe().axe_script
PUBLIC = ("/sign-in", "/help", "/accessibility", "/privacy", "/nowhere-at-all")
WCAG = {
    "runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
    "resultTypes": ["violations"],  # of what is in order nothing is described
}
# What may be otherwise on a narrow page whose elements are the same: colours of what lies elsewhere, sizes, and what scrolls.
NARROW = WCAG | {
    "runOnly": {"type": "rule", "values": ["color-contrast", "target-size", "scrollable-region-focusable"]}
}
MOST_PAGES = 300
# What axe looks at: elements, their attributes and whether there is text in them. Rows that are alike count as one, and of
# addresses, ids and values only that they are there.
ONLY_THERE = {
    *(
        "href",
        "id",
        "for",
        "value",
        "name",
        "action",
        "d",
        "points",
        "x",
        "y",
        "width",
        "height",
        "src",
        "datetime",
        "title",
    ),
    *("aria-labelledby", "aria-describedby", "aria-controls", "headers", "csrf_token"),
}
OF_EACH_ROLE = 3  # pages that are looked at whatever their shape: what stands around them is the role's own
DOWNLOAD = re.compile(r"\.(ics|docx|txt|csv)$|/(word|text|file)$")
VARIES = re.compile(r"/[0-9a-f-]{32,36}|/\d+|/[A-Z0-9]{3}-[A-Z0-9]{3}|/L-\d+")


def shape_of(url: str) -> str:
    """Addresses of the same kind of page have the same shape."""
    keys = sorted({pair.partition("=")[0] for pair in urlsplit(url).query.split("&") if pair})
    return path_of(url) + "?" + "&".join(keys)


def path_of(url: str) -> str:
    """The same for a page however it is narrowed down, and of whichever thing it is."""
    return VARIES.sub("/…", urlsplit(url).path)


class Seen(NamedTuple):
    """A page as the server sends it."""

    url: str
    shape: int  # the same for pages that are alike in everything that axe looks at
    doubled: list[str]  # ids that stand twice


def reachable(page: Page, service: RunningService, start: str) -> Iterator[Seen]:
    """A page of each kind of address that can be reached from `start` by links, fetched as the person in `page`."""
    waiting, seen = [service.url + start], {shape_of(start)}
    visited = 0
    while waiting:
        assert visited < MOST_PAGES, f"more kinds of pages than expected, {waiting} among them"
        url = waiting.pop(0)
        answer = page.request.get(url)
        assert answer.status < 400, f"{answer.status} at {url}"
        visited += 1
        tree = html.document_fromstring(answer.text())
        for href in tree.xpath("//a/@href"):
            target = urljoin(answer.url, str(href)).split("#")[0]
            if not target.startswith(service.url) or DOWNLOAD.search(urlsplit(target).path):
                continue
            if shape_of(target) not in seen:
                seen.add(shape_of(target))
                waiting.append(target)
        ids = Counter(map(str, tree.xpath("//@id")))
        yield Seen(
            url, hash(_shape(tree.find(".//main"))), [each for each, count in ids.items() if count > 1]
        )


def _shape(element: Any) -> Any:
    attributes = sorted(
        name if name in ONLY_THERE or name.startswith("data-") else f"{name}={value}"
        for name, value in element.attrib.items()
    )
    parts: list[Any] = ["text"] if (element.text or "").strip() else []
    for child in element:
        if isinstance(child.tag, str):
            parts.append(_shape(child))
        if (child.tail or "").strip():
            parts.append("text")
    return element.tag, *attributes, tuple(part for part, _ in groupby(parts))


def faults_of(page: Page, options: dict[str, Any] = WCAG) -> list[str]:
    """What axe finds on the page as it stands, once all of it is there."""
    page.wait_for_load_state()
    if not page.evaluate("'axe' in window"):
        page.evaluate(AXE)
    found = page.evaluate("async (options) => (await axe.run(options)).violations", options)
    return [f"{v['id']}: {v['help']} – {v['nodes'][0]['html'][:160]}" for v in found]


def scrolls_sideways(page: Page) -> bool:
    return bool(
        page.evaluate("document.documentElement.scrollWidth > document.documentElement.clientWidth + 1")
    )


@pytest.fixture(scope="module")
def looked_at() -> set[int]:
    """The shapes of pages that axe has looked at."""
    return set()


@pytest.fixture(scope="module")
def looked_at_on_phone() -> set[str]:
    """The paths of pages that axe has looked at on a phone."""
    return set()


@pytest.mark.parametrize("email", ROLES)
def test_every_page_of_a_role_is_accessible_and_fits_a_phone(
    email: str,
    sign_in: Callable[..., Page],
    service: RunningService,
    looked_at: set[int],
    looked_at_on_phone: set[str],
) -> None:
    """A page that is alike in everything that axe looks at is looked at once, whoever opens it."""
    page = sign_in(email)
    wrong = []
    for number, seen in enumerate(reachable(page, service, "/")):
        wrong += [f"{seen.url}: the id {each} stands twice" for each in seen.doubled]
        if seen.shape in looked_at and number >= OF_EACH_ROLE:
            continue
        looked_at.add(seen.shape)
        page.goto(seen.url)
        wrong += [f"{seen.url}: {fault}" for fault in faults_of(page)]
        page.set_viewport_size({"width": 320, "height": 640})
        if scrolls_sideways(page):
            wrong.append(f"{seen.url}: scrolls sideways at 320 px")
        if path_of(seen.url) not in looked_at_on_phone:
            looked_at_on_phone.add(path_of(seen.url))
            wrong += [f"{seen.url} at 320 px: {fault}" for fault in faults_of(page, NARROW)]
        page.set_viewport_size({"width": 1200, "height": 900})
    assert wrong == []


def test_public_pages_are_accessible_and_fit_a_phone(open_browser: Callable[..., Page]) -> None:
    page = open_browser()
    wrong = []
    for path in PUBLIC:
        for width in (1200, 320):
            page.set_viewport_size({"width": width, "height": 800})
            page.goto(path)
            wrong += [f"{path} at {width}: {fault}" for fault in faults_of(page)]
            if scrolls_sideways(page):
                wrong.append(f"{path}: scrolls sideways at {width} px")
    assert wrong == []
