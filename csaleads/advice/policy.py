"""Who may read or change a request, and from which state. Pure questions; `can_` answers, `require_` raises."""

from collections.abc import Collection
from datetime import datetime
from typing import NamedTuple

from csaleads.access.permissions import Permission
from csaleads.access.viewer import Viewer
from csaleads.advice.models import RequestState
from csaleads.core.clock import to_local
from csaleads.core.errors import WrongState

S = RequestState


class Move(NamedTuple):
    """One line of the life cycle: whoever may do `verb` finds the request in `source` and leaves it in `target`."""

    source: RequestState
    verb: str
    target: RequestState


LIFE_CYCLE: tuple[Move, ...] = (
    Move(S.DRAFT, "submit", S.SUBMITTED),
    Move(S.SUBMITTED, "book", S.BOOKED),
    Move(S.QUEUED, "book", S.BOOKED),
    Move(S.DID_NOT_ATTEND, "book", S.BOOKED),
    Move(S.BOOKED, "move", S.BOOKED),
    Move(S.BOOKED, "cancel", S.SUBMITTED),
    Move(S.BOOKED, "lose_slot", S.SUBMITTED),  # its clinic was cancelled
    Move(S.SUBMITTED, "join_queue", S.QUEUED),
    Move(S.DID_NOT_ATTEND, "join_queue", S.QUEUED),
    Move(S.QUEUED, "accept", S.ACCEPTED),
    Move(S.ACCEPTED, "hand_back", S.QUEUED),
    Move(S.QUEUED, "decline", S.DECLINED),
    Move(S.ACCEPTED, "decline", S.DECLINED),
    Move(S.BOOKED, "miss", S.DID_NOT_ATTEND),
    Move(S.DID_NOT_ATTEND, "undo_miss", S.BOOKED),
    Move(S.BOOKED, "consult", S.CONSULTED),
    Move(S.ACCEPTED, "consult", S.CONSULTED),
    Move(S.DRAFT, "withdraw", S.WITHDRAWN),
    Move(S.SUBMITTED, "withdraw", S.WITHDRAWN),
    Move(S.BOOKED, "withdraw", S.WITHDRAWN),
    Move(S.QUEUED, "withdraw", S.WITHDRAWN),
    Move(S.ACCEPTED, "withdraw", S.WITHDRAWN),
    Move(S.DID_NOT_ATTEND, "withdraw", S.WITHDRAWN),
    Move(S.DRAFT, "edit", S.DRAFT),
    Move(S.SUBMITTED, "edit", S.SUBMITTED),
    Move(S.BOOKED, "edit", S.BOOKED),
    Move(S.QUEUED, "edit", S.QUEUED),
    Move(S.ACCEPTED, "edit", S.ACCEPTED),
)
_TARGETS = {(move.source, move.verb): move.target for move in LIFE_CYCLE}
VERBS = frozenset(move.verb for move in LIFE_CYCLE)
UNTIL_THE_CLINIC_STARTS = frozenset({"move", "cancel", "edit", "withdraw"})
FROM_THE_CLINIC_ON = frozenset({"consult"})
ENDED = frozenset({S.CONSULTED, S.WITHDRAWN, S.DECLINED, S.DID_NOT_ATTEND})


def can_move(state: RequestState, verb: str, *, clinic_starts_at: datetime | None, now: datetime) -> bool:
    """Whether `verb` is possible from `state`.

    What a worker does to a booked request ends when its clinic starts; that is also when the consultation may begin.
    """
    if (state, verb) not in _TARGETS:
        return False
    if state is not S.BOOKED or clinic_starts_at is None:
        return True
    has_begun = clinic_starts_at <= now
    return verb not in (UNTIL_THE_CLINIC_STARTS if has_begun else FROM_THE_CLINIC_ON)


def require_move(
    state: RequestState, verb: str, *, clinic_starts_at: datetime | None, now: datetime
) -> RequestState:
    """The state that follows; raises WrongState where the verb is not possible."""
    if not can_move(state, verb, clinic_starts_at=clinic_starts_at, now=now):
        raise WrongState(verb, state.value)
    return _TARGETS[state, verb]


def is_own(viewer: Viewer, *, area_id: int, worker_id: int) -> bool:
    """Whether the viewer asked this, and still belongs to the area in which they asked."""
    return viewer.person_id == worker_id and viewer.can_in(Permission.ASK_FOR_ADVICE, area_id)


def can_answer(
    viewer: Viewer,
    *,
    area_id: int,
    state: RequestState,
    lead_id: int | None,
    clinic_lead_ids: Collection[int],
) -> bool:
    """Whether the viewer is the lead whom the request concerns: of its clinic, by taking it, or as it waits in the queue."""
    if not viewer.can_in(Permission.ANSWER_REQUESTS, area_id) or state is S.DRAFT:
        return False
    return viewer.person_id in clinic_lead_ids or viewer.person_id == lead_id or state is S.QUEUED


def can_run_queue(viewer: Viewer, area_id: int) -> bool:
    """Whether the viewer is a lead of the area, who sees its queue and may take from it."""
    return viewer.can_in(Permission.ANSWER_REQUESTS, area_id)


def leads_clinic(actor: Viewer, *, area_id: int, clinic_lead_ids: Collection[int]) -> bool:
    """Whether the actor is a lead of the clinic, and a lead of the area today."""
    return actor.person_id in clinic_lead_ids and actor.can_in(Permission.ANSWER_REQUESTS, area_id)


def says_who_came(
    actor: Viewer, *, area_id: int, lead_id: int | None, clinic_lead_ids: Collection[int]
) -> bool:
    """Whether the actor leads the clinic, or took over from whoever led it, and is a lead of the area today."""
    is_theirs = actor.person_id in clinic_lead_ids or actor.person_id == lead_id
    return is_theirs and actor.can_in(Permission.ANSWER_REQUESTS, area_id)


def can_see_times(viewer: Viewer, area_id: int) -> bool:
    """Whether the viewer runs the clinics of the area: who comes when by reference, and nothing of what is asked."""
    return viewer.can_in(Permission.RUN_CLINICS_OF_AREA, area_id)


def takes_part(actor: Viewer, *, area_id: int, worker_id: int, clinic_lead_ids: Collection[int]) -> bool:
    """Whether the actor is one of the people of a booking: the worker, or a lead of its clinic."""
    return leads_clinic(actor, area_id=area_id, clinic_lead_ids=clinic_lead_ids) or is_own(
        actor, area_id=area_id, worker_id=worker_id
    )


def can_mark_attendance(clinic_starts_at: datetime, now: datetime) -> bool:
    """Who came can be said from the day of the clinic on, not before."""
    return to_local(now).date() >= to_local(clinic_starts_at).date()
