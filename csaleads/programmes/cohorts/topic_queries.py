"""Reads of the learning days that teach a topic: for the page of the topic, which rooms above put together."""

from datetime import date
from typing import NamedTuple
from uuid import UUID

from sqlalchemy import case, select, true

from csaleads.access.permissions import Permission
from csaleads.access.viewer import Viewer
from csaleads.core import clock
from csaleads.core.statements import TODAY, Query, Statement, one
from csaleads.programmes.cohorts.list_queries import is_seen
from csaleads.programmes.models import Cohort, CohortState, LearningDay, LearningDayTopic, Mode


class TaughtDay(NamedTuple):
    """A learning day that teaches a topic."""

    id: int
    held_on: date
    mode: Mode
    cohort_id: int
    cohort_name: str

    @property
    def is_past(self) -> bool:
        return self.held_on < clock.today()


def list_days_of_topic(viewer: Viewer, topic_id: UUID, *, limit: int) -> list[TaughtDay]:
    """The days of cohorts that the viewer sees: those to come, the next one first, then those that are past, the last one first.

    Days of cancelled cohorts are left out. One statement.
    """
    if not viewer.can(Permission.SEE_COHORTS):
        return []
    rows = _days.rows(
        viewer.can(Permission.RUN_COHORTS),
        topic_id=topic_id,
        run_areas=viewer.areas_with(Permission.RUN_COHORTS_OF_AREA),
        see_areas=viewer.areas_with(Permission.SEE_COHORTS),
        limit=limit,
    )
    return [TaughtDay(*row) for row in rows]


@Statement
def _days(sees_all: bool) -> Query:
    is_to_come = LearningDay.held_on >= TODAY
    return (
        select(LearningDay.id, LearningDay.held_on, LearningDay.mode, Cohort.id, Cohort.name)
        .join(LearningDayTopic, LearningDayTopic.day_id == LearningDay.id)
        .join(Cohort, Cohort.id == LearningDay.cohort_id)
        .where(
            LearningDayTopic.topic_id == one("topic_id"),
            Cohort.state != CohortState.CANCELLED,
            true() if sees_all else is_seen(),
        )
        .order_by(
            case((is_to_come, 0), else_=1),
            case((is_to_come, LearningDay.held_on)),
            LearningDay.held_on.desc(),
            LearningDay.id,
        )
        .limit(one("limit"))
    )
