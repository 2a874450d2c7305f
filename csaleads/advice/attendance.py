"""Who came to the clinic: attended, did not attend, and taking it back until the record exists."""

from csaleads.access.viewer import Viewer
from csaleads.advice import policy
from csaleads.advice.locking import lock_request
from csaleads.advice.models import Attendance, Booking, RequestForAdvice, RequestState
from csaleads.advice.queries import BookingView, find_booking_of_request
from csaleads.audit import service as audit
from csaleads.core import clock
from csaleads.core.database import db
from csaleads.core.errors import NotFound, WrongState
from csaleads.core.unit_of_work import writes


@writes
def mark_attended(actor: Viewer, *, reference: str) -> None:
    """The worker came.

    Raises NotFound unless the actor leads the clinic or took over, WrongState before its day or after the record.
    """
    request, held = _with_you(actor, reference)
    if request.state is not RequestState.BOOKED or not _is_time(held):
        raise WrongState("attend", request.state.value)
    _note(actor, request, held, Attendance.ATTENDED)


@writes
def mark_did_not_attend(actor: Viewer, *, reference: str) -> None:
    """The worker did not come; they may choose another time. Raises as `mark_attended`."""
    request, held = _with_you(actor, reference)
    if not _is_time(held):
        raise WrongState("miss", request.state.value)
    request.state = policy.require_move(
        request.state, "miss", clinic_starts_at=held.clinic_starts_at, now=clock.now()
    )
    request.ended_at = clock.now()
    _note(actor, request, held, Attendance.DID_NOT_ATTEND)


@writes
def undo_attendance(actor: Viewer, *, reference: str) -> None:
    """Nothing is said about who came any more. Raises as `mark_attended`."""
    request, held = _with_you(actor, reference)
    if request.state is not RequestState.BOOKED:
        request.state = policy.require_move(
            request.state, "undo_miss", clinic_starts_at=held.clinic_starts_at, now=clock.now()
        )
        request.ended_at = None
    _note(actor, request, held, Attendance.EXPECTED)


def _with_you(actor: Viewer, reference: str) -> tuple[RequestForAdvice, BookingView]:
    request = lock_request(reference)
    held = find_booking_of_request(request.id) if request else None
    if request is None or held is None:
        raise NotFound
    if not policy.says_who_came(
        actor, area_id=request.area_id, lead_id=request.lead_id, clinic_lead_ids=held.lead_ids
    ):
        raise NotFound
    return request, held


def _is_time(held: BookingView) -> bool:
    return policy.can_mark_attendance(held.clinic_starts_at, clock.now())


def _note(actor: Viewer, request: RequestForAdvice, held: BookingView, attendance: Attendance) -> None:
    booking = db.session.get_one(Booking, held.id)
    booking.attendance = attendance
    booking.attendance_at = None if attendance is Attendance.EXPECTED else clock.now()
    audit.record(
        actor,
        "mark_attendance",
        subject=("request", request.id),
        area_id=request.area_id,
        attendance=attendance.value,
    )
    db.session.flush()
