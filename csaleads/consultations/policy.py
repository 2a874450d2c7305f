"""Who stands how to a record, and what may happen to it from which state. Pure questions: no database, no pages."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from csaleads.access.permissions import Permission
from csaleads.access.viewer import Viewer
from csaleads.consultations.models import RecordState
from csaleads.core.errors import HiddenNow, NotAllowed, NotFound, WrongState

DRAFT, SIGNED = RecordState.DRAFT, RecordState.SIGNED
DAYS_TO_SIGN = 5  # a draft that is this many working days old is marked

# The life of a record: (from, verb) → to.
RECORD_MOVES: dict[tuple[RecordState, str], RecordState] = {
    (DRAFT, "save"): DRAFT,
    (DRAFT, "sign"): SIGNED,
    (SIGNED, "amend"): SIGNED,
    (SIGNED, "take_away"): SIGNED,
    (SIGNED, "mark_read"): SIGNED,
    (SIGNED, "give_feedback"): SIGNED,
    (SIGNED, "mark_action"): SIGNED,
}


class ActionState(StrEnum):
    OPEN = "open"
    DONE = "done"


# The life of an action: (from, verb) → to.
ACTION_MOVES: dict[tuple[ActionState, str], ActionState] = {
    (ActionState.OPEN, "finish"): ActionState.DONE,
    (ActionState.DONE, "undo"): ActionState.OPEN,
}


class Relation(StrEnum):
    """How somebody stands to a record. Whoever has none of these does not know that it exists."""

    LEAD = "lead"  # opened it, and signs it
    CO_LEAD = "co_lead"  # the clinic's other lead
    WORKER = "worker"  # asked
    BREAK_GLASS = "break_glass"  # coordinator of the area, for an hour, for a reason


READS: dict[Relation, frozenset[RecordState]] = {
    Relation.LEAD: frozenset({DRAFT, SIGNED}),
    Relation.CO_LEAD: frozenset({DRAFT}),
    Relation.WORKER: frozenset({SIGNED}),
    Relation.BREAK_GLASS: frozenset({SIGNED}),
}
MAY: dict[str, frozenset[Relation]] = {
    "save": frozenset({Relation.LEAD, Relation.CO_LEAD}),
    "sign": frozenset({Relation.LEAD}),
    "amend": frozenset({Relation.LEAD}),
    "take_away": frozenset({Relation.LEAD, Relation.WORKER}),
    "mark_read": frozenset({Relation.WORKER}),
    "give_feedback": frozenset({Relation.WORKER}),
    "mark_action": frozenset({Relation.LEAD, Relation.WORKER}),
}


@dataclass(frozen=True)
class RecordFacts:
    """What policy needs to know of a record. `glass_until` is when the viewer's break-glass read ends, if one began.

    While `hidden_at` is set the record is being corrected: nobody reads it here, and everything that is done to it waits.
    """

    area_id: int
    lead_id: int
    worker_id: int
    state: RecordState
    clinic_lead_ids: frozenset[int] = frozenset()
    glass_until: datetime | None = None
    hidden_at: datetime | None = None


def relation_of(viewer: Viewer, record: RecordFacts, now: datetime) -> Relation | None:
    """How `viewer` stands to `record` at the moment `now`, by a role held today in the record's area."""
    if viewer.can_in(Permission.WRITE_RECORDS, record.area_id):
        if viewer.person_id == record.lead_id:
            return Relation.LEAD
        if viewer.person_id in record.clinic_lead_ids and viewer.person_id != record.worker_id:
            return Relation.CO_LEAD
    if viewer.person_id == record.worker_id and viewer.can_in(Permission.ASK_FOR_ADVICE, record.area_id):
        return Relation.WORKER
    if record.glass_until is not None and now < record.glass_until and can_break_glass(viewer, record):
        return Relation.BREAK_GLASS
    return None


def can_read(relation: Relation | None, state: RecordState) -> bool:
    return relation is not None and state in READS[relation]


def can_sign(relation: Relation | None) -> bool:
    return relation in MAY["sign"]


def can_see_note(relation: Relation | None) -> bool:
    """The lead's own note is for its lead alone, in every state and on every page."""
    return relation is Relation.LEAD


def can_break_glass(viewer: Viewer, record: RecordFacts) -> bool:
    """Whether the viewer coordinates the area of a signed record that is neither theirs nor about their own request."""
    return (
        record.state is SIGNED
        and viewer.can_in(Permission.BREAK_GLASS, record.area_id)
        and viewer.person_id not in (record.lead_id, record.worker_id)
    )


def require_break_glass(viewer: Viewer, record: RecordFacts) -> None:
    """Raises NotFound unless `viewer` may open the record by break-glass, HiddenNow while it is being corrected."""
    if not can_break_glass(viewer, record):
        raise NotFound
    require_shown(record)


def require_shown(record: "RecordFacts | OpeningFacts") -> None:
    """Raises HiddenNow while the words are being corrected. Asked after who may know of them at all."""
    if record.hidden_at is not None:
        raise HiddenNow


def require_reading(viewer: Viewer, record: RecordFacts, now: datetime) -> Relation:
    """The relation that lets `viewer` read `record`; raises NotFound, and HiddenNow while it is being corrected."""
    relation = relation_of(viewer, record, now)
    if relation is None or not can_read(relation, record.state):
        raise NotFound
    require_shown(record)
    return relation


def require_move(actor: Viewer, record: RecordFacts, verb: str, now: datetime) -> RecordState:
    """The state of `record` after `verb`.

    Raises NotFound to whoever may not know of it, NotAllowed to whoever may not do this, HiddenNow while it is being
    corrected, and WrongState to its writers where it is past that. A worker is never told that a draft exists.
    """
    relation = relation_of(actor, record, now)
    if relation is None:
        raise NotFound
    if relation not in MAY[verb]:
        raise NotAllowed
    is_writer = relation in MAY["save"]
    if not is_writer and not can_read(relation, record.state):
        raise NotFound
    require_shown(record)
    try:
        return RECORD_MOVES[record.state, verb]
    except KeyError:
        raise WrongState(verb, record.state) from None


def require_action_move(state: ActionState, verb: str) -> ActionState:
    """The state of an action after `verb`; raises WrongState."""
    try:
        return ACTION_MOVES[state, verb]
    except KeyError:
        raise WrongState(verb, state) from None


OPENED_FROM = frozenset({"booked", "accepted"})  # states of a request from which a record can be opened


@dataclass(frozen=True)
class OpeningFacts:
    """What policy needs to know of a request before a record is opened for it."""

    area_id: int
    worker_id: int
    state: str
    accepted_by_id: int | None  # who took it, from the queue or from whoever led the clinic
    clinic_lead_ids: frozenset[int]
    clinic_starts_at: datetime | None = None  # of the clinic in which it holds a slot
    hidden_at: datetime | None = None


def can_open(actor: Viewer, request: OpeningFacts) -> bool:
    """Whether `actor` accepted the request from the queue or took it over; else, leads the clinic in which it holds a slot.

    One person writes what was handed over: the clinic's leads can add to the draft, once there is one.
    """
    if not actor.can_in(Permission.WRITE_RECORDS, request.area_id) or actor.person_id == request.worker_id:
        return False
    if request.accepted_by_id is not None:
        return actor.person_id == request.accepted_by_id
    return actor.person_id in request.clinic_lead_ids


def require_open(actor: Viewer, request: OpeningFacts, now: datetime) -> None:
    """Raises NotFound unless `actor` may open the record, and WrongState where there is nothing to record yet or any more.

    Raises HiddenNow while the request is being corrected: its lead cannot read it.
    """
    if not can_open(actor, request):
        raise NotFound
    require_shown(request)
    is_early = request.clinic_starts_at is not None and now < request.clinic_starts_at
    if is_early or request.state not in OPENED_FROM:
        raise WrongState("open", request.state)
