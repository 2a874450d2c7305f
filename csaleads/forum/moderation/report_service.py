"""Reporting a post. What identifies somebody is hidden at once; everything else waits for a moderator.

Nobody learns who reported: the trail names csaleads, and no page of moderators shows it.
"""

from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.exc import IntegrityError

from csaleads.access.viewer import SYSTEM, Viewer
from csaleads.audit import service as audit
from csaleads.core import clock
from csaleads.core.database import db
from csaleads.core.errors import WrongState
from csaleads.core.unit_of_work import savepoint, writes
from csaleads.forum import addresses, changes
from csaleads.forum.authorship import is_by, person_behind
from csaleads.forum.changes import Change
from csaleads.forum.locking import lock_read_post
from csaleads.forum.models import Post, PostState, Thread
from csaleads.forum.moderation import news as moderation_news
from csaleads.forum.moderation import policy as moderation_policy
from csaleads.forum.moderation.models import Report, ReportKind, ReportState
from csaleads.forum.posts import states as post_states
from csaleads.forum.screened import report_subject
from csaleads.notify.models import MessageKind
from csaleads.screening import service as screening
from csaleads.screening.service import NO_ANSWERS, Answers


@writes
def report(
    actor: Viewer,
    *,
    post_id: int,
    kind: ReportKind,
    words: str,
    key: UUID,
    screened: Answers = NO_ANSWERS,
) -> None:
    """Moderators look at the post, and the actor hears what came of it. What identifies somebody is hidden now.

    Raises NotFound where the actor does not read it, NotAllowed for one's own, WrongState where it is not shown or the actor has
    reported it already, CouldIdentify and CannotScreen for the words.
    """
    thread, post = lock_read_post(actor, post_id)
    moderation_policy.require_not_own(is_by(actor, post))
    if post.state is not PostState.SHOWN:
        raise WrongState("report", post.state.value)
    passed = screening.pass_texts(
        SYSTEM, subject=report_subject(key), texts={"words": words}, answers=screened
    )
    row = Report(
        post_id=post.id,
        kind=kind,
        words=str(passed["words"]),
        reporter_id=actor.person_id,
        reported_at=clock.now(),
    )
    try:
        with savepoint():
            db.session.add(row)
    except IntegrityError:  # reported before, or in the first of two clicks
        raise WrongState("report", "reported") from None
    audit.record(
        SYSTEM, "report_post", subject=("post", post.id), area_id=None, kind=kind.value, **passed.counts
    )
    if kind is ReportKind.IDENTIFIES:
        _hide(thread, post)
    db.session.flush()


def _hide(thread: Thread, post: Post) -> None:
    """The post is hidden: its author is told what to do, the moderators that it waits."""
    post_states.take_from_view(thread, post, moderation_policy.after(post.state, "report"))
    audit.record(SYSTEM, "hide_post", subject=("post", post.id), area_id=None)
    changes.announce(SYSTEM, Change.HIDDEN, thread, post)
    author_id = person_behind(post)
    moderation_news.announce_to_person(author_id, MessageKind.POST_HIDDEN)
    moderation_news.announce_to_moderators(
        MessageKind.POST_TO_JUDGE, addresses.QUEUE, but=frozenset({author_id})
    )


@writes
def report_by_itself(actor: Viewer, *, post: Post, kind: ReportKind, words: str) -> None:
    """csaleads reports a post, whose thread is locked: for a phrase, or because its author sends it back. Once while one is open.

    The actor is whoever wrote, as the trail names them.
    """
    query = (
        select(func.count())
        .select_from(Report)
        .where(
            Report.post_id == post.id,
            Report.reporter_id.is_(None),
            Report.words == words,
            Report.state == ReportState.OPEN,
        )
    )
    if db.session.scalar(query):
        return
    db.session.add(Report(post_id=post.id, kind=kind, words=words, reporter_id=None, reported_at=clock.now()))
    audit.record(SYSTEM, "report_post", subject=("post", post.id), area_id=None, kind=kind.value)
    db.session.flush()
