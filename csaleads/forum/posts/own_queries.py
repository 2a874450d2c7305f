"""A post with its words: for its author, who changes it, and for whoever quotes it; and the row that a service changes."""

from datetime import datetime
from typing import Any, NamedTuple

from sqlalchemy import func, select

from csaleads.access.viewer import Viewer
from csaleads.core.errors import NotFound, WrongState
from csaleads.core.statements import Query, Statement, one
from csaleads.forum import policy
from csaleads.forum.authorship import is_by
from csaleads.forum.models import Post, PostState, Space, Thread
from csaleads.forum.policy import SpaceFacts, ThreadFacts
from csaleads.forum.posts import queries as post_queries
from csaleads.forum.posts.own_policy import PostFacts
from csaleads.forum.spaces.queries import scope_of
from csaleads.forum.threads import queries as thread_queries
from csaleads.forum.threads.queries import ThreadView, is_seen_thread
from csaleads.learning.models import Topic

TRIES = 5


class PostWords(NamedTuple):
    """A post with its words as they were typed. `author_id` is None where its author is sealed."""

    id: int
    thread_id: int
    number: int
    title: str
    space_id: int
    space_name: str
    facts: PostFacts
    author_id: int | None
    anonymous_key: str | None
    sealed_author: bytes | None
    body: str
    body_html: str
    edited_at: datetime | None
    edition: int

    @property
    def is_first(self) -> bool:
        return self.number == 1

    @property
    def is_hidden(self) -> bool:
        return self.facts.state is PostState.HIDDEN

    @property
    def is_anonymous(self) -> bool:
        return self.anonymous_key is not None


def get_words(viewer: Viewer, post_id: int) -> PostWords:
    """A post of a thread that the viewer reads, whatever its state: the caller decides what of it they see. One statement.

    Raises NotFound for every other, and where the thread is listed no longer.
    """
    if not policy.belongs(viewer):
        raise NotFound("post")
    row = _words.first(policy.runs(viewer), id=post_id, **scope_of(viewer))
    if row is None or not row.is_listed:
        raise NotFound("post")
    return _made(row)


def get_own(viewer: Viewer, post_id: int) -> PostWords:
    """The same for its author alone. One statement."""
    found = get_words(viewer, post_id)
    if not is_by(viewer, found):
        raise NotFound("post")
    return found


def get_shown(viewer: Viewer, post_id: int) -> PostWords:
    """The same for everybody who reads the thread, where the words are shown. One statement."""
    found = get_words(viewer, post_id)
    if found.facts.state is not PostState.SHOWN:
        raise NotFound("post")
    return found


def _made(row: Any) -> PostWords:
    space = SpaceFacts(row.space_kind, row.archived_at is not None)
    thread = ThreadFacts(space, row.kind, bool(row.is_locked), bool(row.is_listed))
    return PostWords(
        row.id,
        row.thread_id,
        row.number,
        row.title,
        row.space_id,
        row.space_name,
        PostFacts(row.state, row.posted_at, row.correction_count, thread),
        row.author_id,
        row.anonymous_key,
        row.sealed_author,
        row.body,
        row.body_html,
        row.edited_at,
        row.edition,
    )


@Statement
def _words(runs: bool) -> Query:
    of_post = (
        Post.id,
        Post.thread_id,
        Post.number,
        Post.author_id,
        Post.anonymous_key,
        Post.sealed_author,
        Post.body,
        Post.body_html,
        Post.state,
        Post.posted_at,
        Post.edited_at,
        Post.edition,
        Post.correction_count,
    )
    of_thread = (Thread.title, Thread.kind, Thread.is_locked, Thread.is_listed, Thread.space_id)
    name = func.coalesce(Topic.title, Space.name).label("space_name")
    query = select(*of_post, *of_thread, Space.kind.label("space_kind"), Space.archived_at, name)
    return (
        query.join(Thread, Thread.id == Post.thread_id)
        .join(Space, Space.id == Thread.space_id)
        .outerjoin(Topic, Topic.id == Space.topic_id)
        .where(Post.id == one("id"), is_seen_thread(runs))
    )


def lock_own(viewer: Viewer, post_id: int) -> tuple[Thread, ThreadView, Post]:
    """A post of the viewer's own and its thread, both locked, wherever it stands by then; NotFound for every other."""
    for _ in range(TRIES):
        place = post_queries.get_place(viewer, post_id)
        thread, view = thread_queries.lock_thread(viewer, place.thread_id)
        post = post_queries.lock_post(post_id)
        if not is_by(viewer, post):
            raise NotFound("post")
        if post.thread_id == thread.id:
            return thread, view, post
    raise WrongState("lock", "moving")


def facts_of(view: ThreadView, post: Post) -> PostFacts:
    """What policy asks of a locked post."""
    return PostFacts(post.state, post.posted_at, post.correction_count, view.facts)
