"""How broadly a version for learning says whom and when it is about, and what each broad word covers. Pure.

A record alone of its kind points at a child. So its lead may say "primary-school age" for "8 to 10", or "2026" for "November
2026", until at least SMALLEST_GROUP records of the area answer to the same description.
"""

from collections.abc import Mapping
from datetime import date
from enum import StrEnum
from typing import NamedTuple, TypeVar

from csaleads.advice.models import STAGE_LABELS, Stage
from csaleads.core.month_grid import next_month
from csaleads.practice.models import AGE_LABELS, CONCERN_LABELS, AgeBand, Concern

SMALLEST_GROUP = 5  # records of the area that must share a description before one of them is shared

Narrow = TypeVar("Narrow", AgeBand, Concern, Stage)
Broad = TypeVar("Broad", bound=StrEnum)


class AgeGroup(StrEnum):
    """The age of the child: a band as it was asked, or several bands in one."""

    UNDER_5 = "under_5"
    FROM_5_TO_7 = "5_to_7"
    FROM_8_TO_10 = "8_to_10"
    FROM_11_TO_13 = "11_to_13"
    FROM_14_TO_15 = "14_to_15"
    FROM_16_TO_17 = "16_to_17"
    SEVERAL_CHILDREN = "several_children"
    PRIMARY_SCHOOL_AGE = "primary_school_age"
    UNDER_11 = "under_11"
    SECONDARY_SCHOOL_AGE = "secondary_school_age"
    ANY_AGE = "any_age"

    @property
    def label(self) -> str:
        return AGE_GROUP_LABELS[self]


class ConcernGroup(StrEnum):
    """The kind of concern, or any kind."""

    INTRA_FAMILIAL = "intra_familial"
    EXTRA_FAMILIAL = "extra_familial"
    CHILD_SEXUAL_EXPLOITATION = "child_sexual_exploitation"
    HARMFUL_SEXUAL_BEHAVIOUR = "harmful_sexual_behaviour"
    ONLINE = "online"
    PEER_ON_PEER = "peer_on_peer"
    ANY_CONCERN = "any_concern"

    @property
    def label(self) -> str:
        return CONCERN_GROUP_LABELS[self]


class StageGroup(StrEnum):
    """Where the response stood: a stage as it was asked, or several in one."""

    FIRST_CONCERN = "first_concern"
    EARLY_HELP = "early_help"
    STRATEGY_DISCUSSION = "strategy_discussion"
    SECTION_47 = "section_47"
    CHILD_PROTECTION_PLAN = "child_protection_plan"
    CHILD_IN_NEED = "child_in_need"
    CARE_PROCEEDINGS = "care_proceedings"
    LOOKED_AFTER = "looked_after"
    CRIMINAL_INVESTIGATION = "criminal_investigation"
    AFTER_THE_INVESTIGATION = "after_the_investigation"
    UP_TO_SECTION_47 = "up_to_section_47"
    AFTER_SECTION_47 = "after_section_47"
    ANY_STAGE = "any_stage"

    @property
    def label(self) -> str:
        return STAGE_GROUP_LABELS[self]


class Period(StrEnum):
    """How exactly it is said when the consultation was."""

    MONTH = "month"
    QUARTER = "quarter"
    HALF_YEAR = "half_year"
    YEAR = "year"
    ANY_TIME = "any_time"

    @property
    def months(self) -> int:
        """How long it is; 0 for any time."""
        return {"month": 1, "quarter": 3, "half_year": 6, "year": 12, "any_time": 0}[self.value]


AGE_GROUP_LABELS: dict[AgeGroup, str] = {
    **{AgeGroup(band.value): label for band, label in AGE_LABELS.items()},
    AgeGroup.PRIMARY_SCHOOL_AGE: "Primary-school age (5 to 10)",
    AgeGroup.UNDER_11: "Under 11",
    AgeGroup.SECONDARY_SCHOOL_AGE: "Secondary-school age (11 to 17)",
    AgeGroup.ANY_AGE: "Any age",
}
CONCERN_GROUP_LABELS: dict[ConcernGroup, str] = {
    **{ConcernGroup(concern.value): label for concern, label in CONCERN_LABELS.items()},
    ConcernGroup.ANY_CONCERN: "Any kind of concern",
}
STAGE_GROUP_LABELS: dict[StageGroup, str] = {
    **{StageGroup(stage.value): label for stage, label in STAGE_LABELS.items()},
    StageGroup.UP_TO_SECTION_47: "Up to a section 47 enquiry",
    StageGroup.AFTER_SECTION_47: "After a section 47 enquiry",
    StageGroup.ANY_STAGE: "Any stage",
}
_PRIMARY = frozenset({AgeBand.FROM_5_TO_7, AgeBand.FROM_8_TO_10})
_SECONDARY = frozenset({AgeBand.FROM_11_TO_13, AgeBand.FROM_14_TO_15, AgeBand.FROM_16_TO_17})
_EARLIER = frozenset({Stage.FIRST_CONCERN, Stage.EARLY_HELP, Stage.STRATEGY_DISCUSSION, Stage.SECTION_47})
AGES: dict[AgeGroup, frozenset[AgeBand]] = {
    **{AgeGroup(band.value): frozenset({band}) for band in AgeBand},
    AgeGroup.PRIMARY_SCHOOL_AGE: _PRIMARY,
    AgeGroup.UNDER_11: _PRIMARY | {AgeBand.UNDER_5},
    AgeGroup.SECONDARY_SCHOOL_AGE: _SECONDARY,
    AgeGroup.ANY_AGE: frozenset(AgeBand),
}
CONCERNS: dict[ConcernGroup, frozenset[Concern]] = {
    **{ConcernGroup(concern.value): frozenset({concern}) for concern in Concern},
    ConcernGroup.ANY_CONCERN: frozenset(Concern),
}
STAGES: dict[StageGroup, frozenset[Stage]] = {
    **{StageGroup(stage.value): frozenset({stage}) for stage in Stage},
    StageGroup.UP_TO_SECTION_47: _EARLIER,
    StageGroup.AFTER_SECTION_47: frozenset(Stage) - _EARLIER,
    StageGroup.ANY_STAGE: frozenset(Stage),
}


class Description(NamedTuple):
    """What a version for learning says of whom and when it is about."""

    age: AgeGroup
    concern: ConcernGroup
    stage: StageGroup
    period: Period


class RecordKind(NamedTuple):
    """What the record itself says: the bands that were asked, and the day of the consultation."""

    age_band: AgeBand | None
    concern: Concern | None
    stage: Stage | None
    held_on: date


def groups_with(value: Narrow | None, groups: Mapping[Broad, frozenset[Narrow]]) -> list[Broad]:
    """The groups that hold `value`, the narrowest first; of an unknown value only the group of everything."""
    if value is None:
        return [max(groups, key=lambda group: len(groups[group]))]
    return sorted((group for group, held in groups.items() if value in held), key=lambda g: len(groups[g]))


class Choices(NamedTuple):
    """Every true description of one record, part by part, the narrowest first."""

    ages: list[AgeGroup]
    concerns: list[ConcernGroup]
    stages: list[StageGroup]
    periods: list[Period]

    @property
    def narrowest(self) -> Description:
        return Description(self.ages[0], self.concerns[0], self.stages[0], self.periods[0])

    def allow(self, said: Description) -> bool:
        """Whether `said` is true of the record."""
        return (
            said.age in self.ages
            and said.concern in self.concerns
            and said.stage in self.stages
            and said.period in self.periods
        )


def choices_of(kind: RecordKind) -> Choices:
    """What may be said of a record of that kind."""
    return Choices(
        groups_with(kind.age_band, AGES),
        groups_with(kind.concern, CONCERNS),
        groups_with(kind.stage, STAGES),
        list(Period),
    )


def first_day(period: Period, held_on: date) -> date | None:
    """The first day of the month, quarter, half or whole year of `held_on`; None for any time."""
    if period is Period.ANY_TIME:
        return None
    return date(held_on.year, (held_on.month - 1) // period.months * period.months + 1, 1)


def day_after(period: Period, first: date) -> date:
    """The day after the period that begins on `first`."""
    return next_month(first, period.months)


def part_not_held_by(said: Description, other: Description) -> str:
    """The part in which `said` leaves out something that `other` is about: "age", "concern", "stage"; empty for none."""
    if not AGES[other.age] <= AGES[said.age]:
        return "age"
    if not CONCERNS[other.concern] <= CONCERNS[said.concern]:
        return "concern"
    return "" if STAGES[other.stage] <= STAGES[said.stage] else "stage"


def broader_than(said: Description, choices: Choices) -> list[Description]:
    """Every description that broadens one part of `said` and leaves the others, in the order of the page."""
    found: list[Description] = []
    found += [said._replace(age=age) for age in _after(said.age, choices.ages)]
    found += [said._replace(concern=concern) for concern in _after(said.concern, choices.concerns)]
    found += [said._replace(stage=stage) for stage in _after(said.stage, choices.stages)]
    return found + [said._replace(period=period) for period in _after(said.period, choices.periods)]


def _after(value: Broad, ordered: list[Broad]) -> list[Broad]:
    return ordered[ordered.index(value) + 1 :] if value in ordered else list(ordered)
