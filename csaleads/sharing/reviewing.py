"""The second pair of eyes: a colleague confirms that a version identifies nobody, or sends it back with what to change."""

from collections.abc import Mapping

from csaleads.access.viewer import Viewer
from csaleads.core import clock
from csaleads.core.database import db
from csaleads.core.errors import ChangedMeanwhile, InvalidChoice
from csaleads.core.unit_of_work import writes
from csaleads.notify.models import MessageKind
from csaleads.screening import service as screening
from csaleads.screening.service import NO_ANSWERS, Screened
from csaleads.screening.service import Answers as Kept
from csaleads.sharing import policy, queries, service
from csaleads.sharing.combination_queries import has_enough_alike
from csaleads.sharing.errors import ChangeNotSaid, CouldIdentify, NotReadYet, TooFewAlike
from csaleads.sharing.models import LearningReview, LearningVersion, Outcome, Question, ReviewAnswer
from csaleads.sharing.queries import Source
from csaleads.sharing.screened import subject_of

Answers = Mapping[Question, bool]  # whether somebody could be recognised by it


@writes
def confirm(actor: Viewer, *, number: str, version: int, answers: Answers) -> None:
    """The version is shared with its area, as the actor read it; its lead is told.

    Raises CouldIdentify where an answer says that somebody could be recognised, TooFewAlike where fewer records of the area
    than the smallest group answer to its description, and what `_lock` raises.
    """
    row, source = _lock(actor, number=number, version=version, verb="confirm")
    _require_answers(answers)
    if any(answers.values()):
        raise CouldIdentify
    if not has_enough_alike(row.area_id, queries.description_of(row), source.kind.held_on):
        raise TooFewAlike
    _keep(actor, row, Outcome.CONFIRMED, answers, None)
    service.move(row, "confirm")
    row.shared_at = clock.now()
    service.note(row, "confirm_sharing", by=actor)
    service.tell_lead(row, MessageKind.LEARNING_CONFIRMED)
    db.session.flush()


@writes
def send_back(
    actor: Viewer,
    *,
    number: str,
    version: int,
    answers: Answers,
    what_to_change: str,
    screened: Kept = NO_ANSWERS,
) -> None:
    """The lead edits the version again, reads what to change, and is told.

    Raises ChangeNotSaid, NotPassed and what `_lock` raises.
    """
    row, _ = _lock(actor, number=number, version=version, verb="send_back")
    _require_answers(answers)
    if not what_to_change:
        raise ChangeNotSaid
    passed = screening.pass_texts(
        actor, subject=subject_of(row), texts={"what_to_change": what_to_change}, answers=screened
    )
    _keep(actor, row, Outcome.SENT_BACK, answers, passed["what_to_change"])
    service.move(row, "send_back")
    service.note(row, "send_back_sharing", by=actor)
    service.tell_lead(row, MessageKind.LEARNING_SENT_BACK)
    db.session.flush()


def _lock(actor: Viewer, *, number: str, version: int, verb: str) -> tuple[LearningVersion, Source]:
    """Raises NotFound to whoever may not review it, WrongState where it was answered or taken back meanwhile,
    ChangedMeanwhile where it is not what the actor read, NotReadYet where they have not opened it since it was proposed."""
    row, source = queries.lock_numbered(number)
    policy.require_reviewer(actor, queries.facts_of(row, source))
    policy.require_move(row.state, verb)
    if row.version != version:
        raise ChangedMeanwhile
    if row.proposed_at is None or not queries.has_opened_since(actor, row.id, row.proposed_at):
        raise NotReadYet
    return row, source


def _require_answers(answers: Answers) -> None:
    for question in Question:
        if question not in answers:
            raise InvalidChoice(question.value)


def _keep(
    actor: Viewer, row: LearningVersion, outcome: Outcome, answers: Answers, what_to_change: Screened | None
) -> None:
    review = LearningReview(
        learning_version_id=row.id,
        version=row.version,
        reviewer_id=actor.person_id,
        reviewed_at=clock.now(),
        outcome=outcome,
        what_to_change=what_to_change or "",
    )
    db.session.add(review)
    db.session.flush()
    db.session.add_all(
        ReviewAnswer(review_id=review.id, question=question, could_identify=could)
        for question, could in answers.items()
    )
