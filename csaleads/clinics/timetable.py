"""When clinics take place: the dates of a recurrence without bank holidays, and the slots of a sitting. Pure functions.

Recurrence is worked out on the calendar of the wall (dateutil over local dates) and each sitting then gets its UTC moment,
so that 1:30pm stays 1:30pm when the clocks change.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import StrEnum

from dateutil.relativedelta import relativedelta
from dateutil.rrule import rrulestr

from csaleads.core import clock
from csaleads.core.working_days import bank_holiday_on

LONGEST_SERIES_MONTHS = 24
ORDINALS = ("first", "second", "third", "fourth")
WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
WEEKDAY_CODES = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")


class Repeats(StrEnum):
    ONCE = "once"
    WEEKLY = "weekly"
    FORTNIGHTLY = "fortnightly"
    MONTHLY = "monthly"  # on the same weekday of the same week, as the first Wednesday
    MONTHLY_LAST = "monthly_last"  # on the last such weekday


@dataclass(frozen=True)
class Holiday:
    """A bank holiday on which a clinic would have been."""

    on: date
    name: str


@dataclass(frozen=True)
class Span:
    """From a moment to a moment."""

    starts_at: datetime
    ends_at: datetime


@dataclass(frozen=True)
class Sitting:
    """A clinic as it would be: its slots, and what is left over after the last one and its gap."""

    on: date
    starts_at: datetime
    ends_at: datetime
    slots: tuple[Span, ...]
    spare_minutes: int


def is_last_of_month(day: date) -> bool:
    """Whether no later day of the same month has the same weekday."""
    return (day + timedelta(days=7)).month != day.month


def fits_rule(repeats: Repeats, first_on: date) -> bool:
    """Whether the series can begin on that day: a "last" must be a last, and a fifth has no counterpart every month."""
    if repeats is Repeats.MONTHLY_LAST:
        return is_last_of_month(first_on)
    return repeats is not Repeats.MONTHLY or first_on.day <= 28


def rule_of(repeats: Repeats, first_on: date, last_on: date) -> str:
    """The recurrence as an RFC 5545 RRULE over local dates."""
    weekday = WEEKDAY_CODES[first_on.weekday()]
    patterns = {
        Repeats.ONCE: "FREQ=DAILY;COUNT=1",
        Repeats.WEEKLY: f"FREQ=WEEKLY;BYDAY={weekday}",
        Repeats.FORTNIGHTLY: f"FREQ=WEEKLY;INTERVAL=2;BYDAY={weekday}",
        Repeats.MONTHLY: f"FREQ=MONTHLY;BYDAY=+{(first_on.day - 1) // 7 + 1}{weekday}",
        Repeats.MONTHLY_LAST: f"FREQ=MONTHLY;BYDAY=-1{weekday}",
    }
    pattern = patterns[repeats]
    return pattern if repeats is Repeats.ONCE else f"{pattern};UNTIL={last_on:%Y%m%d}T000000"


def dates_of(rule: str, first_on: date) -> list[date]:
    """Every day of the rule, bank holidays among them."""
    return [moment.date() for moment in rrulestr(rule, dtstart=datetime.combine(first_on, time.min))]


def latest_end(first_on: date) -> date:
    """The last day on which a series from `first_on` may end."""
    return first_on + relativedelta(months=LONGEST_SERIES_MONTHS)


def leave_out_holidays(days: Sequence[date]) -> tuple[list[date], list[Holiday]]:
    """(days on which people work, bank holidays among the days)."""
    free = [Holiday(day, name) for day in days if (name := bank_holiday_on(day))]
    left_out = {holiday.on for holiday in free}
    return [day for day in days if day not in left_out], free


def describe_rule(rule: str, first_on: date) -> str:
    """ "every month on the first Wednesday", for a sentence."""
    parts = dict(part.split("=", 1) for part in rule.split(";"))
    weekday = WEEKDAYS[first_on.weekday()]
    if parts.get("FREQ") == "WEEKLY":
        return f"every second {weekday}" if parts.get("INTERVAL") == "2" else f"every {weekday}"
    if parts.get("FREQ") == "MONTHLY":
        number = int(parts["BYDAY"][:-2])
        return f"every month on the {'last' if number < 0 else ORDINALS[number - 1]} {weekday}"
    return "once"


def sitting_on(day: date, starts: time, ends: time, *, slot_minutes: int, gap_minutes: int) -> Sitting:
    """The clinic of that day, its slots cut from the time between `starts` and `ends` on the wall clock."""
    whole = Span(clock.from_local(day, starts), clock.from_local(day, ends))
    slots = cut_into_slots(whole, slot_minutes=slot_minutes, gap_minutes=gap_minutes)
    return Sitting(
        on=day,
        starts_at=whole.starts_at,
        ends_at=whole.ends_at,
        slots=slots,
        spare_minutes=spare_minutes(whole, slots, gap_minutes=gap_minutes),
    )


def cut_into_slots(whole: Span, *, slot_minutes: int, gap_minutes: int) -> tuple[Span, ...]:
    """As many slots as fit, a gap for writing up between them."""
    length, gap = timedelta(minutes=slot_minutes), timedelta(minutes=gap_minutes)
    slots = []
    at = whole.starts_at
    while at + length <= whole.ends_at:
        slots.append(Span(at, at + length))
        at += length + gap
    return tuple(slots)


def spare_minutes(whole: Span, slots: Sequence[Span], *, gap_minutes: int) -> int:
    """Minutes at the end that are neither a slot nor the gap after the last one."""
    if not slots:
        return int((whole.ends_at - whole.starts_at).total_seconds() // 60)
    left = int((whole.ends_at - slots[-1].ends_at).total_seconds() // 60)
    return max(0, left - gap_minutes)
