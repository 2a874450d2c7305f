"""Booking: a request takes a slot, moves to another, gives it back. One booking a slot, whatever happens.

Locks are taken in one order, clinic, slot, request, which is also that of a clinic that is cancelled: nobody waits in a
circle. What was read before the lock is checked again after it. A caller that goes on after an error must roll back.
"""

from datetime import datetime
from typing import NamedTuple
from uuid import UUID

from sqlalchemy import bindparam, insert, select, update
from sqlalchemy.exc import IntegrityError

from csaleads.access.viewer import Viewer
from csaleads.advice import news, policy
from csaleads.advice.locking import lock_request
from csaleads.advice.models import Booking, ReleaseKind, RequestForAdvice, RequestState
from csaleads.advice.queries import BookingView, find_booking_of_reference, find_booking_of_request
from csaleads.advice.references import tidy_reference
from csaleads.advice.screened import subject_of
from csaleads.audit import service as audit
from csaleads.clinics import service as clinics
from csaleads.clinics.service import SlotAlreadyBooked
from csaleads.core import clock
from csaleads.core.database import db, table_of
from csaleads.core.errors import DomainError, NotFound, WrongState
from csaleads.core.statements import Query, Statement, one
from csaleads.core.unit_of_work import writes
from csaleads.screening import service as screening
from csaleads.screening.service import NO_ANSWERS, Answers, Screened

_requests, _bookings = table_of(RequestForAdvice), table_of(Booking)
_held = (_bookings.c.request_id == _requests.c.id) & _bookings.c.released_at.is_(None)
_MOVE = (
    update(_requests)
    .where(_requests.c.id == bindparam("of_request"), _requests.c.state == bindparam("was"))
    .values(state=bindparam("target"), wanted_slot_id=None, ended_at=None, lead_id=None)
)
_HOLD = insert(_bookings)


class OwnClinic(DomainError):
    """A lead cannot be advised by themselves: choose another lead's clinic."""


class Asked(NamedTuple):
    """A request as it was read before the lock."""

    id: UUID
    reference: str
    area_id: int
    worker_id: int
    state: RequestState
    holds_slot: bool


def book_slot(actor: Viewer, *, reference: str, slot_id: int) -> None:
    """The actor's request holds the slot; a booking that it had before is released in the same stroke.

    Raises NotFound, SlotAlreadyBooked or SlotGone (the earlier booking then stays), OwnClinic, WrongState. All that can be
    read without the lock is read before it: the writing holds only where the request and the clinic are still as read.
    """
    row = _asked.first(reference=tidy_reference(reference))
    if row is None or not policy.is_own(actor, area_id=row.area_id, worker_id=row.worker_id):
        raise NotFound
    offer = clinics.find_offer(actor, slot_id)
    if offer.area_id != row.area_id:
        raise NotFound
    _book(actor, Asked(*row), offer)


@Statement
def _asked() -> Query:
    return (
        select(_requests.c.id, _requests.c.reference, _requests.c.area_id, _requests.c.worker_id)
        .add_columns(_requests.c.state, _bookings.c.id.is_not(None))
        .outerjoin_from(_requests, _bookings, _held)
        .where(_requests.c.reference == one("reference"))
    )


@writes
def _book(actor: Viewer, asked: Asked, offer: clinics.Offer) -> None:
    old = find_booking_of_request(asked.id) if asked.holds_slot else None
    if old is not None:
        clinics.hold_still([offer.slot_id, old.slot_id])
    connection = db.session.connection()
    offer = clinics.take_offer(actor, offer)
    if actor.person_id in offer.lead_ids:
        raise OwnClinic
    if old is not None:
        _free_unless_begun(actor, old)
    verb = "move" if asked.state is RequestState.BOOKED else "book"
    now = clock.now()
    target = policy.require_move(asked.state, verb, clinic_starts_at=_start(old), now=now)
    moved = {"of_request": asked.id, "was": asked.state, "target": target}
    if not connection.execute(_MOVE, moved).rowcount:
        raise WrongState(verb, asked.state.value)
    if old is not None:
        _release(actor, old, ReleaseKind.MOVED)
    new = {
        "request_id": asked.id,
        "slot_id": offer.slot_id,
        "booked_by_id": actor.person_id,
        "booked_at": now,
    }
    try:
        connection.execute(_HOLD, new)
    except IntegrityError as refused:
        raise SlotAlreadyBooked from refused
    audit.record(actor, verb, subject=("request", asked.id), area_id=asked.area_id, slot_id=offer.slot_id)
    news.tell_booked(asked.reference, asked.worker_id, offer, before=old if verb == "move" else None)
    db.session.expire_all()  # rows that somebody has loaded are read afresh


@writes
def cancel_booking(
    actor: Viewer, *, reference: str, reason: str, keep_request: bool, screened: Answers = NO_ANSWERS
) -> RequestState:
    """The slot is free again. A worker keeps the request to choose another time, or withdraws it; a lead leaves it kept.

    The answer is the request's state. Raises NotFound, WrongState where nothing is booked or the clinic has begun, and
    CouldIdentify or CannotScreen for the reason.
    """
    held = find_booking_of_reference(reference)
    if held is not None:
        _free_unless_begun(actor, held)
    request = lock_request(reference)
    leads = held.lead_ids if held else ()
    if request is None or not policy.takes_part(
        actor, area_id=request.area_id, worker_id=request.worker_id, clinic_lead_ids=leads
    ):
        raise NotFound
    by_worker = policy.is_own(actor, area_id=request.area_id, worker_id=request.worker_id)
    verb = "withdraw" if by_worker and not keep_request else "cancel"
    was = request.state
    request.state = policy.require_move(was, verb, clinic_starts_at=_start(held), now=clock.now())
    if held is None or was not in (RequestState.BOOKED, RequestState.DID_NOT_ATTEND):
        raise WrongState(verb, was.value)
    kind = ReleaseKind.CANCELLED_BY_WORKER if by_worker else ReleaseKind.CANCELLED_BY_LEAD
    passed = screening.pass_texts(
        actor, subject=subject_of(request), texts={"reason": reason}, answers=screened
    )
    _release(actor, held, kind, reason=passed["reason"])
    if request.state is RequestState.WITHDRAWN:
        request.ended_at = clock.now()
    audit.record(
        actor,
        verb,
        subject=("request", request.id),
        area_id=request.area_id,
        by=kind.value,
        **passed.counts,
    )
    news.tell_cancelled(request, held, by_worker=by_worker)
    db.session.flush()
    return request.state


@writes
def withdraw_request(
    actor: Viewer, *, reference: str, reason: str = "", screened: Answers = NO_ANSWERS
) -> None:
    """The actor needs no advice on it any more; a slot that it held is free again. Raises as `cancel_booking`."""
    held = find_booking_of_reference(reference)
    if held is not None and not held.has_begun:
        cancel_booking(actor, reference=reference, reason=reason, keep_request=False, screened=screened)
        return
    request = _lock_own(actor, reference)
    was, lead_id = request.state, request.lead_id
    if was is RequestState.BOOKED and held is None:  # booked a moment ago, by another click of theirs
        raise WrongState("withdraw", was.value)
    request.state = policy.require_move(was, "withdraw", clinic_starts_at=_start(held), now=clock.now())
    passed = screening.pass_texts(
        actor, subject=subject_of(request), texts={"reason": reason}, answers=screened
    )
    request.ended_at, request.ended_reason = clock.now(), passed["reason"]
    audit.record(
        actor,
        "withdraw",
        subject=("request", request.id),
        area_id=request.area_id,
        was=was.value,
        **passed.counts,
    )
    if was is RequestState.ACCEPTED and lead_id is not None:
        news.tell_withdrawn(request, lead_id)
    db.session.flush()


@writes
def release_to_cancelled_clinic(actor: Viewer, held: BookingView) -> None:
    """The clinic is off: its booking ends and the slot is withdrawn."""
    clinics.free_slot(actor, held.slot_id)
    _release(actor, held, ReleaseKind.CLINIC_CANCELLED)


@writes
def release_missed(actor: Viewer, *, request_id: UUID) -> None:
    """A booking that was missed lets its request go on; the slot was used up and is not free."""
    held = find_booking_of_request(request_id)
    if held is not None:
        _release(actor, held, ReleaseKind.MOVED)


def _release(actor: Viewer, held: BookingView, kind: ReleaseKind, *, reason: Screened | None = None) -> None:
    booking = db.session.get_one(Booking, held.id, populate_existing=True)
    if booking.released_at is not None:
        raise WrongState("release", "released")
    booking.released_at, booking.released_by_id, booking.released_kind = clock.now(), actor.person_id, kind
    booking.released_reason = reason or ""
    db.session.flush()


def _free_unless_begun(actor: Viewer, held: BookingView) -> None:
    if not held.has_begun:
        clinics.free_slot(actor, held.slot_id)


def _lock_own(actor: Viewer, reference: str) -> RequestForAdvice:
    request = lock_request(reference)
    if request is None or not policy.is_own(actor, area_id=request.area_id, worker_id=request.worker_id):
        raise NotFound
    return request


def _start(held: BookingView | None) -> datetime | None:
    return held.clinic_starts_at if held else None
