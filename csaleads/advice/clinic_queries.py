"""What a change of a clinic must know of the bookings in it. For services that hold the clinic still; no viewer."""

from uuid import UUID

from sqlalchemy import select

from csaleads.advice.models import Booking, RequestForAdvice
from csaleads.clinics.models import ClinicLead, Slot
from csaleads.core.database import db


def held_request_ids(clinic_id: UUID) -> list[UUID]:
    """Requests that hold a slot of the clinic now."""
    query = (
        select(Booking.request_id)
        .join(Slot, Slot.id == Booking.slot_id)
        .where(Slot.clinic_id == clinic_id, Booking.released_at.is_(None))
        .order_by(Booking.request_id)
    )
    return list(db.session.scalars(query))


def has_booked_lead(clinic_id: UUID) -> bool:
    """Whether somebody who leads the clinic holds a slot of it for a request of their own."""
    query = (
        select(Booking.id)
        .join(Slot, Slot.id == Booking.slot_id)
        .join(RequestForAdvice, RequestForAdvice.id == Booking.request_id)
        .join(ClinicLead, ClinicLead.clinic_id == Slot.clinic_id)
        .where(
            Slot.clinic_id == clinic_id,
            Booking.released_at.is_(None),
            ClinicLead.person_id == RequestForAdvice.worker_id,
        )
    )
    return db.session.scalar(query.limit(1)) is not None
