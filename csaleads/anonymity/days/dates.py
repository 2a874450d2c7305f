"""Days that fix an event or a birth. Month and year, a weekday, a season or a festival fix nothing and are left alone."""

import re
from collections.abc import Iterator

from csaleads.anonymity.days import arranged, deadlines, odds, of_events, other_calendars, roman
from csaleads.anonymity.days import beside as days_beside
from csaleads.anonymity.days import figured as figured_days
from csaleads.anonymity.days import in_run as days_in_run
from csaleads.anonymity.days import named as named_days
from csaleads.anonymity.days import ordinal as ordinal_days
from csaleads.anonymity.days import short as short_days
from csaleads.anonymity.days import told as days_told
from csaleads.anonymity.days.births import label_of
from csaleads.anonymity.days.calendar_words import FESTIVAL, PART_OF_DAY, WEEKDAY
from csaleads.anonymity.findings import Label, Span
from csaleads.anonymity.text.scanning import WordStarts

_LEAD = re.compile(
    rf"(?:\b{FESTIVAL}(?:,? \(?| - )(?:on )?)?"
    rf"(?:\b{WEEKDAY}(?: {PART_OF_DAY})?\.?,?(?: \(?| ?\())?(?:\b(?:the|y) )?\Z",
    re.I,
)
_LONGEST_LEAD = 45


def find(text: str, words: WordStarts) -> Iterator[Span]:
    """Every date in `text` that fixes a day, with its weekday or festival; the words of `text` begin at `words`."""
    found = sorted(
        {
            *named_days.find(text, words),
            *figured_days.find(text, words),
            *short_days.find(text),
            *ordinal_days.find(text, words),
            *days_told.find(text, words),
            *days_in_run.find(text, words),
            *days_beside.find(text, words),
            *of_events.find(text, words),
            *other_calendars.find(text, words),
            *deadlines.find(text),
            *arranged.find(text, words),
            *roman.find(text, words),
        }
    )
    births: list[int] = []
    last = (-1, -1)
    for start, end in _without_parts(found):
        if odds.is_one(text, start, end, words):
            continue
        label = label_of(text, start, end, last if births and births[-1] == last[1] else None)
        if label is Label.DATE_OF_BIRTH:
            births.append(end)
        lead = _LEAD.search(text, max(0, last[1], start - _LONGEST_LEAD), start)
        last = (start, end)
        yield Span(lead.start() if lead else start, end, label)

    for start, end in days_told.births_on_feasts(text, words):
        yield Span(start, end, Label.DATE_OF_BIRTH)


def _without_parts(found: list[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """Of dates that overlap, the one that begins first, as far as the longest reaches."""
    held: tuple[int, int] | None = None
    for start, end in found:
        if held and start < held[1]:
            held = (held[0], max(held[1], end))
            continue
        if held:
            yield held
        held = (start, end)
    if held:
        yield held
