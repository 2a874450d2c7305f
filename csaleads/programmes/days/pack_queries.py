"""Reads for the pack of a day: what to prepare, what is tied to its number, when the viewer last looked, days of a topic."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import NamedTuple
from uuid import UUID

from sqlalchemy import exists, select

from csaleads.access.viewer import Viewer
from csaleads.core.database import db
from csaleads.core.statements import Query, Statement, one
from csaleads.learning.models import Track
from csaleads.programmes.afternoons.group_queries import sees_to_group
from csaleads.programmes.days.session_models import DayPreparation, PackVisit, ResourceDay
from csaleads.programmes.models import (
    Cohort,
    CohortMember,
    LearningDay,
    LearningDayTopic,
    ReflectiveGroup,
)
from csaleads.programmes.policy import HOLDS_A_PLACE, SHOWN_TO_ALL


class Preparation(NamedTuple):
    """What members do before a day. `version` is 0 while nobody has written anything."""

    text: str = ""
    written_at: datetime | None = None
    version: int = 0


@dataclass(frozen=True)
class Tied:
    """Resources that belong to numbered days of a curriculum: since when to this one, and which to others alone."""

    here: dict[UUID, datetime]
    elsewhere: frozenset[UUID]


class TopicDay(NamedTuple):
    """A day of a cohort of the viewer's that teaches a topic."""

    cohort_id: int
    cohort_name: str
    day_id: int
    held_on: date


def find_preparation(day_id: int) -> Preparation:
    """What members of a cohort that the viewer was let see do before the day. One statement."""
    row = _preparation.first(day_id=day_id)
    return Preparation(*row) if row else Preparation()


@Statement
def _preparation() -> Query:
    return select(DayPreparation.text, DayPreparation.written_at, DayPreparation.version).where(
        DayPreparation.day_id == one("day_id")
    )


def find_tied(track: Track, number: int) -> Tied:
    """What belongs to that day of the curriculum and what belongs to others. One statement."""
    rows = _tied.rows(track=track)
    here = {row.resource_id: row.tied_at for row in rows if row.number == number}
    return Tied(here, frozenset(row.resource_id for row in rows) - set(here))


@Statement
def _tied() -> Query:
    return select(ResourceDay.number, ResourceDay.resource_id, ResourceDay.tied_at).where(
        ResourceDay.track == one("track")
    )


def list_days_of_resource(resource_id: UUID) -> list[tuple[Track, int]]:
    """(curriculum, number) of the days to which the resource belongs."""
    return [(row.track, row.number) for row in _days_of_resource.rows(resource_id=resource_id)]


@Statement
def _days_of_resource() -> Query:
    return (
        select(ResourceDay.track, ResourceDay.number)
        .where(ResourceDay.resource_id == one("resource_id"))
        .order_by(ResourceDay.track, ResourceDay.number)
    )


def find_visit(viewer: Viewer, day_id: int) -> datetime | None:
    """When the viewer last said that they looked through the pack."""
    found: datetime | None = _visit.scalar(person_id=viewer.person_id, day_id=day_id)
    return found


@Statement
def _visit() -> Query:
    return select(PackVisit.seen_at).where(
        PackVisit.person_id == one("person_id"), PackVisit.day_id == one("day_id")
    )


def list_own_days_of_topic(viewer: Viewer, topic_id: UUID) -> list[TopicDay]:
    """The days that teach the topic in cohorts in which the viewer takes part or leads a group, by date. One statement."""
    return [TopicDay(*row) for row in _days_of_topic.rows(person_id=viewer.person_id, topic_id=topic_id)]


@Statement
def _days_of_topic() -> Query:
    is_member = exists().where(
        CohortMember.cohort_id == Cohort.id,
        CohortMember.person_id == one("person_id"),
        CohortMember.state.in_(sorted(HOLDS_A_PLACE)),
    )
    leads = exists().where(
        ReflectiveGroup.cohort_id == Cohort.id,
        ReflectiveGroup.facilitator_id == one("person_id"),
        sees_to_group(),
    )
    return (
        select(Cohort.id, Cohort.name, LearningDay.id.label("day_id"), LearningDay.held_on)
        .join(LearningDay, LearningDay.cohort_id == Cohort.id)
        .join(LearningDayTopic, LearningDayTopic.day_id == LearningDay.id)
        .where(
            LearningDayTopic.topic_id == one("topic_id"),
            Cohort.state.in_(sorted(SHOWN_TO_ALL)),
            is_member | leads,
        )
        .order_by(LearningDay.held_on.desc(), LearningDay.id)
    )


def lock_preparation(day_id: int) -> DayPreparation | None:
    """The row, locked until the unit ends, or None. Lock the day first."""
    return db.session.scalar(
        select(DayPreparation)
        .where(DayPreparation.day_id == day_id)
        .with_for_update()
        .execution_options(populate_existing=True)
    )


def lock_visit(viewer: Viewer, day_id: int) -> PackVisit | None:
    """When the viewer last looked, locked, or None."""
    query = select(PackVisit).where(PackVisit.person_id == viewer.person_id, PackVisit.day_id == day_id)
    return db.session.scalar(query.with_for_update().execution_options(populate_existing=True))
