"""An author removes a post of theirs: its words are gone for good, and a mark is left in its place."""

from sqlalchemy import select

from csaleads.access.viewer import Viewer
from csaleads.audit import service as audit
from csaleads.core.database import db
from csaleads.core.unit_of_work import writes
from csaleads.forum import changes
from csaleads.forum.authorship import told_actor
from csaleads.forum.changes import Change
from csaleads.forum.models import Post, PostState, Thread
from csaleads.forum.posts import own_policy, posting, wiping
from csaleads.forum.posts.editing_service import author_of
from csaleads.forum.posts.own_queries import facts_of, lock_own


@writes
def remove_post(actor: Viewer, *, post_id: int) -> bool:
    """Nothing is left of the words; whether the whole thread is gone with them, because nobody had answered.

    Raises NotFound to everybody but its author, WrongState where it was removed before.
    """
    thread, view, post = lock_own(actor, post_id)
    own_policy.require_remove(facts_of(view, post))
    is_whole = post.number == 1 and not _has_answers(thread)
    _take_out_of_counts(thread, post)
    wiping.wipe_words(post)
    post.state = PostState.REMOVED_BY_AUTHOR
    if is_whole:
        thread.is_listed = False
    if is_whole or (post.number == 1 and thread.hidden_title is not None):
        wiping.wipe_title(thread)
    thread.version += 1
    posting.touch_space(thread.space_id, threads=-1 if is_whole else 0)
    told = told_actor(actor, author_of(post))
    audit.record(told, "remove_own_post", subject=("post", post.id), area_id=None)
    for change in (Change.REMOVED, Change.WIPED):
        changes.announce(told, change, thread, post)
    if is_whole:
        changes.announce(told, Change.CLOSED, thread)
    db.session.flush()
    return is_whole


def _has_answers(thread: Thread) -> bool:
    """Whether anything stands below the first post that somebody reads, or may read again."""
    query = select(Post.id).where(
        Post.thread_id == thread.id, Post.number > 1, Post.state.in_((PostState.SHOWN, PostState.HIDDEN))
    )
    return db.session.scalar(query.limit(1)) is not None


def _take_out_of_counts(thread: Thread, post: Post) -> None:
    if post.number > 1 and post.state is PostState.SHOWN:
        thread.answer_count -= 1
    if thread.accepted_post_id == post.id:
        thread.accepted_post_id = None
