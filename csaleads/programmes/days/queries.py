"""Reads of learning days with their topics and their mornings."""

from collections import defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any, NamedTuple
from uuid import UUID

from sqlalchemy import select

from csaleads.core import clock
from csaleads.core.database import db
from csaleads.core.errors import NotFound
from csaleads.core.statements import Query, Statement, many, one
from csaleads.learning.models import Topic, Track
from csaleads.programmes.cohorts.timetable import Part
from csaleads.programmes.models import DayPart, LearningDay, LearningDayTopic, Mode
from csaleads.programmes.queries import CohortView


class TopicName(NamedTuple):
    """A topic as a day names it."""

    id: UUID
    title: str


@dataclass(frozen=True)
class DayView:
    """A learning day. `number` counts the days of its cohort in order of date."""

    id: int
    number: int
    held_on: date
    starts: time
    ends: time
    mode: Mode
    place: str
    online_link: str
    version: int
    topics: tuple[TopicName, ...]

    @property
    def starts_at(self) -> datetime:
        return clock.from_local(self.held_on, self.starts)

    @property
    def ends_at(self) -> datetime:
        return clock.from_local(self.held_on, self.ends)

    @property
    def is_over(self) -> bool:
        return clock.now() >= self.ends_at


def list_days(cohort: CohortView) -> list[DayView]:
    """Every day of a cohort that the viewer was let see, in order of date. One statement."""
    return days_by_cohort([cohort.id])[cohort.id]


def days_by_cohort(cohort_ids: Collection[int]) -> Mapping[int, list[DayView]]:
    """The same of several cohorts that the viewer was let see, also of those that have none yet. One statement."""
    rows: dict[int, dict[int, Any]] = defaultdict(dict)
    topics: dict[int, list[TopicName]] = defaultdict(list)
    for row in _days.rows(cohort_ids=list(cohort_ids)):
        rows[row.cohort_id][row.id] = row
        if row.topic_id is not None:
            topics[row.id].append(TopicName(row.topic_id, row.topic_title))
    return {
        cohort_id: [
            _view(number, row, tuple(topics[row.id]))
            for number, row in enumerate(rows[cohort_id].values(), start=1)
        ]
        for cohort_id in cohort_ids
    }


def _view(number: int, row: Any, topics: tuple[TopicName, ...]) -> DayView:
    return DayView(
        row.id,
        number,
        row.held_on,
        row.starts_at_local,
        row.ends_at_local,
        row.mode,
        row.place,
        row.online_link,
        row.version,
        topics,
    )


@Statement
def _days() -> Query:
    days: Any = (
        select(
            LearningDay.cohort_id,
            LearningDay.id,
            LearningDay.held_on,
            LearningDay.starts_at_local,
            LearningDay.ends_at_local,
            LearningDay.mode,
            LearningDay.place,
            LearningDay.online_link,
            LearningDay.version,
            Topic.id.label("topic_id"),
            Topic.title.label("topic_title"),
        )
        .outerjoin(LearningDayTopic, LearningDayTopic.day_id == LearningDay.id)
        .outerjoin(Topic, Topic.id == LearningDayTopic.topic_id)
        .where(LearningDay.cohort_id.in_(many("cohort_ids")))
    )
    ordered: Query = days.order_by(LearningDay.held_on, LearningDay.id, Topic.position, Topic.id)
    return ordered


def get_day(cohort: CohortView, day_id: int) -> DayView:
    """One day of a cohort that the viewer was let see; raises NotFound."""
    for day in list_days(cohort):
        if day.id == day_id:
            return day
    raise NotFound("day")


def list_parts(day_id: int) -> list[Part]:
    """The morning of a day, in order."""
    return [Part(*row) for row in _parts.rows(day_id=day_id)]


@Statement
def _parts() -> Query:
    return (
        select(DayPart.kind, DayPart.title, DayPart.minutes)
        .where(DayPart.day_id == one("day_id"))
        .order_by(DayPart.position)
    )


def topics_of_track(track: Track) -> list[TopicName]:
    """The topics of a curriculum, in its order."""
    return [TopicName(*row) for row in _of_track.rows(track=track)]


@Statement
def _of_track() -> Query:
    return select(Topic.id, Topic.title).where(Topic.track == one("track")).order_by(Topic.position, Topic.id)


def list_cohorts_with_days(first: date, last: date) -> list[int]:
    """Ids of the cohorts that have a day between the two dates, for this room's commands."""
    query = select(LearningDay.cohort_id).where(LearningDay.held_on.between(first, last)).distinct()
    return list(db.session.scalars(query.order_by(LearningDay.cohort_id)))


def lock_day(cohort_id: int, day_id: int) -> LearningDay:
    """The row, locked until the unit ends; raises NotFound. Ask policy of its cohort first."""
    query = (
        select(LearningDay)
        .where(LearningDay.id == day_id, LearningDay.cohort_id == cohort_id)
        .with_for_update()
    )
    row = db.session.scalar(query.execution_options(populate_existing=True))
    if row is None:
        raise NotFound("day")
    return row


def dates_taken(cohort_id: int) -> Mapping[date, int]:
    """Id of the day of the cohort on each date that has one."""
    query = select(LearningDay.held_on, LearningDay.id).where(LearningDay.cohort_id == cohort_id)
    return {row.held_on: row.id for row in db.session.execute(query)}
