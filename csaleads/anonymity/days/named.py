"""Days with their month by name: "14 March", "March 14th, 2024", "3rd-5th June", "six june", "3 Chwefror"."""

import re
from collections.abc import Iterator

from csaleads.anonymity.days.calendar_words import (
    ANY_MONTH,
    DAY,
    FULL_YEAR,
    MONTH,
    MONTHS,
    NTH,
    NUMBER,
    WEEKDAY,
    WEEKDAYS,
    YEAR,
    ends_there,
    names_a_month,
)
from csaleads.anonymity.numbers.spoken import DAY_COUNT_WORD, DAY_COUNT_WORDS, DAY_WORD, DAY_WORDS, YEAR_WORDS
from csaleads.anonymity.text.scanning import LedPattern, WordStarts

_LEAD = rf"(?:{WEEKDAY}\.?,? )?(?:(?:the|this) )?"
_OF = r"(?: (?:day )?of (?:the )?| o['’]? (?:th['’] )?| de | - |[ \-/._]?)"
_SEVERAL = (
    rf"(?:{NTH}(?:,? (?:the )?{NTH}){{1,5}},?(?: (?:and|&|\+))?"  # 7th, 14th, 21st
    rf"|{NUMBER}(?:, {NUMBER}){{0,5}},? (?:and|&|\+) {NUMBER}"  # 7, 14 and 21
    rf"|{DAY}\s?(?:-|&|/|,|and|to|or|\+)\s?(?:the )?{DAY}"  # 3rd to the 5th
    rf"|{DAY})"
)
_DAY_MONTH = LedPattern(
    re.compile(
        rf"(?<![^\W_])(?<![/.]){_LEAD}(?:{NTH}, ){{0,4}}{_SEVERAL}{_OF}{ANY_MONTH}(?![a-z])"
        rf"(?:[ \-/._']{{1,2}}{YEAR}(?![\d:/]|\.\d|[ -]{ANY_MONTH})|,[ ']{{1,2}}(?:{FULL_YEAR}|(?<=')\d\d)"
        rf"|[.]?,?[ \-]{YEAR_WORDS}|{FULL_YEAR}(?!\d)|\d\d)?(?![^\W_])",
        re.I,
    ),
    (*WEEKDAYS, "the", "this", *DAY_WORDS),
    figures=True,
)
_COUNTED = r" ?(?:%|[x×] ?\d|(?:children|girls|boys|people|months|weeks|days|years?|hours|minutes|of them)\b)"
_FURTHER = (
    rf"(?:(?:, |,? (?:and|&|\+|or) |,? ?- ?|/| to )(?:the )?(?:{NTH}|{NUMBER}(?![\w:/]|\.\d))|[ ]{NTH})"
)
_MONTH_DAY = LedPattern(
    re.compile(
        rf"(?<![^\W_]){_LEAD}{MONTH}\.? (?:the )?{DAY}(?!\w|[:.]\d)(?P<further>{_FURTHER}{{0,6}})"
        rf"(?:,? (?:{FULL_YEAR}\b|{YEAR_WORDS}))?(?!{_COUNTED})",
        re.I,
    ),
    (*WEEKDAYS, "the", "this", *MONTHS),
)
_COUNT_MONTH = LedPattern(
    re.compile(
        rf"(?<![^\W_])(?<!-)(?:the )?{DAY_COUNT_WORD},? (?:of )?(?!may\b){MONTH}\b(?:,? (?:{YEAR_WORDS}|{FULL_YEAR}))?(?![\w-])",
        re.I,
    ),
    ("the", *DAY_COUNT_WORDS),
)
_MONTH_COUNT = LedPattern(
    re.compile(
        rf"(?<![^\W_])(?!may\b){MONTH} (?:the )?{DAY_COUNT_WORD}(?:,? (?:{YEAR_WORDS}|{FULL_YEAR}))?(?![\w-])",
        re.I,
    ),
    MONTHS,
)
_NOT_COUNTED = re.compile(
    r"\b(?:in|by|since|during|all|these|those|other|last|next|every|each|than|until) (?:the )?$", re.I
)
_ONE = re.compile(r"^(?:the )?one\b|^[a-z]+ (?:the )?one$", re.I)
_IN_WORDS = re.compile(DAY_WORD, re.I)
_FRACTION = re.compile(r"\b(?:one|two|a|an) $", re.I)

_MAY_VERB = re.compile(
    r"\s(?:be|have|not|need|also|well|say|want|come|go|feel|find|help|seem|mean|take|know|get|see|think|look|tell|still|now|"
    r"only|even|just|do|i|he|she|we|they|it|you|a|the|make|give|ask|move|live|only|never|stay|return)\b",
    re.I,
)
_DAY_OF_MAY = re.compile(rf"{NUMBER} ?may", re.I)
_MAY_AND_WORD = re.compile(rf"may (?:the )?{DAY_WORD}", re.I)
_LIKE_A_YEAR = re.compile(rf"{MONTH}\.? 2\d", re.I)
_BEFORE_YEAR = re.compile(r"\b(?:in|by|since|early|late|mid|of|until|from)[ -]$", re.I)
_ON = re.compile(r"\b(?:on|by|since|until)\s$", re.I)
_BEFORE_MAY = re.compile(r"\b(?:on|by|since|until|from|to|and)\s$|^$|\n$", re.I)
_AGE_BEFORE = re.compile(r"\b(?:aged?|is|of|over|under)\s$", re.I)
_SMALL_WORD = re.compile(r"\s[a-z]", re.I)


def find(text: str, words: WordStarts) -> Iterator[tuple[int, int]]:
    """(start, end) of each day, or of several with one month."""
    if not names_a_month(words):
        return
    for pattern in (_DAY_MONTH, _MONTH_DAY):
        for found in pattern.finditer(text, words):
            shown = found.group().rstrip(" .,-/")
            before = text[max(0, found.start() - 5) : found.start()]
            is_share = _FRACTION.search(before) and _IN_WORDS.match(shown)
            if _is_may_a_month(text, found, shown) and not is_share:
                yield found.start(), found.start() + len(shown)
    yield from _counted(text, words)


def _is_may_a_month(text: str, found: re.Match[str], shown: str) -> bool:
    """ "14 May" is a day; "she is 14. May I", "the 14 may be" and "in March 24" (a year) are none."""
    before = text[max(0, found.start() - 8) : found.start()]
    if _DAY_OF_MAY.fullmatch(shown):
        if _ON.search(before) and not shown.endswith("may"):
            return True
        if _MAY_VERB.match(text, found.end()) or _AGE_BEFORE.search(before):
            return False
        return "May" in shown or "MAY" in shown or bool(_BEFORE_MAY.search(before))
    if _LIKE_A_YEAR.fullmatch(shown):
        return not _BEFORE_YEAR.search(before)
    return not (_MAY_AND_WORD.match(shown) and _SMALL_WORD.match(text, found.end()))


def _counted(text: str, words: WordStarts) -> Iterator[tuple[int, int]]:
    """ "six june", "march fourteen", as they are dictated; not "all six june sessions", "in march ten came"."""
    for pattern in (_COUNT_MONTH, _MONTH_COUNT):
        for found in pattern.finditer(text, words):
            before = text[max(0, found.start() - 12) : found.start()]
            if (
                not _NOT_COUNTED.search(before)
                and not _ONE.search(found.group())
                and ends_there(text, found.end())
                and not text.startswith(" of ", found.end())
            ):
                yield found.span()
