"""Working days: Monday to Friday without the bank holidays of England and Wales, and what those are called. Pure; no database."""

from bisect import bisect_right
from datetime import date, datetime
from functools import lru_cache

import holidays

from csaleads.core.clock import to_local

SATURDAY = 5
# The library's own names where the ones on GOV.UK differ.
HOLIDAY_NAMES = {
    "May Day": "Early May",
    "Spring Bank Holiday": "Spring",
    "Late Summer Bank Holiday": "Summer",
}


def bank_holiday_on(day: date) -> str:
    """The name of the bank holiday in England and Wales, substitute days included; empty on other days."""
    return bank_holidays_of(day.year).get(day, "")


@lru_cache(maxsize=64)
def bank_holidays_of(year: int) -> dict[date, str]:
    """The bank holidays of a year by date. They are the same in England and in Wales."""
    found = holidays.country_holidays("GB", subdiv="ENG", years=year)
    return {day: _holiday_name(name) for day, name in sorted(found.items()) if day.year == year}


def _holiday_name(name: str) -> str:
    bare = name.removesuffix(" (observed)")
    written = HOLIDAY_NAMES.get(bare, bare)
    return f"{written}, substitute day" if bare != name else written


@lru_cache(maxsize=64)
def _bank_holidays(year: int) -> tuple[date, ...]:
    """Bank holidays of the year that fall on a weekday, in order. England and Wales share them."""
    return tuple(day for day in bank_holidays_of(year) if day.weekday() < SATURDAY)


def is_working_day(day: date) -> bool:
    return day.weekday() < SATURDAY and day not in _bank_holidays(day.year)


def working_days_between(start: date, end: date) -> int:
    """How many working days come after `start`, up to and including `end`; 0 where `end` is not later."""
    if end <= start:
        return 0
    return _weekdays_until(end) - _weekdays_until(start) - _holidays_between(start, end)


def _weekdays_until(day: date) -> int:
    """Weekdays from a Monday long ago up to and including `day`."""
    weeks, rest = divmod(day.toordinal() - 1, 7)  # 1 January of year 1 was a Monday
    return weeks * 5 + min(rest + 1, 5)


def _holidays_between(start: date, end: date) -> int:
    count = 0
    for year in range(start.year, end.year + 1):
        days = _bank_holidays(year)
        count += bisect_right(days, end) - bisect_right(days, start)
    return count


def count_working_days(first: datetime, last: datetime) -> int:
    """Working days after the local day of `first`, up to and including that of `last`."""
    return working_days_between(to_local(first).date(), to_local(last).date())
