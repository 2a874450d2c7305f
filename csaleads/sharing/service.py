"""The lead's side of sharing: preparing a version, editing, proposing and taking it back; and stopping it from outside.

Reviewing is in reviewing, opening a version to read it in reading.
"""

from uuid import UUID

from sqlalchemy import delete, select
from sqlalchemy.exc import IntegrityError

from csaleads.access.viewer import Viewer
from csaleads.audit import service as audit
from csaleads.consultations import queries as records
from csaleads.core import clock
from csaleads.core.database import db
from csaleads.core.errors import ChangedMeanwhile, HiddenNow, InvalidChoice
from csaleads.core.unit_of_work import savepoint, writes
from csaleads.notify import service as notify
from csaleads.notify.models import MessageKind
from csaleads.notify.service import News
from csaleads.screening import service as screening
from csaleads.screening.service import NO_ANSWERS, Answers
from csaleads.sharing import policy, queries
from csaleads.sharing.broadening import Description, choices_of, first_day
from csaleads.sharing.combination_queries import has_enough_alike
from csaleads.sharing.content import NAMES, NEEDED, Texts, copied_from
from csaleads.sharing.errors import NobodyToReview, NothingToLearn, TooFewAlike
from csaleads.sharing.models import (
    LearningReading,
    LearningReview,
    LearningVersion,
    ReviewAnswer,
    SharingState,
    StopReason,
)
from csaleads.sharing.numbers import new_number
from csaleads.sharing.queries import Source
from csaleads.sharing.screened import subject_of
from csaleads.sharing.theme_parting import leave_themes

TRIES = 5  # at drawing a number that nobody has


@writes
def prepare_version(actor: Viewer, *, reference: str) -> None:
    """The actor's signed record has a version for learning that can be edited: a copy of what its worker reads.

    One that was taken back or stopped is taken up again with the words it had; one that is under way stays as it is.
    Raises NotFound to everybody but the record's lead, and HiddenNow while the record is being corrected.
    """
    source = queries.get_own_source(actor, reference)
    record = records.lock_record(reference)  # a second click waits here, and finds the version
    if record.hidden_at is not None:
        raise HiddenNow  # nobody copies its words meanwhile
    version = queries.lock_of_record(source.consultation_id)
    if version is None:
        version = _copy(source, reference)
    elif policy.can_move(version.state, "prepare"):
        move(version, "prepare")
    else:
        return
    note(version, "prepare_learning_version", by=actor)
    db.session.flush()


def _copy(source: Source, reference: str) -> LearningVersion:
    record = records.lock_record(reference)
    texts = copied_from(
        records.get_content(record, with_note=False), queries.list_additions(source.consultation_id)
    )
    said = choices_of(source.kind).narrowest
    for _ in range(TRIES):
        version = LearningVersion(
            number=new_number(),
            consultation_id=source.consultation_id,
            area_id=source.area_id,
            lead_id=source.lead_id,
            state=SharingState.DRAFT,
            version=1,
            saved_at=clock.now(),
        )
        describe(version, source, said)
        write_texts(version, {}, texts)
        try:
            with savepoint():
                db.session.add(version)
        except IntegrityError:  # the number is taken
            continue
        return version
    raise RuntimeError("no free number was drawn")


@writes
def save_version(actor: Viewer, *, reference: str, texts: Texts, version: int) -> int:
    """The version says `texts`; the answer is its new number of changes.

    Raises ChangedMeanwhile where it was changed after `version` and says something else, WrongState where it is not being
    edited.
    """
    row = _save(actor, reference, texts, version)
    note(row, "save_learning_version", by=actor)
    db.session.flush()
    return row.version


@writes
def autosave_version(actor: Viewer, *, reference: str, texts: Texts, version: int) -> int:
    """Like `save_version`, for a page that goes on being typed in. Writes no audit event: one would come every few seconds."""
    row = _save(actor, reference, texts, version)
    db.session.flush()
    return row.version


def _save(actor: Viewer, reference: str, texts: Texts, version: int) -> LearningVersion:
    row, _ = queries.lock_own(actor, reference)
    policy.require_move(row.state, "save")
    before = queries.texts_of(row)
    if row.version != version and before != dict(texts):
        raise ChangedMeanwhile
    write_texts(row, before, texts)
    row.saved_at = clock.now()
    row.version += 1
    return row


@writes
def describe_version(actor: Viewer, *, reference: str, said: Description) -> None:
    """The version is described as `said`. Raises InvalidChoice for a description that is not true of the record, and
    WrongState where it is not being edited."""
    row, source = queries.lock_own(actor, reference)
    policy.require_move(row.state, "save")
    if not choices_of(source.kind).allow(said):
        raise InvalidChoice("description")
    if queries.description_of(row) == said:
        return
    describe(row, source, said)
    row.saved_at = clock.now()
    note(row, "describe_learning_version", by=actor)
    db.session.flush()


@writes
def propose_sharing(actor: Viewer, *, reference: str, version: int, screened: Answers = NO_ANSWERS) -> None:
    """The version waits for a colleague, and everybody who may review it is told.

    Raises ChangedMeanwhile where its words were changed after `version`, NothingToLearn, TooFewAlike and NobodyToReview
    where sharing it cannot succeed, WrongState where it is not being edited, CouldIdentify and CannotScreen for its words.
    """
    row, source = queries.lock_own(actor, reference)
    policy.require_move(row.state, "propose")
    if row.version != version:
        raise ChangedMeanwhile
    if not queries.texts_of(row)[NEEDED]:
        raise NothingToLearn
    if not has_enough_alike(row.area_id, queries.description_of(row), source.kind.held_on):
        raise TooFewAlike
    reviewer_ids = queries.list_reviewer_ids(source)
    if not reviewer_ids:
        raise NobodyToReview
    texts = queries.texts_of(row)
    passed = screening.pass_texts(actor, subject=subject_of(row), texts=texts, answers=screened)
    move(row, "propose")
    row.proposed_at = clock.now()
    note(row, "propose_sharing", by=actor, **passed.counts)
    facts: dict[str, str | int] = {"number": row.number, "version": row.version}
    path = f"/shared-records/{row.number}"
    notify.tell_all([News(person_id, MessageKind.LEARNING_ASKED, facts, path) for person_id in reviewer_ids])
    db.session.flush()


@writes
def take_back_sharing(actor: Viewer, *, reference: str) -> None:
    """Nobody but its lead sees the version any more, whether it waited or was shared. Raises WrongState where it is neither."""
    row, _ = queries.lock_own(actor, reference)
    move(row, "take_back")
    note(row, "take_back_sharing", by=actor)
    leave_themes(row)
    db.session.flush()


@writes
def stop_sharing(actor: Viewer, consultation_id: UUID, reason_kind: StopReason) -> bool:
    """Nobody but its lead sees the version of that record any more, and the lead is told; whether there was anything to stop.

    For other rooms, whose own rules decided that the record may be read no longer: nothing is asked of `actor` here. Safe to
    call for any record, and again.
    """
    row = queries.lock_of_record(consultation_id)
    if row is None or not policy.can_move(row.state, "stop"):
        return False
    was_open = row.state in policy.STOPPED_BY_COORDINATOR_IN
    move(row, "stop")
    row.stopped_for = reason_kind
    note(row, "stop_sharing", by=actor, reason=reason_kind.value)
    leave_themes(row, in_doubt=reason_kind is StopReason.COULD_IDENTIFY)
    if was_open and actor.person_id != row.lead_id:
        tell_lead(row, MessageKind.LEARNING_STOPPED)
    db.session.flush()
    return True


@writes
def wipe_version(actor: Viewer, consultation_id: UUID) -> None:
    """Nothing is left of the version of that record, nor of what reviewers wrote: a new one begins from the record's words now.

    What others could open is shared no longer. For the room that corrects words; safe to call for any record.
    """
    row = queries.lock_of_record(consultation_id)
    if row is None:
        return
    if row.state in policy.STOPPED_BY_COORDINATOR_IN:
        note(row, "stop_sharing", by=actor, reason=StopReason.COULD_IDENTIFY.value)
    note(row, "wipe_learning_version", by=actor)
    screening.forget_marks([row.id])
    leave_themes(row, in_doubt=True)
    reviews = select(LearningReview.id).where(LearningReview.learning_version_id == row.id)
    db.session.execute(delete(ReviewAnswer).where(ReviewAnswer.review_id.in_(reviews)))
    db.session.execute(delete(LearningReview).where(LearningReview.learning_version_id == row.id))
    db.session.execute(delete(LearningReading).where(LearningReading.learning_version_id == row.id))
    db.session.delete(row)
    db.session.flush()


@writes
def stop_as_coordinator(actor: Viewer, *, number: str, reason: StopReason) -> None:
    """The coordinator of the area stops what can be opened by others.

    Raises NotFound, HiddenNow while it is hidden, and WrongState where it is stopped.
    """
    row, source = queries.lock_numbered(number)
    policy.require_stopping(actor, queries.facts_of(row, source))
    stop_sharing(actor, row.consultation_id, reason)


def move(row: LearningVersion, verb: str) -> None:
    """`row` is in the state that `verb` leads to, and nothing of the state before is left; raises WrongState."""
    row.state = policy.require_move(row.state, verb)
    row.proposed_at, row.shared_at, row.stopped_for, row.kept_at = None, None, None, None
    row.version += 1


def describe(row: LearningVersion, source: Source, said: Description) -> None:
    """`row` says `said` of its record."""
    row.age_group, row.concern, row.stage, row.period = said
    row.period_on = first_day(said.period, source.kind.held_on)


def write_texts(row: LearningVersion, before: Texts, texts: Texts) -> None:
    """Every part that differs from `before` is sealed anew."""
    for name in NAMES:
        if before.get(name, "") != texts.get(name, ""):
            setattr(row, name, texts.get(name, ""))


def tell_lead(row: LearningVersion, kind: MessageKind) -> None:
    """The lead is told by the reference, without the number: no mail holds both. One who has left is not: they own no page."""
    if queries.has_lead_left(row):
        return
    reference = queries.source_of(row).reference
    notify.tell(row.lead_id, kind, facts={"reference": reference}, path=f"/records/{reference}/sharing")


def note(row: LearningVersion, verb: str, *, by: Viewer, **details: str | int) -> None:
    """An event of the trail about `row`: its id, never its record's."""
    audit.record(by, verb, subject=("learning_version", row.id), area_id=row.area_id, **details)
