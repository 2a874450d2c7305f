"""Addresses and handles that are said in words: "little underscore wren, then the curly a, then example, full stop, com".

A row of words with the signs said among them, near what an address or a handle is of. How it is joined ("then", commas) says
nothing.
"""

import re
from collections.abc import Iterator
from functools import cache

from csaleads.anonymity.findings import Label, Span
from csaleads.anonymity.text.lexicon import either, phrase_group

_FILE = "told_otherwise.txt"
_STRONG, _WEAK = phrase_group(_FILE, "strong sign"), phrase_group(_FILE, "weak sign")
_SIGNS = rf"(?:(?:an? |the )?(?:{either(_STRONG)}|{either(_WEAK)})s?(?![\w']))"
_NOT_SAID = rf"(?:{either(phrase_group(_FILE, 'not said'))})(?![\w-])"
_ITEM = (
    rf"(?:{_SIGNS}|the (?:number|figure|letter|word|g)s? [a-z\d]+(?!\w)|at(?!\w)|an at(?!\w)|(?!{_NOT_SAID}"
    rf"|then\b|and\b|the\b|an?\b)[a-z\d]+(?![\w'@]))"
)
_JOINT = r"(?:,? (?:and then |then |and |next |followed by |after that )?|,|-)"
_RUN = re.compile(rf"(?<![\w'@#/.])(?:an? )?{_ITEM}(?:{_JOINT}{_ITEM}){{1,24}}", re.I)
_SIGN = re.compile(rf"(?<!\w)(?:(?P<strong>{either(_STRONG)})|(?:{either(_WEAK)}))s?(?!\w)", re.I)
_DOMAIN = re.compile(
    r"(?:dot|full stop|stop|point|period),?(?: then| and| a)?,? (?:com|org|net|uk|co|wales|gov|cymru|ac|info|io)(?!\w)",
    re.I,
)
_AT = re.compile(r"(?<!\w)(?:at|monkey \w+|\w+ly a|snail|a (?:in|with) a \w+)(?!\w)", re.I)
_REMARK = re.compile(r"(?:no (?:gaps?|spaces?)|(?:all )?one word|all (?:together|joined up|in one))", re.I)
_PASSAGE = re.compile(
    rf"(?<!\w)(?:{either(phrase_group(_FILE, 'account'))})(?: name)?(?: is| was|:| =| goes|'s| has)?,? (?:just "
    rf"|like |as |under |the )*"
    r"(?P<told>(?:the (?:word|letter|number|name)|(?:two|three|four|five|\d) words|one word|capital|his|her|my"
    r"|[a-z]+)\b[^.;\n]{4,90})",
    re.I,
)
_HOW = re.compile(
    r"\b(?:the word|words|run together|capital|lower ?case|upper ?case|twice|three times|in the middle"
    r"|between them|with an? (?:dot|dash|underscore|hyphen|star)|number after|at the end|instead of)\b",
    re.I,
)
_SEEN = 90
_FEWEST_WEAK = 2


@cache
def _words(kind: str) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:{either(phrase_group(_FILE, kind))})(?!\w)", re.I)


def find(text: str) -> Iterator[Span]:
    """Each in `text`."""
    low = text.lower()
    if not any(sign in low for sign in (*_STRONG, *_WEAK)) or not _words("account").search(low):
        return
    for found in _RUN.finditer(text):
        label = _meaning(text, *found.span())
        if label:
            yield Span(*found.span(), label)
    for found in _PASSAGE.finditer(text):
        around = text[max(0, found.start() - _SEEN) : min(len(text), found.end() + _SEEN)]
        if _SIGN.search(found["told"]) and _HOW.search(found["told"]) and not _words("lesson").search(around):
            yield Span(*found.span("told"), Label.URL_HANDLE)


def _meaning(text: str, start: int, end: int) -> Label | None:
    """What the row of words is, if signs are said in it and it stands where an address is told."""
    shown = text[start:end]
    signs = list(_SIGN.finditer(shown))
    strong = sum(bool(sign["strong"]) for sign in signs)
    domain = _DOMAIN.search(shown)
    if not strong and len(signs) < _FEWEST_WEAK and not (domain and _AT.search(shown)):
        return None
    rest = _SIGN.sub(" ", _REMARK.sub(" ", _DOMAIN.sub(" ", shown)))
    if not re.search(r"(?!(?:then|and|the|a|an|next|all|at)\b)\b[a-z\d]{2,}", rest, re.I):
        return None
    around = text[max(0, start - _SEEN) : min(len(text), end + _SEEN)]
    if not _words("account").search(around) or _words("lesson").search(around):
        return None
    if domain and _AT.search(shown):
        return Label.EMAIL
    return Label.URL_HANDLE
