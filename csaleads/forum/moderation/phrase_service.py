"""The list of phrases to watch, kept by moderators, and the look at every post for them."""

from uuid import UUID

from sqlalchemy import delete, func, select
from sqlalchemy.exc import IntegrityError

from csaleads.access.viewer import Viewer
from csaleads.audit import service as audit
from csaleads.core import clock
from csaleads.core.database import db
from csaleads.core.errors import InvalidChoice, NotFound, WrongState
from csaleads.core.unit_of_work import savepoint, writes
from csaleads.forum.changes import Change, subscribe
from csaleads.forum.models import Correction, Post, PostState, Thread
from csaleads.forum.moderation import policy as moderation_policy
from csaleads.forum.moderation import report_service
from csaleads.forum.moderation.models import ReportKind, WatchedPhrase
from csaleads.forum.moderation.watching import folded, phrases_in
from csaleads.forum.screened import reason_subject
from csaleads.network.queries import find_standing
from csaleads.screening import service as screening
from csaleads.screening.service import NO_ANSWERS, Answers

MOST_PHRASES = 200
FOUND_IN = (Change.POSTED, Change.EDITED)


@writes
def add_phrase(actor: Viewer, *, phrase: str, key: UUID, screened: Answers = NO_ANSWERS) -> None:
    """Posts that hold the phrase are reported by csaleads from now on.

    Raises NotFound to whoever does not moderate, InvalidChoice for a phrase without a letter, WrongState where it stands there
    already or the list is full, CouldIdentify and CannotScreen for the phrase.
    """
    moderation_policy.require_moderator(find_standing(actor))
    wanted = folded(phrase)
    if not any(letter.isalnum() for letter in wanted):
        raise InvalidChoice("phrase")
    if (db.session.scalar(select(func.count(WatchedPhrase.id))) or 0) >= MOST_PHRASES:
        raise WrongState("add_phrase", "full")
    passed = screening.pass_texts(
        actor, subject=reason_subject(key), texts={"phrase": phrase}, answers=screened
    )
    row = WatchedPhrase(phrase=wanted, added_by_id=actor.person_id, added_at=clock.now())
    try:
        with savepoint():
            db.session.add(row)
    except IntegrityError:
        raise WrongState("add_phrase", "known") from None
    audit.record(actor, "add_phrase", subject=("phrase", row.id), area_id=None, **passed.counts)
    db.session.flush()


@writes
def remove_phrase(actor: Viewer, *, phrase_id: int) -> None:
    """The phrase is watched no longer. Raises NotFound to whoever does not moderate and where it is gone already."""
    moderation_policy.require_moderator(find_standing(actor))
    gone = db.session.execute(
        delete(WatchedPhrase).where(WatchedPhrase.id == phrase_id).returning(WatchedPhrase.id)
    )
    if gone.first() is None:
        raise NotFound("phrase")
    audit.record(actor, "remove_phrase", subject=("phrase", phrase_id), area_id=None)
    db.session.flush()


@subscribe
@writes
def look(actor: Viewer, change: Change, thread: Thread, post: Post | None) -> None:
    """A post that is new or has changed is looked at for phrases; it stays shown, and is reported where it holds one."""
    if change not in FOUND_IN or post is None or post.state is not PostState.SHOWN:
        return
    phrases = list(db.session.scalars(select(WatchedPhrase.phrase).order_by(WatchedPhrase.phrase)))
    for phrase in phrases_in(_text_of(thread, post), phrases) if phrases else ():
        report_service.report_by_itself(
            actor, post=post, kind=ReportKind.OTHER, words=f"It holds “{phrase}”, which moderators watch."
        )


def _text_of(thread: Thread, post: Post) -> str:
    corrections = select(Correction.body).where(Correction.post_id == post.id).order_by(Correction.id)
    added = list(db.session.scalars(corrections)) if post.correction_count else []
    return "\n\n".join([thread.title if post.number == 1 else "", post.body, *added])
