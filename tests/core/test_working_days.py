"""Working days, with the bank holidays of England and Wales."""

from datetime import date, timedelta

import pytest

from csaleads.core.working_days import is_working_day, working_days_between


@pytest.mark.parametrize(
    ("start", "end", "count"),
    [
        (date(2026, 11, 18), date(2026, 11, 18), 0),
        (date(2026, 11, 18), date(2026, 11, 19), 1),
        (date(2026, 11, 20), date(2026, 11, 23), 1),  # Friday to Monday
        (date(2026, 11, 21), date(2026, 11, 22), 0),  # within a weekend
        (
            date(2026, 12, 24),
            date(2026, 12, 29),
            1,
        ),  # Christmas Day on a Friday, Boxing Day kept on the Monday
        (date(2026, 4, 2), date(2026, 4, 7), 1),  # Easter
        (date(2026, 8, 28), date(2026, 9, 1), 1),  # late August
        (date(2026, 11, 19), date(2026, 11, 18), 0),
    ],
)
def test_days_between(start: date, end: date, count: int) -> None:
    assert working_days_between(start, end) == count


def test_the_quick_count_equals_counting_day_by_day() -> None:
    start = date(2025, 12, 19)
    for length in range(800):
        end = start + timedelta(days=length)
        slow = sum(is_working_day(start + timedelta(days=n)) for n in range(1, length + 1))
        assert working_days_between(start, end) == slow
