"""Reads of the threads in which a resource is linked to."""

from uuid import UUID

from sqlalchemy import select

from csaleads.access.viewer import Viewer
from csaleads.core.statements import Query, Statement, one
from csaleads.forum import policy
from csaleads.forum.models import Post, Space, Thread
from csaleads.forum.search.texts import may_be_found
from csaleads.forum.spaces.linked_models import PostResource
from csaleads.forum.spaces.queries import is_seen, scope_of
from csaleads.forum.threads.queries import ThreadLine, joined_reads, line_columns, read_line

NEWEST = 5


def list_threads_linking(viewer: Viewer, resource_id: UUID) -> list[ThreadLine]:
    """The threads that were posted in last, of those that the viewer reads and in which a shown post links to the resource.

    One statement. The caller has found that the viewer may enter the network. One-to-one threads are never among them.
    """
    found = _threads.found(policy.runs(viewer), resource_id=resource_id, **scope_of(viewer))
    return found.made(read_line)


@Statement
def _threads(runs: bool) -> Query:
    linking = (
        select(Post.thread_id)
        .join(PostResource, PostResource.post_id == Post.id)
        .join(Thread, Thread.id == Post.thread_id)
        .join(Space, Space.id == Thread.space_id)
        .where(PostResource.resource_id == one("resource_id"), *may_be_found(), is_seen(runs))
    )
    return (
        joined_reads(select(*line_columns()))
        .where(Thread.id.in_(linking.correlate(None)))
        .order_by(Thread.last_posted_at.desc(), Thread.id.desc())
        .limit(NEWEST)
    )
