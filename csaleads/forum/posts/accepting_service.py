"""The answer to a question: whoever asked, or a moderator, says which one it is, and can take it back."""

from sqlalchemy import select, update

from csaleads.access.viewer import SYSTEM, Viewer
from csaleads.audit import service as audit
from csaleads.core.database import db
from csaleads.core.errors import ChangedMeanwhile, NotFound, WrongState
from csaleads.core.unit_of_work import writes
from csaleads.forum import addresses, changes, policy
from csaleads.forum.authorship import Authored, is_by
from csaleads.forum.changes import Change
from csaleads.forum.models import Post, PostState, Thread
from csaleads.forum.posts import posting
from csaleads.forum.posts.queries import get_place, lock_post
from csaleads.forum.threads.queries import ThreadView, lock_thread
from csaleads.network.queries import find_standing
from csaleads.notify import service as notify
from csaleads.notify.models import MessageKind

GONE = (PostState.REMOVED_BY_AUTHOR, PostState.REMOVED_BY_MODERATOR, PostState.MOVED)


@writes
def accept(actor: Viewer, *, post_id: int, instead_of: int | None) -> None:
    """The post is the answer of its thread, instead of the one that the actor saw there; whoever wrote it is told.

    Accepting it twice changes nothing. Raises NotFound where the actor may not and for the first post, WrongState where the
    space is closed or the post is not shown, ChangedMeanwhile where another was accepted, or the one they saw taken back.
    """
    place = get_place(actor, post_id)
    thread, view = lock_thread(actor, place.thread_id)
    doer = _settling(actor, view)
    post = lock_post(post_id)
    if post.thread_id != thread.id or post.number == 1:
        raise NotFound("post")
    if post.state is not PostState.SHOWN:
        raise WrongState("accept", post.state.value)
    if thread.accepted_post_id == post.id:
        return
    if thread.accepted_post_id != instead_of:
        raise ChangedMeanwhile
    thread.accepted_post_id = post.id
    posting.touch_space(thread.space_id)
    audit.record(doer, "accept_answer", subject=("post", post.id), area_id=None)
    _tell(doer, post)
    db.session.flush()


@writes
def take_back(actor: Viewer, *, post_id: int) -> None:
    """The post is not the answer any more; nothing happens where it is not. Raises as `accept`."""
    place = get_place(actor, post_id)
    thread, view = lock_thread(actor, place.thread_id)
    doer = _settling(actor, view)
    if thread.accepted_post_id != post_id:
        return
    thread.accepted_post_id = None
    posting.touch_space(thread.space_id)
    audit.record(doer, "take_back_accepted", subject=("post", post_id), area_id=None)
    db.session.flush()


def is_asker(viewer: Viewer, thread: Authored) -> bool:
    """Whether the viewer asked, with their name or without."""
    return is_by(viewer, thread)


def _settling(actor: Viewer, view: ThreadView) -> Viewer:
    """Who the trail and messages say did it: csaleads, where whoever asked without a name does it."""
    asked = is_asker(actor, view)
    policy.require_settle(
        actor, view.facts, is_asker=asked, is_moderator=not asked and find_standing(actor).is_moderator
    )
    return SYSTEM if asked and view.is_anonymous else actor


def _tell(doer: Viewer, post: Post) -> None:
    """Whoever answered is told, unless they did it by name themselves. Nobody is told where a name is sealed.

    A message that whoever asked without a name is spared of would tell who asked, so they get theirs.
    """
    if post.author_id is None or post.author_id == doer.person_id:
        return
    notify.tell(
        post.author_id,
        MessageKind.ANSWER_ACCEPTED,
        facts={"thread": post.thread_id},
        path=addresses.of_post(post.id),
    )


@changes.subscribe
@writes
def forget_gone(actor: Viewer, change: Change, thread: Thread, post: Post | None) -> None:
    """What was removed or moved elsewhere is no answer here any more. What is hidden meanwhile may be shown again."""
    if change not in (Change.REMOVED, Change.WIPED, Change.MOVED):
        return
    if thread.accepted_post_id is not None and not _still_stands(thread):
        thread.accepted_post_id = None
    if post is not None and post.thread_id != thread.id:
        elsewhere = update(Thread).where(Thread.accepted_post_id == post.id, Thread.id != post.thread_id)
        db.session.execute(elsewhere.values(accepted_post_id=None))
    db.session.flush()


def _still_stands(thread: Thread) -> bool:
    db.session.flush()
    query = select(Post.id).where(
        Post.id == thread.accepted_post_id,
        Post.thread_id == thread.id,
        Post.state.not_in(GONE),
        Post.body != "",
    )
    return db.session.scalar(query) is not None
