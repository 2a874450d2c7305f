"""A post locked behind its thread, wherever it stands by then: a thread may be joined with another while somebody waits."""

from sqlalchemy import select

from csaleads.access.viewer import Viewer
from csaleads.core.database import db
from csaleads.core.errors import NotFound, WrongState
from csaleads.forum.models import Post, Thread
from csaleads.forum.posts import queries as post_queries
from csaleads.forum.threads import queries as thread_queries

TRIES = 5


def lock_read_post(viewer: Viewer, post_id: int) -> tuple[Thread, Post]:
    """A post that the viewer reads, and its thread, both locked. NotFound for every other."""
    for _ in range(TRIES):
        place = post_queries.get_place(viewer, post_id)
        thread, _view = thread_queries.lock_thread(viewer, place.thread_id)
        post = post_queries.lock_post(post_id)
        if post.thread_id == thread.id:
            return thread, post
    raise WrongState("lock", "moving")


def lock_any_post(post_id: int) -> tuple[Thread, Post]:
    """The same for a moderator who has been asked to look at that post, whoever reads its thread."""
    for _ in range(TRIES):
        thread_id = db.session.scalar(select(Post.thread_id).where(Post.id == post_id))
        if thread_id is None:
            raise NotFound("post")
        thread = lock_any_thread(thread_id)
        post = post_queries.lock_post(post_id)
        if post.thread_id == thread.id:
            return thread, post
    raise WrongState("lock", "moving")


def lock_any_thread(thread_id: int) -> Thread:
    """The row of a thread, locked, whoever reads it. NotFound where there is none."""
    query = select(Thread).where(Thread.id == thread_id).with_for_update()
    thread = db.session.scalar(query.execution_options(populate_existing=True))
    if thread is None:
        raise NotFound("thread")
    return thread
