"""When a Practice Lead leaves the role or the area: what they took from the queue goes to a colleague, or back into it.

Whom they met in a clinic that is over, without a record begun, goes to a colleague too, who writes the record.
"""

from collections.abc import Collection
from typing import Any
from uuid import UUID

from sqlalchemy import Select, func, select

from csaleads.access.permissions import Role
from csaleads.access.viewer import Viewer
from csaleads.accounts import in_hand, role_ends
from csaleads.accounts.in_hand import Matter
from csaleads.accounts.queries import list_leads
from csaleads.advice import met_queries, news
from csaleads.advice.locking import lock_requests
from csaleads.advice.models import RequestForAdvice, RequestState
from csaleads.advice.waiting import move
from csaleads.audit import service as audit
from csaleads.core.database import db
from csaleads.core.formatting import plural, uk_date
from csaleads.core.unit_of_work import writes
from csaleads.notify.models import MessageKind


def list_requests_in_hand(person_id: int, area_id: int) -> list[Matter]:
    """What they took and have not met about. It is in nobody's way: no request is lost by their going."""
    count = db.session.scalar(_taken(person_id, area_id, func.count(RequestForAdvice.id)))
    if not count:
        return []
    it_goes, takes = ("It goes", "it") if count == 1 else ("They go", "them")
    return [
        Matter(
            f"{plural(count, 'request')} taken from the queue between clinics",
            becomes=f"{it_goes} back to the queue, and the Practice Leads are told, unless a colleague takes {takes} over.",
            must_go=False,
            with_role=True,
        )
    ]


def list_met_in_hand(person_id: int, area_id: int) -> list[Matter]:
    """Whom they met and of whom nobody has begun the record. It must go to a colleague where one could write it."""
    met = met_queries.list_unwritten(person_id, area_id)
    if not met:
        return []
    others = {lead.id for lead in list_leads([area_id])} - {person_id}
    can_go = any(others - {each.worker_id} for each in met)
    it, writes_it = ("it", "writes and signs the record") if len(met) == 1 else ("them", "signs the records")
    nobody = f"No other Practice Lead of the area could write {it}."
    oldest = uk_date(met[0].starts_at)
    return [
        Matter(
            f"{plural(len(met), 'consultation')} without a record"
            + (f", of {oldest}" if len(met) == 1 else f", the oldest of {oldest}"),
            becomes=f"A colleague takes {it} over, {writes_it}. If another Practice Lead was there too, choose them."
            if can_go
            else nobody,
            must_go=can_go,
            with_role=True,
        )
    ]


@writes
def take_over_requests(actor: Viewer, person_id: int, area_id: int, to_id: int) -> int:
    """What they took, and whom they met without a record, is the colleague's; how many. Whoever asked is told.

    The colleague's own requests stay where they are. Who led a clinic that is over is not changed.
    """
    met = [each.request_id for each in met_queries.list_unwritten(person_id, area_id)]
    taken = db.session.scalars(_taken(person_id, area_id, RequestForAdvice.id)).all()
    found = lock_requests([*taken, *met]).values() if taken or met else ()
    theirs = [row.id for row in found if _is_still_theirs(row, person_id) and row.worker_id != to_id]
    return len(give_to(actor, theirs, to_id=to_id)) if theirs else 0


def _is_still_theirs(row: RequestForAdvice, person_id: int) -> bool:
    """Asked once nobody else changes it: no record was begun and nobody else took it meanwhile."""
    if row.state is RequestState.BOOKED:
        return row.lead_id in (None, person_id)
    return row.state is RequestState.ACCEPTED and row.lead_id == person_id


@writes
def give_to(actor: Viewer, request_ids: Collection[UUID], *, to_id: int) -> list[UUID]:
    """That lead answers these requests from now on, and whoever asked is told.

    For whoever hands over and was asked whether they may; the requests have a lead, taken from the queue or met in a clinic.
    """
    rows = lock_requests(list(request_ids))
    for row in rows.values():
        row.lead_id = to_id
        audit.record(actor, "hand_over", subject=("request", row.id), area_id=row.area_id, to_person_id=to_id)
    news.tell_workers(rows.values(), MessageKind.LEAD_CHANGED)
    db.session.flush()
    return list(rows)


@role_ends.subscribe
@writes
def return_to_queue(actor: Viewer, person_id: int, area_id: int, role: Role) -> None:
    """What they took and nobody took over waits for another lead; leads and whoever asked are told."""
    if role is not Role.PRACTICE_LEAD:
        return
    for request in _lock_taken(person_id, area_id):
        move(actor, request, "hand_back")
        request.lead_id = None
        news.tell_queued(request, but=[person_id])
        news.tell_worker(request, MessageKind.QUEUED)


def _lock_taken(person_id: int, area_id: int) -> list[RequestForAdvice]:
    """They are locked in one order, and looked at again once nobody else changes them."""
    ids = db.session.scalars(_taken(person_id, area_id, RequestForAdvice.id)).all()
    locked = lock_requests(ids).values() if ids else ()
    return [row for row in locked if row.state is RequestState.ACCEPTED and row.lead_id == person_id]


def _taken(person_id: int, area_id: int, column: Any) -> Select[Any]:
    return select(column).where(
        RequestForAdvice.lead_id == person_id,
        RequestForAdvice.area_id == area_id,
        RequestForAdvice.state == RequestState.ACCEPTED,
    )


in_hand.register_check(list_met_in_hand)
in_hand.register_check(list_requests_in_hand)
in_hand.register_taking_over(take_over_requests)
