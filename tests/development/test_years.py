"""The CPD year and what it asks, as pure functions."""

from datetime import date

import pytest

from csaleads.development.content import EntryContent, gaps_of
from csaleads.development.models import EntryKind, Occasion, PeerRole
from csaleads.development.occasions import occasion_of
from csaleads.development.years import CpdYear, Tally, chosen_year, deadline_words, year_of, years_from

TODAY = date(2026, 11, 18)
WRITTEN = {"what_and_why": "one", "learnt": "two", "effect": "three"}


@pytest.mark.parametrize(
    ("day", "begins_in"),
    [
        (date(2025, 11, 30), 2024),
        (date(2025, 12, 1), 2025),
        (date(2026, 11, 30), 2025),
        (date(2026, 1, 1), 2025),
    ],
)
def test_the_year_goes_from_december_to_november(day: date, begins_in: int) -> None:
    year = year_of(day)

    assert year.begins_in == begins_in
    assert year.first_day <= day <= year.last_day


@pytest.mark.parametrize(
    ("finished", "with_peers", "is_complete"), [(2, 1, True), (2, 0, False), (1, 1, False), (3, 3, True)]
)
def test_a_year_needs_two_pieces_and_one_with_peer_reflection(
    finished: int, with_peers: int, is_complete: bool
) -> None:
    assert Tally(finished, with_peers, drafts=5).is_complete is is_complete


def test_years_to_choose_reach_back_to_the_first_entry() -> None:
    assert [year.begins_in for year in years_from(None, TODAY)] == [2025, 2024]
    assert [year.begins_in for year in years_from(date(2022, 12, 3), TODAY)] == [2025, 2024, 2023, 2022]


@pytest.mark.parametrize("typed", ["", None, "soon", "1999", "2026", "٢٠٢٤", "20255"])
def test_an_address_that_names_no_year_means_the_present_one(typed: str | None) -> None:
    assert chosen_year(typed, TODAY) == CpdYear(2025)
    assert chosen_year("2024", TODAY) == CpdYear(2024)


def test_the_deadline_is_told_in_days() -> None:
    assert "12 days from now" in deadline_words(CpdYear(2025), TODAY)
    assert "today" in deadline_words(CpdYear(2025), date(2026, 11, 30))
    assert "ended" in deadline_words(CpdYear(2024), TODAY)


def content(**changed: object) -> EntryContent:
    return EntryContent(**{"kind": EntryKind.COURSE, "done_on": TODAY, "texts": WRITTEN} | changed)  # type: ignore[arg-type]


def test_an_entry_lacks_nothing_without_a_peer() -> None:
    assert gaps_of(content()) == []
    assert not content().has_peer


@pytest.mark.parametrize(
    ("changed", "field"),
    [
        ({"texts": WRITTEN | {"learnt": ""}}, "learnt"),
        ({"peer_role": PeerRole.SUPERVISOR}, "peer"),
        ({"texts": WRITTEN | {"peer": "four"}}, "peer_role"),
    ],
)
def test_what_is_missing_is_said_beside_its_field(changed: dict[str, object], field: str) -> None:
    assert [gap.field for gap in gaps_of(content(**changed))] == [field]


@pytest.mark.parametrize(
    ("today", "occasion"),
    [
        (date(2026, 8, 1), Occasion.START),
        (date(2026, 9, 1), Occasion.START),
        (date(2026, 9, 29), Occasion.START),
        (date(2026, 9, 30), Occasion.BETWEEN),
        (date(2027, 1, 19), Occasion.BETWEEN),
        (date(2027, 1, 20), Occasion.END),
        (date(2027, 2, 17), Occasion.END),
        (date(2027, 2, 18), Occasion.LATER),
    ],
)
def test_a_rating_knows_where_its_cohort_stands(today: date, occasion: Occasion) -> None:
    assert occasion_of(date(2026, 9, 1), date(2027, 1, 20), today) is occasion
