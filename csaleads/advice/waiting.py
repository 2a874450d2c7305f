"""The queue between clinics: a request joins it, a lead takes it, hands it back, or declines it and says why."""

from csaleads.access.viewer import Viewer
from csaleads.advice import news, policy
from csaleads.advice.booking import release_missed
from csaleads.advice.locking import lock_request
from csaleads.advice.models import RequestForAdvice, RequestState
from csaleads.advice.screened import subject_of
from csaleads.audit import service as audit
from csaleads.core import clock
from csaleads.core.database import db
from csaleads.core.errors import NotAllowed, NotFound
from csaleads.core.unit_of_work import writes
from csaleads.notify.models import MessageKind
from csaleads.screening import service as screening
from csaleads.screening.service import NO_ANSWERS, Answers


@writes
def join_queue(actor: Viewer, *, reference: str) -> None:
    """The actor's request waits for a lead of the area, who are told. Raises NotFound, WrongState."""
    request = lock_request(reference)
    if request is None or not policy.is_own(actor, area_id=request.area_id, worker_id=request.worker_id):
        raise NotFound
    was = request.state
    move(actor, request, "join_queue")
    if was is RequestState.DID_NOT_ATTEND:
        release_missed(actor, request_id=request.id)
    request.ended_at = request.wanted_slot_id = request.lead_id = None
    news.tell_queued(request)


@writes
def accept_request(actor: Viewer, *, reference: str) -> None:
    """The actor takes the request from the queue and will contact its worker, who is told.

    Raises NotFound, NotAllowed for one's own request, WrongState where another lead was quicker.
    """
    request = _of_area(actor, reference)
    if request.state is RequestState.ACCEPTED and request.lead_id == actor.person_id:
        return
    move(actor, request, "accept")
    request.lead_id = actor.person_id
    news.tell_worker(request, MessageKind.ACCEPTED)


@writes
def hand_back_request(actor: Viewer, *, reference: str) -> None:
    """The lead who took it cannot do it: it waits in the queue again, and worker and leads are told."""
    request = _of_area(actor, reference)
    _require_taken_by(actor, request)
    move(actor, request, "hand_back")
    request.lead_id = None
    news.tell_queued(request, but=[actor.person_id])
    news.tell_worker(request, MessageKind.QUEUED)


@writes
def decline_request(actor: Viewer, *, reference: str, reason: str, screened: Answers = NO_ANSWERS) -> None:
    """The request is not taken on. Its worker is told and reads the reason on its page.

    Raises CouldIdentify and CannotScreen for the reason.
    """
    if not reason:
        raise ValueError("a request is declined with a reason")
    request = _of_area(actor, reference)
    _require_taken_by(actor, request)
    move(actor, request, "decline")
    passed = screening.pass_texts(
        actor, subject=subject_of(request), texts={"reason": reason}, answers=screened
    )
    request.ended_at, request.ended_reason = clock.now(), passed["reason"]
    news.tell_worker(request, MessageKind.DECLINED)


def _of_area(actor: Viewer, reference: str) -> RequestForAdvice:
    """The request, locked, if the actor is a lead of its area and has not asked it themselves."""
    request = lock_request(reference)
    if request is None or not policy.can_run_queue(actor, request.area_id):
        raise NotFound
    if request.worker_id == actor.person_id:
        raise NotAllowed
    if request.state is RequestState.DRAFT:
        raise NotFound
    return request


def _require_taken_by(actor: Viewer, request: RequestForAdvice) -> None:
    """What a lead has taken is theirs: another lead cannot hand it back or decline it."""
    if request.state is RequestState.ACCEPTED and request.lead_id != actor.person_id:
        raise NotFound


@writes
def move(actor: Viewer, request: RequestForAdvice, verb: str) -> None:
    """The state that follows, and its event; whoever may is asked before. Raises WrongState."""
    request.state = policy.require_move(request.state, verb, clinic_starts_at=None, now=clock.now())
    audit.record(actor, verb, subject=("request", request.id), area_id=request.area_id)
    db.session.flush()
