"""What a post said before it was edited, for everybody who reads its thread."""

from datetime import datetime
from typing import NamedTuple

from sqlalchemy import select

from csaleads.core.statements import Query, Statement, one
from csaleads.forum.models import PostEdition
from csaleads.forum.posts.own_queries import PostWords


class Edition(NamedTuple):
    """What a post said, and since when. `title` is that of the thread, of a first post."""

    number: int
    title: str
    body: str
    made_at: datetime


def list_editions(post: PostWords) -> list[Edition]:
    """The editions of a post that the viewer reads, the newest first. One statement."""
    now = Edition(
        post.edition,
        post.title if post.is_first else "",
        post.body,
        post.edited_at or post.facts.posted_at,
    )
    return [now, *(Edition(*row) for row in _editions.rows(post_id=post.id))]


@Statement
def _editions() -> Query:
    query = select(PostEdition.edition, PostEdition.title, PostEdition.body, PostEdition.made_at)
    return query.where(PostEdition.post_id == one("post_id")).order_by(PostEdition.edition.desc())
