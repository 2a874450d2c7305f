"""Names where capitals do not help, told by a title, kinship, an age, a family or the head of a clause.

"mrs tindle", "the hargreaveses", "his sister dotty.", "baby prosper 9wks", "patience: chase results. joy: visit".
"""

import re
from collections.abc import Iterator

from csaleads.anonymity.text.lexicon import Lexicon, fold, word_group
from csaleads.anonymity.text.scanning import LedPattern, WordStarts, may_hold

_W = r"[^\W\d_][^\W\d_'’-]{1,13}"
_END = r"(?=[.,;:)!?\"\n]|'s\b|$)"
_TITLES = (
    "mister",
    "missus",
    "missis",
    "constable",
    "sergeant",
    "inspector",
    "mr",
    "mrs",
    "ms",
    "dr",
    "rev",
    "revd",
    "cllr",
    "prof",
    "sgt",
    "dc",
    "ds",
    "di",
    "pc",
    "pcso",
    "fr",
)
_TITLED = LedPattern(re.compile(rf"\b(?:{'|'.join(_TITLES)})\.? (?P<name>{_W})(?![\w-])", re.I), _TITLES)
_PLURAL = LedPattern(
    re.compile(r"\bthe (?P<name>[a-z]{4,13}?)(?:e?s)\b(?! (?:road|street|lane|estate|school))"), ("the",)
)
_FAMILY = LedPattern(
    re.compile(
        r"\b[Tt]he (?P<name>[A-Z][a-z]{3,12}?)(?:e?s)(?![\w'-])(?! [A-Z]| (?:road|street|lane|estate|school))"
    ),
    ("the",),
)
_KIN = sorted(word_group("kin before a name"))
_RELATED = LedPattern(
    re.compile(
        rf"\b(?:{'|'.join(_KIN)}),? (?P<name>{_W})"
        rf"(?P<after>{_END}| \(|,? \d{{1,2}}\b| (?:is|was|has|said|says|told|and|w|with)\b)",
        re.I,
    ),
    _KIN,
)
_AGED = re.compile(
    r"(?<![\w'-])(?P<name>[a-z]{3,12}),? \(?\d{1,2} ?"
    r"(?:(?:/(?:12|52)|wks?|w/o|weeks? old|mths?|mnths?|months? old|y/?o|yrs? old|years? old)\b|\x01{2,5})"
)
_AGED_DOES = re.compile(
    r"(?:^|\n|[.;:!?,] )(?P<name>[a-z]{3,12}),? \(?(?:1[0-9]|[2-9])\)? "
    r"(?:not (?:seen|at|in|back|eating|sleeping|speaking)|missing|seen|says|said|told|still|"
    r"wont|refus\w+|disclos\w+|at (?:home|school|nans))\b"
)
_LETTERED = re.compile(
    r"(?:^|\n|[.;:!?] )(?P<name>[a-z]{3,12}) [dghjlptz] "
    r"(?=(?:is|was|has|had|out|said|says|told|not|rang|back|off|on|at|and|to)\b)"
)
_CALLED_LETTER = re.compile(
    r"\b(?:bf|boyfriend|girlfriend|lad|man|male|boy|girl|mate|friend|someone|somebody|bloke|guy|adult|\d\d?)\"?,? "
    r"(?:called|named) (?P<name>[b-hj-mo-qstvwyzB-HJ-Z])(?=[.,;)\n]|$| (?:who|and|from|on|in)\b)"
)
_HEAD = re.compile(r"(?:^|\n|[.;] |- |\* )(?P<name>[a-z]{3,12})(?: - |: )(?=[a-z\d])")
_KNOWN_AS = LedPattern(
    re.compile(
        rf"\b(?:known(?: to \w+)? as|knows? (?:him|her) as|call(?:s|ed)? (?:him|her)|they call) "
        rf"[\"“]?(?P<name>{_W})[\"”]?(?=[.,;)\n]|$| (?:who|and|from)\b)",
        re.I,
    ),
    ("known", "know", "knows", "call", "calls", "called", "they"),
)
_QUOTED = re.compile(
    rf"\b(?:with|by|to|from|called|named|man|lad|male|boyfriend|bf) \"(?P<name>{_W}(?: {_W})?)\""
    r"(?=[.,;)\n]| (?:who|and|is|was|has|had|buys|gave|gives|picks?|drives|lives|brought)\b|$)",
    re.I,
)
_NAMINGS = frozenset(("called", "named"))
_TRADES = sorted(word_group("trades after a name"))
_BY_TRADE = LedPattern(
    re.compile(rf"\bthe (?:{'|'.join(_TRADES)})(?=[.,;)\n!?\"]|$| (?:and|who|him|he|has|had|is|was)\b)"),
    ("the",),
)
_BEFORE_TRADE = re.compile(rf"(?<![\w'-])(?P<name>{_W}) $", re.I)
_NO_NICKNAME = re.compile(r"(?:ing|ed|ic|al|ive|ist|ous|ful|able|ness|ity|tion|ly)$")
_NOT_HERE = (
    word_group("function words")
    | word_group("nobody called")
    | word_group("always roles")
    | word_group("not after a title")
    | frozenset(
        (
            "male",
            "female",
            "single",
            "infant",
            "mate",
            "will",
            "may",
            "can",
            "said",
            "mark",
            "must",
            "does",
            "page",
            "case",
            "age",
            "visit",
            "update",
            "plan",
        )
    )
)
_NEVER_SMALL = word_group("never small")
_MONTHS = word_group("seasons and months")


def find(text: str, words: WordStarts, lists: Lexicon) -> Iterator[tuple[int, int]]:
    """(start, end) of each in `text`, whose words begin at `words`."""
    for found in _TITLED.finditer(text, words):
        word = fold(found["name"])
        may_be = _may_be(word, lists) or (word in lists.last and word not in _NOT_HERE)
        if may_be and not lists.is_english(word):
            yield found.span("name")
    for found in _PLURAL.finditer(text, words):
        stem = found["name"]
        if stem in lists.last and not any(
            lists.is_english(each) or each in lists.field or each in lists.large_places
            for each in (stem, f"{stem}s", f"{stem}e")
        ):
            yield found.start("name"), found.end()
    for found in _FAMILY.finditer(text, words):
        stem = fold(found["name"])
        if stem in lists.last and not (_is_known(stem, lists) or _is_known(f"{stem}s", lists)):
            yield found.span("name")
    for found in _RELATED.finditer(text, words):
        word = fold(found["name"])
        known = word in lists.wordlike or (word in lists.first and not _is_plain(word, lists))
        alone = found["after"][:1] in ("", ".", ",", ")", "'") or "(" in found["after"]
        if known and word not in _MONTHS and _may_be(word, lists) and (alone or word not in _NEVER_SMALL):
            yield found.span("name")
    yield from _aged(text, lists)
    yield from _at_heads(text, lists)
    yield from _told(text, words, lists)


def _is_known(word: str, lists: Lexicon) -> bool:
    return lists.is_english(word) or word in lists.field or word in lists.large_places


def _aged(text: str, lists: Lexicon) -> Iterator[tuple[int, int]]:
    for found in (*_AGED.finditer(text), *_AGED_DOES.finditer(text), *_LETTERED.finditer(text)):
        word = found["name"]
        if (word in lists.first or word in lists.wordlike) and _may_be(word, lists) and word not in _MONTHS:
            yield found.span("name")


def _at_heads(text: str, lists: Lexicon) -> Iterator[tuple[int, int]]:
    """Heads of clauses that are names, if at least two are and one of them could be nothing else, or three could."""
    heads = list(_HEAD.finditer(text)) if ":" in text or " - " in text else []
    named = [
        found
        for found in heads
        if (found["name"] in lists.first or found["name"] in lists.wordlike) and _may_be(found["name"], lists)
    ]
    sure = [found for found in named if not lists.is_english(found["name"])]
    if len(named) > 1 and (sure or len(named) > 2):
        for found in named:
            yield found.span("name")


def _told(text: str, words: WordStarts, lists: Lexicon) -> Iterator[tuple[int, int]]:
    for found in _KNOWN_AS.finditer(text, words):
        word = fold(found["name"])
        if _may_be(found["name"], lists) and found["name"].islower() and not _NO_NICKNAME.search(word):
            yield found.span("name")
    for found in _CALLED_LETTER.finditer(text) if may_hold(words, _NAMINGS) else ():
        yield found.span("name")
    for found in _QUOTED.finditer(text) if '"' in text else ():
        parts = [fold(each) for each in found["name"].split()]
        if not any(part in lists.field or part in lists.short for part in parts) and not all(
            lists.is_english(part) for part in parts
        ):
            yield found.span("name")
    for found in _BY_TRADE.finditer(text, words):
        before = _BEFORE_TRADE.search(text, max(0, found.start() - 15), found.start())
        if before and fold(before["name"]) in lists.first and _may_be(before["name"], lists):
            yield before.start("name"), found.end()


def _is_plain(word: str, lists: Lexicon) -> bool:
    """Whether English has a given name of some country as an ordinary word: "partner unknown.", "sister sad"."""
    return lists.is_english(word) and word not in lists.own_first


def _may_be(shown: str, lists: Lexicon) -> bool:
    word = fold(shown)
    return (
        len(word) > 2
        and word not in _NOT_HERE
        and word not in lists.large_places
        and (
            (word not in lists.field and word not in lists.short)
            or (word in lists.first and word not in lists.field)
        )
    )
