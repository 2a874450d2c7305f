"""Dates and times are written as people in England and Wales say them, on both sides of the clock changes."""

from datetime import UTC, date, datetime, time

import pytest

from csaleads.core import formatting


def moment(*parts: int) -> datetime:
    return datetime(*parts, tzinfo=UTC)  # type: ignore[misc,arg-type]  # the parts are year, month, day, hour, minute


@pytest.mark.parametrize(
    ("style", "written"),
    [
        ("full", "Wednesday 2 December 2026"),
        ("long", "2 December 2026"),
        ("short", "2 Dec 2026"),
        ("day", "Wed 2 Dec"),
        ("month", "December 2026"),
    ],
)
def test_a_date_is_written_in_each_style(style: str, written: str) -> None:
    assert formatting.uk_date(date(2026, 12, 2), style) == written


def test_an_unknown_date_or_time_is_written_as_nothing() -> None:
    assert formatting.uk_date(None) == ""
    assert formatting.uk_time(None) == ""
    assert formatting.uk_datetime(None) == ""


@pytest.mark.parametrize(
    ("clock", "written"),
    [
        (time(0, 0), "midnight"),
        (time(0, 5), "12:05am"),
        (time(9, 0), "9am"),
        (time(12, 0), "noon"),
        (time(12, 30), "12:30pm"),
        (time(13, 30), "1:30pm"),
        (time(23, 59), "11:59pm"),
    ],
)
def test_a_time_is_written_as_people_say_it(clock: time, written: str) -> None:
    assert formatting.uk_time(clock) == written


@pytest.mark.parametrize(
    ("stored", "shown"),
    [
        (moment(2026, 3, 29, 0, 59), "12:59am on Sunday 29 March 2026"),  # the last minute of winter time
        (moment(2026, 3, 29, 1, 0), "2am on Sunday 29 March 2026"),  # one o'clock does not exist that night
        (moment(2026, 10, 25, 0, 30), "1:30am on Sunday 25 October 2026"),  # the first half past one
        (moment(2026, 10, 25, 1, 30), "1:30am on Sunday 25 October 2026"),  # the second, an hour later
        (moment(2026, 10, 25, 2, 0), "2am on Sunday 25 October 2026"),
    ],
)
def test_a_stored_moment_is_shown_on_a_london_clock_around_both_clock_changes(
    stored: datetime, shown: str
) -> None:
    assert formatting.uk_datetime(stored) == shown


def test_the_same_utc_hour_is_shown_differently_in_summer_and_winter() -> None:
    assert formatting.uk_time(moment(2026, 7, 1, 12, 30)) == "1:30pm"
    assert formatting.uk_time(moment(2026, 12, 1, 12, 30)) == "12:30pm"


def test_a_moment_late_on_a_summer_evening_belongs_to_the_next_day() -> None:
    assert formatting.uk_date(moment(2026, 6, 30, 23, 15)) == "Wednesday 1 July 2026"


def test_a_naive_datetime_is_refused() -> None:
    with pytest.raises(ValueError, match="time zone"):
        formatting.uk_time(datetime(2026, 7, 1, 12, 30))  # noqa: DTZ001  naive on purpose


@pytest.mark.parametrize(
    ("first", "last", "written"),
    [
        (date(2026, 12, 2), date(2026, 12, 2), "2 December 2026"),
        (date(2026, 12, 2), date(2026, 12, 4), "2 to 4 December 2026"),
        (date(2026, 11, 30), date(2026, 12, 2), "30 November to 2 December 2026"),
        (date(2026, 12, 30), date(2027, 1, 2), "30 December 2026 to 2 January 2027"),
    ],
)
def test_a_range_of_dates_says_each_thing_once(first: date, last: date, written: str) -> None:
    assert formatting.uk_date_range(first, last) == written


def test_a_range_of_times_follows_the_clock_of_its_day() -> None:
    assert (
        formatting.uk_time_range(moment(2026, 7, 1, 12, 30), moment(2026, 7, 1, 15, 20)) == "1:30pm to 4:20pm"
    )


def test_the_machine_readable_form_carries_the_offset_of_london() -> None:
    assert formatting.iso(moment(2026, 7, 1, 12, 30)) == "2026-07-01T13:30:00+01:00"
    assert formatting.iso(date(2026, 7, 1)) == "2026-07-01"


@pytest.mark.parametrize(
    ("count", "written"), [(0, "no slots"), (1, "1 slot"), (3, "3 slots"), (1200, "1,200 slots")]
)
def test_a_count_agrees_with_its_word(count: int, written: str) -> None:
    assert formatting.plural(count, "slot") == written


def test_an_irregular_plural_is_taken_as_given() -> None:
    assert formatting.plural(2, "enquiry", "enquiries") == "2 enquiries"


@pytest.mark.parametrize(
    ("words", "written"), [([], ""), (["a"], "a"), (["a", "b"], "a and b"), (["a", "b", "c"], "a, b and c")]
)
def test_words_are_joined_as_in_a_sentence(words: list[str], written: str) -> None:
    assert formatting.joined(words) == written
