"""Reads of the sessions of a morning: who speaks, what they teach, their materials, and what is still open before a day."""

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any, NamedTuple
from uuid import UUID

from sqlalchemy import and_, func, or_, select

from csaleads.core import clock
from csaleads.core.database import db
from csaleads.core.statements import Query, Statement, one
from csaleads.learning.models import Topic
from csaleads.programmes.days.queries import TopicName
from csaleads.programmes.days.session_models import (
    DaySession,
    DaySessionResource,
    DaySessionTopic,
    SessionSpeaker,
)
from csaleads.programmes.models import DayPart, LearningDay, PartKind

TWO_WEEKS = timedelta(days=14)  # before a day, whoever speaks should have said that they come


class Speaker(NamedTuple):
    """Somebody who speaks."""

    name: str
    organisation: str
    is_confirmed: bool


@dataclass(frozen=True)
class SessionView:
    """A session of a morning. Nothing is known of one that nobody has planned yet."""

    position: int
    title: str
    id: int | None = None
    materials_link: str = ""
    released_at: datetime | None = None
    topics: tuple[TopicName, ...] = ()
    resource_ids: tuple[UUID, ...] = ()
    speakers: tuple[Speaker, ...] = field(default=())


class OpenSession(NamedTuple):
    """A session within two weeks for which somebody has not confirmed, or nobody is named yet."""

    day_id: int
    held_on: date
    position: int
    title: str
    speaker: str  # empty where nobody is named


def list_sessions(day_id: int) -> list[SessionView]:
    """The sessions of the morning of a day that the viewer was let see, in order. Four statements."""
    topics: dict[int, list[TopicName]] = defaultdict(list)
    for session_id, topic_id, title in _topics.rows(day_id=day_id):
        topics[session_id].append(TopicName(topic_id, title))
    speakers: dict[int, list[Speaker]] = defaultdict(list)
    for session_id, *speaker in _speakers.rows(day_id=day_id):
        speakers[session_id].append(Speaker(*speaker))
    resources: dict[int, list[UUID]] = defaultdict(list)
    for session_id, resource_id in _resources.rows(day_id=day_id):
        resources[session_id].append(resource_id)
    return [
        SessionView(
            row.position,
            row.title,
            row.id,
            row.materials_link or "",
            row.released_at,
            tuple(topics[row.id]),
            tuple(resources[row.id]),
            tuple(speakers[row.id]),
        )
        for row in _sessions.rows(day_id=day_id)
    ]


@Statement
def _sessions() -> Query:
    planned = and_(DaySession.day_id == DayPart.day_id, DaySession.position == DayPart.position)
    return (
        select(
            DayPart.position, DayPart.title, DaySession.id, DaySession.materials_link, DaySession.released_at
        )
        .outerjoin(DaySession, planned)
        .where(DayPart.day_id == one("day_id"), DayPart.kind == PartKind.SESSION)
        .order_by(DayPart.position)
    )


@Statement
def _topics() -> Query:
    return (
        select(DaySessionTopic.session_id, Topic.id, Topic.title)
        .join(Topic, Topic.id == DaySessionTopic.topic_id)
        .join(DaySession, DaySession.id == DaySessionTopic.session_id)
        .where(DaySession.day_id == one("day_id"))
        .order_by(DaySessionTopic.session_id, Topic.position, Topic.id)
    )


@Statement
def _speakers() -> Query:
    return (
        select(
            SessionSpeaker.session_id,
            SessionSpeaker.name,
            SessionSpeaker.organisation,
            SessionSpeaker.is_confirmed,
        )
        .join(DaySession, DaySession.id == SessionSpeaker.session_id)
        .where(DaySession.day_id == one("day_id"))
        .order_by(SessionSpeaker.session_id, SessionSpeaker.place)
    )


@Statement
def _resources() -> Query:
    return (
        select(DaySessionResource.session_id, DaySessionResource.resource_id)
        .join(DaySession, DaySession.id == DaySessionResource.session_id)
        .where(DaySession.day_id == one("day_id"))
        .order_by(DaySessionResource.session_id, DaySessionResource.resource_id)
    )


def list_open_sessions(cohort_id: int) -> list[OpenSession]:
    """What is open about speakers of a cohort that the viewer runs, within two weeks from today. One statement."""
    return [
        OpenSession(*row)
        for row in _open_sessions.rows(
            cohort_id=cohort_id, from_day=clock.today(), until=clock.today() + TWO_WEEKS
        )
    ]


@Statement
def _open_sessions() -> Query:
    query: Any = with_open_speakers(
        select(
            LearningDay.id,
            LearningDay.held_on,
            DayPart.position,
            DayPart.title,
            func.coalesce(SessionSpeaker.name, "").label("speaker"),
        )
    )
    found: Query = query.where(LearningDay.cohort_id == one("cohort_id")).order_by(
        LearningDay.held_on, DayPart.position, SessionSpeaker.place
    )
    return found


def with_open_speakers(query: Any) -> Any:
    """`query` over days `from_day` to `until`, a row for each speaker who has not confirmed and each session without one."""
    planned = and_(DaySession.day_id == DayPart.day_id, DaySession.position == DayPart.position)
    return (
        query.select_from(LearningDay)
        .join(DayPart, and_(DayPart.day_id == LearningDay.id, DayPart.kind == PartKind.SESSION))
        .outerjoin(DaySession, planned)
        .outerjoin(SessionSpeaker, SessionSpeaker.session_id == DaySession.id)
        .where(
            LearningDay.held_on.between(one("from_day"), one("until")),
            or_(SessionSpeaker.name.is_(None), SessionSpeaker.is_confirmed.is_(False)),
        )
    )


def lock_sessions(day_id: int) -> list[DaySession]:
    """The planned sessions of a day, locked until the unit ends. Lock the day first."""
    query = select(DaySession).where(DaySession.day_id == day_id).with_for_update()
    return list(db.session.scalars(query.execution_options(populate_existing=True)))


def titles_of_parts(day_id: int) -> dict[int, str]:
    """Title by position of each session as the morning stands, for this room's services."""
    query = select(DayPart.position, DayPart.title).where(
        DayPart.day_id == day_id, DayPart.kind == PartKind.SESSION
    )
    return {row.position: row.title for row in db.session.execute(query)}
