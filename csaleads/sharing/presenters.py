"""Versions for learning in words: what they are about, their parts, how many are alike, and what a review said."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import NamedTuple, Protocol

from csaleads.core.formatting import uk_date
from csaleads.core.forms import Choice
from csaleads.core.month_grid import next_month
from csaleads.sharing.broadening import (
    SMALLEST_GROUP,
    AgeGroup,
    Choices,
    ConcernGroup,
    Description,
    Period,
    first_day,
)
from csaleads.sharing.content import SECTIONS
from csaleads.sharing.models import Question
from csaleads.sharing.reading_queries import Alike, AlikeView, VersionView

FEWER = f"fewer than {SMALLEST_GROUP}"
# From how many on a count is told as what. Exact counts of a description and of a broader one could be subtracted.
COUNT_BANDS = ((50, "50 or more"), (20, "20 to 49"), (10, "10 to 19"), (SMALLEST_GROUP, "5 to 9"))
QUESTION_WORDS = {
    Question.RARE_EVENT: "a rare event",
    Question.SMALL_PLACE: "a small place",
    Question.UNUSUAL_FAMILY: "an unusual family",
    Question.DATES: "dates or ages that can be lined up",
    Question.ONLY_ONE_IN_ROLE: "a job or a role that only one person has",
    Question.QUOTE: "words that somebody would know as theirs",
    Question.KNOWN_CASE: "a colleague who worked with the family",
}


class Described(Protocol):
    """A description, or a line of a list that holds its parts."""

    @property
    def age(self) -> AgeGroup: ...
    @property
    def concern(self) -> ConcernGroup: ...


class Part(NamedTuple):
    """A heading and the words under it."""

    name: str
    heading: str
    text: str


class Difference(NamedTuple):
    """A part that was written differently in another window: what is saved."""

    name: str
    heading: str
    saved: str


class AlikeRow(NamedTuple):
    """A line of the combination check."""

    what: str
    alike: str
    is_enough: bool


def period_words(period: Period, first: date | None) -> str:
    """ "November 2026", "October to December 2026", "2026", "Any time"."""
    if first is None or period is Period.ANY_TIME:
        return "Any time"
    if period is Period.MONTH:
        return uk_date(first, "month")
    if period is Period.YEAR:
        return str(first.year)
    last = next_month(first, period.months - 1)
    return f"{first:%B} to {uk_date(last, 'month')}"


def title_of(said: Described) -> str:
    """What a version is about, in a few words."""
    age = said.age.label[0].lower() + said.age.label[1:]
    return f"{said.concern.label}, {age}"


def fact_rows(view: VersionView) -> list[dict[str, str]]:
    """What stands at the head of a version. Names nobody, and no reference."""
    return [
        {"key": "Number", "value": view.number},
        {"key": "Kind of concern", "value": view.said.concern.label},
        {"key": "Age of the child", "value": view.said.age.label},
        {"key": "Stage of the response", "value": view.said.stage.label},
        {"key": "When they talked", "value": period_words(view.said.period, view.period_on)},
    ]


def parts_of(texts: Mapping[str, str]) -> list[Part]:
    """The parts that say something, in the order of reading."""
    return [
        Part(section.name, section.heading, texts[section.name])
        for section in SECTIONS
        if texts.get(section.name)
    ]


def differences(typed: Mapping[str, str], saved: Mapping[str, str]) -> list[Difference]:
    """The parts in which what was saved meanwhile is not what was typed: what was saved."""
    return [
        Difference(section.name, section.heading, saved.get(section.name, ""))
        for section in SECTIONS
        if typed.get(section.name, "") != saved.get(section.name, "")
    ]


def count_words(alike: Alike) -> str:
    """ "fewer than 5", "5 to 9", "50 or more"."""
    return band_words(alike.count or 0)


def band_words(count: int) -> str:
    """The count in its band."""
    return next((words for least, words in COUNT_BANDS if count >= least), FEWER)


def alike_rows(alike: AlikeView, held_on: date) -> list[AlikeRow]:
    """The broader choices, each with the count it would have."""
    present = alike.present.said
    return [
        AlikeRow(_changed_part(present, each.said, held_on), count_words(each), each.is_enough)
        for each in alike.broader
    ]


def _changed_part(present: Description, other: Description, held_on: date) -> str:
    if other.age is not present.age:
        return f"Age: {other.age.label}"
    if other.concern is not present.concern:
        return f"Concern: {other.concern.label}"
    if other.stage is not present.stage:
        return f"Stage: {other.stage.label}"
    return f"When: {period_words(other.period, first_day(other.period, held_on))}"


def description_words(said: Description, held_on: date) -> str:
    """The whole description in one line."""
    when = period_words(said.period, first_day(said.period, held_on))
    return " · ".join((said.age.label, said.concern.label, said.stage.label, when))


def form_choices(choices: Choices, held_on: date) -> dict[str, list[Choice]]:
    """What the selects of a description offer: what is true of the record, the narrowest first."""
    return {
        "age": [Choice(age.value, age.label) for age in choices.ages],
        "concern": [Choice(concern.value, concern.label) for concern in choices.concerns],
        "stage": [Choice(stage.value, stage.label) for stage in choices.stages],
        "period": [
            Choice(period.value, period_words(period, first_day(period, held_on)))
            for period in choices.periods
        ],
    }


def question_words(questions: Sequence[Question]) -> list[str]:
    """By what somebody could be recognised, as a reviewer answered."""
    return [QUESTION_WORDS[question] for question in questions]
