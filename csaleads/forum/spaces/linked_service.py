"""Keeping beside each post to which resources it links, as it changes."""

from collections.abc import Iterator
from uuid import UUID

from sqlalchemy import delete

from csaleads.access.viewer import Viewer
from csaleads.core.database import db
from csaleads.core.unit_of_work import writes
from csaleads.forum import changes
from csaleads.forum.changes import Change
from csaleads.forum.models import Post, Thread
from csaleads.forum.spaces.linked_models import PostResource


@changes.subscribe
@writes
def note_links(actor: Viewer, change: Change, thread: Thread, post: Post | None) -> None:
    """The post is found at the resources to which it links now, and at no others."""
    if post is None:
        return
    db.session.flush()
    db.session.execute(delete(PostResource).where(PostResource.post_id == post.id))
    db.session.add_all(
        PostResource(post_id=post.id, resource_id=key) for key in linked_ids(post.resource_ids)
    )
    db.session.flush()


def linked_ids(resource_ids: str | None) -> Iterator[UUID]:
    """Each resource once, as `Post.resource_ids` keeps them."""
    return (UUID(hex=key) for key in dict.fromkeys((resource_ids or "").split()))
