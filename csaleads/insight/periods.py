"""Spans of time that people count in: months and quarters as a calendar in England and Wales shows them.

A span begins and ends at midnight in London, so that a clinic on the evening of the 31st belongs to its month on both
sides of a clock change. Boundaries are computed here and handed to the database as moments: it compares, nothing else.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from csaleads.core import clock
from csaleads.core.formatting import uk_date

MONTHS = 12
QUARTERS = 4


@dataclass(frozen=True)
class Span:
    """From `start` up to and not including `end`."""

    key: str
    label: str
    short_label: str
    start: datetime
    end: datetime


def last_months(count: int = MONTHS) -> list[Span]:
    """The last `count` months, the oldest first, the present one included."""
    this = clock.today().replace(day=1)
    firsts = [_months_later(this, number - count + 1) for number in range(count)]
    return [
        _span(first, 1, uk_date(first, "month"), f"{uk_date(first, 'month')[:3]} {first:%y}")
        for first in firsts
    ]


def last_quarters(count: int = QUARTERS) -> list[Span]:
    """The last `count` quarters of a year that are over, the oldest first. They never overlap, and never grow."""
    today = clock.today()
    this = today.replace(month=(today.month - 1) // 3 * 3 + 1, day=1)
    firsts = [_months_later(this, 3 * (number - count)) for number in range(count)]
    return [_span(first, 3, _quarter_label(first), _short_quarter_label(first)) for first in firsts]


def _span(first: date, months: int, label: str, short_label: str) -> Span:
    return Span(
        key=f"{first:%Y-%m}",
        label=label,
        short_label=short_label,
        start=clock.start_of_day(first),
        end=clock.start_of_day(_months_later(first, months)),
    )


def _quarter_label(first: date) -> str:
    last = _months_later(first, 2)
    return f"{uk_date(first, 'month').split()[0]} to {uk_date(last, 'month')}"


def _short_quarter_label(first: date) -> str:
    return f"{uk_date(first, 'month')[:3]}–{uk_date(_months_later(first, 2), 'month')[:3]} {first:%y}"


def _months_later(first: date, months: int) -> date:
    years, month = divmod(first.year * 12 + first.month - 1 + months, 12)
    return date(years, month + 1, 1)


def whole(spans: Sequence[Span]) -> tuple[datetime, datetime]:
    """Start and end of spans that follow one another."""
    return spans[0].start, spans[-1].end
