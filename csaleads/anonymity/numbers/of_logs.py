"""Numbers of a log or a record as they are said aloud: "four one seven of the sixth", "88 of the 3rd", "bleep two two one".

A number with the day on which it was given is how the police call an entry of their log.
"""

import re
from collections.abc import Iterator

from csaleads.anonymity.days.calendar_words import MONTH
from csaleads.anonymity.findings import Label, Span
from csaleads.anonymity.numbers.spoken import DAY_WORD, DIGIT_WORDS, MONTH_ORDINAL, read_digits
from csaleads.anonymity.text.scanning import LedPattern, WordStarts

_DIGIT_WORD = f"(?:{'|'.join(sorted(DIGIT_WORDS, key=len, reverse=True))})"
_SAID = rf"{_DIGIT_WORD}(?:(?:, ?|[ \-]){_DIGIT_WORD}){{1,6}}"
_DAY = (
    rf"(?:the )?(?:{DAY_WORD}|(?:3[01]|[12]\d|[1-9])(?:st|nd|rd|th))"
    rf"(?:(?:,? of)?(?: the)? (?:{MONTH}|{MONTH_ORDINAL}))?(?![\w/.\-]\w|\w)"
)
_OF_A_DAY = LedPattern(
    re.compile(
        rf"(?<![\w/.\-£])(?P<number>{_SAID}|\d{{2,5}}),? of (?:{_DAY}|today\b|yesterday\b)(?! (?:them|us|these|those)\b)",
        re.I,
    ),
    DIGIT_WORDS,
    figures=True,
)
_CALLED = re.compile(
    r"\b(?:ref|refs|reference|log|logged|crime|incident|police|cad|urn|occurrence|101|999)\b[^.\n]{0,60}$",
    re.I,
)
_THINGS = (
    *("ref", "reference", "log", "crime", "incident", "cad", "urn", "occurrence", "custody", "warrant"),
    *(
        "file",
        "case",
        "record",
        "complaint",
        "complaints",
        "referral",
        "claim",
        "booking",
        "licence",
        "card",
        "account",
    ),
    *("badge", "bleep", "pager", "plate", "collar", "exhibit", "seal", "pin", "code", "id"),
)
_OF_A_THING = LedPattern(
    re.compile(
        rf"\b(?:{'|'.join(_THINGS)})\b(?: (?:number|num|no|ref|reference|code))?"
        r"(?:,| is| was|:| =| it's| its| (?:for|from|of) [a-z ]{3,20}(?:is|was)){0,2} "
        rf"(?P<number>{_DIGIT_WORD}(?:(?:, ?|[ \-]){_DIGIT_WORD}){{2,8}})(?![\w\-])",
        re.I,
    ),
    _THINGS,
)
_FEWEST = 3


def find(text: str, words: WordStarts) -> Iterator[Span]:
    """Each in `text`, whose words begin at `words`."""
    if "of" in words:
        for found in _OF_A_DAY.finditer(text, words):
            if _is_logged(text, found):
                yield Span(*found.span(), Label.CASE_REF)
    if not words.keys().isdisjoint(DIGIT_WORDS):
        for found in _OF_A_THING.finditer(text, words):
            if len(read_digits(found["number"])) >= _FEWEST:
                yield Span(*found.span("number"), Label.CASE_REF)


def _is_logged(text: str, found: re.Match[str]) -> bool:
    """Whether the number is long enough, and read figure by figure or called a number of a log."""
    number = found["number"]
    if _CALLED.search(text, max(0, found.start() - 80), found.start()):
        return len(read_digits(number)) > 1
    figures = read_digits(number)
    return (
        number[0].isalpha()
        and len(figures) >= _FEWEST
        and len(figures) == len(re.findall(r"[a-z]+", number, re.I))
    )
