"""Posts as the search finds them: which a viewer may find, and what stands in the line of each."""

from collections.abc import Collection
from datetime import datetime
from typing import NamedTuple

from sqlalchemy import ColumnElement, and_, exists, func, select

from csaleads.access.viewer import Viewer
from csaleads.core.full_text.models import SearchDocument
from csaleads.core.statements import Query, Statement, filled, many, one
from csaleads.forum import policy
from csaleads.forum.models import Post, Space, Thread, ThreadKind
from csaleads.forum.search_texts import KIND, is_document_of, may_be_found
from csaleads.forum.space_queries import is_seen, scope_of
from csaleads.learning.list_queries import Narrowing
from csaleads.learning.models import ResourceState, Topic
from csaleads.network.queries import find_standing

OF_THREADS = {"topic_id"}  # by what of the filters threads are narrowed down


class FoundPost(NamedTuple):
    """A post as a line of what was found. `author_id` is None where it was written without a name."""

    id: int
    thread_id: int
    kind: ThreadKind
    space_name: str
    author_id: int | None
    posted_at: datetime


def may_find(viewer: Viewer, asked: Narrowing) -> bool:
    """Whether the viewer finds posts at all: they belong, have agreed to the code, are not suspended, and the filters fit."""
    if not policy.belongs(viewer) or asked.state is not ResourceState.APPROVED:
        return False
    return OF_THREADS.issuperset(asked.narrowed_by) and find_standing(viewer).may_enter


def is_found(viewer: Viewer, asked: Narrowing) -> ColumnElement[bool]:
    """The condition that a document is that of a post which the viewer reads now and which `asked` leaves in."""
    values = scope_of(viewer) | {"topic_id": asked.topic_id}
    read = (
        exists()
        .where(is_document_of(), Thread.id == Post.thread_id, Space.id == Thread.space_id)
        .where(*may_be_found(), is_seen(policy.runs(viewer)))
    )
    if asked.topic_id is not None:
        read = read.where(Space.topic_id == one("topic_id"))
    return filled(and_(SearchDocument.kind == KIND, read), values)


def lines_of(viewer: Viewer, post_ids: Collection[int]) -> list[FoundPost]:
    """The lines of those of the posts that the viewer reads. One statement."""
    runs = policy.runs(viewer)
    return [FoundPost(*row) for row in _lines.rows(runs, ids=sorted(post_ids), **scope_of(viewer))]


@Statement
def _lines(runs: bool) -> Query:
    return (
        select(
            Post.id,
            Post.thread_id,
            Thread.kind,
            func.coalesce(Topic.title, Space.name).label("space_name"),
            Post.author_id,
            Post.posted_at,
        )
        .join(Thread, Thread.id == Post.thread_id)
        .join(Space, Space.id == Thread.space_id)
        .outerjoin(Topic, Topic.id == Space.topic_id)
        .where(Post.id.in_(many("ids")), *may_be_found(), is_seen(runs))
        .order_by(Post.id)
    )
