"""Numbers in groups with any marks between, where a text says that a number is told, and that it is in pieces.

"the number, chopped up so it gets through, 999 / 26 19 / 406", "NHS number in bits: 999, 26, 194 and 06".
"""

import re
from collections.abc import Iterator
from functools import cache

from csaleads.anonymity.findings import Label, Span
from csaleads.anonymity.numbers.figures import has_nhs_checksum
from csaleads.anonymity.text.lexicon import either, phrase_group
from csaleads.anonymity.text.scanning import Said, WordStarts

_FILE = "told_otherwise.txt"
_GROUPS = re.compile(
    r"(?<![\w£$€.,])\(?\d{1,6}\)?(?:[^\w\n£$€%=×÷]{1,6}(?:(?:and|then|plus|with|joined to|next to|rest|join"
    r"|dash|gap|space|slash|stroke|dot|star|and then)[^\w\n£$€]{1,4})?\(?\d{1,6}\)?){1,12}(?!\w|[.,:]\d)"
)
_NHS = re.compile(r"(?<!\w)(?:nhs|patient|hospital|health|camhs|gp|letter|doctor)(?!\w)", re.I)
_COUNTED = re.compile(
    r"(?<!\w)(?:lesson|maths|score|scores|scored|price|prices|pence|pounds|times table|sums|bingo|lottery"
    r"|visits|units|pages?|ages?|aged|"
    r"number of|numbers of|years?|weeks?|minutes|marks|sessions|sections?|number line|rooms?|per cent|percent)(?!\w)",
    re.I,
)
_DAY = re.compile(r"\d{1,2}[./-]\d{1,2}[./-](?:\d{2}|\d{4})")
_FEWEST, _MOST, _SEEN = 6, 16, 110
_NHS_LENGTH = 10


@cache
def _words(kind: str) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:{either(phrase_group(_FILE, kind))})(?!\w)", re.I)


@cache
def _said() -> Said:
    return Said(phrase_group(_FILE, "chopped"))


def find(text: str, words: WordStarts) -> Iterator[Span]:
    """Each in `text`, whose words begin at `words`."""
    if sum(map(str.isdecimal, text)) < _FEWEST or not _said().is_in(text.lower(), words):
        return
    for found in _GROUPS.finditer(text):
        figures = re.sub(r"\D", "", found.group())
        if not _FEWEST <= len(figures) <= _MOST or _DAY.fullmatch(found.group()):
            continue
        before = text[max(0, found.start() - _SEEN) : found.start()]
        around = before + " " + text[found.end() : found.end() + _SEEN // 2]
        if not _words("chopped").search(around) or not _words("number told").search(around):
            continue
        if not _COUNTED.search(around):
            yield Span(*found.span(), _label(figures, around))


def _label(figures: str, around: str) -> Label:
    if (
        len(figures) == _NHS_LENGTH
        and (has_nhs_checksum(figures) or _NHS.search(around))
        and figures[0] != "0"
    ):
        return Label.NHS_NUMBER
    return Label.PHONE if figures[0] == "0" or figures.startswith("44") else Label.CASE_REF
