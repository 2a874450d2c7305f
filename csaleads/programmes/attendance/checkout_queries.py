"""Reads of how people are after a day: their own answers, whom they can ask to get in touch, and what somebody was asked."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any, NamedTuple
from uuid import UUID

from sqlalchemy import and_, exists, select
from sqlalchemy.orm import undefer_group

from csaleads.access.permissions import Role
from csaleads.access.viewer import Viewer
from csaleads.accounts.models import Person, RoleInArea
from csaleads.accounts.queries import is_current
from csaleads.core import clock
from csaleads.core.database import db
from csaleads.core.errors import NotFound
from csaleads.core.statements import TODAY, Query, Statement, columns_of, one, rows_like
from csaleads.programmes.afternoons.group_queries import GroupView
from csaleads.programmes.afternoons.models import CheckOut, Mood, Support, Weight
from csaleads.programmes.afternoons.policy import CHECK_OUT_KEPT_FOR
from csaleads.programmes.models import (
    Cohort,
    CohortMember,
    LearningDay,
    MemberAbsence,
)
from csaleads.programmes.policy import HOLDS_A_PLACE, SHOWN_TO_ALL

ASKED_FOR = timedelta(days=3)  # after a day, its members are asked how they are


@dataclass(frozen=True)
class CheckOutView:
    """What somebody said of themselves after a day."""

    id: UUID
    weight: Weight
    mood: Mood
    support: Support
    note: str
    answered_at: datetime
    contact_id: int | None
    is_shared: bool
    contacted_at: datetime | None


@dataclass(frozen=True)
class ContactView:
    """Somebody asks the viewer to get in touch. `answers` are there where they wanted them to be read."""

    id: UUID
    full_name: str
    email: str
    cohort_name: str
    held_on: date
    contacted_at: datetime | None
    answers: CheckOutView | None


class Contact(NamedTuple):
    """Somebody whom a member can ask to get in touch."""

    person_id: int
    full_name: str
    part: str  # coordinator, facilitator, programme


class DueCheckOut(NamedTuple):
    """A day that is over, of a cohort of the viewer's, of which they have not said how they are."""

    day_id: int
    cohort_id: int
    held_on: date


def find_own_check_out(viewer: Viewer, day_id: int) -> CheckOutView | None:
    """What the viewer said after the day, or None; past its time it is not shown, also before it is wiped."""
    row = _check_out.first(True, day_id=day_id, person_id=viewer.person_id, since=_kept_since())
    return _view(row) if row is not None else None


def get_contact(viewer: Viewer, check_out_id: UUID) -> ContactView:
    """What the viewer was asked; NotFound for everybody else and past its time. Answers are opened only where shared."""
    since = _kept_since()
    facts = _contact.first(id=check_out_id, person_id=viewer.person_id, since=since)
    if facts is None:
        raise NotFound("contact")
    row = _check_out.first(False, id=check_out_id, since=since) if facts.is_shared else None
    return ContactView(
        facts.id,
        facts.full_name,
        facts.email,
        facts.cohort_name,
        facts.held_on,
        facts.contacted_at,
        _view(row) if row is not None else None,
    )


@Statement
def _contact() -> Query:
    return (
        select(
            CheckOut.id,
            Person.full_name,
            Person.email,
            Cohort.name.label("cohort_name"),
            LearningDay.held_on,
            CheckOut.contacted_at,
            CheckOut.is_shared,
        )
        .join(CohortMember, CohortMember.id == CheckOut.member_id)
        .join(Person, Person.id == CohortMember.person_id)
        .join(LearningDay, LearningDay.id == CheckOut.day_id)
        .join(Cohort, Cohort.id == LearningDay.cohort_id)
        .where(
            CheckOut.id == one("id"),
            CheckOut.contact_id == one("person_id"),
            LearningDay.held_on >= one("since"),
        )
    )


def _kept_since() -> date:
    """The day of the oldest answers that are shown."""
    return clock.today() - CHECK_OUT_KEPT_FOR


@rows_like(CheckOut)
def _check_out(is_own: bool) -> Query:
    query: Any = (
        select(*columns_of(CheckOut))
        .join(LearningDay, LearningDay.id == CheckOut.day_id)
        .where(LearningDay.held_on >= one("since"))
    )
    if is_own:
        own: Query = query.join(CohortMember, CohortMember.id == CheckOut.member_id).where(
            CheckOut.day_id == one("day_id"), CohortMember.person_id == one("person_id")
        )
        return own
    found: Query = query.where(CheckOut.id == one("id"), CheckOut.is_shared.is_(True))
    return found


def _view(row: Any) -> CheckOutView:
    return CheckOutView(**{name: getattr(row, name) for name in CheckOutView.__dataclass_fields__})


def list_contacts(viewer: Viewer, area_id: int, group: GroupView | None) -> list[Contact]:
    """Whom the viewer, a member of the area, can ask: its coordinators, the lead of their group, the programme team.

    One statement. Nobody asks themselves.
    """
    found = [
        Contact(group.facilitator_id, group.facilitator or "", "facilitator")
        for group in filter(None, [group])
        if group.facilitator_id is not None
    ]
    for row in _contacts.rows(area_id=area_id):
        part = "coordinator" if row.role is Role.COORDINATOR else "programme"
        if row.id not in {contact.person_id for contact in found}:
            found.append(Contact(row.id, row.full_name, part))
    return [contact for contact in found if contact.person_id != viewer.person_id]


@Statement
def _contacts() -> Query:
    of_area = and_(RoleInArea.role == Role.COORDINATOR, RoleInArea.area_id == one("area_id"))
    return (
        select(Person.id, Person.full_name, RoleInArea.role)
        .join(RoleInArea, RoleInArea.person_id == Person.id)
        .where(
            of_area | (RoleInArea.role == Role.PROGRAMME_TEAM),
            is_current(RoleInArea),
            Person.left_on.is_(None),
        )
        .order_by(RoleInArea.role, Person.full_name, Person.id)
        .limit(20)
    )


def list_due(viewer: Viewer) -> list[DueCheckOut]:
    """Days of the last three that are over and after which the viewer has not checked out yet. One statement."""
    return [
        DueCheckOut(row.id, row.cohort_id, row.held_on)
        for row in _due.rows(person_id=viewer.person_id, since=clock.today() - ASKED_FOR)
        if clock.from_local(row.held_on, row.ends_at_local) <= clock.now()
    ]


@Statement
def _due() -> Query:
    query: Any = due_check_outs(
        select(
            LearningDay.id, LearningDay.cohort_id, LearningDay.held_on, LearningDay.ends_at_local
        ).select_from(CohortMember)
    )
    found: Query = query.order_by(LearningDay.held_on)
    return found


def due_check_outs(query: Any) -> Any:
    """`query` over members, narrowed to the days from `since` until today after which `person_id` has not checked out."""
    said = exists().where(CheckOut.day_id == LearningDay.id, CheckOut.member_id == CohortMember.id)
    away = exists().where(MemberAbsence.day_id == LearningDay.id, MemberAbsence.member_id == CohortMember.id)
    return (
        query.join(LearningDay, LearningDay.cohort_id == CohortMember.cohort_id)
        .join(Cohort, Cohort.id == LearningDay.cohort_id)
        .where(
            CohortMember.person_id == one("person_id"),
            CohortMember.state.in_(sorted(HOLDS_A_PLACE)),
            Cohort.state.in_(sorted(SHOWN_TO_ALL)),
            LearningDay.held_on.between(one("since"), TODAY),
            ~said,
            ~away,
        )
    )


def is_asked(person_id: int, check_out_id: str) -> bool:
    """Whether the person is still asked to get in touch, and has not been; for checks of mail."""
    try:
        key = UUID(check_out_id)
    except ValueError:
        return False
    return _asked.first(id=key, person_id=person_id) is not None


@Statement
def _asked() -> Query:
    return select(CheckOut.id).where(
        CheckOut.id == one("id"),
        CheckOut.contact_id == one("person_id"),
        CheckOut.contacted_at.is_(None),
    )


def lock_own_check_out(member_id: int, day_id: int) -> CheckOut | None:
    """What the member said after the day, locked until the unit ends, or None."""
    query = select(CheckOut).where(CheckOut.member_id == member_id, CheckOut.day_id == day_id)
    query = query.options(undefer_group("narrative")).with_for_update()
    return db.session.scalar(query.execution_options(populate_existing=True))


def lock_contact(viewer: Viewer, check_out_id: UUID) -> CheckOut:
    """What the viewer was asked, locked; NotFound for everybody else."""
    query = select(CheckOut).where(CheckOut.id == check_out_id, CheckOut.contact_id == viewer.person_id)
    row = db.session.scalar(query.with_for_update().execution_options(populate_existing=True))
    if row is None:
        raise NotFound("contact")
    return row


def list_past_keeping(today: date) -> list[UUID]:
    """Ids of what is kept no longer."""
    query = (
        select(CheckOut.id)
        .join(LearningDay, LearningDay.id == CheckOut.day_id)
        .where(LearningDay.held_on < today - CHECK_OUT_KEPT_FOR)
    )
    return list(db.session.scalars(query))
