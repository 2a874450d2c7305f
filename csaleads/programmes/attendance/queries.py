"""Reads of attendance: the register of a group for a half day, what is marked of a day, and the marks of one member."""

from collections import defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import NamedTuple

from sqlalchemy import func, select
from sqlalchemy.orm import undefer_group

from csaleads.access.viewer import Viewer
from csaleads.accounts.models import Person
from csaleads.core import clock
from csaleads.core.database import db
from csaleads.core.errors import NotFound
from csaleads.core.statements import Query, Statement, many, one
from csaleads.programmes.afternoons import group_queries
from csaleads.programmes.afternoons.group_queries import GroupView
from csaleads.programmes.attendance import policy as attendance_policy
from csaleads.programmes.attendance.models import (
    AttendanceChange,
    AttendanceMark,
    CorrectionReason,
    Half,
    MarkWay,
    Presence,
)
from csaleads.programmes.members import queries as member_queries
from csaleads.programmes.members.queries import MemberView
from csaleads.programmes.models import (
    CohortMember,
    GroupPlace,
    LearningDay,
    MemberAbsence,
)
from csaleads.programmes.queries import CohortView

MOST_CHANGES = 100  # that are shown of one member
UNGROUPED = 0  # in an address: those who are in no group


class Mark(NamedTuple):
    """A half day of a member as it is marked."""

    member_id: int
    day_id: int
    half: Half
    presence: Presence
    way: MarkWay
    by: str
    at: datetime


class RegisterLine(NamedTuple):
    """Somebody on a register: what is marked of them, and whether they said that they cannot come."""

    member_id: int
    person_id: int
    full_name: str
    mark: Mark | None
    is_away: bool


@dataclass(frozen=True)
class Change:
    """A correction with its reason; `more` is empty for whoever may not read it."""

    day_on: date
    half: Half
    before: Presence
    after: Presence
    reason: CorrectionReason
    more: str
    by: str
    at: datetime


def find_group(cohort: CohortView, group_id: int) -> GroupView | None:
    """The group of that number in the address, or None for those who are in none; raises NotFound. Ask policy next."""
    if group_id == UNGROUPED:
        return None
    for group in group_queries.all_groups(cohort.id):
        if group.id == group_id:
            return group
    raise NotFound("group")


def group_of_member(cohort: CohortView, member_id: int) -> GroupView | None:
    """The group in which the member is, or None."""
    for group in group_queries.all_groups(cohort.id):
        if any(member.member_id == member_id for member in group.members):
            return group
    return None


def list_register(
    cohort: CohortView, group: GroupView | None, *, day_id: int, half: Half
) -> list[RegisterLine]:
    """Everybody of the group (or of none) with a place, by name, for a half day. Two statements."""
    marks = {mark.member_id: mark for mark in list_marks(day_id) if mark.half is half}
    rows = _register.rows(
        group is not None,
        cohort_id=cohort.id,
        day_id=day_id,
        **({"group_id": group.id} if group is not None else {}),
    )
    return [
        RegisterLine(row.id, row.person_id, row.full_name, marks.get(row.id), row.away is not None)
        for row in rows
    ]


@Statement
def _register(is_grouped: bool) -> Query:
    away = (MemberAbsence.member_id == CohortMember.id) & (MemberAbsence.day_id == one("day_id"))
    query = (
        select(
            CohortMember.id,
            CohortMember.person_id,
            Person.full_name,
            MemberAbsence.member_id.label("away"),
        )
        .join(Person, Person.id == CohortMember.person_id)
        .outerjoin(GroupPlace, GroupPlace.member_id == CohortMember.id)
        .outerjoin(MemberAbsence, away)
        .where(
            CohortMember.cohort_id == one("cohort_id"),
            CohortMember.state.in_(sorted(attendance_policy.HAS_DAYS)),
        )
        .order_by(func.lower(Person.full_name), CohortMember.id)
    )
    of_group = GroupPlace.group_id == one("group_id")
    return query.where(of_group if is_grouped else GroupPlace.group_id.is_(None))


def list_marks(day_id: int) -> list[Mark]:
    """Every mark of a day, for whoever may see the registers. One statement."""
    return [Mark(*row) for row in _marks_of_day.rows(day_id=day_id)]


@Statement
def _marks_of_day() -> Query:
    return _mark_columns().where(AttendanceMark.day_id == one("day_id"))


def marks_of(member_ids: Collection[int]) -> Mapping[int, list[Mark]]:
    """Every mark of those members. One statement."""
    found: dict[int, list[Mark]] = defaultdict(list)
    if member_ids:
        for row in _marks_of_members.rows(member_ids=list(member_ids)):
            found[row.member_id].append(Mark(*row))
    return found


@Statement
def _marks_of_members() -> Query:
    return _mark_columns().where(AttendanceMark.member_id.in_(many("member_ids")))


def _mark_columns() -> Query:
    return (
        select(
            AttendanceMark.member_id,
            AttendanceMark.day_id,
            AttendanceMark.half,
            AttendanceMark.presence,
            AttendanceMark.way,
            Person.full_name,
            AttendanceMark.marked_at,
        )
        .join(Person, Person.id == AttendanceMark.marked_by_id)
        .order_by(AttendanceMark.day_id, AttendanceMark.member_id, AttendanceMark.half)
    )


def away_of(member_ids: Collection[int]) -> Mapping[int, set[int]]:
    """The days on which those members said that they cannot come. One statement."""
    found: dict[int, set[int]] = defaultdict(set)
    if member_ids:
        for row in _away.rows(member_ids=list(member_ids)):
            found[row.member_id].add(row.day_id)
    return found


@Statement
def _away() -> Query:
    return select(MemberAbsence.member_id, MemberAbsence.day_id).where(
        MemberAbsence.member_id.in_(many("member_ids"))
    )


def get_seen(viewer: Viewer, cohort: CohortView, member_id: int) -> tuple[MemberView, GroupView | None]:
    """A member whose attendance the viewer may see, and their group; else NotFound."""
    member = member_queries.find_facts(cohort, member_id)
    group = group_of_member(cohort, member_id)
    if member is None or not attendance_policy.can_see_attendance(viewer, cohort, group, member):
        raise NotFound("member")
    return member, group


def list_changes(member_id: int, *, with_words: bool) -> list[Change]:
    """How the marks of a member were corrected, the latest first. Ask policy who may read the words."""
    query = (
        select(AttendanceChange, LearningDay.held_on, Person.full_name)
        .join(LearningDay, LearningDay.id == AttendanceChange.day_id)
        .join(Person, Person.id == AttendanceChange.changed_by_id)
        .where(AttendanceChange.member_id == member_id)
        .order_by(AttendanceChange.changed_at.desc(), AttendanceChange.id)
        .limit(MOST_CHANGES)
    )
    if with_words:
        query = query.options(undefer_group("narrative"))
    return [
        Change(
            held_on,
            row.half,
            row.before,
            row.after,
            row.reason,
            row.more if with_words else "",
            by,
            row.changed_at,
        )
        for row, held_on, by in db.session.execute(query)
    ]


def lock_mark(member_id: int, day_id: int, half: Half) -> AttendanceMark:
    """The mark, locked until the unit ends; raises NotFound where there is none. Ask policy first."""
    query = (
        select(AttendanceMark)
        .where(
            AttendanceMark.member_id == member_id,
            AttendanceMark.day_id == day_id,
            AttendanceMark.half == half,
        )
        .with_for_update()
    )
    row = db.session.scalar(query.execution_options(populate_existing=True))
    if row is None:
        raise NotFound("mark")
    return row


def find_first_marked(member_id: int) -> datetime | None:
    """When the first day began of which something is marked of the member, or None."""
    query = (
        select(LearningDay.held_on, LearningDay.starts_at_local)
        .join(AttendanceMark, AttendanceMark.day_id == LearningDay.id)
        .where(AttendanceMark.member_id == member_id)
        .order_by(LearningDay.held_on)
        .limit(1)
    )
    row = db.session.execute(query).first()
    return clock.from_local(row.held_on, row.starts_at_local) if row else None


def is_marked(day_id: int) -> bool:
    """Whether anything is marked of the day."""
    query = select(AttendanceMark.member_id).where(AttendanceMark.day_id == day_id)
    return db.session.scalar(query.limit(1)) is not None


def places_of(member_ids: Collection[int]) -> dict[int, tuple[int, int]]:
    """(cohort, area) of those members."""
    query = select(CohortMember.id, CohortMember.cohort_id, CohortMember.area_id).where(
        CohortMember.id.in_(member_ids)
    )
    return {row.id: (row.cohort_id, row.area_id) for row in db.session.execute(query)}
