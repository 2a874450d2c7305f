"""Counting working days: Monday to Friday without the bank holidays of England and Wales. Pure; no database."""

from bisect import bisect_right
from datetime import date, datetime
from functools import lru_cache

import holidays

from csaleads.core.clock import to_local

SATURDAY = 5


@lru_cache(maxsize=64)
def _bank_holidays(year: int) -> tuple[date, ...]:
    """Bank holidays of the year that fall on a weekday, in order. England and Wales share them."""
    found = holidays.country_holidays("GB", subdiv="ENG", years=year)
    return tuple(sorted(day for day in found if day.weekday() < SATURDAY and day.year == year))


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
