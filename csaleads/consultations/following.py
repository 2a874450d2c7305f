"""What happens to a signed record: amendments by its lead; reading, actions and feedback by the worker."""

from uuid import UUID

from csaleads.access.viewer import Viewer
from csaleads.audit import service as audit
from csaleads.consultations import policy, queries
from csaleads.consultations.models import Amendment, Consultation, ExternalAdvice
from csaleads.consultations.screened import subject_of
from csaleads.core import clock
from csaleads.core.database import db
from csaleads.core.errors import NotFound
from csaleads.core.unit_of_work import writes
from csaleads.notify import service as notify
from csaleads.notify.models import MessageKind
from csaleads.screening import service as screening
from csaleads.screening.service import NO_ANSWERS, Answers


def amend_record(
    actor: Viewer, *, reference: str, text: str, reason: str, screened: Answers = NO_ANSWERS
) -> None:
    """`text` stands under the signed record, with who wrote it, when and why; the worker is told.

    Raises CouldIdentify and CannotScreen for what is added and why.
    """
    texts = {"text": text, "reason": reason}
    screening.look_ahead(texts)
    _amend_record(actor, reference, texts, screened)


@writes
def _amend_record(actor: Viewer, reference: str, texts: dict[str, str], screened: Answers) -> None:
    record = _lock_for(actor, reference, "amend")
    passed = screening.pass_texts(actor, subject=subject_of(record), texts=texts, answers=screened)
    amendment = Amendment(
        consultation_id=record.id,
        author_id=actor.person_id,
        amended_at=clock.now(),
        text=passed["text"],
        reason=passed["reason"],
    )
    db.session.add(amendment)
    audit.record(
        actor,
        "amend_record",
        subject=("consultation", record.id),
        area_id=record.area_id,
        **passed.counts,
    )
    notify.tell(
        record.worker_id,
        MessageKind.ADVICE_AMENDED,
        facts={"reference": reference, "amendment_id": amendment.id.hex},
        path=f"/records/{reference}",
    )
    db.session.flush()


@writes
def mark_read(actor: Viewer, *, reference: str) -> None:
    """The worker has read the advice; the first time counts, and saying it again changes nothing."""
    record = _lock_for(actor, reference, "mark_read")
    if record.read_by_worker_at is not None:
        return
    record.read_by_worker_at = clock.now()
    _record(actor, "read_advice", record)
    db.session.flush()


@writes
def give_feedback(
    actor: Viewer,
    *,
    reference: str,
    confidence_after: int,
    external_advice: ExternalAdvice,
    comment: str,
    screened: Answers = NO_ANSWERS,
) -> None:
    """What the worker says afterwards. Said again, it takes the place of what was said before.

    Raises CouldIdentify and CannotScreen for the comment.
    """
    record = _lock_for(actor, reference, "give_feedback")
    passed = screening.pass_texts(
        actor, subject=subject_of(record), texts={"comment": comment}, answers=screened
    )
    now = clock.now()
    record.confidence_after, record.external_advice = confidence_after, external_advice
    record.feedback_comment = passed["comment"]
    record.feedback_at = now
    record.read_by_worker_at = record.read_by_worker_at or now
    audit.record(
        actor,
        "give_feedback",
        subject=("consultation", record.id),
        area_id=record.area_id,
        confidence_after=confidence_after,
        external_advice=external_advice.value,
        **passed.counts,
    )
    db.session.flush()


@writes
def mark_action_done(actor: Viewer, *, reference: str, action_id: UUID) -> None:
    """The action is done. Raises WrongState where it was done already."""
    _move_action(actor, reference, action_id, "finish")


@writes
def undo_action(actor: Viewer, *, reference: str, action_id: UUID) -> None:
    """The action is to be done after all. Raises WrongState where it was not done."""
    _move_action(actor, reference, action_id, "undo")


def _move_action(actor: Viewer, reference: str, action_id: UUID, verb: str) -> None:
    record = _lock_for(actor, reference, "mark_action")
    action = queries.find_action(record.id, action_id)
    if action is None:
        raise NotFound
    before = policy.ActionState.OPEN if action.done_at is None else policy.ActionState.DONE
    is_done = policy.require_action_move(before, verb) is policy.ActionState.DONE
    action.done_at = clock.now() if is_done else None
    action.done_by_id = actor.person_id if is_done else None
    audit.record(
        actor,
        f"{verb}_action",
        subject=("consultation", record.id),
        area_id=record.area_id,
        action=action.id.hex,
    )
    db.session.flush()


def _lock_for(actor: Viewer, reference: str, verb: str) -> Consultation:
    record = queries.lock_record(reference)
    policy.require_move(actor, queries.facts_of(actor, record), verb, clock.now())
    return record


def _record(actor: Viewer, verb: str, record: Consultation) -> None:
    audit.record(actor, verb, subject=("consultation", record.id), area_id=record.area_id)
