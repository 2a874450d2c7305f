"""Writes of clinics that other rooms call: taking and freeing slots, and hearing of what happens to a clinic."""

from collections.abc import Callable, Collection
from enum import StrEnum
from uuid import UUID

from sqlalchemy import bindparam, select, update

from csaleads.access.viewer import Viewer
from csaleads.audit import service as audit
from csaleads.clinics import policy
from csaleads.clinics.errors import LeadIsBooked, SlotAlreadyBooked, SlotGone
from csaleads.clinics.models import Clinic, ClinicState, Slot, SlotState
from csaleads.clinics.offer_queries import Offer, find_offer
from csaleads.core import clock
from csaleads.core.database import db, table_of
from csaleads.core.errors import NotFound
from csaleads.core.unit_of_work import writes

__all__ = [
    "ClinicChange",
    "LeadIsBooked",
    "Offer",
    "SlotAlreadyBooked",
    "SlotGone",
    "announce",
    "find_offer",
    "free_slot",
    "hold_still",
    "subscribe",
    "take_offer",
    "take_slot",
]

# The clinic is locked first, and only against change, so that many can book in it at once but nobody while it is being
# cancelled; its row lock is taken before the slot's because the slot is looked at only if its clinic was found.
_clinics, _slots = table_of(Clinic), table_of(Slot)
_LOCK_CLINIC = select(_clinics.c.id).where(_clinics.c.id == bindparam("of_clinic")).with_for_update(read=True)
_open_and_as_read = (
    _LOCK_CLINIC.where(
        _clinics.c.state == ClinicState.PUBLISHED,
        _clinics.c.starts_at > bindparam("now"),
        _clinics.c.version == bindparam("read_version"),
    )
).scalar_subquery()
_TAKE = (
    update(_slots)
    .where(_slots.c.id == bindparam("of_slot"), _slots.c.state == SlotState.FREE)
    .where(_slots.c.clinic_id == _open_and_as_read)
    .values(state=policy.slot_after(SlotState.FREE, "take"))
)


class ClinicChange(StrEnum):
    """What rooms upstairs may have to react to."""

    PLACE = "place"  # the place or the online link
    TIMES = "times"
    LEADS = "leads"
    CANCELLED = "cancelled"
    HELD = "held"


Listener = Callable[[Viewer, UUID, frozenset[ClinicChange]], None]
_listeners: list[Listener] = []


def subscribe(listener: Listener) -> Listener:
    """`listener(actor, clinic_id, changes)` runs in the transaction that changes a clinic, after its rows were written.

    What it raises undoes the whole change. Subscribing twice is subscribing once.
    """
    if listener not in _listeners:
        _listeners.append(listener)
    return listener


def announce(actor: Viewer, clinic_id: UUID, changes: frozenset[ClinicChange]) -> None:
    """Tell every listener; called by the services of this room once the rows are flushed."""
    if changes:
        db.session.flush()
        for listener in _listeners:
            listener(actor, clinic_id, changes)


@writes
def hold_still(slot_ids: Collection[int]) -> None:
    """The clinics of these slots change no more before this unit ends; many can hold them still at once.

    For whoever goes on to several of them, or locks something of another room before them: clinics are locked first and in
    order of time, as an act on a series locks them, so that nobody waits in a circle.
    """
    query = select(Clinic.id).join(Slot, Slot.clinic_id == Clinic.id).where(Slot.id.in_(slot_ids))
    db.session.execute(
        query.order_by(Clinic.starts_at, Clinic.id).with_for_update(read=True, of=Clinic)
    ).all()


@writes
def take_slot(actor: Viewer, slot_id: int) -> Offer:
    """The slot is booked, for whoever calls first. The caller keeps the booking in the same unit.

    Raises NotFound (not for this person), SlotAlreadyBooked, or SlotGone (withdrawn, clinic not open or begun).
    """
    return take_offer(actor, find_offer(actor, slot_id))


@writes
def take_offer(actor: Viewer, offer: Offer) -> Offer:
    """The same for a slot that was read before the unit began to write; the answer is the offer as it was taken."""
    if not _take(offer):
        offer = _read_again(actor, offer)
        if not _take(offer):
            raise SlotAlreadyBooked
    audit.record(
        actor,
        "take_slot",
        subject=("clinic", offer.clinic_id),
        area_id=offer.area_id,
        slot_id=offer.slot_id,
    )
    return offer


def _take(offer: Offer) -> bool:
    """Whether the slot was still free and its clinic open and as it was read."""
    found = {
        "of_slot": offer.slot_id,
        "of_clinic": offer.clinic_id,
        "read_version": offer.clinic_version,
        "now": clock.now(),
    }
    return bool(db.session.connection().execute(_TAKE, found).rowcount)


def _read_again(actor: Viewer, offer: Offer) -> Offer:
    """The offer as it is now, its clinic locked; raises what keeps it from being taken."""
    db.session.execute(_LOCK_CLINIC, {"of_clinic": offer.clinic_id})
    now = find_offer(actor, offer.slot_id)
    if now.state is not ClinicState.PUBLISHED:
        raise SlotGone(now.state.value)
    if clock.now() >= now.clinic_starts_at:
        raise SlotGone("begun")
    if now.slot_state is SlotState.BOOKED:
        raise SlotAlreadyBooked
    if now.slot_state is SlotState.WITHDRAWN:
        raise SlotGone
    return now


@writes
def free_slot(actor: Viewer, slot_id: int) -> Slot:
    """The slot is free again, or withdrawn where its clinic is not open any more. Freeing it twice changes nothing.

    The caller has checked that the actor may release the booking that held it.
    """
    clinic = db.session.scalar(
        select(Clinic)
        .where(Clinic.id == select(Slot.clinic_id).where(Slot.id == slot_id).scalar_subquery())
        .with_for_update(read=True)
        .execution_options(populate_existing=True)
    )
    if clinic is None:
        raise NotFound
    slot = _lock_slot(slot_id)
    if slot.state is not SlotState.BOOKED:
        return slot
    slot.state = policy.slot_after(slot.state, "free" if clinic.state is ClinicState.PUBLISHED else "close")
    audit.record(actor, "free_slot", subject=("clinic", clinic.id), area_id=clinic.area_id, slot_id=slot_id)
    db.session.flush()
    return slot


def _lock_slot(slot_id: int) -> Slot:
    """The slot as it is now, which nobody else can change before this unit ends."""
    query = select(Slot).where(Slot.id == slot_id).with_for_update()
    slot = db.session.scalar(query.execution_options(populate_existing=True))
    if slot is None:
        raise NotFound
    return slot
