"""Sitting in on a colleague's clinic: asked, agreed or declined, taken back, and confirmed once it has happened.

It opens nothing: whoever shadows reads no request and no record by it, and is told no online link.
"""

from collections.abc import Iterable
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
from csaleads.notify import service as notify
from csaleads.notify.models import MessageKind
from csaleads.notify.service import News

PATH = "/shadowing"


@writes
def ask_to_shadow(actor: Viewer, *, clinic_id: UUID) -> int:
    """The leads of the clinic are asked; the id of the asking, also where the actor has asked before.

    Raises NotFound to whoever may not, WrongState where the clinic has begun or colleagues cannot book it.
    """
    locks.hold_clinic_still(clinic_id)
    clinic = clinics.get_clinic(actor, clinic_id)
    known = locks.find_open(clinic_id, actor.person_id)
    if known is not None:
        return known.id
    policy.require_ask(actor, clinic, clock.now())
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
    _tell(clinic.lead_ids, MessageKind.SHADOW_ASKED, row, clinic.starts_at.isoformat())
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
    _tell((each for each in told if each != actor.person_id), kind, row, found.starts_at.isoformat())
    db.session.flush()
    return row.state


@writes
def call_off(actor: Viewer, rows: Iterable[Shadowing], starts_at: str) -> None:
    """What is open in `rows` does not happen, and whoever asked is told. For what follows from a clinic or a role."""
    for row in rows:
        row.state = policy.shadowing_after(row.state, "call_off")
        _note(actor, row, "call_off_shadowing")
        if row.person_id != actor.person_id:
            _tell([row.person_id], MessageKind.SHADOW_OFF, row, starts_at)
    db.session.flush()


def _tell(person_ids: Iterable[int], kind: MessageKind, row: Shadowing, starts_at: str) -> None:
    facts: dict[str, str | int] = {"shadowing_id": row.id, "state": row.state.value}
    if starts_at:
        facts["starts_at"] = starts_at
    notify.tell_all([News(person_id, kind, facts, PATH) for person_id in person_ids])


def _note(actor: Viewer, row: Shadowing, verb: str) -> None:
    audit.record(actor, verb, subject=("shadowing", row.id), area_id=row.area_id)
