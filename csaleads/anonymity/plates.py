"""Registration marks of vehicles: current, older, private, of Ireland and elsewhere, and parts of one."""

import re
from collections.abc import Iterator

from csaleads.anonymity.findings import Label, Span
from csaleads.anonymity.lexicon import lexicon, word_group

_GAP = r"[ \-.]{0,3}"
_CURRENT = re.compile(rf"(?<![\w/])[A-Z]{{2}}{_GAP}\d{{2}}{_GAP}[A-Z]{{3}}(?![\w/])")
_CURRENT_LOWER = re.compile(rf"(?<![\w/])[a-z]{{2}}\d{{2}}{_GAP}[a-z]{{3}}(?![\w/])")
_OLDER = re.compile(
    rf"(?<![\w/])(?:[A-HJ-NP-TV-Y]\d{{1,3}}{_GAP}[A-HJ-PR-Y]{{3}}|[A-HJ-PR-Y]{{3}}{_GAP}\d{{1,3}}[A-HJ-NP-TV-Y])(?![\w/])"
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
_ABROAD = re.compile(r"(?<![\w/])[A-Z]{1,3}[ \-]?(?=[A-Z\d]{0,4}\d)[A-Z\d]{3,6}(?![\w/])")
_ABROAD_CUE = re.compile(
    r"(?i)\b(?:polish|romanian|bulgarian|lithuanian|latvian|french|german|foreign|irish|ukrainian|slovak|czech|"
    r"portuguese|spanish|italian)[ -](?:reg|registered|plates?|car|van|lorry|number plates?)\b[^.\n]{0,12}$"
)
_PLATE_WORD = r"(?:reg|regn|registration|registered|plates?|vrm|vrn|number ?plate|index)"
_CALLED = re.compile(
    rf"\b{_PLATE_WORD}\b(?: (?:no|num|number|plate|mark|is|was|outside|reads|reading))*[\s.:#=(]{{0,4}}"
    r"((?=[A-Z0-9 \-]{0,8}\d)(?=\d{0,4}[ \-]?[A-Z])[A-Z0-9]{1,4}[ \-]?[A-Z0-9]{1,4})"
    r"(?!\w)(?! (?:of|to|at|in|the|seen|times))",
    re.I,
)
_PART = re.compile(
    r"\b(?:"
    r"(?:reg|registration|plate|vrm) (?:begins|starts|starting|beginning|ends|ending|includes|like)(?: with| in)?"
    r"|part(?:ial)?(?: reg| plate| registration| index)?(?: is| was|:)?"
    r"|index"
    r")[\s:=]{1,2}((?=[A-Z0-9 ]{0,6}\d)[A-Z0-9]{2,4}(?: [A-Z0-9]{1,3}(?!\w))?)(?![\w])",
    re.I,
)
_LAST_LETTERS = re.compile(
    r"\b(?i:reg|registration|plate|number ?plate|index|vrm)(?i: number| plate)? (?i:ends|ending|finishes|finishing)"
    r"(?i: in| with)? ([A-Z]{3})(?!\w)"
)
_KINDS = word_group("vehicles")
_WORD = re.compile(r"[a-z']+")


def find(text: str) -> Iterator[Span]:  # noqa: C901 - one branch for each kind of plate
    """Every registration mark in `text`."""
    for pattern in (_CURRENT, _IRISH):
        for found in pattern.finditer(text):
            by_shape = _is_no_sentence(found.group()) if pattern is _CURRENT else "-" in found.group()
            if by_shape or _near_vehicle(text, found.start()):
                yield Span(found.start(), found.end(), Label.VEHICLE)
    for found in _CURRENT_LOWER.finditer(text):
        if _is_no_word(found.group()) or _near_vehicle(text, found.start()):
            yield Span(found.start(), found.end(), Label.VEHICLE)
    for found in _OLDER.finditer(text):
        if len(re.sub(r"\W", "", found.group())) >= 6 or _near_vehicle(text, found.start()):
            yield Span(found.start(), found.end(), Label.VEHICLE)
    for found in _IRISH_LOWER.finditer(text):
        yield Span(found.start(), found.end(), Label.VEHICLE)
    for pattern in (_OLDER_LOWER, _NORTHERN):
        for found in pattern.finditer(text):
            if _near_vehicle(text, found.start()):
                yield Span(found.start(), found.end(), Label.VEHICLE)
    for pattern in (_CALLED, _PART):
        for found in pattern.finditer(text):
            shown = found.group(1)
            if (
                any(c.isalpha() for c in shown)
                and any(c.isdigit() for c in shown)
                and not re.fullmatch(r"(?i)\d{1,2}(?:st|nd|rd|th|am|pm)|reg \d+", shown)
            ):
                yield Span(found.start(1), found.end(1), Label.VEHICLE)
    for found in _LAST_LETTERS.finditer(text):
        yield Span(*found.span(1), Label.VEHICLE)
    for found in _ABROAD.finditer(text):
        if _ABROAD_CUE.search(text[max(0, found.start() - 34) : found.start()]):
            yield Span(found.start(), found.end(), Label.VEHICLE)


def _is_no_sentence(shown: str) -> bool:
    """Whether a mark in capitals is no piece of a sentence in capitals: "OF 15 PER", "IS 81 HAS"."""
    lists = lexicon()
    return not shown[2].isspace() or not all(
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


def _near_vehicle(text: str, start: int) -> bool:
    """Whether a car or a plate is spoken of within a few words before."""
    before = text[max(0, start - 44) : start].lower()
    before = re.split(r"\n|[.?!] (?=[a-z])", before)[-1]
    return any(word in _KINDS for word in _WORD.findall(before)[-6:])
