"""Days with month and year in figures: "14/3/25", "2025-03-14", "14032025", and as they are read out."""

import re
from collections.abc import Iterator

from csaleads.anonymity.days.calendar_words import FULL_YEAR, MONTH_NUMBER, NUMBER, YEAR, ends_there
from csaleads.anonymity.numbers.spoken import (
    DAY_COUNT_WORD,
    DAY_COUNT_WORDS,
    DAY_WORD,
    DAY_WORDS,
    MONTH_COUNT_WORD,
    MONTH_ORDINAL,
    SHORT_YEAR_WORDS,
    YEAR_WORDS,
)
from csaleads.anonymity.text.scanning import LedPattern, WordStarts

_START = r"(?:(?<=dob)|(?<=\bb\.)|(?<![^\W_])(?<![/.£,][0-9])(?<![/.£]))"
_TWO = r"\d\d"
_NUMERIC = re.compile(
    rf"{_START}{NUMBER}(?P<joint>[/.\-_~|\\]|//|[ \t]{{1,2}}){MONTH_NUMBER}(?P=joint){YEAR}"
    r"(?!\d|[/\-_~|.]\d|[^\W\d_]{0,2}\d)",
    re.I,
)
_SPACED = re.compile(
    rf"{_START}{NUMBER} ?(?P<joint>[/\\\-.,]) ?{MONTH_NUMBER} ?(?P=joint) ?{YEAR}(?!\w|[/\-.,:]\d)", re.I
)
_BACKWARDS = re.compile(
    rf"{_START}{FULL_YEAR}(?P<joint>[/.\-_~ ])(?:1[0-2]|0[1-9]|[1-9])(?P=joint)(?:3[01]|[12]\d|0?[1-9])"
    r"(?:[T ]\d{1,2}:\d\d(?::\d\d)?Z?)?(?![^\W_]|[/\-_~]\d)",
    re.I,
)
_AMERICAN = re.compile(
    rf"{_START}{MONTH_NUMBER}(?P<joint>/){NUMBER}/(?:{FULL_YEAR}|{_TWO})(?![\w/]|\.\d)", re.I
)

_MM, _DD = "(?:1[0-2]|0[1-9])", r"(?:3[01]|[12]\d|0[1-9])"
_SOLID = re.compile(
    rf"(?<![\w/.£])(?:{FULL_YEAR}{_MM}{_DD}|{_DD}{_MM}(?:{FULL_YEAR}|{_TWO}))(?![\w/]|[.\-]\d)"
)
_IN_FILE_NAME = re.compile(rf"(?<=[A-Za-z][_\-])20[0-4]\d{_MM}{_DD}(?=[_.\-])")
_CLEAR = re.compile(r"\d{1,2} +0\d +20[0-4]\d")
_CUE = re.compile(
    r"(?:\b(?:on|dated|date|since|until|from|seen|born|d\.? ?o\.? ?b\.?|birth|bday|birthday)(?: is| was)?|"
    r"[(])"
    r"[\s:=.\-]{0,3}$",
    re.I,
)
_NUMBERED = re.compile(
    r"\b(?:version|build|v|para|paragraph|clause|chapter|article|software release|section|ip|update)\.? ?$|"
    r"\b(?:firmware|software|version|build|driver|drivers|bios|ios|ipados|android|macos)(?: (?:is|was|now|to|at|on|has|gone|went|"
    r"needs|wants|runs|still|up)){1,4} $|\b(?:app|windows|teams|outlook|zoom|chrome|edge|system|"
    r"laptops?|tablets?|phones?|printer)"
    r"(?: (?:is|was|now|has|have|gone|went|needs?|wants?|runs?|still|up))* (?:to|at|is|wants|needs|runs) $",
    re.I,
)
_OR_LATER = re.compile(r" (?:or|and) (?:later|above|newer|higher|below|earlier)\b")

_BETWEEN_FIGURES = r"[ \t/.\-_~|\\,']{1,4}"
_JOINED_FIGURES = re.compile(rf"\d{_BETWEEN_FIGURES}\d\d?{_BETWEEN_FIGURES}\d")
_SIX_FIGURES = re.compile(r"\d{6}")
_JOINT_WORDS = ("slash", "stroke", "dash", "dot", "oblique")
_JOINTS = frozenset(_JOINT_WORDS)
_JOINT_WORD = rf"(?:,? ?(?:forward )?(?:{'|'.join(_JOINT_WORDS)}),? )"
_COUNT_WORDS = frozenset(
    ["one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"]
)
_MONTH_SAID = rf"(?:{MONTH_COUNT_WORD}|{MONTH_NUMBER})"
_YEAR_SAID = rf"(?:{YEAR_WORDS}|{SHORT_YEAR_WORDS}|{FULL_YEAR}|{_TWO})"
_SLASHED = re.compile(
    rf"(?<![\w-])(?:the )?(?:{DAY_WORD}|{DAY_COUNT_WORD}|{NUMBER})"
    rf"{_JOINT_WORD}{_MONTH_SAID}{_JOINT_WORD}{_YEAR_SAID}(?![\w-])",
    re.I,
)
_READ_OUT = LedPattern(
    re.compile(
        rf"(?<![\w-])(?:{DAY_WORD}|{DAY_COUNT_WORD}|{NUMBER}),? {MONTH_COUNT_WORD},? {_YEAR_SAID}(?![\w-])",
        re.I,
    ),
    (*DAY_WORDS, *DAY_COUNT_WORDS),
    figures=True,
)
_OF_MONTH = LedPattern(
    re.compile(
        rf"(?<![\w-])(?:{DAY_WORD}|{NUMBER}(?:st|nd|rd|th))(?: day)? of the (?:{MONTH_ORDINAL}|(?:1[0-2]|"
        rf"[1-9])(?:st|nd|rd|th))\b(?: month\b)?"
        rf"(?P<year>,? (?:of )?(?:{_YEAR_SAID}|'\d\d))?(?![\w-])",
        re.I,
    ),
    DAY_WORDS,
    figures=True,
)


_ROMAN = re.compile(
    rf"(?<![\w/.-]){NUMBER}(?P<joint>[./\- ])(?:i{{1,3}}|iv|vi{{0,3}}|ix|xi{{0,2}})(?P=joint)(?:{FULL_YEAR}|"
    rf"(?<! ){_TWO})(?![\w/-]|\.\d)",
    re.I,
)
_MAY_BE_ROMAN = re.compile(r"\d[./\- ][ivxIVX]{1,4}[./\- ]\d")


def find(text: str, words: WordStarts) -> Iterator[tuple[int, int]]:
    """(start, end) of each day in figures, or in words that stand for figures."""
    if _JOINED_FIGURES.search(text):
        yield from _joined(text)
    if _SIX_FIGURES.search(text):
        yield from _solid(text)
    if _MAY_BE_ROMAN.search(text):
        for found in _ROMAN.finditer(text):
            yield found.span()
    yield from _said(text, words)


def _joined(text: str) -> Iterator[tuple[int, int]]:
    for pattern in (_NUMERIC, _BACKWARDS, _AMERICAN, _SPACED):
        for found in pattern.finditer(text):
            before = text[max(0, found.start() - 40) : found.start()]
            if _is_date(found, before, spaced=pattern is _SPACED):
                yield found.span()


def _is_date(found: re.Match[str], before: str, *, spaced: bool) -> bool:
    joint = found["joint"]
    if joint.isspace():
        return bool(_CUE.search(before)) or "\t" in joint or bool(_CLEAR.fullmatch(found.group()))
    if joint == "." and (_NUMBERED.search(before) or _OR_LATER.match(found.string, found.end())):
        return False
    if spaced and joint in ".,":
        full = joint == "." and bool(re.search(r"(?:19|20)\d\d$", found.group()))
        return full or bool(_CUE.search(before))
    if spaced and joint == "-" and " " in found.group():
        return bool(re.search(r"(?:19|20)\d\d$", found.group())) or bool(_CUE.search(before))
    return not (before.endswith("-") and joint == "-")


def _solid(text: str) -> Iterator[tuple[int, int]]:
    for found in _SOLID.finditer(text):
        if is_solid(text, *found.span()):
            yield found.span()
    for found in _IN_FILE_NAME.finditer(text):
        yield found.span()


def is_solid(text: str, start: int, end: int) -> bool:
    """Whether figures without a gap are a day: by their shape and by the word before them."""
    return bool(_CUE.search(text[max(0, start - 24) : start]) and _SOLID.fullmatch(text, start, end))


def _said(text: str, words: WordStarts) -> Iterator[tuple[int, int]]:
    """ "fourteen slash three slash twelve"; "the fifth of the ninth"; after "dob" also "three four twenty fourteen"."""
    if words.has_any(_JOINTS):
        for found in _SLASHED.finditer(text):
            yield found.span()
    if words.has_any(_COUNT_WORDS):
        for found in _READ_OUT.finditer(text, words):
            if _CUE.search(text[max(0, found.start() - 24) : found.start()]):
                yield found.span()
    if " of the " in text.lower():
        for found in _OF_MONTH.finditer(text, words):
            if found["year"] or ends_there(text, found.end()):
                yield found.span()
