"""Registration marks of vehicles: current, older, private, of Ireland and elsewhere, and parts of one."""

import re
from collections.abc import Callable, Iterator

from csaleads.anonymity.findings import Label, Span
from csaleads.anonymity.text.lexicon import either, lexicon, word_group
from csaleads.anonymity.text.scanning import LedPattern, WordStarts

_GAP = r"[ \-.]{0,3}"
_ANY_GAP = r"[ \-._/|:']{0,5}"
_CURRENT = re.compile(rf"(?<![\w/])[A-Z]{{2}}{_ANY_GAP}\d{{2}}{_ANY_GAP}[A-Z]{{3}}(?![\w/])")
_CURRENT_LOWER = re.compile(rf"(?<![\w/])[a-z]{{2}}\d{{2}}{_GAP}[a-z]{{3}}(?![\w/])")
_OLDER = re.compile(
    rf"(?<![\w/])(?:[A-HJ-NP-TV-Y]\d{{1,3}}{_GAP}[A-HJ-PR-Z]{{3}}|[A-HJ-PR-Y]{{3}}{_GAP}\d{{1,3}}[A-HJ-NP-TV-Y])(?![\w/])"
)
_SURELY_LOWER = re.compile(
    r"(?<![\w/])(?:[a-y]{2}(?:0[1-9]|1\d|2[0-6]|5[1-9]|6\d|7[0-6]) [a-z]{3}|[a-y]\d{3} ?[a-z]{3})(?![\w/-])"
)
_OLDER_LOWER = re.compile(
    r"(?<![\w/])(?:[a-z]\d{1,3} ?[a-z]{3}|[a-z]{3} ?\d{1,3}[a-z]|[a-z]{2} ?\d{2} ?[a-z]{3})(?![\w/])"
)
_NORTHERN = re.compile(
    r"(?<![\w/])(?:[A-Z]{1,2}[IZ]|[A-Z]?[IZ][A-Z]) ?\d{1,4}(?![\w/])|(?<![\w/])[a-z]{1,2}[iz] \d{3,4}(?![\w/])"
)
_COUNTY = "C|CE|CN|CW|D|DL|G|KE|KK|KY|L|LD|LH|LK|LM|LS|MH|MN|MO|OY|RN|SO|T|TN|TS|W|WD|WH|WW|WX"
_IRISH_LOWER = re.compile(rf"(?<![\w/])\d{{2,3}}-(?:{_COUNTY.lower()})-\d{{3,6}}(?![\w/])")
_IRISH = re.compile(rf"(?<![\w/])\d{{2,3}}[ \-](?:{_COUNTY})[ \-]\d{{1,6}}(?![\w/])")
_COUNTRIES = (
    *(
        "polish",
        "romanian",
        "bulgarian",
        "lithuanian",
        "latvian",
        "french",
        "german",
        "foreign",
        "irish",
        "ukrainian",
    ),
    *("slovak", "czech", "portuguese", "spanish", "italian"),
)
_ABROAD = re.compile(r"(?<![\w/])[A-Z]{1,3}[ \-]?(?=[A-Z\d]{0,4}\d)[A-Z\d]{3,6}(?![\w/])")
_ABROAD_CUE = LedPattern(
    re.compile(
        rf"\b(?:{either(_COUNTRIES)})[ -](?:number plates?|registered|reg|plates?|car|van|lorry)\b[^.\n\dA-Z]{{0,12}}",
        re.I,
    ),
    _COUNTRIES,
)
_LONGEST_ABROAD = 12
_PLATE_WORD = r"(?:reg|regn|registration|registered|plates?|vrm|vrn|number ?plate|index)"
_PLATE_WORDS = (
    "reg",
    "regn",
    "registration",
    "registered",
    "plate",
    "plates",
    "vrm",
    "vrn",
    "number",
    "numberplate",
    "index",
)
_CALLED = LedPattern(
    re.compile(
        rf"\b{_PLATE_WORD}\b(?: (?:no|num|number|plate|mark|is|was|outside|reads|reading))*[\s.:#=(]{{0,4}}"
        r"((?!(?:ends|starts|like) )(?=[A-Z0-9 \-]{0,8}\d)(?=\d{0,4}[ \-]?[A-Z])[A-Z0-9]{1,4}[ \-]?[A-Z0-9]{1,4})"
        r"(?!\w)(?! (?:of|to|at|in|the|seen|times))",
        re.I,
    ),
    _PLATE_WORDS,
)
_PART = LedPattern(
    re.compile(
        r"\b(?:"
        r"(?:reg|registration|plate|vrm) (?:begins|starts|starting|beginning|ends|ending|includes|like)(?: with| in)?"
        r"|(?:part(?:ial)? (?:reg|plate|registration|index)|partial)(?: is| was|:)?"
        r"|index"
        r")[\s:=]{1,2}((?=[A-Z0-9 ]{0,6}\d)[A-Z0-9]{2,4}(?: [A-Z0-9]{1,3}(?!\w))?|\d (?-i:[A-Z]{3}))(?![\w])",
        re.I,
    ),
    (*_PLATE_WORDS, "part", "partial"),
)
_LAST_LETTERS = LedPattern(
    re.compile(
        rf"\b(?i:{_PLATE_WORD}(?: number| plate)? (?:ends|ending|finishes|finishing)(?: in| with)?) ([A-Z]{{3}})(?!\w)"
    ),
    _PLATE_WORDS,
)
_TIME_OR_PLACE = re.compile(
    r"\d{1,2}(?:st|nd|rd|th|am|pm)|reg \d+|\d{1,3}[A-Z]? (?-i:and|was|is|or|to|has|had|not|for|but|as|by|if)",
    re.I,
)
"""A day, a time, or a regulation: "reg. 16 and"."""
_FIGURE = re.compile(r"\d")
_LETTERS = re.compile(r"[a-z]+")
_UNITS = frozenset(
    ("per", "mph", "mpg", "kmh", "kwh", "hrs", "min", "mins", "yds", "pct", "psi", "ltr", "gal", "bhp")
)
_KINDS = word_group("vehicles")
_WORD = re.compile(r"[a-z']+")


def find(text: str, words: WordStarts) -> Iterator[Span]:
    """Every registration mark in `text`, whose words begin at `words`."""
    if _FIGURE.search(text):
        yield from _by_shape(text)
    if words.has_any(_KINDS):
        yield from _beside_vehicle(text)
    yield from _called(text, words)


def _by_shape(text: str) -> Iterator[Span]:
    """Marks that speak for themselves, or do where a vehicle is spoken of."""
    for pattern, is_sure in _SHAPES:
        for found in pattern.finditer(text):
            if is_sure(found.group()) or _near_vehicle(text, found.start()):
                yield Span(found.start(), found.end(), Label.VEHICLE)


def _beside_vehicle(text: str) -> Iterator[Span]:
    """Marks that could be anything, where a vehicle is spoken of."""
    for pattern in (_OLDER_LOWER, _NORTHERN):
        for found in pattern.finditer(text):
            shown = found.group()
            if _near_vehicle(text, found.start()) and not _is_tool(shown) and not _is_in_words(shown):
                yield Span(found.start(), found.end(), Label.VEHICLE)


def _is_tool(shown: str) -> bool:
    """ "AIM3"."""
    lists = lexicon()
    return shown.lower() in lists.short or (
        shown.isupper() and shown.rstrip("0123456789").lower() in lists.field
    )


def _is_in_words(shown: str) -> bool:
    """ "to 80 per", "of 12 men": two words of a sentence with a number between."""
    lists = lexicon()
    letters = _LETTERS.findall(shown)
    return (
        shown.islower()
        and " " in shown
        and all(lists.is_english(part) or part in lists.field or part in _UNITS for part in letters)
    )


def _called(text: str, words: WordStarts) -> Iterator[Span]:
    """Marks and parts of them that are called so, and those of another country."""
    for pattern in (_CALLED, _PART):
        for found in pattern.finditer(text, words):
            if _may_be_called_so(found.group(1)):
                yield Span(*found.span(1), Label.VEHICLE)
    for found in _LAST_LETTERS.finditer(text, words):
        yield Span(*found.span(1), Label.VEHICLE)
    for said in _ABROAD_CUE.finditer(text, words):
        mark = _ABROAD.search(text, said.end(), said.end() + _LONGEST_ABROAD)
        if mark:
            yield Span(mark.start(), mark.end(), Label.VEHICLE)


def _may_be_called_so(shown: str) -> bool:
    """Whether it has letters and figures, and is no "4th" or "9am"."""
    mixed = any(c.isalpha() for c in shown) and any(c.isdigit() for c in shown)
    return mixed and not _TIME_OR_PLACE.fullmatch(shown)


def _is_long(shown: str) -> bool:
    return len(re.sub(r"\W", "", shown)) >= 6


def _is_no_sentence(shown: str) -> bool:
    """Whether a mark in capitals is no piece of a sentence in capitals: "OF 15 PER", "IS 81 HAS"."""
    lists = lexicon()
    return shown[2].isalnum() or not all(
        lists.is_english(part) or part in lists.short or part in lists.field
        for part in (shown[:2].lower(), shown[-3:].lower())
    )


def _is_no_word(shown: str) -> bool:
    """Whether neither end of a mark in small letters is a word: "bj17 wlr", not "yr10 and"."""
    lists = lexicon()
    known = (shown[:2], shown[-3:])
    return not any(
        lists.is_english(part) or part in lists.short or part in lists.field for part in known
    ) or (" " not in shown and "-" not in shown)


def _ends_like_none(shown: str) -> bool:
    """ "nd19 szf": whatever its first letters may also be, its last three are no word: not "yr10 and"."""
    lists = lexicon()
    end = shown[-3:]
    known = lists.is_english(end) or end in lists.short or end in lists.field or end in lists.first
    return not known and not lists.is_english(shown[:2]) and shown[:2] not in ("yr", "ks", "yo")


def _near_vehicle(text: str, start: int) -> bool:
    """Whether a car or a plate is spoken of within a few words before."""
    before = text[max(0, start - 44) : start].lower()
    before = re.split(r"\n|[.?!] (?=[a-z])", before)[-1]
    return any(word in _KINDS for word in _WORD.findall(before)[-6:])


_SHAPES: tuple[tuple[re.Pattern[str], Callable[[str], bool]], ...] = (
    (_CURRENT, _is_no_sentence),
    (_IRISH, lambda shown: "-" in shown),
    (_CURRENT_LOWER, _is_no_word),
    (_SURELY_LOWER, _ends_like_none),
    (_OLDER, _is_long),
    (_IRISH_LOWER, lambda _shown: True),
)
"""What is a mark by its shape, and which of those are sure where no vehicle is spoken of."""
