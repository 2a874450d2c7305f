"""Asking: a draft is begun, kept as it is typed, sent; its answers can be changed until the clinic starts."""

from datetime import datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import undefer_group

from csaleads.access.permissions import Permission
from csaleads.access.viewer import SYSTEM, Viewer
from csaleads.accounts import queries as people
from csaleads.advice import policy
from csaleads.advice.models import RequestForAdvice, RequestState, SafeRouteStop
from csaleads.advice.queries import find_booking_of_request, get_own_request
from csaleads.advice.references import new_reference, tidy_reference
from csaleads.advice.screened import subject_of, texts_of
from csaleads.advice.steps import (
    LONGEST_ANSWER,
    LONGEST_KEPT,
    TEXTS,
    Answers,
    Unanswered,
    first_open_step,
    require_storable,
)
from csaleads.audit import service as audit
from csaleads.core import clock
from csaleads.core.database import db
from csaleads.core.errors import ChangedMeanwhile, HiddenNow, NotAllowed, NotFound, WrongState
from csaleads.core.unit_of_work import savepoint, writes
from csaleads.screening import service as screening
from csaleads.screening.service import NO_ANSWERS

TRIES_FOR_A_REFERENCE = 20


@writes
def count_safe_route_stop(*, area_id: int) -> None:
    """Somebody in the area was shown the emergency steps. No trace of who: not here, not in the audit trail."""
    db.session.add(SafeRouteStop(area_id=area_id, stopped_at=clock.now()))
    audit.record(SYSTEM, "stop_for_emergency", subject=("area", area_id), area_id=area_id)
    db.session.flush()


@writes
def start_request(actor: Viewer, *, area_id: int, wanted_slot_id: int | None = None) -> str:
    """A draft of the actor's in the area; the answer is its reference. Raises NotAllowed outside the actor's areas."""
    if not actor.can_in(Permission.ASK_FOR_ADVICE, area_id):
        raise NotAllowed
    team = people.team_of(actor.person_id, area_id)
    request = _insert_with_reference(
        area_id=area_id,
        worker_id=actor.person_id,
        team_id=team.id if team else None,
        wanted_slot_id=wanted_slot_id,
    )
    audit.record(actor, "start", subject=("request", request.id), area_id=area_id)
    return request.reference


def _insert_with_reference(**columns: Any) -> RequestForAdvice:
    now = clock.now()
    for _ in range(TRIES_FOR_A_REFERENCE):
        request = RequestForAdvice(
            reference=new_reference(), state=RequestState.DRAFT, started_at=now, saved_at=now, **columns
        )
        try:
            with savepoint():
                db.session.add(request)
        except IntegrityError:
            continue  # somebody else's reference: draw again
        return request
    raise RuntimeError("no free reference was drawn")


@writes
def save_draft(actor: Viewer, *, reference: str, answers: Answers) -> datetime:
    """Keep `answers`, however incomplete, in the actor's draft; the last to save wins. The answer is when it was saved.

    Not audited: a draft is saved every few seconds and concerns nobody else. Raises NotFound, WrongState once it was sent,
    TooLong where more was typed than a draft keeps.
    """
    require_storable(answers, longest=LONGEST_KEPT)
    request = _lock_own(actor, reference)
    if request.state is not RequestState.DRAFT:
        raise WrongState("save_draft", request.state.value)
    return _write(request, answers)


def change_answers(
    actor: Viewer,
    *,
    reference: str,
    answers: Answers,
    version: int,
    screened: screening.Answers = NO_ANSWERS,
) -> None:
    """Change answers that were sent already; their lead reads the newest.

    `screened` answers what screening finds in them. Raises WrongState once the clinic has begun, ChangedMeanwhile where
    `version` is no longer the newest, CouldIdentify and CannotScreen.
    """
    require_storable(answers, longest=LONGEST_ANSWER)
    screening.look_ahead(_texts_in(answers))
    _change_answers(actor, reference, answers, version, screened)


@writes
def _change_answers(
    actor: Viewer, reference: str, answers: Answers, version: int, screened: screening.Answers
) -> None:
    request = _lock_own(actor, reference)
    _require(request, "edit")
    if request.version != version:
        raise ChangedMeanwhile
    if any(not value for value in answers.values()):
        raise ValueError("an answer that was sent can be changed, not taken away")
    passed = screening.pass_texts(
        actor, subject=subject_of(request), texts=_texts_in(answers), answers=screened
    )
    _write(request, {**answers, **passed.texts})
    request.version += 1
    audit.record(
        actor,
        "edit",
        subject=("request", request.id),
        area_id=request.area_id,
        version=request.version,
        **passed.counts,
    )
    db.session.flush()


def submit_request(actor: Viewer, *, reference: str, screened: screening.Answers = NO_ANSWERS) -> None:
    """The draft is sent and can take a slot or a place in the queue.

    `screened` answers what screening finds in it. Raises Unanswered with the first open question, CouldIdentify and
    CannotScreen; the draft then stays as it is.
    """
    asked = get_own_request(actor, reference)
    if asked.state is RequestState.DRAFT:
        screening.look_ahead(texts_of(asked))
    _submit_request(actor, reference, screened)


@writes
def _submit_request(actor: Viewer, reference: str, screened: screening.Answers) -> None:
    request = _lock_own(actor, reference)
    target = _require(request, "submit")
    open_step = first_open_step(request)
    if open_step is not None:
        raise Unanswered(open_step)
    passed = screening.pass_texts(
        actor, subject=subject_of(request), texts=texts_of(request), answers=screened
    )
    request.state, request.submitted_at = target, clock.now()
    audit.record(actor, "submit", subject=("request", request.id), area_id=request.area_id, **passed.counts)
    db.session.flush()


def _texts_in(answers: Answers) -> dict[str, str]:
    return {name: value for name, value in answers.items() if name in TEXTS}


def _lock_own(actor: Viewer, reference: str) -> RequestForAdvice:
    """The actor's request, whose words are about to change; raises HiddenNow while they are being corrected."""
    query = select(RequestForAdvice).where(RequestForAdvice.reference == tidy_reference(reference))
    request = db.session.scalar(query.options(undefer_group("narrative")).with_for_update())
    if request is None or not policy.is_own(actor, area_id=request.area_id, worker_id=request.worker_id):
        raise NotFound
    if request.hidden_at is not None:
        raise HiddenNow
    return request


def _require(request: RequestForAdvice, verb: str) -> RequestState:
    booking = find_booking_of_request(request.id) if request.state is RequestState.BOOKED else None
    starts_at = booking.clinic_starts_at if booking else None
    return policy.require_move(request.state, verb, clinic_starts_at=starts_at, now=clock.now())


def _write(request: RequestForAdvice, answers: Answers) -> datetime:
    for name, value in answers.items():
        setattr(request, name, value)
    request.saved_at = clock.now()
    db.session.flush()
    return request.saved_at
