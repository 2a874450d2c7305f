"""Splitting posts off into a thread of their own. In the old one a mark stays in the place of each, and leads to it."""

from collections.abc import Collection, Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import select, update

from csaleads.access.viewer import Viewer
from csaleads.core.database import db
from csaleads.core.errors import InvalidChoice, WrongState
from csaleads.core.unit_of_work import writes
from csaleads.forum import changes, counting
from csaleads.forum.changes import Change
from csaleads.forum.following.models import Mention, Thanks, ThreadFollow, ThreadRead
from csaleads.forum.library.models import KnowledgeConsent
from csaleads.forum.models import Correction, Post, PostEdition, PostState, Thread, ThreadKind
from csaleads.forum.moderation import policy as moderation_policy
from csaleads.forum.moderation.acts import record_act
from csaleads.forum.moderation.models import ActVerb, ModerationAct, Report
from csaleads.forum.moderation.thread_acts_service import lock_for_act
from csaleads.forum.screened import reason_subject
from csaleads.screening import service as screening
from csaleads.screening.service import NO_ANSWERS, Answers

WITH_POST: tuple[Any, ...] = (
    PostEdition,
    Correction,
    Mention,
    Thanks,
    Report,
    ModerationAct,
    KnowledgeConsent,
)


@writes
def split(
    actor: Viewer,
    *,
    thread_id: int,
    numbers: Collection[int],
    title: str,
    reason: str,
    key: UUID,
    screened: Answers = NO_ANSWERS,
) -> int:
    """The posts with those numbers are a thread of their own, in the same space; its id.

    Raises NotFound to whoever does not moderate or does not read the thread, InvalidChoice for the first post or one that is not
    there, WrongState for one that is not shown or a thread of two, CouldIdentify and CannotScreen for the words.
    """
    thread, view = lock_for_act(actor, thread_id)
    if not moderation_policy.can_split(view.facts.space.kind):
        raise WrongState("split", "kind")
    posts = _lock_posts(thread, numbers)
    passed = screening.pass_texts(
        actor, subject=reason_subject(key), texts={"title": title, "reason": reason}, answers=screened
    )
    spaces = counting.lock_spaces({thread.space_id})
    new = _thread_of(posts[0], thread, str(passed["title"]))
    pairs = [(_stand_in(post, new, place), post) for place, post in enumerate(posts, start=1)]
    _carry_reads(thread, new, [post.number for post in posts])
    _carry_follows(thread, new)
    for each in (thread, new):
        counting.recount_thread(each)
    counting.recount_space(spaces[thread.space_id])
    record_act(
        actor,
        ActVerb.SPLIT,
        reason=str(passed["reason"]),
        author=posts[0],
        subject=("thread", new.id),
        thread=new,
        counts={**passed.counts, "posts": len(posts)},
    )
    for there, mark in pairs:
        changes.announce(actor, Change.MOVED, thread, mark)
        changes.announce(actor, Change.MOVED, new, there)
    db.session.flush()
    return new.id


def _lock_posts(thread: Thread, numbers: Collection[int]) -> Sequence[Post]:
    wanted = sorted(set(numbers))
    if not wanted or wanted[0] < 2:
        raise InvalidChoice("posts")
    query = select(Post).where(Post.thread_id == thread.id, Post.number.in_(wanted)).order_by(Post.id)
    rows = db.session.scalars(query.with_for_update().execution_options(populate_existing=True)).all()
    if len(rows) != len(wanted):
        raise InvalidChoice("posts")
    if any(post.state is not PostState.SHOWN for post in rows):
        raise WrongState("split", "not_shown")
    return sorted(rows, key=lambda post: post.number)


def _thread_of(first: Post, thread: Thread, title: str) -> Thread:
    """A thread that begins with what `first` says. What hangs on the old one (a poll, an event) stays there."""
    kind = thread.kind if thread.kind is ThreadKind.QUESTION else ThreadKind.DISCUSSION
    new = Thread(
        space_id=thread.space_id,
        kind=kind,
        title=title,
        author_id=first.author_id,
        anonymous_key=first.anonymous_key,
        sealed_author=first.sealed_author,
        started_at=first.posted_at,
        last_posted_at=first.posted_at,
        last_number=0,
        answer_count=0,
        version=1,
    )
    db.session.add(new)
    db.session.flush()
    return new


def _stand_in(post: Post, new: Thread, number: int) -> Post:
    """A post of the new thread with all that `post` had, which is a mark from now on and has no words any more."""
    there = Post(
        thread_id=new.id,
        number=number,
        author_id=post.author_id,
        anonymous_key=post.anonymous_key,
        sealed_author=post.sealed_author,
        body=post.body,
        body_html=post.body_html,
        state=PostState.SHOWN,
        posted_at=post.posted_at,
        edited_at=post.edited_at,
        edition=post.edition,
        thanks_count=post.thanks_count,
        correction_count=post.correction_count,
        resource_ids=post.resource_ids,
    )
    db.session.add(there)
    db.session.flush()
    for model in WITH_POST:
        carried = update(model).where(model.post_id == post.id).values(post_id=there.id)
        db.session.execute(carried.execution_options(synchronize_session=False))
    post.state = moderation_policy.after(post.state, "split")
    post.body = post.body_html = post.resource_ids = ""
    post.thanks_count = post.correction_count = 0
    post.moved_to_id = there.id
    return there


def _carry_reads(thread: Thread, new: Thread, numbers: Sequence[int]) -> None:
    """Whoever has read some of the posts has read them in the new thread."""
    for row in db.session.scalars(select(ThreadRead).where(ThreadRead.thread_id == thread.id)).all():
        read = sum(number <= row.last_number for number in numbers)
        if read:
            db.session.add(ThreadRead(person_id=row.person_id, thread_id=new.id, last_number=read))
    db.session.flush()


def _carry_follows(thread: Thread, new: Thread) -> None:
    """Whoever follows or has muted the old thread does so with the new one; nobody is told of old posts."""
    for row in db.session.scalars(select(ThreadFollow).where(ThreadFollow.thread_id == thread.id)).all():
        db.session.add(ThreadFollow(person_id=row.person_id, thread_id=new.id, heed=row.heed))
    db.session.flush()
