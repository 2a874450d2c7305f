"""Uptake, counted by the database: clinics, slots, consultations and requests by area, and within it by month, lead and team.

No narrative and no reference is read. Three statements count any number of areas; how many rows they fetch depends on leads
and months, never on how many consultations there are. `kept_figures` decides when to count.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, and_, case, func, select
from sqlalchemy.orm import aliased

from csaleads.access.permissions import Role
from csaleads.accounts.models import Person, RoleInArea
from csaleads.accounts.queries import is_current
from csaleads.advice.models import Attendance, Booking, RequestForAdvice
from csaleads.clinics.models import Clinic, ClinicLead, ClinicState, Slot, SlotState
from csaleads.consultations.models import Consultation
from csaleads.core.database import db
from csaleads.insight.periods import Span, whole

First, Second = aliased(ClinicLead), aliased(ClinicLead)


@dataclass(frozen=True)
class ClinicCount:
    """Clinics held in a span by the same one or two leads, and their slots."""

    span: int
    lead_ids: tuple[int, ...]
    clinics: int
    offered: int
    used: int
    last_at: datetime


@dataclass(frozen=True)
class SignedCount:
    """Consultations that a lead signed in a span. `days` add up working days from asking, over `timed` of them."""

    span: int
    lead_id: int
    signed: int
    days: int
    timed: int
    last_at: datetime


@dataclass(frozen=True)
class TeamCount:
    """Requests that a team sent in a span."""

    span: int
    team_id: int | None
    requests: int
    last_at: datetime


@dataclass(frozen=True)
class AreaMonths:
    """What an area did, month by month."""

    clinics: tuple[ClinicCount, ...] = ()
    signed: tuple[SignedCount, ...] = ()
    teams: tuple[TeamCount, ...] = ()


class QuarterCount(NamedTuple):
    """What an area did in one quarter."""

    clinics: int = 0
    offered: int = 0
    used: int = 0
    signed: int = 0


@dataclass(frozen=True)
class AreaQuarters:
    """What an area did, quarter by quarter, and how many Practice Leads it has today."""

    quarters: tuple[QuarterCount, ...]
    leads: int = 0


def _span_of(column: Any, spans: Sequence[Span]) -> ColumnElement[int]:
    """The number of the span in which `column` lies: a comparison with moments, so clock changes are no matter."""
    number: ColumnElement[int] = case(
        *((column < span.end, place) for place, span in enumerate(spans)), else_=len(spans)
    ).label("span")
    return number


def _within(column: Any, spans: Sequence[Span]) -> ColumnElement[bool]:
    start, end = whole(spans)
    return and_(column >= start, column < end)


_OFFERED = func.coalesce(func.sum(case((Slot.state != SlotState.WITHDRAWN, 1), else_=0)), 0)
_USED = func.coalesce(func.sum(case((Booking.attendance == Attendance.ATTENDED, 1), else_=0)), 0)
_BOOKING_OF_SLOT = and_(Booking.slot_id == Slot.id, Booking.released_at.is_(None))


def count_months(area_ids: Sequence[int], months: Sequence[Span]) -> dict[int, AreaMonths]:
    """What each of the areas did in the months. A clinic belongs to the month in which it began."""
    clinics = _clinics_by_lead(area_ids, months)
    signed = _signed_by_lead(area_ids, months)
    teams = _requests_by_team(area_ids, months)
    return {
        area_id: AreaMonths(
            tuple(clinics.get(area_id, ())), tuple(signed.get(area_id, ())), tuple(teams.get(area_id, ()))
        )
        for area_id in area_ids
    }


def _clinics_by_lead(area_ids: Sequence[int], spans: Sequence[Span]) -> dict[int, list[ClinicCount]]:
    query = (
        select(
            Clinic.area_id,
            _span_of(Clinic.starts_at, spans),
            First.person_id,
            Second.person_id,
            func.count(Clinic.id.distinct()),
            _OFFERED,
            _USED,
            func.max(Clinic.starts_at),
        )
        .join(First, and_(First.clinic_id == Clinic.id, First.position == 1))
        .outerjoin(Second, and_(Second.clinic_id == Clinic.id, Second.position == 2))
        .outerjoin(Slot, Slot.clinic_id == Clinic.id)
        .outerjoin(Booking, _BOOKING_OF_SLOT)
        .where(
            Clinic.area_id.in_(area_ids), _within(Clinic.starts_at, spans), Clinic.state == ClinicState.HELD
        )
        .group_by(Clinic.area_id, "span", First.person_id, Second.person_id)
    )
    found: dict[int, list[ClinicCount]] = {}
    for area_id, span, first, second, clinics, offered, used, last_at in db.session.execute(query):
        leads = tuple(filter(None, (first, second)))
        count = ClinicCount(span, leads, clinics, int(offered), int(used), last_at)
        found.setdefault(area_id, []).append(count)
    return found


def _signed_by_lead(area_ids: Sequence[int], spans: Sequence[Span]) -> dict[int, list[SignedCount]]:
    query = (
        select(
            Consultation.area_id,
            _span_of(Consultation.signed_at, spans),
            Consultation.lead_id,
            func.count(),
            func.coalesce(func.sum(Consultation.working_days_to_advice), 0),
            func.count(Consultation.working_days_to_advice),
            func.max(Consultation.signed_at),
        )
        .where(Consultation.area_id.in_(area_ids), _within(Consultation.signed_at, spans))
        .group_by(Consultation.area_id, "span", Consultation.lead_id)
    )
    found: dict[int, list[SignedCount]] = {}
    for area_id, span, lead_id, signed, days, timed, last_at in db.session.execute(query):
        if last_at is not None:
            count = SignedCount(span, lead_id, signed, int(days or 0), timed, last_at)
            found.setdefault(area_id, []).append(count)
    return found


def _requests_by_team(area_ids: Sequence[int], spans: Sequence[Span]) -> dict[int, list[TeamCount]]:
    query = (
        select(
            RequestForAdvice.area_id,
            _span_of(RequestForAdvice.submitted_at, spans),
            RequestForAdvice.team_id,
            func.count(),
            func.max(RequestForAdvice.submitted_at),
        )
        .where(RequestForAdvice.area_id.in_(area_ids), _within(RequestForAdvice.submitted_at, spans))
        .group_by(RequestForAdvice.area_id, "span", RequestForAdvice.team_id)
    )
    found: dict[int, list[TeamCount]] = {}
    for area_id, span, team_id, requests, last_at in db.session.execute(query):
        if last_at is not None:
            found.setdefault(area_id, []).append(TeamCount(span, team_id, requests, last_at))
    return found


def count_quarters(area_ids: Sequence[int], quarters: Sequence[Span]) -> dict[int, AreaQuarters]:
    """What each of the areas did in the quarters, and its Practice Leads today."""
    held, signed, leads = (
        _held_by_area(area_ids, quarters),
        _signed_by_area(area_ids, quarters),
        _leads_by_area(area_ids),
    )
    return {
        area_id: AreaQuarters(
            tuple(
                QuarterCount(*held.get((area_id, number), (0, 0, 0)), signed.get((area_id, number), 0))
                for number in range(len(quarters))
            ),
            leads.get(area_id, 0),
        )
        for area_id in area_ids
    }


def _held_by_area(
    area_ids: Sequence[int], spans: Sequence[Span]
) -> dict[tuple[int, int], tuple[int, int, int]]:
    query = (
        select(
            Clinic.area_id,
            _span_of(Clinic.starts_at, spans),
            func.count(Clinic.id.distinct()),
            _OFFERED,
            _USED,
        )
        .outerjoin(Slot, Slot.clinic_id == Clinic.id)
        .outerjoin(Booking, _BOOKING_OF_SLOT)
        .where(
            Clinic.area_id.in_(area_ids), Clinic.state == ClinicState.HELD, _within(Clinic.starts_at, spans)
        )
        .group_by(Clinic.area_id, "span")
    )
    return {
        (area_id, span): (clinics, int(offered), int(used))
        for area_id, span, clinics, offered, used in db.session.execute(query)
    }


def _signed_by_area(area_ids: Sequence[int], spans: Sequence[Span]) -> dict[tuple[int, int], int]:
    query = (
        select(Consultation.area_id, _span_of(Consultation.signed_at, spans), func.count())
        .where(Consultation.area_id.in_(area_ids), _within(Consultation.signed_at, spans))
        .group_by(Consultation.area_id, "span")
    )
    return {(area_id, span): count for area_id, span, count in db.session.execute(query)}


def _leads_by_area(area_ids: Sequence[int]) -> dict[int, int]:
    query = (
        select(RoleInArea.area_id, func.count(RoleInArea.person_id.distinct()))
        .join(Person, Person.id == RoleInArea.person_id)
        .where(
            RoleInArea.area_id.in_(area_ids),
            RoleInArea.role == Role.PRACTICE_LEAD,
            is_current(RoleInArea),
            Person.left_on.is_(None),
        )
        .group_by(RoleInArea.area_id)
    )
    return {area_id: count for area_id, count in db.session.execute(query) if area_id is not None}
