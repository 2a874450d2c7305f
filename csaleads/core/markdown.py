"""Markdown that a person wrote as HTML that is safe to show, in the type of our pages.

CommonMark with tables. HTML that is typed stays text; images become their description; links lead to http, https and mailto
only. What comes out passes `core.safe_html`, whatever the reader of Markdown thought of it.
"""

import re
from collections.abc import Sequence

from markdown_it import MarkdownIt
from markdown_it.token import Token
from markupsafe import Markup

from csaleads.core.safe_html import CLASSES, LINK_REL, paragraphs, written_text

LONGEST = 30_000  # characters that are read; what a field takes is less
MOST_PARTS = 5_000  # elements and pieces of text; beyond, cleaning takes seconds, and nobody writes so
MOST_NESTED = 20
HEADINGS_DOWN = 2  # a page has one h1 and its parts are h2
LOWEST_HEADING = 6
MAY_LEAD_TO = re.compile(r"(https?://|mailto:)[^/\s]", re.IGNORECASE)

_reader = (
    MarkdownIt(
        "commonmark", {"html": False, "linkify": False, "typographer": False, "maxNesting": MOST_NESTED}
    )
    .enable("table")
    .disable(["html_block", "html_inline"])
)
_reader.validateLink = lambda url: MAY_LEAD_TO.match(url) is not None  # type: ignore[method-assign]


def markdown(text: str) -> Markup:
    """`text` as HTML. Its highest heading is an h3, so that it fits below a heading of the page. Never raises.

    What is beyond LONGEST is left out, and a text of more than MOST_PARTS is shown as it was typed.
    """
    text = text[:LONGEST]
    tokens = _reader.parse(text)
    if sum(1 + len(token.children or ()) for token in tokens) > MOST_PARTS:
        return paragraphs(text)
    for token in tokens:
        _dress(token)
    html: str = _reader.renderer.render(tokens, _reader.options, {})
    return written_text(html)


def _dress(token: Token) -> None:
    if token.type in ("heading_open", "heading_close"):
        token.tag = f"h{min(int(token.tag[1:]) + HEADINGS_DOWN, LOWEST_HEADING)}"
    elif token.type == "inline":
        token.children = _without_images(token.children or [])
    if token.type == "link_open":
        token.attrs = {"href": token.attrs.get("href", ""), "rel": LINK_REL}
    if token.nesting == 1 and token.tag in CLASSES:
        token.attrs = {k: v for k, v in token.attrs.items() if k != "style"} | {
            "class": min(CLASSES[token.tag])
        }


def _without_images(tokens: Sequence[Token]) -> list[Token]:
    kept = [_description(token) if token.type == "image" else token for token in tokens]
    for token in kept:
        _dress(token)
    return kept


def _description(image: Token) -> Token:
    return Token("text", "", 0, content=_plain(image.children or []))


def _plain(tokens: Sequence[Token]) -> str:
    return "".join(token.content or _plain(token.children or []) for token in tokens)
