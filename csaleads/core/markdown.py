"""Markdown that a person wrote as HTML that is safe to show, in the type of our pages.

CommonMark with tables. HTML that is typed stays text; images become their description; links lead to http, https and mailto
only. What comes out passes `core.safe_html`, whatever the reader of Markdown thought of it. A post of the network takes more:
addresses become links as they are, words may be struck through, `@Jo Ward` names a colleague, and links lead to resources
and to the network too.
"""

import re
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any
from uuid import UUID

from linkify_it import LinkifyIt
from markdown_it import MarkdownIt
from markdown_it.rules_core import StateCore
from markdown_it.token import Token
from markupsafe import Markup

from csaleads.core import mentions
from csaleads.core.links import leads_out_of_post, may_lead_to, our_site, own_path, resource_at
from csaleads.core.mentions import Resolver
from csaleads.core.safe_html import CLASSES, LINK_REL, POST_CLASSES, paragraphs, written_post, written_text

LONGEST = 30_000  # characters that are read; what a field takes is less
MOST_PARTS = 5_000  # elements and pieces of text; beyond, cleaning takes seconds, and nobody writes so
MOST_NESTED = 20
MOST_ADDRESSES = 200  # that become links by themselves; looking for more takes seconds
MOST_RESOURCES = 20  # of one post, to be shown beneath it
HEADINGS_DOWN = 2  # a page has one h1 and its parts are h2
LOWEST_HEADING = 6
NO_SITE = ""
HALVES = re.compile("[\ud800-\udfff]")  # of a character, which JSON can carry and no answer can


@dataclass(frozen=True)
class Written:
    """A post as it is shown, and what it speaks of, each once, in the order in which it stands there.

    Whether somebody may see a resource, or be told that they were named, is for the page and the service: here nobody asks.
    """

    html: Markup
    resource_ids: tuple[UUID, ...] = ()
    person_ids: tuple[int, ...] = ()


class _TooMuch(Exception):
    """More parts than anybody writes: a table of few signs can have a hundred thousand cells."""


class _Parts(list[Token]):
    def append(self, token: Token) -> None:
        if len(self) >= MOST_PARTS:
            raise _TooMuch
        super().append(token)


def _bound(state: StateCore) -> None:
    state.tokens = _Parts()


def _leads_somewhere_from_a_post(address: str) -> bool:
    return leads_out_of_post(address) or own_path(address, NO_SITE) is not None


def _reader_of(*more: str, linkify: bool = False, leads: Callable[[str], bool] = may_lead_to) -> MarkdownIt:
    options = {"html": False, "linkify": linkify, "typographer": False, "maxNesting": MOST_NESTED}
    reader = MarkdownIt("commonmark", options).enable(["table", *more]).disable(["html_block", "html_inline"])
    reader.validateLink = lambda url: leads(url)  # type: ignore[method-assign]
    reader.core.ruler.before("block", "bounded", _bound)
    return reader


def _post_reader() -> MarkdownIt:
    reader = _reader_of("strikethrough", "linkify", linkify=True, leads=_leads_somewhere_from_a_post)
    reader.linkify = _addresses()
    return reader


def _addresses() -> LinkifyIt:
    """What finds addresses that are typed in full, http or https, and nothing that only looks like one."""
    finder = LinkifyIt(options={"fuzzy_link": False, "fuzzy_email": False, "fuzzy_ip": False})
    for scheme in ("ftp:", "//", "mailto:"):
        finder.add(scheme, None)
    return finder


_reader = _reader_of()
_posts = _post_reader()
_posts_without_addresses = _reader_of("strikethrough", leads=_leads_somewhere_from_a_post)


def markdown(text: str) -> Markup:
    """`text` as HTML. Its highest heading is an h3, so that it fits below a heading of the page. Never raises.

    What is beyond LONGEST is left out, and a text of more than MOST_PARTS is shown as it was typed.
    """
    text = text[:LONGEST]
    tokens = _parts(_reader, text)
    if tokens is None:
        return paragraphs(text)
    return written_text(_drawn(_reader, tokens, CLASSES))


def markdown_post(text: str, *, resolve: Resolver, site: str | None = None) -> Written:
    """`text` of a post as HTML, with the resources that stand alone in a paragraph and the people who are named. Never raises.

    `resolve.person` says who is meant by a spelling; ask for those of `mentions_in` beforehand, all at once. Links to `site`,
    which is where this service is reached unless it is given, lead to the page without naming the host.
    """
    text = _characters(text)
    reader = _reader_for_post(text)
    tokens = _parts(reader, text)
    if tokens is None:
        return Written(paragraphs(text))
    _lead_home(tokens, our_site() if site is None else site)
    resources = _resources_alone(tokens)
    people = mentions.mark(tokens, resolve)
    return Written(written_post(_drawn(reader, tokens, POST_CLASSES)), resources, people)


def mentions_in(text: str) -> list[str]:
    """The names that may be meant in a post by `@…`, up to three words, each longest first, none of them twice.

    Nothing that is code, a link or an e-mail address. They are spelt as `core.mentions.spelt` spells.
    """
    text = _characters(text)
    return mentions.spellings_of(_parts(_reader_for_post(text), text) or [])


def _characters(text: str) -> str:
    return HALVES.sub("\ufffd", text[:LONGEST])


def _reader_for_post(text: str) -> MarkdownIt:
    return _posts if text.count("://") <= MOST_ADDRESSES else _posts_without_addresses


def _parts(reader: MarkdownIt, text: str) -> list[Token] | None:
    """What `text` is made of; None where that is more than MOST_PARTS."""
    try:
        tokens = reader.parse(text)
    except _TooMuch:
        return None
    return tokens if sum(1 + len(token.children or ()) for token in tokens) <= MOST_PARTS else None


def _drawn(reader: MarkdownIt, tokens: list[Token], classes: Mapping[str, Collection[str]]) -> str:
    for token in tokens:
        _dress(token, classes)
    html: Any = reader.renderer.render(tokens, reader.options, {})
    return str(html)


def _lead_home(tokens: Sequence[Token], site: str) -> None:
    """Links to what of ours has an address that stays lose the host, so that they lead there wherever it is reached."""
    for token in tokens:
        _lead_home(token.children or (), site)
        if token.type == "link_open":
            address = str(token.attrs.get("href", ""))
            token.attrs["href"] = own_path(address, site) or address


def _resources_alone(tokens: Sequence[Token]) -> tuple[UUID, ...]:
    """The resources whose link is all that a paragraph says."""
    found: dict[UUID, None] = {}
    for before, token in pairwise(tokens):
        if before.type == "paragraph_open" and token.type == "inline":
            resource = _resource_alone(token.children or [])
            if resource:
                found[resource] = None
    return tuple(found)[:MOST_RESOURCES]


def _resource_alone(tokens: Sequence[Token]) -> UUID | None:
    said = [token for token in tokens if token.content.strip() or token.nesting]
    links = [token for token in said if token.type == "link_open"]
    if len(links) != 1 or said[0] is not links[0] or said[-1].type != "link_close":
        return None
    return resource_at(str(links[0].attrs["href"]))


def _dress(token: Token, classes: Mapping[str, Collection[str]]) -> None:
    if token.type in ("heading_open", "heading_close"):
        token.tag = f"h{min(int(token.tag[1:]) + HEADINGS_DOWN, LOWEST_HEADING)}"
    elif token.type == "inline":
        token.children = _without_images(token.children or [], classes)
    if token.type == "link_open":
        token.attrs = {"href": token.attrs.get("href", ""), "rel": LINK_REL}
    if token.nesting == 1 and token.tag in classes:
        token.attrs = {k: v for k, v in token.attrs.items() if k != "style"} | {
            "class": min(classes[token.tag])
        }


def _without_images(tokens: Sequence[Token], classes: Mapping[str, Collection[str]]) -> list[Token]:
    kept = [_description(token) if token.type == "image" else token for token in tokens]
    for token in kept:
        _dress(token, classes)
    return kept


def _description(image: Token) -> Token:
    return Token("text", "", 0, content=_plain(image.children or []))


def _plain(tokens: Sequence[Token]) -> str:
    return "".join(token.content or _plain(token.children or []) for token in tokens)
