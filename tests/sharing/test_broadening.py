"""What broad words cover, and which of them are true of a record."""

from datetime import date

import pytest

from csaleads.advice.models import Stage
from csaleads.practice.models import AgeBand, Concern
from csaleads.sharing.broadening import (
    AgeGroup,
    ConcernGroup,
    Description,
    Period,
    RecordKind,
    StageGroup,
    broader_than,
    choices_of,
    day_after,
    first_day,
)
from csaleads.sharing.presenters import count_words, period_words
from csaleads.sharing.reading_queries import Alike

KIND = RecordKind(AgeBand.FROM_8_TO_10, Concern.ONLINE, Stage.CARE_PROCEEDINGS, date(2026, 11, 18))


def test_a_record_may_be_described_by_what_holds_its_own_bands_alone() -> None:
    choices = choices_of(KIND)

    assert choices.ages == [
        AgeGroup.FROM_8_TO_10,
        AgeGroup.PRIMARY_SCHOOL_AGE,
        AgeGroup.UNDER_11,
        AgeGroup.ANY_AGE,
    ]
    assert choices.stages == [
        StageGroup.CARE_PROCEEDINGS,
        StageGroup.AFTER_SECTION_47,
        StageGroup.ANY_STAGE,
    ]
    assert choices.allow(choices.narrowest)
    assert not choices.allow(choices.narrowest._replace(age=AgeGroup.SECONDARY_SCHOOL_AGE))


@pytest.mark.parametrize("band", AgeBand)
def test_every_band_can_be_broadened_to_any_age(band: AgeBand) -> None:
    ages = choices_of(KIND._replace(age_band=band)).ages

    assert ages[0].value == band.value
    assert ages[-1] is AgeGroup.ANY_AGE


def test_what_is_not_known_is_described_as_anything() -> None:
    choices = choices_of(RecordKind(None, None, None, KIND.held_on))

    assert choices.narrowest[:3] == (AgeGroup.ANY_AGE, ConcernGroup.ANY_CONCERN, StageGroup.ANY_STAGE)


@pytest.mark.parametrize(
    ("period", "first", "after", "words"),
    [
        (Period.MONTH, date(2026, 11, 1), date(2026, 12, 1), "November 2026"),
        (Period.QUARTER, date(2026, 10, 1), date(2027, 1, 1), "October to December 2026"),
        (Period.HALF_YEAR, date(2026, 7, 1), date(2027, 1, 1), "July to December 2026"),
        (Period.YEAR, date(2026, 1, 1), date(2027, 1, 1), "2026"),
    ],
)
def test_a_period_holds_the_day_and_is_named(period: Period, first: date, after: date, words: str) -> None:
    assert first_day(period, KIND.held_on) == first
    assert day_after(period, first) == after
    assert period_words(period, first) == words


def test_any_time_has_no_first_day() -> None:
    assert first_day(Period.ANY_TIME, KIND.held_on) is None
    assert period_words(Period.ANY_TIME, None) == "Any time"


def test_each_broader_choice_changes_one_part() -> None:
    choices = choices_of(KIND)
    said = Description(AgeGroup.PRIMARY_SCHOOL_AGE, ConcernGroup.ONLINE, StageGroup.ANY_STAGE, Period.YEAR)

    found = broader_than(said, choices)

    assert [sum(a != b for a, b in zip(said, other, strict=True)) for other in found] == [1] * 4
    assert [other.age for other in found][:2] == [AgeGroup.UNDER_11, AgeGroup.ANY_AGE]


@pytest.mark.parametrize(
    ("count", "words"),
    [
        (None, "fewer than 5"),
        (5, "5 to 9"),
        (9, "5 to 9"),
        (10, "10 to 19"),
        (19, "10 to 19"),
        (312, "50 or more"),
    ],
)
def test_a_count_is_told_as_a_band(count: int | None, words: str) -> None:
    said = choices_of(KIND).narrowest

    assert count_words(Alike(said, count)) == words
