"""References of requests, for whoever may know of them. One statement, without narrative."""

from collections.abc import Collection
from uuid import UUID

from sqlalchemy import and_, or_, select

from csaleads.access.permissions import Permission
from csaleads.access.viewer import Viewer
from csaleads.advice.models import Booking, RequestForAdvice, RequestState
from csaleads.clinics.models import ClinicLead, Slot
from csaleads.core.database import db


def known_references(viewer: Viewer | None, request_ids: Collection[UUID]) -> dict[UUID, str]:
    """By id: the viewer's own, those that they answer or have answered, and those that wait in their queue; all for None."""
    query = select(RequestForAdvice.id, RequestForAdvice.reference).where(
        RequestForAdvice.id.in_(request_ids)
    )
    if viewer is not None:
        answers_in = viewer.areas_with(Permission.ANSWER_REQUESTS)
        led = (
            select(Booking.request_id)
            .join(Slot, Slot.id == Booking.slot_id)
            .join(ClinicLead, ClinicLead.clinic_id == Slot.clinic_id)
            .where(ClinicLead.person_id == viewer.person_id, Booking.released_at.is_(None))
        )
        answers = and_(
            RequestForAdvice.area_id.in_(answers_in),
            RequestForAdvice.state != RequestState.DRAFT,
            or_(
                RequestForAdvice.state == RequestState.QUEUED,
                RequestForAdvice.lead_id == viewer.person_id,
                RequestForAdvice.id.in_(led),
            ),
        )
        own = and_(
            RequestForAdvice.worker_id == viewer.person_id,
            RequestForAdvice.area_id.in_(viewer.areas_with(Permission.ASK_FOR_ADVICE)),
        )
        query = query.where(or_(own, answers))
    return {row.id: row.reference for row in db.session.execute(query)}
