"""What somebody did here, a statement for each kind: days, resources, clinics, shadowing, support sessions. Not what is
settled already.

Each takes `person_id`, and the period as days (`first`, `last`) and as moments (`after`, `before`).
"""

from typing import Any

from sqlalchemy import (
    ColumnElement,
    Date,
    Integer,
    Select,
    String,
    and_,
    cast,
    exists,
    func,
    literal,
    null,
    or_,
    select,
)

from csaleads.clinics.models import Clinic, ClinicLead, ClinicState
from csaleads.core.database import RowId, UtcDateTime
from csaleads.core.statements import TODAY, one
from csaleads.development.models import CpdSource, EntryKind, Shadowing, ShadowingState
from csaleads.development.sources import SOURCE_OF
from csaleads.forum.gatherings.models import Gathering, GatheringAnswer, GatheringKind
from csaleads.forum.models import Space, Thread
from csaleads.learning.models import Resource, ResourceMark, Topic
from csaleads.learning.scope_queries import Sight, is_seen
from csaleads.programmes.attendance.models import AttendanceMark, Presence
from csaleads.programmes.models import (
    Cohort,
    CohortMember,
    CohortState,
    LearningDay,
    LearningDayTopic,
    MemberAbsence,
    MemberState,
)


def _row(kind: EntryKind, *, key: Any, moment: Any, **columns: Any) -> Select[Any]:
    """A row of the answer: what a kind does not have is null. Not of what is settled already."""
    name = SOURCE_OF[kind]
    empty: dict[str, Any] = {
        "day_id": cast(null(), Integer),
        "resource_id": cast(null(), RowId()),
        "clinic_id": cast(null(), RowId()),
        "shadowing_id": cast(null(), Integer),
        "gathering_id": cast(null(), Integer),
        "held_on": cast(null(), Date),
        "at": cast(null(), UtcDateTime()),
        "title": cast(null(), String),
        "publisher": cast(null(), String),
        "topic_id": cast(null(), RowId()),
    }
    given = columns | {name: key, "sort_key": cast(moment, String), "tie": cast(key, String)}
    settled = exists().where(CpdSource.person_id == one("person_id"), getattr(CpdSource, name) == key)
    return select(
        literal(kind.value).label("kind"), *(value.label(name) for name, value in (empty | given).items())
    ).where(~settled)


def days_attended() -> Select[Any]:
    """Learning days at which the person was: days that are over, and at which they were marked as there, whole or in part,
    whatever became of their place or of the cohort. Where nobody marked them, those of a cohort in which they have a place and
    for which they did not say that they would be away.
    """
    topics = (
        select(func.aggregate_strings(Topic.title, "; "))
        .join(LearningDayTopic, LearningDayTopic.topic_id == Topic.id)
        .where(LearningDayTopic.day_id == LearningDay.id)
        .correlate(LearningDay)
        .scalar_subquery()
    )
    first_topic = (
        select(LearningDayTopic.topic_id)
        .join(Topic, Topic.id == LearningDayTopic.topic_id)
        .where(LearningDayTopic.day_id == LearningDay.id)
        .correlate(LearningDay)
        .order_by(Topic.position, Topic.id)
        .limit(1)
        .scalar_subquery()
    )
    was_away = exists().where(
        MemberAbsence.member_id == CohortMember.id, MemberAbsence.day_id == LearningDay.id
    )
    is_marked = exists().where(
        AttendanceMark.member_id == CohortMember.id, AttendanceMark.day_id == LearningDay.id
    )
    was_there = is_marked.where(AttendanceMark.presence.in_((Presence.PRESENT, Presence.PART)))
    was_expected = and_(
        CohortMember.state.in_((MemberState.MEMBER, MemberState.COMPLETED)),
        Cohort.state.in_((CohortState.RUNNING, CohortState.FINISHED)),
        ~is_marked,
        ~was_away,
    )
    return (
        _row(
            EntryKind.LEARNING_DAY,
            key=LearningDay.id,
            moment=LearningDay.held_on,
            held_on=LearningDay.held_on,
            title=topics,
            topic_id=first_topic,
        )
        .select_from(LearningDay)
        .join(Cohort, Cohort.id == LearningDay.cohort_id)
        .join(CohortMember, CohortMember.cohort_id == Cohort.id)
        .where(
            CohortMember.person_id == one("person_id"),
            LearningDay.held_on.between(one("first"), one("last")),
            _is_over(),
            or_(was_there, was_expected),
        )
    )


def _is_over() -> ColumnElement[bool]:
    ended_today = and_(LearningDay.held_on == TODAY, LearningDay.ends_at_local <= one("time_now"))
    return or_(LearningDay.held_on < TODAY, ended_today)


def resources_read(sight: Sight) -> Select[Any]:
    return (
        _row(
            EntryKind.RESOURCE_READ,
            key=Resource.id,
            moment=ResourceMark.read_at,
            at=ResourceMark.read_at,
            title=Resource.title,
            publisher=Resource.publisher,
            topic_id=Resource.main_topic_id,
        )
        .select_from(ResourceMark)
        .join(Resource, Resource.id == ResourceMark.resource_id)
        .where(ResourceMark.person_id == one("person_id"), _within(ResourceMark.read_at), is_seen(sight))
    )


def clinics_held() -> Select[Any]:
    return (
        _row(EntryKind.CLINIC_HELD, key=Clinic.id, moment=Clinic.starts_at, at=Clinic.starts_at)
        .select_from(ClinicLead)
        .join(Clinic, Clinic.id == ClinicLead.clinic_id)
        .where(
            ClinicLead.person_id == one("person_id"),
            Clinic.state == ClinicState.HELD,
            _within(Clinic.starts_at),
        )
    )


def clinics_shadowed() -> Select[Any]:
    return (
        _row(EntryKind.SHADOWING, key=Shadowing.id, moment=Clinic.starts_at, at=Clinic.starts_at)
        .select_from(Shadowing)
        .join(Clinic, Clinic.id == Shadowing.clinic_id)
        .where(
            Shadowing.person_id == one("person_id"),
            Shadowing.state == ShadowingState.DONE,
            _within(Clinic.starts_at),
        )
    )


def sessions_attended() -> Select[Any]:
    """Network support sessions at which the person was noted as there, with the topic of their space where it has one.

    Not by their title: what stands in the network is read there, and by whoever may.
    """
    return (
        _row(
            EntryKind.SUPPORT_SESSION,
            key=Gathering.thread_id,
            moment=Gathering.starts_at,
            at=Gathering.starts_at,
            topic_id=Space.topic_id,
        )
        .select_from(GatheringAnswer)
        .join(Gathering, Gathering.thread_id == GatheringAnswer.thread_id)
        .join(Thread, Thread.id == Gathering.thread_id)
        .join(Space, Space.id == Thread.space_id)
        .where(
            GatheringAnswer.person_id == one("person_id"),
            GatheringAnswer.was_there.is_(True),
            Gathering.kind == GatheringKind.SUPPORT_SESSION,
            _within(Gathering.starts_at),
        )
    )


def _within(moment: Any) -> ColumnElement[bool]:
    return and_(moment >= one("after"), moment < one("before"))
