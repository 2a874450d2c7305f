"""How the tests of posts read what a page would get: by four parsers that share no code, and as a browser's page around it."""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import nh3
from bleach._vendor import html5lib
from bs4 import BeautifulSoup
from lxml import html as lxml_html

from csaleads.core import safe_html
from csaleads.core.mentions import Mention

SITE = "https://csaleads.example"
RESOURCE = "6f1c1c5e-0000-4000-8000-000000000001"
XHTML = "{http://www.w3.org/1999/xhtml}"
PAYLOADS: dict[str, list[str]] = json.loads((Path(__file__).parent / "payloads.json").read_text())

# What may be in a post, written down here a second time: a change of the cleaner must be meant.
PLAIN = {"br", "code", "em", "hr", "li", "pre", "s", "strong"}
STYLED = {
    "a",
    "blockquote",
    "h3",
    "h4",
    "h5",
    "h6",
    "ol",
    "p",
    "span",
    "table",
    "tbody",
    "td",
    "th",
    "thead",
    "tr",
    "ul",
}
ATTRIBUTES = {tag: {"class"} for tag in STYLED} | {"a": {"class", "href", "rel"}, "ol": {"class", "start"}}
TAG = re.compile(r"<(/?)([a-z][a-z0-9]*)(?: [^<>]*)?>")
HREF = re.compile(
    r"(?:https?://|mailto:)[^/\s]\S*"
    r"|/learning/resources/[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}"
    r"|/network(?:/[A-Za-z0-9_-]+)+(?:\?page=[0-9]{1,6})?(?:#[A-Za-z0-9_-]+)?",
    re.IGNORECASE,
)


@dataclass
class Everybody:
    """Knows everybody, under a name that would do harm if it were not escaped; counts what it is asked."""

    called: str = "</span><img src=x onerror=alert(1)> & \"Ward\" 'Jo'"
    asked: list[str] = field(default_factory=list)

    def person(self, spelling: str, /) -> Mention | None:
        self.asked.append(spelling)
        return Mention(len(self.asked), self.called)


@dataclass
class Only:
    """Knows those who are listed."""

    names: dict[str, Mention] = field(default_factory=dict)

    def person(self, spelling: str, /) -> Mention | None:
        return self.names.get(spelling)


def elements_of(html: str) -> dict[str, list[tuple[str, dict[str, str]]]]:
    """The elements with their attributes as each parser sees them, in the order of the document."""
    fragment = html5lib.parseFragment(html, treebuilder="etree", namespaceHTMLElements=True)
    soup = BeautifulSoup(html, "html.parser")
    return {
        "html5lib": [(_name(each), dict(each.attrib)) for each in fragment.iter() if each is not fragment],
        "lxml": list(_by_lxml(html)),
        "html.parser": [
            (each.name, {k: " ".join(v) if isinstance(v, list) else v for k, v in each.attrs.items()})
            for each in soup.find_all(True)
        ],
    }


def _name(element: Any) -> str:
    return element.tag.removeprefix(XHTML) if isinstance(element.tag, str) else "a comment"


def _by_lxml(html: str) -> Iterator[tuple[str, dict[str, str]]]:
    around = lxml_html.document_fromstring(f"<html><body><div>{html}</div></body></html>").find("body/div")
    for each in around.iterdescendants():
        yield (each.tag if isinstance(each.tag, str) else "a comment", dict(each.attrib))


def check(html: str) -> None:
    """Only our elements, attributes and addresses, whoever reads; nh3 leaves them as they are; and no page is broken by it."""
    for parser, elements in elements_of(html).items():
        for name, attributes in elements:
            check_element(name, attributes, f"{parser}: {html[:300]!r}")
    check_second_cleaner(html)
    check_balance(html)
    check_page_around(html)


def check_element(name: str, attributes: dict[str, str], where: str) -> None:
    assert name in PLAIN | STYLED, f"<{name}> {where}"
    assert attributes.keys() <= ATTRIBUTES.get(name, set()), f"{attributes} {where}"
    if "class" in attributes:
        assert attributes["class"] in safe_html.POST_CLASSES[name], where
    if "href" in attributes:
        assert HREF.fullmatch(attributes["href"]), where
        assert attributes["rel"] == safe_html.LINK_REL, where
    assert "start" not in attributes or re.fullmatch("[0-9]{1,9}", attributes["start"]), where


def check_second_cleaner(html: str) -> None:
    """nh3 is Rust around html5ever: it has nothing to take away, and nothing to move."""
    theirs = nh3.clean(
        html,
        tags=PLAIN | STYLED,
        attributes=ATTRIBUTES,
        url_schemes=set(safe_html.SCHEMES),
        link_rel=None,
    )
    assert as_read(theirs) == as_read(html)


def check_balance(html: str) -> None:
    """Every tag that begins ends, in its order; nothing is left to what a parser makes of it."""
    is_open: list[str] = []
    for closes, name in TAG.findall(html):
        if closes:
            assert is_open and is_open.pop() == name, html[:300]
        elif name not in ("br", "hr"):
            is_open.append(name)
    assert not is_open and html.count("<") == len(TAG.findall(html)), html[:300]


def check_page_around(html: str) -> None:
    """What stands after a post is after it; and a browser that writes its tree and reads it again has the same tree."""
    around = f'<div id="around"><div id="before">{html}</div><p id="after">after</p></div><p id="end">end</p>'
    body = html5lib.parse(f"<!DOCTYPE html><body>{around}", treebuilder="etree", namespaceHTMLElements=False)[
        1
    ]
    assert [each.get("id") for each in (*body, *body[0])] == ["around", "end", "before", "after"], html[:300]
    after = body[0][1]
    assert (after.text, len(after), body[0][0].tail) == ("after", 0, None), html[:300]
    inside = html5lib.parseFragment(html, treebuilder="etree", namespaceHTMLElements=False)
    assert _tree(body[0][0]) == _tree(inside), html[:300]
    written = html5lib.serialize(inside, omit_optional_tags=False, quote_attr_values="always")
    assert _tree(html5lib.parseFragment(written, treebuilder="etree", namespaceHTMLElements=False)) == _tree(
        inside
    )


def _tree(element: Any) -> Any:
    return (
        element.text or "",
        [(each.tag, dict(each.attrib), _tree(each), each.tail or "") for each in element],
    )


def as_read(html: str) -> list[object]:
    """The elements, attributes and texts of `html`, however its characters were written."""
    soup = BeautifulSoup(html, "html.parser")
    return [
        (node.name, sorted((k, str(v)) for k, v in node.attrs.items())) if node.name else str(node)
        for node in soup.descendants
    ]
