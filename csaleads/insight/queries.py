"""Uptake, counted by the database: clinics, slots, consultations and requests by month, lead, team or area.

No narrative and no reference is read. The number of statements and of rows fetched depends on leads and months, never on
how many consultations there are.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, and_, case, func, or_, select
from sqlalchemy.orm import aliased

from csaleads.access.permissions import Role
from csaleads.accounts.models import Person, RoleInArea
from csaleads.accounts.queries import is_current
from csaleads.advice.models import Attendance, Booking, RequestForAdvice
from csaleads.clinics.models import Clinic, ClinicLead, ClinicState, Slot, SlotState
from csaleads.consultations.models import Consultation
from csaleads.core.statements import Query, Statement, many, one
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
    """Requests that a team sent within the spans."""

    team_id: int | None
    requests: int
    last_at: datetime


@dataclass(frozen=True)
class AreaCount:
    """What an area did in one quarter."""

    clinics: int = 0
    offered: int = 0
    used: int = 0


def _span_of(column: Any, count: int) -> ColumnElement[int]:
    """The number of the span in which `column` lies: a comparison with moments, so clock changes are no matter."""
    number: ColumnElement[int] = case(
        *((column < one(f"end_{place}"), place) for place in range(count)), else_=count
    ).label("span")
    return number


def _within(column: Any) -> ColumnElement[bool]:
    return and_(column >= one("start"), column < one("end"))


def _moments(spans: Sequence[Span]) -> dict[str, datetime]:
    """The values of `_within`, and of `_span_of` for as many spans."""
    start, end = whole(spans)
    return {"start": start, "end": end} | {f"end_{place}": span.end for place, span in enumerate(spans)}


# Counted clinic by clinic: joined to the clinics instead, the slots would make the database sort four times as many rows.
_OFFERED_BY = (
    select(func.count())
    .where(Slot.clinic_id == Clinic.id, Slot.state != SlotState.WITHDRAWN)
    .correlate(Clinic)
    .scalar_subquery()
)
_USED_BY = (
    select(func.count())
    .select_from(Slot)
    .join(Booking, and_(Booking.slot_id == Slot.id, Booking.released_at.is_(None)))
    .where(Slot.clinic_id == Clinic.id, Booking.attendance == Attendance.ATTENDED)
    .correlate(Clinic)
    .scalar_subquery()
)
_OFFERED = func.coalesce(func.sum(_OFFERED_BY), 0)
_USED = func.coalesce(func.sum(_USED_BY), 0)


def count_clinics(
    area_ids: Sequence[int], spans: Sequence[Span], *, lead_ids: Sequence[int] | None
) -> list[ClinicCount]:
    """Clinics held in the areas, by span and by who led them; with `lead_ids` only those of these leads."""
    values = _moments(spans) | {"area_ids": area_ids, "lead_ids": lead_ids}
    return [
        ClinicCount(span, tuple(filter(None, (first, second))), clinics, int(offered), int(used), last_at)
        for span, first, second, clinics, offered, used, last_at in _clinics.rows(
            len(spans), lead_ids is not None, **values
        )
    ]


@Statement
def _clinics(spans: int, only_leads: bool) -> Query:
    query = (
        select(
            _span_of(Clinic.starts_at, spans),
            First.person_id,
            Second.person_id,
            func.count(),
            _OFFERED,
            _USED,
            func.max(Clinic.starts_at),
        )
        .join(First, and_(First.clinic_id == Clinic.id, First.position == 1))
        .outerjoin(Second, and_(Second.clinic_id == Clinic.id, Second.position == 2))
        .where(
            Clinic.area_id.in_(many("area_ids")), _within(Clinic.starts_at), Clinic.state == ClinicState.HELD
        )
        .group_by("span", First.person_id, Second.person_id)
    )
    if not only_leads:
        return query
    return query.where(or_(First.person_id.in_(many("lead_ids")), Second.person_id.in_(many("lead_ids"))))


def count_signed(
    area_ids: Sequence[int], spans: Sequence[Span], *, lead_ids: Sequence[int] | None
) -> list[SignedCount]:
    """Consultations signed in the areas, by span and lead, with their working days from asking to advice."""
    values = _moments(spans) | {"area_ids": area_ids, "lead_ids": lead_ids}
    return [
        SignedCount(span, lead_id, signed, int(days or 0), timed, last_at)
        for span, lead_id, signed, days, timed, last_at in _signed.rows(
            len(spans), lead_ids is not None, **values
        )
    ]


@Statement
def _signed(spans: int, only_leads: bool) -> Query:
    query = (
        select(
            _span_of(Consultation.signed_at, spans),
            Consultation.lead_id,
            func.count(),
            func.coalesce(func.sum(Consultation.working_days_to_advice), 0),
            func.count(Consultation.working_days_to_advice),
            func.max(Consultation.signed_at),
        )
        .where(Consultation.area_id.in_(many("area_ids")), _within(Consultation.signed_at))
        .group_by("span", Consultation.lead_id)
    )
    return query.where(Consultation.lead_id.in_(many("lead_ids"))) if only_leads else query


def count_requests_by_team(area_id: int, spans: Sequence[Span]) -> list[TeamCount]:
    """Requests sent in the area within the spans, by the team of whoever asked."""
    start, end = whole(spans)
    return [
        TeamCount(team_id, requests, last_at)
        for team_id, requests, last_at in _requests_by_team.rows(area_id=area_id, start=start, end=end)
    ]


@Statement
def _requests_by_team() -> Query:
    return (
        select(RequestForAdvice.team_id, func.count(), func.max(RequestForAdvice.submitted_at))
        .where(RequestForAdvice.area_id == one("area_id"), _within(RequestForAdvice.submitted_at))
        .group_by(RequestForAdvice.team_id)
    )


def count_clinics_by_area(span: Span) -> dict[int, AreaCount]:
    """Clinics held in the span and their slots, by area."""
    return {
        area_id: AreaCount(clinics, int(offered), int(used))
        for area_id, clinics, offered, used in _clinics_by_area.rows(start=span.start, end=span.end)
    }


@Statement
def _clinics_by_area() -> Query:
    return (
        select(Clinic.area_id, func.count(), _OFFERED, _USED)
        .where(Clinic.state == ClinicState.HELD, _within(Clinic.starts_at))
        .group_by(Clinic.area_id)
    )


def count_signed_by_area(area_ids: Sequence[int], spans: Sequence[Span]) -> dict[tuple[int, int], int]:
    """Consultations signed, by area and number of the span."""
    rows = _signed_by_area.rows(len(spans), area_ids=area_ids, **_moments(spans))
    return {(area_id, span): count for area_id, span, count in rows}


@Statement
def _signed_by_area(spans: int) -> Query:
    return (
        select(Consultation.area_id, _span_of(Consultation.signed_at, spans), func.count())
        .where(Consultation.area_id.in_(many("area_ids")), _within(Consultation.signed_at))
        .group_by(Consultation.area_id, "span")
    )


def count_leads_by_area() -> dict[int, int]:
    """Practice Leads today, by area."""
    return {area_id: count for area_id, count in _leads_by_area.rows() if area_id is not None}


@Statement
def _leads_by_area() -> Query:
    return (
        select(RoleInArea.area_id, func.count(RoleInArea.person_id.distinct()))
        .join(Person, Person.id == RoleInArea.person_id)
        .where(
            RoleInArea.role == Role.PRACTICE_LEAD,
            is_current(RoleInArea),
            Person.left_on.is_(None),
        )
        .group_by(RoleInArea.area_id)
    )
