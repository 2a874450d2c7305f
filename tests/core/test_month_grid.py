"""A month is whole weeks from Monday; what lies outside it carries nothing."""

from datetime import date

import pytest

from csaleads.core.month_grid import MonthEntry, month_grid, next_month

CLINIC = MonthEntry("Northmere clinic", "/clinics/1")


@pytest.mark.parametrize(
    ("month", "first", "last"),
    [
        (date(2026, 12, 15), date(2026, 11, 30), date(2027, 1, 3)),
        (date(2027, 2, 1), date(2027, 2, 1), date(2027, 2, 28)),  # exactly four weeks
        (date(2026, 3, 31), date(2026, 2, 23), date(2026, 4, 5)),  # six weeks
    ],
)
def test_a_month_is_completed_to_whole_weeks(month: date, first: date, last: date) -> None:
    grid = month_grid(month, {}, today=month)

    assert (grid.days[0].on, grid.days[-1].on) == (first, last)
    assert len(grid.days) % 7 == 0


def test_entries_and_notes_stand_on_their_day_and_only_inside_the_month() -> None:
    days = {date(2026, 12, 2): [CLINIC], date(2026, 11, 30): [CLINIC]}
    grid = month_grid(
        date(2026, 12, 1), days, today=date(2026, 12, 9), notes={date(2026, 12, 25): "Christmas Day"}
    )

    assert [day.on for day in grid.days if day.entries] == [date(2026, 12, 2)]
    assert [day.on for day in grid.days if day.is_today] == [date(2026, 12, 9)]
    assert [day.note for day in grid.days if day.note] == ["Christmas Day"]
    assert grid.title == "December 2026"


def test_a_month_knows_whether_anything_is_planned() -> None:
    assert month_grid(date(2026, 12, 1), {date(2026, 12, 2): [CLINIC]}, today=date(2026, 12, 1)).has_entries
    assert not month_grid(
        date(2026, 12, 1), {date(2027, 1, 2): [CLINIC]}, today=date(2026, 12, 1)
    ).has_entries


@pytest.mark.parametrize(
    ("first", "step", "expected"),
    [
        (date(2026, 12, 1), 1, date(2027, 1, 1)),
        (date(2027, 1, 1), -1, date(2026, 12, 1)),
        (date(2026, 3, 1), -15, date(2024, 12, 1)),
    ],
)
def test_months_are_counted_across_years(first: date, step: int, expected: date) -> None:
    assert next_month(first, step) == expected
