"""Months that end at midnight in London, and small numbers that nobody can work out."""

from datetime import UTC, datetime
from itertools import combinations, product

import pytest

from csaleads.core import clock
from csaleads.insight.periods import last_months, last_quarters
from csaleads.insight.suppression import FEWER, is_hidden, shown_count, shown_total


def moment(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


def test_months_begin_and_end_at_midnight_in_london() -> None:
    with clock.at(moment("2026-11-18T12:00")):
        months = {month.label: month for month in last_months()}

    assert next(iter(months)) == "December 2025"
    assert list(months)[-1] == "November 2026"
    assert months["July 2026"].start == moment("2026-06-30T23:00")
    assert months["July 2026"].end == moment("2026-07-31T23:00")
    assert months["March 2026"].start == moment("2026-03-01T00:00")
    assert months["March 2026"].end == moment("2026-03-31T23:00"), "the clock went forward within the month"
    assert months["October 2026"].end == moment("2026-11-01T00:00"), "the clock went back within the month"


def test_months_leave_no_gap_and_do_not_overlap() -> None:
    with clock.at(moment("2026-03-31T23:30")):  # already the first of April in London
        months = last_months()

    assert months[-1].label == "April 2026"
    for earlier, later in zip(months, months[1:], strict=False):  # noqa: RUF007
        assert earlier.end == later.start


def test_quarters_are_over_and_do_not_overlap() -> None:
    now = moment("2026-11-18T12:00")
    with clock.at(now):
        quarters = last_quarters()

    assert [quarter.label for quarter in quarters] == [
        "October to December 2025",
        "January to March 2026",
        "April to June 2026",
        "July to September 2026",
    ]
    assert all(quarter.end <= now for quarter in quarters)


@pytest.mark.parametrize(("count", "shown"), [(0, FEWER), (1, FEWER), (4, FEWER), (5, "5"), (1200, "1,200")])
def test_counts_under_five_are_hidden_none_included(count: int, shown: str) -> None:
    assert shown_count(count) == shown


def test_a_total_of_shown_counts_is_shown() -> None:
    assert shown_total([5, 9, 12]) == 26


@pytest.mark.parametrize(
    "counts",
    [
        [9, 12, 3],  # one hidden: total minus the others is it
        [9, 12, 0],
        [9, 0, 0],  # all hidden ones are none
        [9, 4, 4],  # all hidden ones are four
        [9, 4, 3, 4],  # none of the hidden ones can be 0 or 1
        [1, 1, 1],  # nothing at all may be shown
    ],
)
def test_a_total_that_gives_a_small_count_away_is_not_shown(counts: list[int]) -> None:
    assert shown_total(counts) is None


def test_a_total_is_shown_where_it_gives_nothing_away() -> None:
    assert shown_total([9, 12, 2, 3, 1, 4, 0]) == 31


@pytest.mark.parametrize("areas", [1, 2, 3, 4, 5])
def test_no_small_count_can_be_worked_out_by_subtraction(areas: int) -> None:
    """The attack: take the total, subtract what is shown, and see what the hidden counts can still be.

    Every table of up to five areas is tried, once with nothing known beforehand and once for a reader who knows one of
    the hidden counts. Wherever a total is shown, each unknown hidden count must be able to be anything from 0 to 4.
    """
    tried = 0
    for counts in product([0, 1, 2, 3, 4, 7], repeat=areas):
        total = shown_total(counts)
        if total is None:
            continue
        hidden = [count for count in counts if is_hidden(count)]
        rest = total - sum(count for count in counts if not is_hidden(count))
        for known in [(), *combinations(range(len(hidden)), 1)]:
            unknown = len(hidden) - len(known)
            left = rest - sum(hidden[place] for place in known)
            for guess in range(5) if unknown else ():
                possible = any(
                    sum(others) == left - guess for others in product(range(5), repeat=unknown - 1)
                )
                assert possible, f"{counts}: {guess} can be ruled out"
                tried += 1
    assert areas < 4 or tried > 100, "the attack must have something to attack"
