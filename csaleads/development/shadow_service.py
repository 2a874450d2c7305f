"""Sitting in on a colleague's clinic: asked, agreed or declined, taken back, and confirmed once it has happened.

What follows from a clinic that changes, or from a role that ends, is at the end.

It opens nothing: whoever shadows reads no request and no record by it, and is told no online link.
"""

from collections.abc import Callable, Collection, Iterable
from datetime import datetime
from uuid import UUID

from sqlalchemy.exc import IntegrityError

from csaleads.access.viewer import Viewer
from csaleads.audit import service as audit
from csaleads.clinics import queries as clinics
from csaleads.core import clock
from csaleads.core.database import db
from csaleads.core.unit_of_work import savepoint, writes
from csaleads.development import policy
from csaleads.development import shadow_lock_queries as locks
from csaleads.development import shadow_queries as queries
from csaleads.development.models import DeclineReason, Shadowing, ShadowingState
from csaleads.development.shadow_lock_queries import OpenShadowing
from csaleads.development.shadow_next_queries import require_somebody_leads
from csaleads.notify import service as notify
from csaleads.notify.models import MessageKind
from csaleads.notify.service import News

PATH = "/shadowing"
Told = Callable[[Shadowing], Iterable[int]]


@writes
def ask_to_shadow(actor: Viewer, *, clinic_id: UUID) -> int:
    """The leads of the clinic are asked; the id of the asking, also where the actor has asked before.

    Raises NotFound to whoever may not, WrongState where the clinic has begun, colleagues cannot book it, nobody leads it any
    more, or a lead has said no.
    """
    locks.hold_clinic_still(clinic_id)
    clinic = clinics.get_clinic(actor, clinic_id)
    known = locks.find_open(clinic_id, actor.person_id)
    if known is not None:
        return known.id
    policy.require_ask(actor, clinic, clock.now())
    queries.require_not_declined(actor, clinic_id)
    require_somebody_leads(clinic)
    row = Shadowing(
        clinic_id=clinic_id, area_id=clinic.area_id, person_id=actor.person_id, asked_at=clock.now()
    )
    try:
        with savepoint():
            db.session.add(row)
    except IntegrityError:  # the second of two clicks at once
        first = locks.find_open(clinic_id, actor.person_id)
        if first is None:
            raise
        return first.id
    _note(actor, row, "ask_to_shadow")
    _tell_others(actor, clinic.lead_ids, MessageKind.SHADOW_ASKED, row, clinic.starts_at)
    db.session.flush()
    return row.id


@writes
def move_shadowing(
    actor: Viewer, *, shadowing_id: int, verb: str, reason: DeclineReason | None = None
) -> ShadowingState:
    """It goes where the verb leads, and whoever did not do it is told; the state it is in then.

    `reason` goes with "decline". Raises NotFound, and WrongState where it cannot be done now.
    """
    row = locks.lock_shadowing(shadowing_id)
    found = queries.get_shadowing(actor, shadowing_id)
    row.state = policy.require_move(actor, found, verb, clock.now())
    if row.state is ShadowingState.DECLINED:
        row.decline_reason = reason or DeclineReason.OTHER
    if row.state is ShadowingState.DONE:
        row.done_at = clock.now()
    if verb in policy.OF_LEAD:
        row.answered_by_id, row.answered_at = actor.person_id, clock.now()
    _note(actor, row, f"{verb}_shadowing")
    told = [found.person_id] if verb in policy.OF_LEAD else found.lead_ids
    kind = MessageKind.SHADOW_ANSWERED if verb in policy.OF_LEAD else MessageKind.SHADOW_OFF
    _tell_others(actor, told, kind, row, found.starts_at)
    db.session.flush()
    return row.state


@writes
def call_off(actor: Viewer, open_ones: Iterable[OpenShadowing], *, told: Told) -> None:
    """They do not happen; `told` says who hears of each."""
    for row, starts_at in open_ones:
        row.state = policy.shadowing_after(row.state, "call_off")
        _note(actor, row, "call_off_shadowing")
        _tell_others(actor, told(row), MessageKind.SHADOW_OFF, row, starts_at)
    db.session.flush()


@writes
def follow_change(actor: Viewer, open_ones: Iterable[OpenShadowing], *, lead_ids: Collection[int]) -> None:
    """Whoever would sit in hears that the clinic has changed. Where who agreed leads it no more, `lead_ids` are asked."""
    for row, starts_at in open_ones:
        if row.state is ShadowingState.AGREED and row.answered_by_id not in lead_ids:
            row.state = policy.shadowing_after(row.state, "ask_anew")
            row.answered_by_id = row.answered_at = None
            _note(actor, row, "ask_anew_shadowing")
            _tell_others(actor, lead_ids, MessageKind.SHADOW_ASKED, row, starts_at)
        _tell_others(actor, [row.person_id], MessageKind.SHADOW_CHANGED, row, starts_at)
    db.session.flush()


def _tell_others(
    actor: Viewer, person_ids: Iterable[int], kind: MessageKind, row: Shadowing, starts_at: datetime
) -> None:
    """Those of them who did not do it themselves are told."""
    facts = {"shadowing_id": row.id, "state": row.state.value, "starts_at": starts_at.isoformat()}
    notify.tell_all(
        [News(person_id, kind, facts, PATH) for person_id in person_ids if person_id != actor.person_id]
    )


def _note(actor: Viewer, row: Shadowing, verb: str) -> None:
    audit.record(actor, verb, subject=("shadowing", row.id), area_id=row.area_id)
