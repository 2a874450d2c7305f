"""The door for rooms upstairs: a consultation begins. The journeys of asking are in drafts, booking, waiting and attendance."""

from collections.abc import Callable, Collection
from uuid import UUID

from sqlalchemy import select

from csaleads.access.viewer import Viewer
from csaleads.advice import policy
from csaleads.advice.handing_over import give_to
from csaleads.advice.locking import lock_requests
from csaleads.advice.models import Attendance, Booking, RequestForAdvice
from csaleads.advice.queries import BookingView, find_booking_of_request
from csaleads.audit import service as audit
from csaleads.core import clock
from csaleads.core.database import db
from csaleads.core.errors import NotFound
from csaleads.core.unit_of_work import writes

__all__ = [
    "BookingView",
    "can_read_record",
    "find_booking_of_request",
    "give_to",
    "lock_requests",
    "mark_consulted",
    "register_advice_finder",
    "register_record_reader",
    "requests_with_advice",
]

RecordReader = Callable[[Viewer, UUID], bool]
AdviceFinder = Callable[[Viewer, Collection[UUID]], set[UUID]]
_record_readers: list[RecordReader] = []
_advice_finders: list[AdviceFinder] = []


def register_record_reader(reader: RecordReader) -> RecordReader:
    """The room of records says whether a viewer may read the record of a request now, so that no page links to nothing."""
    if reader not in _record_readers:
        _record_readers.append(reader)
    return reader


def can_read_record(viewer: Viewer, request_id: UUID) -> bool:
    """Whether the viewer finds a record of the request; yes where nobody has registered to say otherwise."""
    return all(reader(viewer, request_id) for reader in _record_readers)


def register_advice_finder(finder: AdviceFinder) -> AdviceFinder:
    """The room of records says, in one statement, on which of a worker's own requests signed advice can be read."""
    if finder not in _advice_finders:
        _advice_finders.append(finder)
    return finder


def requests_with_advice(viewer: Viewer, request_ids: Collection[UUID]) -> set[UUID]:
    """Those of the viewer's own requests whose advice is signed and theirs to read; asks nothing where there are none."""
    if not request_ids:
        return set()
    return {found for finder in _advice_finders for found in finder(viewer, request_ids)}


@writes
def mark_consulted(actor: Viewer, *, request_id: UUID) -> None:
    """The consultation on the request has begun: it is consulted, and whoever was booked has attended.

    Raises NotFound where the request is not the actor's to answer, WrongState unless it is accepted, or booked at a
    clinic that has begun.
    """
    request = db.session.scalar(
        select(RequestForAdvice).where(RequestForAdvice.id == request_id).with_for_update()
    )
    held = find_booking_of_request(request_id)
    if request is None or not policy.can_answer(
        actor,
        area_id=request.area_id,
        state=request.state,
        lead_id=request.lead_id,
        clinic_lead_ids=held.lead_ids if held else (),
    ):
        raise NotFound
    now = clock.now()
    request.state = policy.require_move(
        request.state, "consult", clinic_starts_at=held.clinic_starts_at if held else None, now=now
    )
    request.ended_at = now
    if held is not None:
        booking = db.session.get_one(Booking, held.id)
        if booking.attendance is not Attendance.ATTENDED:
            booking.attendance, booking.attendance_at = Attendance.ATTENDED, now
    audit.record(actor, "consult", subject=("request", request.id), area_id=request.area_id)
    db.session.flush()
