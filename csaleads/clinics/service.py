"""Writes of clinics that other rooms call: taking and freeing slots, and hearing of what happens to a clinic."""

from collections.abc import Callable
from enum import StrEnum
from uuid import UUID

from sqlalchemy import select

from csaleads.access.viewer import Viewer
from csaleads.audit import service as audit
from csaleads.clinics import policy
from csaleads.clinics.errors import SlotAlreadyBooked, SlotGone
from csaleads.clinics.models import Clinic, ClinicState, Slot, SlotState
from csaleads.clinics.scope_queries import visible_to
from csaleads.core import clock
from csaleads.core.database import db
from csaleads.core.errors import NotFound
from csaleads.core.unit_of_work import writes

__all__ = [
    "ClinicChange",
    "SlotAlreadyBooked",
    "SlotGone",
    "announce",
    "free_slot",
    "subscribe",
    "take_slot",
]


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
def take_slot(actor: Viewer, slot_id: int) -> Slot:
    """The slot is booked, for whoever calls first. The caller keeps the booking in the same unit.

    Raises NotFound (not for this person), SlotAlreadyBooked, or SlotGone (withdrawn, clinic not open or begun).
    """
    # The clinic first and only against change, so that many can book in it at once but nobody while it is being cancelled.
    clinic = db.session.scalar(
        select(Clinic)
        .where(Clinic.id == select(Slot.clinic_id).where(Slot.id == slot_id).scalar_subquery())
        .where(visible_to(actor))
        .with_for_update(read=True)
        .execution_options(populate_existing=True)
    )
    if clinic is None:
        raise NotFound
    slot = _lock_slot(slot_id)
    if clinic.state is not ClinicState.PUBLISHED:
        raise SlotGone(clinic.state.value)
    if clock.now() >= clinic.starts_at:
        raise SlotGone("begun")
    if slot.state is SlotState.BOOKED:
        raise SlotAlreadyBooked
    if slot.state is SlotState.WITHDRAWN:
        raise SlotGone
    slot.state = policy.slot_after(slot.state, "take")
    audit.record(actor, "take_slot", subject=("clinic", clinic.id), area_id=clinic.area_id, slot_id=slot_id)
    db.session.flush()
    return slot


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
