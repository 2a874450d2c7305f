"""When a cohort learns: its days without weekends and bank holidays, and a morning with its breaks. Pure functions."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from csaleads.core.working_days import bank_holiday_on
from csaleads.programmes.models import PartKind

MOST_DAYS = 30
LONGEST_TITLE = 180  # of a topic, so that what is added to it fits too
LONGEST_STRETCH = 60  # minutes without a break


@dataclass(frozen=True)
class Holiday:
    """A bank holiday on which a day would have been."""

    on: date
    name: str


@dataclass(frozen=True)
class Part:
    """A session or a break of a morning."""

    kind: PartKind
    title: str
    minutes: int


@dataclass(frozen=True)
class PartLine:
    """The same with when it begins and ends; `too_long` is how many minutes have gone by without a break, if too many."""

    part: Part
    starts: time
    ends: time
    too_long: int


def learning_dates(first_on: date, *, count: int, every_weeks: int) -> tuple[list[date], list[Holiday]]:
    """(`count` days from the first on, the bank holidays that were passed over). A holiday moves the rest one step on."""
    days: list[date] = []
    left_out: list[Holiday] = []
    day = first_on
    while len(days) < count:
        holiday = bank_holiday_on(day)
        if holiday:
            left_out.append(Holiday(day, holiday))
        else:
            days.append(day)
        day += timedelta(weeks=every_weeks)
    return days, left_out


def lay_out(starts: time, parts: Iterable[Part]) -> list[PartLine]:
    """The morning with times. A stretch without a break of more than 60 minutes is marked where it grows too long."""
    at = datetime.combine(date.min, starts)
    stretch = 0
    lines = []
    for part in parts:
        stretch = 0 if part.kind is PartKind.BREAK else stretch + part.minutes
        ends = at + timedelta(minutes=part.minutes)
        too_long = stretch if stretch > LONGEST_STRETCH else 0
        lines.append(PartLine(part, at.time(), ends.time(), too_long))
        at = ends
    return lines


def longest_stretch(parts: Iterable[Part]) -> int:
    """The most minutes without a break."""
    return max((line.too_long for line in lay_out(time(0), parts)), default=0)


def usual_morning(topics: Sequence[str]) -> list[Part]:
    """What a morning looks like until somebody plans it: three sessions of 50 minutes with a break between them."""
    if len(topics) == 1:
        titles = [f"{topics[0][:LONGEST_TITLE]} ({place} of 3)" for place in (1, 2, 3)]
    else:
        titles = [topics[place % len(topics)] if topics else "Teaching" for place in range(3)]
    session = PartKind.SESSION
    return [
        Part(session, titles[0], 50),
        Part(PartKind.BREAK, "", 10),
        Part(session, titles[1], 50),
        Part(PartKind.BREAK, "", 20),
        Part(session, titles[2], 50),
    ]


def spread(topics: Sequence[object], day_count: int) -> list[list[int]]:
    """Which topics (by place) each day teaches, all in their order and as evenly as can be; fewer topics last longer."""
    if not topics or not day_count:
        return [[] for _ in range(day_count)]
    if len(topics) <= day_count:
        return [[day * len(topics) // day_count] for day in range(day_count)]
    return [
        list(range(day * len(topics) // day_count, (day + 1) * len(topics) // day_count))
        for day in range(day_count)
    ]
