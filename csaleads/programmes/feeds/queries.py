"""What stands in a person's calendar: their learning days and turns, the days on which they see to a group, their clinics."""

from collections.abc import Sequence
from datetime import date, datetime, time, timedelta
from typing import Any, NamedTuple
from uuid import UUID

from sqlalchemy import ColumnElement, and_, exists, func, or_, select

from csaleads.access.permissions import Role
from csaleads.accounts.models import Person, RoleInArea
from csaleads.accounts.queries import is_current
from csaleads.clinics.models import Clinic, ClinicLead, ClinicState
from csaleads.core import clock
from csaleads.core.database import db
from csaleads.core.statements import Query, Statement, one
from csaleads.programmes.afternoons.group_queries import sees_to_group
from csaleads.programmes.attendance.policy import HAS_DAYS, KEEPS_ATTENDANCE
from csaleads.programmes.feeds.models import CalendarFeed
from csaleads.programmes.models import (
    Cohort,
    CohortMember,
    GroupPlace,
    LearningDay,
    MemberAbsence,
    Mode,
    PresenterTurn,
    ReflectiveGroup,
)

BEHIND = timedelta(days=90)
AHEAD = timedelta(days=400)
MOST = 500  # of each kind


class Owner(NamedTuple):
    """Whose calendar an address is, and since when it has been that address."""

    person_id: int
    made_at: datetime


class DayEntry(NamedTuple):
    """A learning day of the person's."""

    id: int
    cohort_id: int
    cohort_name: str
    held_on: date
    starts: time
    ends: time
    mode: Mode
    place: str
    version: int
    presents: bool
    is_away: bool
    group_number: int | None  # of the group that they see to; none where they take part


class ClinicEntry(NamedTuple):
    """A clinic that the person leads."""

    id: UUID
    starts_at: datetime
    ends_at: datetime
    place: str
    state: ClinicState
    version: int


def find_owner(token_hash: bytes) -> Owner | None:
    """Whose address it is; None for an address that is none, and once its owner has left."""
    row = _owner.first(token_hash=token_hash)
    return Owner(*row) if row else None


@Statement
def _owner() -> Query:
    return (
        select(CalendarFeed.person_id, CalendarFeed.made_at)
        .join(Person, Person.id == CalendarFeed.person_id)
        .where(CalendarFeed.token_hash == one("token_hash"), Person.left_on.is_(None))
    )


def lock_person(person_id: int) -> None:
    """Whoever makes an address for the person waits until this unit has ended."""
    db.session.execute(select(Person.id).where(Person.id == person_id).with_for_update())


def find_made_at(person_id: int) -> datetime | None:
    """When the person's address was made, or None where they have none."""
    found: datetime | None = _made_at.scalar(person_id=person_id)
    return found


@Statement
def _made_at() -> Query:
    return select(CalendarFeed.made_at).where(CalendarFeed.person_id == one("person_id"))


def list_day_entries(person_id: int) -> list[DayEntry]:
    """Their learning days of the last three months and the next thirteen, by date; of areas in which they work today."""
    taking_part = [
        _entry(row, presents=row.turn is not None, is_away=row.away is not None)
        for row in _days.rows(person_id=person_id, **_window())
    ]
    own = {entry.id for entry in taking_part}
    seeing_to = [
        _entry(row, group_number=row.number)
        for row in _days_seen_to.rows(person_id=person_id, **_window())
        if row.id not in own
    ]
    return sorted([*taking_part, *seeing_to], key=lambda entry: (entry.held_on, entry.id))


def _entry(
    row: Any, *, presents: bool = False, is_away: bool = False, group_number: int | None = None
) -> DayEntry:
    day = (row.id, row.cohort_id, row.name, row.held_on, row.starts_at_local, row.ends_at_local)
    return DayEntry(*day, row.mode, row.place, row.version, presents, is_away, group_number)


def _window() -> dict[str, date]:
    return {"first": clock.today() - BEHIND, "last": clock.today() + AHEAD}


def _day_columns() -> list[Any]:
    return [
        LearningDay.id,
        Cohort.id.label("cohort_id"),
        Cohort.name,
        LearningDay.held_on,
        LearningDay.starts_at_local,
        LearningDay.ends_at_local,
        LearningDay.mode,
        LearningDay.place,
        LearningDay.version,
    ]


@Statement
def _days() -> Query:
    turn = and_(PresenterTurn.day_id == LearningDay.id, PresenterTurn.member_id == CohortMember.id)
    away = and_(MemberAbsence.day_id == LearningDay.id, MemberAbsence.member_id == CohortMember.id)
    return (
        select(*_day_columns(), PresenterTurn.id.label("turn"), MemberAbsence.member_id.label("away"))
        .select_from(CohortMember)
        .join(Cohort, Cohort.id == CohortMember.cohort_id)
        .join(LearningDay, LearningDay.cohort_id == Cohort.id)
        .outerjoin(PresenterTurn, turn)
        .outerjoin(MemberAbsence, away)
        .where(
            CohortMember.person_id == one("person_id"),
            CohortMember.state.in_(sorted(HAS_DAYS)),
            _works_in(CohortMember.area_id),
            *_in_window(),
        )
        .order_by(LearningDay.held_on, LearningDay.id)
        .limit(MOST)
    )


@Statement
def _days_seen_to() -> Query:
    return (
        select(*_day_columns(), func.min(ReflectiveGroup.number).label("number"))
        .select_from(ReflectiveGroup)
        .join(Cohort, Cohort.id == ReflectiveGroup.cohort_id)
        .join(LearningDay, LearningDay.cohort_id == Cohort.id)
        .where(ReflectiveGroup.facilitator_id == one("person_id"), sees_to_group(), *_in_window())
        .where(exists().where(GroupPlace.group_id == ReflectiveGroup.id))
        .group_by(*_day_columns())
        .order_by(LearningDay.held_on, LearningDay.id)
        .limit(MOST)
    )


def _in_window() -> Sequence[ColumnElement[bool]]:
    return (
        Cohort.state.in_(sorted(KEEPS_ATTENDANCE)),
        LearningDay.held_on >= one("first"),
        LearningDay.held_on <= one("last"),
    )


def _works_in(area_id: Any) -> ColumnElement[bool]:
    return exists().where(
        RoleInArea.person_id == one("person_id"), RoleInArea.area_id == area_id, is_current(RoleInArea)
    )


def list_clinic_entries(person_id: int) -> list[ClinicEntry]:
    """The clinics that they lead, drafts too, in areas whose Practice Lead they are today, by time."""
    now = clock.now()
    rows = _clinics.rows(person_id=person_id, first=now - BEHIND, last=now + AHEAD)
    return [ClinicEntry(*row) for row in rows]


@Statement
def _clinics() -> Query:
    leads = exists().where(
        RoleInArea.person_id == one("person_id"),
        RoleInArea.area_id == Clinic.area_id,
        RoleInArea.role == Role.PRACTICE_LEAD,
        is_current(RoleInArea),
    )
    was_shown = or_(Clinic.state != ClinicState.CANCELLED, Clinic.published_at.is_not(None))
    return (
        select(Clinic.id, Clinic.starts_at, Clinic.ends_at, Clinic.place, Clinic.state, Clinic.version)
        .join(ClinicLead, ClinicLead.clinic_id == Clinic.id)
        .where(
            ClinicLead.person_id == one("person_id"),
            Clinic.starts_at >= one("first"),
            Clinic.starts_at <= one("last"),
            leads,
            was_shown,
        )
        .order_by(Clinic.starts_at, Clinic.id)
        .limit(MOST)
    )
