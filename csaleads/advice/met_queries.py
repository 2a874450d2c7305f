"""Consultations that were met in a clinic that is over, and of which nobody has begun the record: who is to write it.

That is a lead of the clinic, until a colleague takes over (`lead_id` of the request). Who led the clinic stays as it was.
"""

from datetime import datetime
from typing import Any, NamedTuple
from uuid import UUID

from sqlalchemy import ColumnElement, and_, exists, func, or_, select

from csaleads.advice.models import Booking, RequestForAdvice, RequestState
from csaleads.clinics.models import Clinic, ClinicLead, ClinicState, Slot
from csaleads.core import clock
from csaleads.core.database import db
from csaleads.core.statements import Query, many, one


class Met(NamedTuple):
    """One of them."""

    request_id: UUID
    worker_id: int
    starts_at: datetime  # of the slot


def who_writes() -> ColumnElement[int]:
    """The colleague who took it over, or else a lead of its clinic: one row for each of them."""
    return func.coalesce(RequestForAdvice.lead_id, ClinicLead.person_id)


def select_unwritten(*columns: Any, now: Any) -> Query:
    """The columns for each of them, and for each lead of its clinic. `now` is a moment, or the place of one."""
    return (
        select(*columns)
        .select_from(RequestForAdvice)
        .join(Booking, and_(Booking.request_id == RequestForAdvice.id, Booking.released_at.is_(None)))
        .join(Slot, Slot.id == Booking.slot_id)
        .join(Clinic, Clinic.id == Slot.clinic_id)
        .join(ClinicLead, ClinicLead.clinic_id == Clinic.id)
        .where(RequestForAdvice.state == RequestState.BOOKED, Clinic.ends_at <= now)
    )


def list_unwritten(person_id: int, area_id: int) -> list[Met]:
    """Those that the person is to write in the area, the oldest first."""
    query = select_unwritten(
        RequestForAdvice.id, RequestForAdvice.worker_id, Slot.starts_at, now=clock.now()
    ).where(RequestForAdvice.area_id == area_id, who_writes() == person_id)
    rows = db.session.execute(query.distinct().order_by(Slot.starts_at, RequestForAdvice.id))
    return [Met(*row) for row in rows]


def is_to_write() -> ColumnElement[bool]:
    """Of a booked request joined with its clinic: the person took it over, or led the clinic that is over.

    A request that a colleague took over is no longer for whoever led.
    """
    led = exists().where(ClinicLead.clinic_id == Clinic.id, ClinicLead.person_id == one("person_id"))
    return or_(
        RequestForAdvice.lead_id == one("person_id"),
        and_(RequestForAdvice.lead_id.is_(None), Clinic.ends_at <= one("now"), led),
    )


def left_unwritten() -> ColumnElement[int]:
    """How many met in clinics of the person's that are marked as held have no record yet, for the one statement of Today.

    A clinic that is over and not marked has a card of its own; so has what they took over.
    """
    query = select_unwritten(func.count(RequestForAdvice.id.distinct()), now=one("now")).where(
        RequestForAdvice.area_id.in_(many("writes_in")),
        RequestForAdvice.lead_id.is_(None),
        Clinic.state == ClinicState.HELD,
        ClinicLead.person_id == one("person_id"),
    )
    return query.scalar_subquery()
