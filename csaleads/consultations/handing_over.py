"""When a Practice Lead leaves the role or the area, a colleague finishes and signs the records that they did not sign.

One that is hidden, because something in it could identify somebody, goes with the others: whoever takes over is its author from
then on, so there is somebody to take it out, and the coordinator confirms what another person corrected.
"""

from collections.abc import Callable, Collection
from uuid import UUID

from sqlalchemy import ColumnElement, select

from csaleads.access.viewer import Viewer
from csaleads.accounts import in_hand
from csaleads.accounts.in_hand import Matter
from csaleads.accounts.queries import list_leads
from csaleads.advice import service as advice
from csaleads.audit import service as audit
from csaleads.consultations.models import Consultation, RecordState
from csaleads.core.database import db
from csaleads.core.formatting import plural, uk_date
from csaleads.core.unit_of_work import writes

HIDDEN_GOES_TOO = " What is hidden goes too: they take out what could identify somebody, and you confirm it."
HiddenListener = Callable[[Viewer, Collection[UUID], int], None]
_hidden_listeners: list[HiddenListener] = []


def subscribe_hidden(listener: HiddenListener) -> HiddenListener:
    """Call `listener(actor, request_ids, to_id)` when hidden records were taken over, in the same transaction."""
    if listener not in _hidden_listeners:
        _hidden_listeners.append(listener)
    return listener


def list_records_in_hand(person_id: int, area_id: int) -> list[Matter]:
    """What they have not signed, hidden or not. It must go to a colleague where one could sign it: not whoever asked."""
    drafts = db.session.execute(
        select(Consultation.worker_id, Consultation.held_at, Consultation.hidden_at)
        .where(*_is_unsigned(person_id, area_id))
        .order_by(Consultation.held_at)
    ).all()
    if not drafts:
        return []
    others = {lead.id for lead in list_leads([area_id])} - {person_id}
    can_go = any(others - {draft.worker_id} for draft in drafts)
    hidden = HIDDEN_GOES_TOO if any(draft.hidden_at for draft in drafts) else ""
    oldest = uk_date(drafts[0].held_at)
    it, waits = ("it", "waits") if len(drafts) == 1 else ("them", "wait")
    nobody = (
        f"No other Practice Lead of the area could sign {it}: {it if it == 'it' else 'they'} {waits} for one."
    )
    return [
        Matter(
            f"{plural(len(drafts), 'record')} not signed"
            + (f", of {oldest}" if len(drafts) == 1 else f", the oldest of {oldest}"),
            becomes=f"A colleague takes {it} over, finishes and signs {it}. Notes that are their own are deleted, unread.{hidden}"
            if can_go
            else nobody,
            must_go=can_go,
            with_role=True,
        )
    ]


@writes
def take_over_records(actor: Viewer, person_id: int, area_id: int, to_id: int) -> int:
    """Those records are the colleague's to finish and sign; how many. Records of the colleague's own requests stay.

    The note that a lead keeps for themselves does not go with it: it is deleted. Whoever asked is told. What is hidden stays
    hidden, and the room that sees to it is told. Requests are locked before their records, as wherever both are.
    """
    theirs = (*_is_unsigned(person_id, area_id), Consultation.worker_id != to_id)
    advice.lock_requests(db.session.scalars(select(Consultation.request_id).where(*theirs)).all())
    query = select(Consultation).where(*theirs).order_by(Consultation.id).with_for_update()
    rows = db.session.scalars(query.execution_options(populate_existing=True)).all()
    advice.give_to(actor, [row.request_id for row in rows], to_id=to_id)
    for row in rows:
        row.lead_id, row.lead_note, row.saved_from = to_id, "", None
        row.version += 1
        audit.record(
            actor, "hand_over", subject=("consultation", row.id), area_id=area_id, to_person_id=to_id
        )
    db.session.flush()
    hidden = [row.request_id for row in rows if row.hidden_at is not None]
    for listener in _hidden_listeners if hidden else ():
        listener(actor, hidden, to_id)
    return len(rows)


def _is_unsigned(person_id: int, area_id: int) -> list[ColumnElement[bool]]:
    return [
        Consultation.lead_id == person_id,
        Consultation.area_id == area_id,
        Consultation.state == RecordState.DRAFT,
        Consultation.signed_at.is_(None),  # true of every draft, and what the index of a lead knows
    ]


in_hand.register_check(list_records_in_hand)
in_hand.register_taking_over(take_over_records)
