"""The life of a clinic and its slots: publish, mark as held, cancel, withdraw a slot, offer it again."""

from datetime import timedelta
from uuid import UUID

from sqlalchemy import select, update

from csaleads.access.viewer import Viewer
from csaleads.audit import service as audit
from csaleads.clinics import policy
from csaleads.clinics.errors import DoesNotFit
from csaleads.clinics.models import Clinic, ClinicState, Slot, SlotState
from csaleads.clinics.series_service import LockedClinic, Scope, lock_clinic, lock_scope
from csaleads.clinics.service import ClinicChange, announce
from csaleads.core import clock
from csaleads.core.database import db
from csaleads.core.errors import NotFound, WrongState
from csaleads.core.unit_of_work import writes
from csaleads.screening import service as screening
from csaleads.screening.service import NO_ANSWERS, Answers, Screened, Subject

IN_ONE_GO = timedelta(minutes=1)  # clinics of a series that were cancelled together


@writes
def publish_clinics(actor: Viewer, *, clinic_id: UUID, scope: Scope) -> int:
    """The drafts in scope can be booked; how many were published. Raises WrongState or HasBegun for the clinic itself."""
    clinics = lock_scope(actor, clinic_id, scope)
    opened = next(clinic for clinic in clinics if clinic.row.id == clinic_id)
    policy.clinic_after(opened.state, "publish")
    policy.require_not_begun(opened, clock.now(), "publish")
    drafts = [clinic for clinic in clinics if policy.can_publish(actor, clinic, clock.now())]
    for clinic in drafts:
        clinic.row.state = policy.clinic_after(clinic.state, "publish")
        clinic.row.published_at = clock.now()
        _record(actor, "publish", clinic.row)
    db.session.flush()
    return len(drafts)


@writes
def hold_clinic(actor: Viewer, *, clinic_id: UUID) -> None:
    """The clinic was held. Its free slots stay as they are: they were offered and not used. Raises NotBegun before its start."""
    clinic = lock_clinic(actor, clinic_id)
    after = policy.clinic_after(clinic.state, "hold")
    policy.require_begun(clinic, clock.now())
    clinic.row.state = after
    clinic.row.held_at = clock.now()
    _record(actor, "hold", clinic.row)
    announce(actor, clinic_id, frozenset({ClinicChange.HELD}))


@writes
def cancel_clinics(
    actor: Viewer, *, clinic_id: UUID, scope: Scope, reason: str, screened: Answers = NO_ANSWERS
) -> list[UUID]:
    """The clinics in scope are cancelled and their free slots withdrawn; those who booked are told by their room.

    Ids of what was cancelled. Raises WrongState where the clinic itself cannot be, CouldIdentify and CannotScreen for the
    reason.
    """
    clinics = lock_scope(actor, clinic_id, scope)
    opened = next(clinic for clinic in clinics if clinic.row.id == clinic_id)
    policy.clinic_after(opened.state, "cancel")
    cancelled = [clinic for clinic in clinics if policy.can_cancel(actor, clinic)]
    subject = Subject("clinic", clinic_id, opened.area_id)
    passed = screening.pass_texts(actor, subject=subject, texts={"reason": reason}, answers=screened)
    for clinic in cancelled:
        _cancel(actor, clinic, passed["reason"])
    return [clinic.row.id for clinic in cancelled]


def _cancel(actor: Viewer, clinic: LockedClinic, reason: Screened) -> None:
    row = clinic.row
    row.state = policy.clinic_after(row.state, "cancel")
    row.cancelled_at = clock.now()
    row.cancelled_by_id = actor.person_id
    row.cancelled_reason = reason
    row.version += 1
    _withdraw_free_slots(row.id)
    _record(actor, "cancel", row)
    announce(actor, row.id, frozenset({ClinicChange.CANCELLED}))


@writes
def wipe_reason(actor: Viewer, *, clinic_id: UUID) -> None:
    """Why the clinic was cancelled is overwritten, in the whole of its series where that was cancelled in one go.

    Those who read a reason are those who run the clinic, and nobody needs it afterwards: where it identifies somebody they
    take it out at once. The trail says so. Raises WrongState unless the clinic is cancelled.
    """
    clinic = lock_clinic(actor, clinic_id).row
    if clinic.state is not ClinicState.CANCELLED or clinic.cancelled_at is None:
        raise WrongState("wipe_reason", clinic.state.value)
    of_series = Clinic.series_id == clinic.series_id if clinic.series_id else Clinic.id == clinic.id
    query = select(Clinic).where(
        of_series,
        Clinic.cancelled_by_id == clinic.cancelled_by_id,
        Clinic.cancelled_at.between(clinic.cancelled_at - IN_ONE_GO, clinic.cancelled_at + IN_ONE_GO),
    )
    for row in db.session.scalars(query.order_by(Clinic.id).with_for_update()):
        row.cancelled_reason = ""
        _record(actor, "wipe_reason", row)
    db.session.flush()


def _withdraw_free_slots(clinic_id: UUID) -> None:
    db.session.execute(
        update(Slot)
        .where(Slot.clinic_id == clinic_id, Slot.state == SlotState.FREE)
        .values(state=SlotState.WITHDRAWN)
    )


@writes
def withdraw_slot(actor: Viewer, *, clinic_id: UUID, slot_id: int) -> None:
    """A free slot can no longer be booked. Raises WrongState where it is not free any more."""
    clinic, slot = _lock_slot_of(actor, clinic_id, slot_id, verb="withdraw")
    slot.state = policy.slot_after(slot.state, "withdraw")
    _record(actor, "withdraw_slot", clinic.row, slot_id=slot_id)
    db.session.flush()


@writes
def offer_slot(actor: Viewer, *, clinic_id: UUID, slot_id: int) -> None:
    """A withdrawn slot can be booked again. Raises WrongState, or DoesNotFit where the clinic's times have moved."""
    clinic, slot = _lock_slot_of(actor, clinic_id, slot_id, verb="offer")
    after = policy.slot_after(slot.state, "offer")
    if not _has_room(clinic.row, slot):
        raise DoesNotFit
    slot.state = after
    _record(actor, "offer_slot", clinic.row, slot_id=slot_id)
    db.session.flush()


def _has_room(clinic: Clinic, slot: Slot) -> bool:
    others = select(Slot.id).where(
        Slot.clinic_id == clinic.id,
        Slot.id != slot.id,
        Slot.state != SlotState.WITHDRAWN,
        Slot.starts_at < slot.ends_at,
        Slot.ends_at > slot.starts_at,
    )
    is_inside = clinic.starts_at <= slot.starts_at and slot.ends_at <= clinic.ends_at
    return is_inside and db.session.scalar(others.limit(1)) is None


def _lock_slot_of(actor: Viewer, clinic_id: UUID, slot_id: int, *, verb: str) -> tuple[LockedClinic, Slot]:
    clinic = lock_clinic(actor, clinic_id)
    if clinic.state not in policy.EDITABLE:
        raise WrongState(verb, clinic.state.value)
    policy.require_not_begun(clinic, clock.now(), verb)
    query = select(Slot).where(Slot.id == slot_id, Slot.clinic_id == clinic_id).with_for_update()
    slot = db.session.scalar(query.execution_options(populate_existing=True))
    if slot is None:
        raise NotFound
    return clinic, slot


def _record(actor: Viewer, verb: str, clinic: Clinic, **details: int) -> None:
    audit.record(actor, verb, subject=("clinic", clinic.id), area_id=clinic.area_id, **details)
