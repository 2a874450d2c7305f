"""What somebody did here that could become an entry of their CPD, and is none yet: days, resources, clinics, shadowing.

Everything is of the viewer's own, and of resources only what they still see.
"""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, NamedTuple
from uuid import UUID

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
    union_all,
)

from csaleads.access.viewer import Viewer
from csaleads.clinics.models import Clinic, ClinicLead, ClinicState
from csaleads.core import clock
from csaleads.core.database import RowId, UtcDateTime
from csaleads.core.paging import Page
from csaleads.core.statements import TODAY, Query, Statement, and_total, one
from csaleads.development import policy
from csaleads.development.models import CpdSource, EntryKind, Shadowing, ShadowingState
from csaleads.development.years import CpdYear
from csaleads.learning.models import Resource, ResourceMark, Topic
from csaleads.learning.scope_queries import Sight, is_seen, sight_of
from csaleads.programmes.attendance_models import AttendanceMark, Presence
from csaleads.programmes.models import (
    Cohort,
    CohortMember,
    CohortState,
    LearningDay,
    LearningDayTopic,
    MemberAbsence,
    MemberState,
)

ROWS = 25
SOURCE_OF = {
    EntryKind.LEARNING_DAY: "day_id",
    EntryKind.RESOURCE_READ: "resource_id",
    EntryKind.CLINIC_HELD: "clinic_id",
    EntryKind.SHADOWING: "shadowing_id",
}


class Source(NamedTuple):
    """Something done here: what kind of thing, and which."""

    kind: EntryKind
    key: UUID | int

    @classmethod
    def of(cls, kind: str, key: str) -> "Source | None":
        """The source that a page names; None for what names none."""
        try:
            chosen = EntryKind(kind)
            is_number = chosen in (EntryKind.LEARNING_DAY, EntryKind.SHADOWING)
            if chosen not in SOURCE_OF:
                return None
            return cls(chosen, _number(key) if is_number else UUID(key))
        except ValueError:
            return None


def _number(text: str) -> int:
    if not (text.isascii() and text.isdigit() and len(text) <= 9):
        raise ValueError(text)
    return int(text)


@dataclass(frozen=True)
class Suggestion:
    """Something done here that can become an entry. `title` is empty where the kind and the day say it all."""

    source: Source
    done_on: date
    title: str
    publisher: str
    topic_id: UUID | None


def list_suggestions(viewer: Viewer, year: CpdYear, *, page: int, rows: int = ROWS) -> Page[Suggestion]:
    """A page of what the viewer did in the year and neither wrote down nor left out, the latest first. One statement."""
    policy.require_keeper(viewer)
    sight, values = _asked(viewer, year.first_day, year.last_day)
    found, total = _suggestions.found(sight, None, **values, limit=rows, offset=(page - 1) * rows).page(
        page, lambda: _count.scalar(sight, **values)
    )
    return Page(found.made(_suggestion), page, total, rows)


def find_suggestion(viewer: Viewer, source: Source) -> Suggestion | None:
    """What is suggested to the viewer for the source, or None."""
    policy.require_keeper(viewer)
    sight, values = _asked(viewer, policy.FIRST_DAY, clock.today())
    row = _suggestions.first(sight, source.kind, **values, key=source.key, limit=1, offset=0)
    return _suggestion(row) if row else None


def _asked(viewer: Viewer, first: date, last: date) -> tuple[Sight, dict[str, Any]]:
    sight, values = sight_of(viewer)
    return sight, values | {
        "person_id": viewer.person_id,
        "first": first,
        "last": last,
        "after": clock.start_of_day(first),
        "before": clock.end_of_day(last),
        "time_now": clock.to_local(clock.now()).time().replace(microsecond=0),
    }


def _suggestion(row: Any) -> Suggestion:
    kind = EntryKind(row.kind)
    at: datetime | None = row.at
    done_on = row.held_on if at is None else clock.to_local(at).date()
    return Suggestion(
        Source(kind, getattr(row, SOURCE_OF[kind])),
        done_on,
        row.title or "",
        row.publisher or "",
        row.topic_id,
    )


@Statement
def _suggestions(sight: Sight, only: EntryKind | None) -> Query:
    found = _all(sight, only).subquery()
    lines = (
        select(*found.c)
        .order_by(found.c.sort_key.desc(), found.c.kind, found.c.tie)
        .limit(one("limit"))
        .offset(one("offset"))
    )
    return lines if only else and_total(lines, select(func.count()).select_from(found))


@Statement
def _count(sight: Sight) -> Query:
    return select(func.count()).select_from(_all(sight, None).subquery())


def _all(sight: Sight, only: EntryKind | None) -> Any:
    parts = {
        EntryKind.LEARNING_DAY: (days_attended, LearningDay.id),
        EntryKind.RESOURCE_READ: (lambda: _read(sight), Resource.id),
        EntryKind.CLINIC_HELD: (_clinics_held, Clinic.id),
        EntryKind.SHADOWING: (_shadowed, Shadowing.id),
    }
    if only is not None:
        build, key = parts[only]
        return union_all(build().where(key == one("key")))
    return union_all(*(build() for build, _ in parts.values()))


def _row(kind: EntryKind, *, key: Any, moment: Any, **columns: Any) -> Select[Any]:
    """A row of the answer: what a kind does not have is null. Not of what is settled already."""
    name = SOURCE_OF[kind]
    empty: dict[str, Any] = {
        "day_id": cast(null(), Integer),
        "resource_id": cast(null(), RowId()),
        "clinic_id": cast(null(), RowId()),
        "shadowing_id": cast(null(), Integer),
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


def _read(sight: Sight) -> Select[Any]:
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


def _clinics_held() -> Select[Any]:
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


def _shadowed() -> Select[Any]:
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


def _within(moment: Any) -> ColumnElement[bool]:
    return and_(moment >= one("after"), moment < one("before"))
