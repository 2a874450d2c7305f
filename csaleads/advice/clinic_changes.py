"""What a change of a clinic does to its bookings, in the same transaction: released and told, or only told."""

from uuid import UUID

from csaleads.access.viewer import Viewer
from csaleads.advice import news, policy
from csaleads.advice.booking import release_to_cancelled_clinic
from csaleads.advice.clinic_queries import has_booked_lead, held_request_ids
from csaleads.advice.locking import lock_requests
from csaleads.advice.models import RequestForAdvice, RequestState
from csaleads.advice.queries import find_booking_of_request
from csaleads.audit import service as audit
from csaleads.clinics.service import ClinicChange, LeadIsBooked, subscribe
from csaleads.core import clock
from csaleads.core.database import db
from csaleads.core.unit_of_work import writes

TOLD_TO_WORKERS = frozenset({ClinicChange.PLACE, ClinicChange.TIMES, ClinicChange.LEADS})


@subscribe
@writes
def follow_clinic(actor: Viewer, clinic_id: UUID, changes: frozenset[ClinicChange]) -> None:
    """A cancelled clinic frees its requests to choose again; a changed one has its workers told.

    Raises LeadIsBooked where a new lead holds a slot: they would run, and record, a consultation of their own.
    """
    if not changes & (TOLD_TO_WORKERS | {ClinicChange.CANCELLED}):
        return
    if ClinicChange.LEADS in changes and has_booked_lead(clinic_id):
        raise LeadIsBooked
    for request in lock_requests(held_request_ids(clinic_id)).values():
        if request.state is not RequestState.BOOKED:
            continue
        if ClinicChange.CANCELLED in changes:
            _lose_slot(actor, request)
        else:
            _tell_changed(request)
    db.session.flush()


def _lose_slot(actor: Viewer, request: RequestForAdvice) -> None:
    held = find_booking_of_request(request.id)
    if held is None:
        return
    request.state = policy.require_move(
        request.state, "lose_slot", clinic_starts_at=held.clinic_starts_at, now=clock.now()
    )
    release_to_cancelled_clinic(actor, held)
    audit.record(
        actor, "lose_slot", subject=("request", request.id), area_id=request.area_id, slot_id=held.slot_id
    )
    news.tell_clinic_cancelled(request, held)


def _tell_changed(request: RequestForAdvice) -> None:
    held = find_booking_of_request(request.id)
    if held is not None:
        news.tell_clinic_changed(request, held)
