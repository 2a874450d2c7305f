"""Dates of a recurrence, bank holidays, slots of a sitting, and the clock changes of spring and autumn."""

from datetime import UTC, date, datetime, time

import pytest

from csaleads.clinics import timetable
from csaleads.clinics.timetable import Repeats, Span
from csaleads.core.working_days import bank_holiday_on


def days(repeats: Repeats, first_on: date, last_on: date) -> list[date]:
    return timetable.dates_of(timetable.rule_of(repeats, first_on, last_on), first_on)


def test_first_wednesday_of_every_month() -> None:
    found = days(Repeats.MONTHLY, date(2026, 12, 2), date(2027, 4, 30))

    assert found == [
        date(2026, 12, 2), date(2027, 1, 6), date(2027, 2, 3), date(2027, 3, 3), date(2027, 4, 7),
    ]  # fmt: skip


def test_last_thursday_of_every_month() -> None:
    found = days(Repeats.MONTHLY_LAST, date(2026, 12, 31), date(2027, 2, 28))

    assert found == [date(2026, 12, 31), date(2027, 1, 28), date(2027, 2, 25)]


@pytest.mark.parametrize(
    ("repeats", "second"),
    [(Repeats.WEEKLY, date(2026, 12, 9)), (Repeats.FORTNIGHTLY, date(2026, 12, 16))],
)
def test_every_week_and_every_second_week(repeats: Repeats, second: date) -> None:
    assert days(repeats, date(2026, 12, 2), date(2026, 12, 31))[1] == second


def test_the_last_date_counts_and_once_is_once() -> None:
    assert days(Repeats.WEEKLY, date(2026, 12, 2), date(2026, 12, 9))[-1] == date(2026, 12, 9)
    assert days(Repeats.ONCE, date(2026, 12, 2), date(2026, 12, 31)) == [date(2026, 12, 2)]


@pytest.mark.parametrize(
    ("on", "name"),
    [
        (date(2026, 5, 4), "Early May"),
        (date(2026, 5, 25), "Spring"),
        (date(2026, 8, 31), "Summer"),
        (date(2026, 4, 3), "Good Friday"),
        (date(2027, 3, 29), "Easter Monday"),
        (date(2026, 12, 28), "Boxing Day, substitute day"),
        (date(2027, 12, 27), "Christmas Day, substitute day"),
        (date(2028, 1, 3), "New Year's Day, substitute day"),
        (date(2026, 12, 24), ""),
        (date(2026, 3, 17), ""),  # Saint Patrick's Day is none in England and Wales
    ],
)
def test_bank_holidays_of_england_and_wales(on: date, name: str) -> None:
    assert bank_holiday_on(on) == name


def test_a_series_leaves_bank_holidays_out_and_names_them() -> None:
    mondays = days(Repeats.MONTHLY, date(2026, 4, 6), date(2026, 6, 30))

    kept, left_out = timetable.leave_out_holidays(mondays)

    assert kept == [date(2026, 6, 1)]
    assert [(holiday.on, holiday.name) for holiday in left_out] == [
        (date(2026, 4, 6), "Easter Monday"),
        (date(2026, 5, 4), "Early May"),
    ]


@pytest.mark.parametrize(
    ("on", "hour_in_utc"),
    [
        (date(2027, 3, 24), 13),  # before the clocks go forward on 28 March 2027
        (date(2027, 3, 31), 12),
        (date(2026, 10, 21), 12),  # before they go back on 25 October 2026
        (date(2026, 10, 28), 13),
    ],
)
def test_half_past_one_stays_half_past_one_across_both_clock_changes(on: date, hour_in_utc: int) -> None:
    sitting = timetable.sitting_on(on, time(13, 30), time(16, 20), slot_minutes=40, gap_minutes=10)

    assert sitting.starts_at == datetime(on.year, on.month, on.day, hour_in_utc, 30, tzinfo=UTC)
    assert len(sitting.slots) == 3


@pytest.mark.parametrize(
    ("ends", "slots", "spare"),
    [
        (time(16, 50), 4, 0),  # the gap after the last slot is not spare
        (time(16, 40), 4, 0),
        (time(17, 0), 4, 10),
        (time(16, 39), 3, 39),
        (time(14, 10), 1, 0),
        (time(14, 9), 0, 39),
    ],
)
def test_slots_fill_the_time_and_the_rest_is_spare(ends: time, slots: int, spare: int) -> None:
    sitting = timetable.sitting_on(date(2026, 12, 2), time(13, 30), ends, slot_minutes=40, gap_minutes=10)

    assert (len(sitting.slots), sitting.spare_minutes) == (slots, spare)


def test_slots_follow_one_another_with_the_gap_between() -> None:
    sitting = timetable.sitting_on(
        date(2026, 12, 2), time(13, 30), time(15, 0), slot_minutes=40, gap_minutes=10
    )

    assert sitting.slots == (
        Span(datetime(2026, 12, 2, 13, 30, tzinfo=UTC), datetime(2026, 12, 2, 14, 10, tzinfo=UTC)),
        Span(datetime(2026, 12, 2, 14, 20, tzinfo=UTC), datetime(2026, 12, 2, 15, 0, tzinfo=UTC)),
    )


@pytest.mark.parametrize(
    ("repeats", "first_on", "fits"),
    [
        (Repeats.MONTHLY, date(2026, 12, 2), True),
        (Repeats.MONTHLY, date(2026, 12, 30), False),  # a fifth Wednesday
        (Repeats.MONTHLY_LAST, date(2026, 12, 30), True),
        (Repeats.MONTHLY_LAST, date(2026, 12, 23), False),
        (Repeats.WEEKLY, date(2026, 12, 30), True),
    ],
)
def test_which_day_a_series_can_begin_on(repeats: Repeats, first_on: date, fits: bool) -> None:
    assert timetable.fits_rule(repeats, first_on) is fits


@pytest.mark.parametrize(
    ("repeats", "words"),
    [
        (Repeats.ONCE, "once"),
        (Repeats.WEEKLY, "every Wednesday"),
        (Repeats.FORTNIGHTLY, "every second Wednesday"),
        (Repeats.MONTHLY, "every month on the first Wednesday"),
        (Repeats.MONTHLY_LAST, "every month on the last Wednesday"),
    ],
)
def test_a_rule_can_be_said_in_words(repeats: Repeats, words: str) -> None:
    first_on = date(2026, 12, 2)
    assert timetable.describe_rule(timetable.rule_of(repeats, first_on, date(2027, 1, 1)), first_on) == words
