"""Who speaks in a session of a morning, what they teach, and whether members find its materials."""

from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import delete

from csaleads.access.viewer import Viewer
from csaleads.core import clock
from csaleads.core.database import db
from csaleads.core.errors import ChangedMeanwhile, InvalidChoice, NotFound, WrongState
from csaleads.core.unit_of_work import writes
from csaleads.learning import pack_queries as library
from csaleads.programmes import policy, queries, trail
from csaleads.programmes.days import queries as day_queries
from csaleads.programmes.days import session_queries
from csaleads.programmes.days.session_models import (
    DaySession,
    DaySessionResource,
    DaySessionTopic,
    SessionSpeaker,
)
from csaleads.programmes.days.session_queries import Speaker


@dataclass(frozen=True)
class SessionPlan:
    """What somebody typed and picked about a session."""

    topic_ids: tuple[UUID, ...] = ()
    speakers: tuple[Speaker, ...] = ()
    materials_link: str = ""
    resource_ids: tuple[UUID, ...] = ()
    is_released: bool = False


@writes
def plan_session(
    actor: Viewer, *, cohort_id: int, day_id: int, position: int, version: int, plan: SessionPlan
) -> None:
    """The session at `position` of the morning is as planned.

    `version` is the day's: it grows, so that two people at once are told. Topics are those of the day, or those that the session
    has already; resources are of the library and within the actor's reach, and what others chose and the actor does not see
    stays. Raises NotFound, WrongState, ChangedMeanwhile, InvalidChoice.
    """
    cohort, now = queries.lock_cohort(actor, cohort_id)
    policy.require_run(actor, now)
    if cohort.state not in policy.EDITABLE:
        raise WrongState("change_days", cohort.state.value)
    row = day_queries.lock_day(cohort_id, day_id)
    shown = next((one for one in session_queries.list_sessions(day_id) if one.position == position), None)
    if shown is None:
        raise NotFound("session")
    if row.version != version:
        raise ChangedMeanwhile
    day = day_queries.get_day(now, day_id)
    topic_ids = [topic.id for topic in day.topics]
    if not set(plan.topic_ids) <= {*topic_ids, *(topic.id for topic in shown.topics)}:
        raise InvalidChoice("topics")
    found = library.list_for_topics(actor, topic_ids, more_ids=shown.resource_ids)
    in_reach = {each.line.id for each in found}
    if not set(plan.resource_ids) <= in_reach:
        raise InvalidChoice("resources")
    row.version += 1
    _write(day_id, position, plan, unseen=set(shown.resource_ids) - in_reach)
    trail.record(
        actor,
        "plan_session",
        now,
        day_id=day_id,
        confirmed=sum(speaker.is_confirmed for speaker in plan.speakers),
        speakers=len(plan.speakers),
    )
    db.session.flush()


def _write(day_id: int, position: int, plan: SessionPlan, *, unseen: set[UUID]) -> None:
    rows = {row.position: row for row in session_queries.lock_sessions(day_id)}
    session = rows.get(position) or DaySession(day_id=day_id, position=position)
    db.session.add(session)
    session.materials_link = plan.materials_link
    session.released_at = (session.released_at or clock.now()) if plan.is_released else None
    db.session.flush()
    for table in (SessionSpeaker, DaySessionTopic, DaySessionResource):
        db.session.execute(delete(table).where(table.session_id == session.id))
    db.session.add_all(
        SessionSpeaker(session_id=session.id, place=place, **speaker._asdict())
        for place, speaker in enumerate(plan.speakers, start=1)
    )
    db.session.add_all(
        DaySessionTopic(session_id=session.id, topic_id=topic_id) for topic_id in set(plan.topic_ids)
    )
    db.session.add_all(
        DaySessionResource(session_id=session.id, resource_id=resource_id)
        for resource_id in set(plan.resource_ids) | unseen
    )
    db.session.flush()
