"""What a text says outright about somebody's name, where it has no capitals or nothing else.

"yours faithfully,\\nhilda prust", "tabs, short for tabitha", "known associates: \"frosty\"", "anthony, ant to his mates".
"""

import re
from collections.abc import Iterator

from csaleads.anonymity.text.lexicon import Lexicon, fold, word_group

_W = r"[^\W\d_][^\W\d_'-]{1,12}"
_PATTERNS = tuple(
    re.compile(pattern, re.I)
    for pattern in (
        # a signature on a line of its own
        rf"\byours (?:faithfully|sincerely|truly|ever"
        rf"|gratefully)(?: comma)?[ ,]*\n+[ \t]*(?P<name>{_W}(?: {_W}){{0,2}})(?=[ \t]*(?:\n|$|\())",
        rf"(?:^|\n)yours,? (?:an?|your|the) [^\n.]{{3,40}}\n+[ \t]*(?P<name>{_W})\s*$",
        # a nickname that is told
        rf"\b(?:we|they|boys|girls|kids|children|everyone|lads|mates|all) (?:all |always |just |used to "
        rf"|only )?call(?:ed)? (?:him|her) the (?P<name>{_W})(?=[.,;\n]|$)",
        rf"\bcalled \"?(?P<name>(?:mama|papa|uncle|auntie|aunty|big|little|lil|wee|mad|fat|old|daddy|baba"
        rf"|pops) {_W})\"?(?=[.,;)\n]|$| (?:who|and|is|was|has|from)\b)",
        rf"\"(?:yo|hey|hiya?|oi|alright|hello|safe),? (?P<name>{_W}),? (?:its|it's|this is) (?:{_W}|[a-z])\b",
        rf"\b(?P<long>{_W})(?: {_W})?, (?P<name>{_W}) to (?:everyone|everybody|(?:his|her|their|all|most|the|my"
        rf"|our) (?:\w+ )?(?:mates|friends|family|nan|mum|dad|sisters?|brothers?|lads|girls|boys))\b",
        # in quotes beside a name, or among those somebody is seen with
        rf"(?P<long>{_W}) (?P<last>{_W}),? \(?\"(?P<name>{_W})\"(?=[),.;:\n]|$)",
    )
)
_NEEDED = (
    ("yours",),
    ("yours",),
    ("call",),
    ("called",),
    ('"',),
    (
        " to his ",
        " to her ",
        " to their ",
        " to every",
        " to all ",
        " to most ",
        " to the ",
        " to my ",
        " to our ",
    ),
    ('"',),
)
"""What the text must have for each of the patterns, looked for first since it is quicker."""
_KIN = (
    "sisters",
    "brothers",
    "siblings",
    "twins",
    "triplets",
    "cousins",
    "daughters",
    "sons",
    "children",
    "nieces",
    "nephews",
)
_HAILED = re.compile(
    rf"\"(?:yo|hey|hiya?|oi|alright|hello|safe),? {_W},? (?:its|it's|this is) (?P<own>[a-z])(?=[ ,.])", re.I
)
_SHORT_FOR = re.compile(rf"(?<![\w'-])(?P<name>{_W}),? (?:is )?\(?short for (?P<long>{_W})\b", re.I)
_ASSOCIATES = re.compile(r"\b(?:associates?|nominals?)(?: are)?: ?(?P<list>[^\n.;]{0,80})", re.I)
_QUOTED = re.compile(rf"\"(?P<name>{_W})\"")
_FAMILY = re.compile(
    rf"(?:^|[.:;\n] ?)(?P<list>{_W}(?:, {_W})+,? and {_W}) (?:are|were) (?:all |both |full |half |the )*"
    r"(?:sisters|brothers|siblings|twins|triplets|cousins|half-sisters|half-brothers)\b",
    re.I,
)
_CHILDREN = re.compile(
    rf"\b(?:daughters|sons|sisters|brothers|grandchildren|nieces"
    rf"|nephews): ?(?P<list>{_W}(?: {_W})?(?:, {_W}(?: {_W})?)*,? and {_W}(?: {_W})?|{_W}(?:, {_W})+)",
    re.I,
)
_GUEST = re.compile(
    r"(?:^|\n)[ \t]*(?:people|present|attend(?:ees|ing)|in attendance|in the room|on the call"
    r"|apologies): ?(?P<list>[^\n.;:]{3,200})",
    re.I,
)
_ITEM = re.compile(rf"(?:^|, | and | & )(?P<name>{_W})(?= from | \()", re.I)
_TWO_FIGURES = re.compile(r"\d\d")
_COLLAR = re.compile(rf"\b(?:pc|pcso|wpc|dc|ps|sc|officer) \d{{2,6}} (?P<name>{_W})(?![\w-])", re.I)
_BEFORE_NICKNAMES = frozenset(
    [
        "mama",
        "papa",
        "uncle",
        "auntie",
        "aunty",
        "big",
        "little",
        "lil",
        "wee",
        "mad",
        "fat",
        "old",
        "daddy",
        "baba",
        "pops",
    ]
)
_STARTERS = word_group("function words")
_NOBODY = word_group("nobody called")
_ROLES = word_group("always roles")
_CALLED_SHORT = word_group("short forms that people are called by")


def told_in(text: str, lists: Lexicon) -> Iterator[tuple[int, int]]:
    """(start, end) of every such name in `text`."""
    small = text.lower()
    for pattern, needed in zip(_PATTERNS, _NEEDED, strict=True):
        for found in pattern.finditer(text) if any(each in small for each in needed) else ():
            if _is_somebodys(found.groupdict(), lists):
                yield found.span("name")
    for found in _SHORT_FOR.finditer(text) if "short for" in small else ():
        if fold(found["long"]) in lists.first and fold(found["name"]) not in _STARTERS:
            yield from (found.span("name"), found.span("long"))
    if '"' in text:
        yield from _quoted(text)
    if any(each in small for each in _KIN):
        yield from _families(text, lists)
    yield from _with_office(text, lists)


def _is_somebodys(parts: dict[str, str | None], lists: Lexicon) -> bool:
    """Whether the words can be a name, and what they stand beside is one."""
    long, last, name = parts.get("long"), parts.get("last"), parts["name"] or ""
    is_given = long is None or (fold(long) in lists.first and fold(long) not in _STARTERS)
    beside = is_given and (last is None or fold(last) not in _STARTERS)
    return beside and all(_may_be_called(word, lists) for word in name.split())


def _quoted(text: str) -> Iterator[tuple[int, int]]:
    for found in _HAILED.finditer(text):
        yield found.span("own")
    for found in _ASSOCIATES.finditer(text) if ":" in text else ():
        for each in _QUOTED.finditer(text, *found.span("list")):
            yield each.span("name")


def _with_office(text: str, lists: Lexicon) -> Iterator[tuple[int, int]]:
    """ "tel from housing" among those present, "pc 4417 lathom"."""
    for found in _GUEST.finditer(text) if ":" in text else ():
        for each in _ITEM.finditer(found["list"]):
            if fold(each["name"]) in _CALLED_SHORT:
                yield found.start("list") + each.start("name"), found.start("list") + each.end("name")
    for found in _COLLAR.finditer(text) if _TWO_FIGURES.search(text) else ():
        if not lists.is_english(fold(found["name"])) and _may_be_called(found["name"], lists):
            yield found.span("name")


def _families(text: str, lists: Lexicon) -> Iterator[tuple[int, int]]:
    for pattern in (_FAMILY, _CHILDREN):
        for found in pattern.finditer(text):
            parts = re.split(r", and |, | and ", found["list"])
            plain = [fold(part.split()[-1]) for part in parts]
            known = sum(word in lists.first for word in plain)
            named = [
                word not in _STARTERS and word not in lists.field and word not in _NOBODY for word in plain
            ]
            if (pattern is _FAMILY and all(named)) or (pattern is _CHILDREN and 2 * known >= len(plain)):
                at = found.start("list")
                for part in parts:
                    at = text.index(part, at)
                    yield at, at + len(part)
                    at += len(part)


def _may_be_called(shown: str, lists: Lexicon) -> bool:
    word = fold(shown)
    if word in _BEFORE_NICKNAMES:
        return True
    return not (
        word in _STARTERS
        or word in _NOBODY
        or word in _ROLES
        or (word in lists.field and word not in lists.first and word not in _CALLED_SHORT)
    )
