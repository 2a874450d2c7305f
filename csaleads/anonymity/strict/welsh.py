"""Ages told in Welsh: "merch wyth oed", "mae'n deuddeg mlwydd oed", "he's naw"."""

import re
from collections.abc import Iterator

from csaleads.anonymity.findings import Label, Span
from csaleads.anonymity.strict.bands import aged
from csaleads.anonymity.strict.reading import Put, Reading
from csaleads.anonymity.strict.telling import ENDS

_SPELT = (
    "un ar bymtheg:16, dwy ar bymtheg:17, dau ar bymtheg:17, un ar ddeg:11, tair ar ddeg:13, tri ar ddeg:13, pedair ar ddeg:14, "
    "pedwar ar ddeg:14, deuddeg:12, ddeuddeg:12, pymtheg:15, bymtheg:15, deunaw:18, ddeunaw:18, dwy:2, ddwy:2, dau:2, ddau:2, tair:3, "
    "dair:3, tri:3, dri:3, pedair:4, bedair:4, pedwar:4, bedwar:4, pump:5, pum:5, bump:5, bum:5, chwech:6, chwe:6, saith:7, wyth:8, "
    "naw:9, deng:10, deg:10, ddeg:10, ddeng:10, ugain:20"
)
_VALUES = {word: int(value) for word, _, value in (pair.partition(":") for pair in _SPELT.split(", "))}
_NUMBER = rf"(?P<number>{'|'.join(_VALUES)}|\d{{1,2}})"
_OED = re.compile(rf"\b{_NUMBER}(?: (?:m?lwydd|blwydd|flwydd))? oed\b", re.I)
_ONE = re.compile(r"\b(?:m?lwydd|blwydd|flwydd) oed\b", re.I)
_BOUND = re.compile(r"\b(?:dan|o dan|dros|i|hyd at|rhwng|at least|under|over|neu|plant|bobl|pobl) $", re.I)
_BEING = re.compile(
    r"\b(?:he|she|who|hi|bairn|bach|boy|girl|lad)(?:'s|s| is| was) (?:only |just |nearly |now )?(?P<number>saith|wyth|naw|chwech|tair|pedair|deuddeg|pymtheg|deunaw)(?![\w'])",
    re.I,
)


def find(reading: Reading) -> Iterator[Put]:
    """Every age in Welsh outside of what was found; "dan wyth oed" is an end of a band and none."""
    if " oed" in reading.text.lower():
        for found in _OED.finditer(reading.text):
            if not reading.is_taken(*found.span()) and not _BOUND.search(reading.before(found.start(), 16)):
                yield _put(found, found.start(), found.end())
        for found in _ONE.finditer(reading.text):
            if not reading.is_taken(*found.span()) and not _OED.search(
                reading.text[max(0, found.start() - 14) : found.end()]
            ):
                yield Put(Span(*found.span(), Label.AGE), *found.span(), aged([1]))
    for found in _BEING.finditer(reading.text):
        if not reading.is_taken(*found.span()) and ENDS.match(reading.after(found.end(), 30)):
            yield _put(found, found.start("number"), found.end())


def _put(found: re.Match[str], start: int, end: int) -> Put:
    number = found["number"].lower()
    years = int(number) if number.isdigit() else _VALUES[number]
    return Put(Span(start, end, Label.AGE), start, end, aged([years]))
