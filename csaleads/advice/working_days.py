"""Working days: Monday to Friday without the bank holidays of England and Wales."""

from datetime import date, datetime, timedelta
from functools import lru_cache

import holidays

from csaleads.core.clock import to_local

SATURDAY = 5


@lru_cache(maxsize=32)
def _bank_holidays(year: int) -> frozenset[date]:
    return frozenset(holidays.country_holidays("GB", subdiv="ENG", years=year))


def is_working_day(day: date) -> bool:
    return day.weekday() < SATURDAY and day not in _bank_holidays(day.year)


def count_working_days(first: datetime, last: datetime) -> int:
    """Working days that began after the day of `first`, up to and including the day of `last`."""
    day, end, count = to_local(first).date(), to_local(last).date(), 0
    while day < end:
        day += timedelta(days=1)
        count += is_working_day(day)
    return count
