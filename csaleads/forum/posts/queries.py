"""Reads of posts: a page of a thread, and one post."""

from datetime import datetime
from typing import Any, NamedTuple

from sqlalchemy import select

from csaleads.access.viewer import Viewer
from csaleads.core.database import db
from csaleads.core.errors import NotFound
from csaleads.core.paging import Page
from csaleads.core.statements import Query, Statement, one
from csaleads.forum import policy
from csaleads.forum.models import POSTS_PER_PAGE, Post, PostState, Space, Thread
from csaleads.forum.spaces.queries import scope_of
from csaleads.forum.threads.queries import ThreadView, is_seen_thread


class PostLine(NamedTuple):
    """A post as its thread shows it. `anonymous_key` and `sealed_author` tell its author to the service alone."""

    id: int
    number: int
    author_id: int | None
    anonymous_key: str | None
    sealed_author: bytes | None
    body_html: str
    state: PostState
    posted_at: datetime
    edited_at: datetime | None
    thanks_count: int
    correction_count: int
    resource_ids: str
    moved_to_id: int | None


def list_posts(viewer: Viewer, thread: ThreadView, *, page: int) -> Page[PostLine]:
    """A page of the posts of a thread that the viewer reads, in order. One statement."""
    first = (page - 1) * POSTS_PER_PAGE
    found = _posts.found(thread_id=thread.id, after=first, upto=first + POSTS_PER_PAGE)
    return Page(found.made(_line), page, thread.last_number, POSTS_PER_PAGE)


def _line(row: Any) -> PostLine:
    return PostLine(*row)


@Statement
def _posts() -> Query:
    return (
        select(
            Post.id,
            Post.number,
            Post.author_id,
            Post.anonymous_key,
            Post.sealed_author,
            Post.body_html,
            Post.state,
            Post.posted_at,
            Post.edited_at,
            Post.thanks_count,
            Post.correction_count,
            Post.resource_ids,
            Post.moved_to_id,
        )
        .where(Post.thread_id == one("thread_id"), Post.number > one("after"), Post.number <= one("upto"))
        .order_by(Post.number)
    )


class PostPlace(NamedTuple):
    """Where a post stands."""

    id: int
    thread_id: int
    number: int
    moved_to_id: int | None

    @property
    def page(self) -> int:
        return page_of(self.number)


def page_of(number: int) -> int:
    """The page of its thread on which the post with that number stands."""
    return max(1, (number + POSTS_PER_PAGE - 1) // POSTS_PER_PAGE)


def get_place(viewer: Viewer, post_id: int) -> PostPlace:
    """Where a post stands that the viewer may read; NotFound for every other. One statement."""
    if not policy.belongs(viewer):
        raise NotFound("post")
    row = _place.first(policy.runs(viewer), id=post_id, **scope_of(viewer))
    if row is None:
        raise NotFound("post")
    return PostPlace(*row)


@Statement
def _place(runs: bool) -> Query:
    return (
        select(Post.id, Post.thread_id, Post.number, Post.moved_to_id)
        .join(Thread, Thread.id == Post.thread_id)
        .join(Space, Space.id == Thread.space_id)
        .where(Post.id == one("id"), is_seen_thread(runs))
    )


def lock_post(post_id: int) -> Post:
    """The row of a post, locked after its thread; NotFound where there is none. The caller has asked who reads the thread."""
    query = select(Post).where(Post.id == post_id).with_for_update()
    row = db.session.scalar(query.execution_options(populate_existing=True))
    if row is None:
        raise NotFound("post")
    return row
