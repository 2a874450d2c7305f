"""Numbers of journeys and stays: "booking QW3RT5", "reservation no. 88231". Who holds one is known to whoever sold it."""

import re
from collections.abc import Iterator

from csaleads.anonymity.findings import Label, Span
from csaleads.anonymity.text.scanning import LedPattern, WordStarts

_WORDS = (
    "booking",
    "bookings",
    "reservation",
    "pnr",
    "confirmation",
    "e-ticket",
    "eticket",
    "ticket",
    "itinerary",
)
_NUMBER = r"(?: ?(?:ref(?:erence)?|no|num|number|code|id|locator)\b\.?)"
_BOOKED = LedPattern(
    re.compile(
        rf"\b(?:bookings?|reservation|pnr|confirmation|e-?ticket|ticket|itinerary)\b{_NUMBER}{{0,2}}(?: is| was"
        rf"| under)?[ :=#(]{{1,3}}"
        r"(?P<code>(?=[A-Z]{0,7}\d)(?=\d{0,7}[A-Z])[A-Z\d]{5,9})(?![\w/-])",
        re.I,
    ),
    _WORDS,
)
_YEAR_OR_COUNT = re.compile(r"\d+(?:st|nd|rd|th|am|pm|hrs?|mins?)|[a-z]{3,}\d{1,2}", re.I)


def find(text: str, words: WordStarts) -> Iterator[Span]:
    """Every code of letters and figures that is called a booking in `text`, whose words begin at `words`."""
    for found in _BOOKED.finditer(text, words):
        if not _YEAR_OR_COUNT.fullmatch(found["code"]):
            yield Span(*found.span("code"), Label.CASE_REF)
