"""What completes a cohort: counted by half day, with what can still be reached, tried on both sides of each line."""

from collections.abc import Sequence
from datetime import date, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from csaleads.core import clock
from csaleads.programmes.attendance.models import Half, PartCounts, Presence
from csaleads.programmes.cohorts.completion import (
    DAY,
    HALF_DAY,
    HalfDay,
    Level,
    Rule,
    Standing,
    in_days,
    judge,
    rule_of,
    usual_rule,
)
from csaleads.programmes.cohorts.timetable import Part
from csaleads.programmes.days.halves import MARGIN, span_of
from csaleads.programmes.members.joining_codes import ALPHABET, is_same, new_code, new_number, tidy_number
from csaleads.programmes.models import PartKind

P = Presence
NINE_OF_TEN = usual_rule(10)
THERE, PART, SORRY, MISSED = (HalfDay(presence=each) for each in P)
AHEAD, AWAY = HalfDay(), HalfDay(is_away=True)
NOT_TAKEN = HalfDay(is_over=True)
SAID = HalfDay(is_over=True, is_away=True)
BEFORE = HalfDay(is_over=True, is_before=True)


def of_ten(*known: HalfDay) -> list[HalfDay]:
    """Ten days that begin with what is known, the others to come."""
    return [*known, *[AHEAD] * (20 - len(known))]


def level(*known: HalfDay, rule: Rule = NINE_OF_TEN) -> Level:
    return judge(of_ten(*known), rule).level


@pytest.mark.parametrize(
    ("day_count", "days"),
    [(0, 0), (1, 1), (2, 2), (5, 4.5), (9, 8.5), (10, 9), (11, 10), (20, 18)],
)
def test_the_usual_rule_is_nine_of_ten_days_to_the_next_half_day(day_count: int, days: float) -> None:
    assert usual_rule(day_count) == Rule(int(days * DAY), PartCounts.HALF)


@pytest.mark.parametrize(
    ("counts", "quarters"), [(PartCounts.HALF, 1), (PartCounts.WHOLE, 2), (PartCounts.NOTHING, 0)]
)
def test_part_of_a_half_day_counts_as_the_cohort_says(counts: PartCounts, quarters: int) -> None:
    assert judge([PART], rule_of(1, counts)).so_far == quarters


@pytest.mark.parametrize(
    ("half_day", "so_far", "counted", "reachable", "expected"),
    [
        (THERE, 2, 2, 2, 2),
        (PART, 1, 2, 1, 1),
        (SORRY, 0, 2, 0, 0),
        (MISSED, 0, 2, 0, 0),
        (SAID, 0, 2, 0, 0),
        (BEFORE, 0, 2, 0, 0),
        (AHEAD, 0, 0, 2, 2),
        (AWAY, 0, 0, 2, 0),
        (NOT_TAKEN, 0, 0, 2, 2),
        (HalfDay(P.PRESENT, is_over=True, is_away=True), 2, 2, 2, 2),
        (HalfDay(P.ABSENT, is_before=True), 0, 2, 0, 0),
    ],
)
def test_what_a_half_day_is_worth(
    half_day: HalfDay, so_far: int, counted: int, reachable: int, expected: int
) -> None:
    found = judge([half_day], NINE_OF_TEN)

    assert (found.so_far, found.counted, found.reachable, found.expected, found.total) == (
        so_far,
        counted,
        reachable,
        expected,
        HALF_DAY,
    )


def test_what_is_over_and_not_marked_is_still_open_and_said_so() -> None:
    assert (judge([NOT_TAKEN], NINE_OF_TEN).unmarked, judge([AHEAD], NINE_OF_TEN).unmarked) == (1, 0)


@pytest.mark.parametrize(
    ("known", "expected"),
    [
        ([], Level.ON_THE_WAY),
        ([MISSED], Level.ON_THE_WAY),
        ([MISSED, THERE, MISSED], Level.IN_DANGER),
        ([MISSED, PART], Level.IN_DANGER),
        ([PART, PART], Level.ON_THE_WAY),
        ([PART, PART, PART], Level.IN_DANGER),
        ([MISSED, MISSED], Level.IN_DANGER),
        ([MISSED, MISSED, PART], Level.OUT_OF_REACH),
        ([MISSED, MISSED, MISSED], Level.OUT_OF_REACH),
        ([AWAY], Level.ON_THE_WAY),
        ([AWAY, AWAY], Level.IN_DANGER),
        ([AWAY] * 6, Level.IN_DANGER),
        ([SAID, SAID, SAID], Level.OUT_OF_REACH),
        ([THERE] * 17, Level.ON_THE_WAY),
        ([THERE] * 18, Level.MET),
        ([*[THERE] * 17, PART], Level.ON_THE_WAY),
        ([*[THERE] * 17, PART, PART], Level.MET),
    ],
)
def test_when_completion_is_in_danger_out_of_reach_or_there(
    known: Sequence[HalfDay], expected: Level
) -> None:
    assert level(*known) is expected


def test_whoever_has_missed_nothing_is_in_no_danger_even_where_all_days_are_needed() -> None:
    all_ten = rule_of(10, PartCounts.HALF)

    assert level(rule=all_ten) is Level.ON_THE_WAY
    assert level(AWAY, rule=all_ten) is Level.IN_DANGER
    assert level(PART, rule=all_ten) is Level.OUT_OF_REACH


def test_a_rule_for_more_days_than_there_are_asks_for_all_of_them() -> None:
    found = judge([THERE] * 4, rule_of(9, PartCounts.HALF))

    assert (found.needed, found.level) == (4 * HALF_DAY, Level.MET)


def test_without_days_nobody_has_completed() -> None:
    assert judge([], usual_rule(0)).level is Level.ON_THE_WAY


@given(
    st.lists(
        st.sampled_from([THERE, PART, SORRY, MISSED, AHEAD, AWAY, NOT_TAKEN, SAID, BEFORE]), max_size=24
    ),
    st.integers(1, 12),
    st.sampled_from(PartCounts),
)
def test_the_sums_hold_together(half_days: list[HalfDay], days: int, counts: PartCounts) -> None:
    found = judge(half_days, rule_of(days, counts))

    assert 0 <= found.so_far <= found.expected <= found.reachable <= found.total
    assert found.so_far <= found.counted <= found.total == HALF_DAY * len(half_days)
    if found.level is Level.OUT_OF_REACH:
        assert found.reachable < found.needed
    if found.level is Level.MET:
        assert found.so_far >= found.needed > 0


@given(st.lists(st.sampled_from([THERE, PART, MISSED, AHEAD, AWAY]), min_size=1, max_size=24), st.data())
def test_coming_is_never_worse_than_staying_away(half_days: list[HalfDay], data: st.DataObject) -> None:
    place = data.draw(st.integers(0, len(half_days) - 1))
    rule = usual_rule(len(half_days) // 2)
    came = judge([*half_days[:place], THERE, *half_days[place + 1 :]], rule)
    missed = judge([*half_days[:place], MISSED, *half_days[place + 1 :]], rule)

    assert came.so_far >= missed.so_far
    assert came.reachable >= missed.reachable


def test_a_standing_says_nothing_of_the_order() -> None:
    one, other = judge(of_ten(MISSED, THERE), NINE_OF_TEN), judge(of_ten(THERE, MISSED), NINE_OF_TEN)

    assert one == other
    assert isinstance(one, Standing)


@pytest.mark.parametrize(
    ("quarters", "words"), [(0, "0"), (1, "¼"), (2, "½"), (3, "¾"), (4, "1"), (22, "5½"), (40, "10")]
)
def test_days_read_as_people_say_them(quarters: int, words: str) -> None:
    assert in_days(quarters) == words


def test_halves_meet_where_the_morning_ends() -> None:
    on = date(2026, 11, 18)
    parts = [Part(PartKind.SESSION, "x", 50), Part(PartKind.BREAK, "", 10), Part(PartKind.SESSION, "y", 90)]

    morning = span_of(on, time(9, 30), time(16), parts, Half.MORNING)
    afternoon = span_of(on, time(9, 30), time(16), parts, Half.AFTERNOON)
    unplanned = span_of(on, time(9), time(15), [], Half.MORNING)
    overfull = span_of(on, time(9), time(11), parts, Half.MORNING)

    assert morning == (clock.from_local(on, time(9, 30)), clock.from_local(on, time(12)))
    assert afternoon == (clock.from_local(on, time(12)), clock.from_local(on, time(16)))
    assert unplanned.ends_at == clock.from_local(on, time(12))
    assert overfull.ends_at == clock.from_local(on, time(10))


def test_a_span_is_widened_by_the_margin_and_ends_before_its_end() -> None:
    span = span_of(date(2026, 11, 18), time(9), time(15), [], Half.MORNING)
    wide = span.widened()
    second = timedelta(seconds=1)

    assert not span.holds(span.starts_at - second)
    assert span.holds(span.starts_at)
    assert not span.holds(span.ends_at)
    assert wide.holds(span.starts_at - MARGIN)
    assert not wide.holds(span.starts_at - MARGIN - second)
    assert wide.holds(span.ends_at + MARGIN - second)
    assert not wide.holds(span.ends_at + MARGIN)


def test_codes_are_short_and_of_signs_that_nobody_confuses() -> None:
    codes = {new_code() for _ in range(200)}

    assert len(codes) > 190
    assert {len(code) for code in codes} == {5}
    assert set("".join(codes)) <= set(ALPHABET)
    assert not set("0O1IL2Z5S8BUVNGAEIOU") & set(ALPHABET)


@pytest.mark.parametrize(
    ("typed", "is_right"),
    [("K7Q4M", True), (" k7q-4m ", True), ("K7 Q4M", True), ("K7Q4", False), ("K7Q4MM", False), ("", False)],
)
def test_a_code_may_be_typed_in_any_way(typed: str, is_right: bool) -> None:
    assert is_same(typed, "K7Q4M") is is_right


def test_numbers_of_certificates_are_long_and_read_in_parts() -> None:
    number = new_number()

    assert [len(part) for part in number.split("-")] == [4, 4, 4]
    assert tidy_number(number.replace("-", " ").lower()) == number
    assert tidy_number("x" * 500) == "XXXX-XXXX-XXXX-XX"
