"""Joining a thread with another: its posts stand at the end of that one, under their own links. It cannot be undone."""

from uuid import UUID

from sqlalchemy import delete, select, update

from csaleads.access.viewer import Viewer
from csaleads.core.database import db
from csaleads.core.errors import WrongState
from csaleads.core.unit_of_work import writes
from csaleads.forum import changes, counting
from csaleads.forum.changes import Change
from csaleads.forum.following.models import ThreadFollow, ThreadRead, ThreadTold
from csaleads.forum.library.models import KnowledgeProposal
from csaleads.forum.models import Draft, Post, Thread
from csaleads.forum.moderation import policy as moderation_policy
from csaleads.forum.moderation.acts import record_act
from csaleads.forum.moderation.models import ActVerb, HeldPost
from csaleads.forum.moderation.thread_acts_service import lock_for_act
from csaleads.forum.screened import reason_subject
from csaleads.learning.knowledge import KnowledgeState
from csaleads.screening import service as screening
from csaleads.screening.service import NO_ANSWERS, Answers

OPEN_PROPOSALS = (KnowledgeState.ASKED, KnowledgeState.AGREED)


@writes
def merge(
    actor: Viewer,
    *,
    thread_id: int,
    into_id: int,
    reason: str,
    key: UUID,
    screened: Answers = NO_ANSWERS,
) -> None:
    """Every post of the thread stands at the end of the other, in order; who follows it follows that one. The thread leads there.

    Raises NotFound to whoever does not moderate or does not read both, WrongState where they cannot be joined, CouldIdentify and
    CannotScreen for the reason.
    """
    if thread_id == into_id:
        raise WrongState("merge", "same")
    locked = {each: lock_for_act(actor, each) for each in sorted((thread_id, into_id))}
    (thread, view), (into, target) = locked[thread_id], locked[into_id]
    can_join = (
        moderation_policy.can_merge(each.facts.space.kind, each.facts.kind) for each in (view, target)
    )
    if not all(can_join):
        raise WrongState("merge", "kind")
    if view.is_anonymous:  # its author could not go on unnamed in the other
        raise WrongState("merge", "anonymous")
    passed = screening.pass_texts(
        actor, subject=reason_subject(key), texts={"reason": reason}, answers=screened
    )
    count, offset = thread.last_number, into.last_number
    _carry_reads(thread, into)
    _carry_follows(thread, into)
    _carry_posts(thread, into)
    _carry_what_waits(thread, into)
    _close(thread, into)
    record_act(
        actor,
        ActVerb.MERGE,
        reason=str(passed["reason"]),
        author=thread,
        subject=("thread", thread.id),
        thread=thread,
        counts={**passed.counts, "posts": count},
    )
    _announce(actor, thread, into, offset)


def _carry_posts(thread: Thread, into: Thread) -> None:
    """Ids stay, numbers go on."""
    db.session.flush()
    moved = update(Post).where(Post.thread_id == thread.id)
    values = {"thread_id": into.id, "number": Post.number + into.last_number}
    db.session.execute(moved.values(values).execution_options(synchronize_session=False))
    db.session.expire_all()


def _carry_reads(thread: Thread, into: Thread) -> None:
    """Who has read all of the other has read as much of what is added as they had read here."""
    here = db.session.scalars(select(ThreadRead).where(ThreadRead.thread_id == thread.id).with_for_update())
    known = {row.person_id: min(row.last_number, thread.last_number) for row in here}
    there = select(ThreadRead).where(
        ThreadRead.thread_id == into.id,
        ThreadRead.person_id.in_(list(known)),
        ThreadRead.last_number >= into.last_number,
    )
    for row in db.session.scalars(there.with_for_update()):
        row.last_number = into.last_number + known[row.person_id]
    db.session.flush()
    db.session.execute(delete(ThreadRead).where(ThreadRead.thread_id == thread.id))


def _carry_follows(thread: Thread, into: Thread) -> None:
    """Who follows or has muted it and says nothing of the other does so there; who was told of it is not told of it again."""
    known = set(db.session.scalars(select(ThreadFollow.person_id).where(ThreadFollow.thread_id == into.id)))
    for row in db.session.scalars(select(ThreadFollow).where(ThreadFollow.thread_id == thread.id)).all():
        if row.person_id not in known:
            db.session.add(ThreadFollow(person_id=row.person_id, thread_id=into.id, heed=row.heed))
        db.session.delete(row)
    told = set(db.session.scalars(select(ThreadTold.person_id).where(ThreadTold.thread_id == into.id)))
    for news in db.session.scalars(select(ThreadTold).where(ThreadTold.thread_id == thread.id)).all():
        if news.person_id not in told:
            number = into.last_number + min(news.number, thread.last_number)
            db.session.add(ThreadTold(person_id=news.person_id, thread_id=into.id, number=number))
        db.session.delete(news)
    db.session.flush()


def _carry_what_waits(thread: Thread, into: Thread) -> None:
    """Held posts, drafts and a proposal for the library belong to the other thread now."""
    db.session.execute(update(HeldPost).where(HeldPost.thread_id == thread.id).values(thread_id=into.id))
    _carry_drafts(thread, into)
    is_open = KnowledgeProposal.state.in_(OPEN_PROPOSALS)
    there = select(KnowledgeProposal.id).where(KnowledgeProposal.thread_id == into.id, is_open)
    if db.session.scalar(there.limit(1)) is None:
        db.session.execute(
            update(KnowledgeProposal)
            .where(KnowledgeProposal.thread_id == thread.id, is_open)
            .values(thread_id=into.id)
        )


def _carry_drafts(thread: Thread, into: Thread) -> None:
    """Nothing that somebody has begun to write is lost: it stands below what they began for the other thread."""
    for draft in db.session.scalars(select(Draft).where(Draft.thread_id == thread.id).with_for_update()):
        there = select(Draft).where(Draft.thread_id == into.id, Draft.person_id == draft.person_id)
        other = db.session.scalar(there.with_for_update())
        if other is None:
            draft.thread_id = into.id
        else:
            other.body = "\n\n".join(text for text in (other.body, draft.body) if text)
            other.version += 1
            db.session.delete(draft)
    db.session.flush()


def _close(thread: Thread, into: Thread) -> None:
    spaces = counting.lock_spaces({thread.space_id, into.space_id})
    thread.is_listed, thread.is_pinned, thread.merged_into_id = False, False, into.id
    thread.accepted_post_id = None
    counting.recount_thread(thread)
    counting.recount_thread(into)
    for space in spaces.values():
        counting.recount_space(space)


def _announce(actor: Viewer, thread: Thread, into: Thread, offset: int) -> None:
    """Whoever listens is told of the thread that is gone, and of each post where it stands now."""
    changes.announce(actor, Change.CLOSED, thread)
    posts = select(Post).where(Post.thread_id == into.id, Post.number > offset).order_by(Post.number)
    for post in db.session.scalars(posts):
        changes.announce(actor, Change.MOVED, into, post)
    db.session.flush()
