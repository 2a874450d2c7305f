"""What somebody is told of a request that is hidden: since when, what stays as it is, and their next step."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import and_, select

from csaleads.access.permissions import Permission
from csaleads.access.viewer import Viewer
from csaleads.advice import queries as advice
from csaleads.audit.models import AuditEvent
from csaleads.consultations.models import Consultation
from csaleads.core.database import db
from csaleads.core.errors import NotFound
from csaleads.sharing.queries import Known
from csaleads.slips import queries
from csaleads.slips.models import SlipState


@dataclass(frozen=True)
class HiddenView:
    """A hidden request without a word of it. `slip_id` is for those who correct it or see to it."""

    reference: str
    hidden_at: datetime | None
    slip_id: UUID | None
    is_corrected: bool
    is_author: bool  # some of the words are the viewer's; else whoever has a slip_id coordinates the area
    can_open_request: bool
    starts_at: datetime | None  # of the slot that it holds and that stays booked


def view_hidden(viewer: Viewer, case: queries.Case) -> HiddenView:
    """The view of the request for somebody who could read it, or its record."""
    slip = queries.find_own_slip(viewer, case.request_id)
    open_slip = slip or queries.find_open_slip(case.request_id)
    booking = advice.find_booking_of_request(case.request_id)
    try:
        advice.get_request(viewer, case.reference)
        can_open_request = True
    except NotFound:
        can_open_request = False
    return HiddenView(
        reference=case.reference,
        hidden_at=case.hidden_at,
        slip_id=slip.id if slip else None,
        is_author=slip is not None and viewer.person_id in queries.author_ids_of(slip),
        is_corrected=open_slip is not None and open_slip.state is SlipState.CORRECTED,
        can_open_request=can_open_request,
        starts_at=booking.starts_at if booking and can_open_request and not booking.has_begun else None,
    )


@dataclass(frozen=True)
class HiddenLearningView:
    """A hidden version for learning without a word of it, by its number. `slip_id` is for its lead alone."""

    number: str
    hidden_at: datetime | None
    slip_id: UUID | None
    can_read: bool
    is_coordinator: bool
    is_corrected: bool


def view_hidden_learning(viewer: Viewer, known: Known) -> HiddenLearningView:
    """The view of a version for somebody who can open it, or could before it was hidden."""
    slip = queries.find_open_slip(known.request_id)
    return HiddenLearningView(
        number=known.number,
        hidden_at=known.hidden_at,
        slip_id=slip.id if slip is not None and known.reference else None,
        can_read=known.can_read_hidden,
        is_coordinator=viewer.can_in(Permission.BREAK_GLASS, known.area_id),
        is_corrected=slip is not None and slip.state is SlipState.CORRECTED,
    )


def took_record_over(viewer: Viewer, request_id: UUID) -> bool:
    """Whether the record of the request is the viewer's because a colleague's was handed over to them."""
    handed = (
        select(AuditEvent.details)
        .join(
            Consultation,
            and_(Consultation.request_id == request_id, Consultation.lead_id == viewer.person_id),
        )
        .where(
            AuditEvent.subject_kind == "consultation",
            AuditEvent.subject_id.in_([record_id.hex for record_id in queries.record_ids_of(request_id)]),
            AuditEvent.verb == "hand_over",
        )
    )
    return any(details.get("to_person_id") == viewer.person_id for details in db.session.scalars(handed))
