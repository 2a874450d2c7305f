"""Markup around and within words, and the plain text that a reader of the page would see."""

import html
import re
from collections.abc import Iterator

Edit = tuple[int, int, str]
"""Characters `start` to `end`, and what they become."""

_ENTITY = re.compile(r"&(?:#\d{2,8}|#x[0-9a-f]{2,7}|[a-z]{2,16}\d{0,2});", re.I)
_BLOCKS = frozenset(
    [
        "p",
        "br",
        "hr",
        "div",
        "li",
        "ul",
        "ol",
        "dl",
        "dt",
        "dd",
        "table",
        "thead",
        "tbody",
        "tr",
        "section",
        "article",
        "header",
        "footer",
        "body",
        "html",
        "head",
        "title",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "blockquote",
        "pre",
        "form",
    ]
)
_CELLS = frozenset(("td", "th", "option"))
_WITHIN = frozenset(
    [
        "a",
        "b",
        "i",
        "u",
        "s",
        "em",
        "strong",
        "span",
        "font",
        "small",
        "sup",
        "sub",
        "mark",
        "del",
        "ins",
        "code",
        "wbr",
        "q",
        "cite",
        "abbr",
        "label",
        "img",
        "tt",
        "big",
    ]
)
_TAG = re.compile(
    r"(?<=\w)<!--[^<>]{0,60}-->(?=\w)|<(?P<close>/?)(?P<name>[a-z][a-z0-9]{0,15})(?P<end> ?/?>|(?= [a-z\-]+=))",
    re.I,
)
_LOOKS = re.compile(
    r"(?<=[a-z\"']) (?:class|style|rel|target|width|height|type|colspan|rowspan|align|lang|dir)=(?:\"[^\"<>]*\"|'[^'<>]*')",
    re.I,
)
_FIELD_TAG = re.compile(r"<(/?)([a-z][a-z_]{1,20})>", re.I)
_BOLD_WITHIN = re.compile(
    r"(?<=[^\W_])(\*\*|~~|__)(?=[^\W_])[^\s*~]{1,30}?(\*\*|~~|__)|(\*\*|~~)[^\s*~]{1,30}?(\*\*|~~)(?=[^\W_])"
    r"|(?<!\S)(~~)[^\s*~]{1,30}(~~)(?!\S)"
)
_SIGNS = ("**", "~~", "_", "{}", "[]", "()")  # without one of them there is no emphasis
_EMPTY = re.compile(r"(?<=[^\W_])(?:\{\}|\[\]|\(\)){1,4}(?=[^\W_])")
_UNDERLINED = re.compile(r"(?<![\w@.:/])_{1,2}([^\W_](?:[\w' \-](?<!_)){0,40}(?<! ))_{1,2}(?![\w])")


def entities(text: str) -> Iterator[Edit]:
    """ "&nbsp;", "&#97;", "&eacute;" as the characters they stand for."""
    if "&" not in text:
        return
    for found in _ENTITY.finditer(text):
        meant = html.unescape(found.group())
        if len(meant) == 1:
            yield found.start(), found.end(), _PLAIN.get(meant, meant)


_PLAIN = {
    "\u00a0": " ",
    "\u2019": "'",
    "\u2018": "'",
    "\u201c": '"',
    "\u201d": '"',
    "\u00ad": "",
    "\u200b": "",
    "\u200c": "",
    "\u200d": "",
    "\u200e": "",
    "\u200f": "",
    "\u2060": "",
    "\ufeff": "",
}


def looks(text: str) -> Iterator[Edit]:
    """What a tag says of its looks: "<p class='small'>"."""
    if "<" in text:
        for found in _LOOKS.finditer(text):
            yield found.start(), found.end(), ""


def tags(text: str) -> Iterator[Edit]:
    """Tags go; where they part lines or cells, a line or a bar stays. "<dob>" of a form becomes "dob: "."""
    if "<" not in text:
        return
    for found in _TAG.finditer(text):
        if found["name"] is None:
            yield found.start(), found.end(), ""
            continue
        name = found["name"].lower()
        if name in _WITHIN:
            instead = ""
        elif name in _BLOCKS:
            instead = "\n"
        elif name in _CELLS:
            instead = "|"
        elif _FIELD_TAG.fullmatch(found.group()) and f"</{found['name']}>" in text:
            instead = "\n" if found["close"] else f"{name}: "
        else:
            continue
        yield found.start(), found.end(), instead


def emphasis(text: str) -> Iterator[Edit]:
    """Stars around a part of a word, empty brackets within one, and the strokes around an underlined one."""
    if not any(sign in text for sign in _SIGNS):
        return
    edits: list[Edit] = [(found.start(), found.end(), "") for found in _EMPTY.finditer(text)]
    for found in _BOLD_WITHIN.finditer(text):
        first, last = next((at, at + 1) for at in (1, 3, 5) if found.group(at))
        if found.group(first) == found.group(last):
            edits += [(*found.span(first), ""), (*found.span(last), "")]
    for found in _UNDERLINED.finditer(text):
        edits += [(found.start(), found.start(1), ""), (found.end(1), found.end(), "")]
    last_end = -1
    for edit in sorted(edits):
        if edit[0] >= last_end:
            yield edit
            last_end = edit[1]
