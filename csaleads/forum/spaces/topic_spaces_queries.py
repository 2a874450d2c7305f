"""Topics of the curriculum that have no space yet, for what csaleads ships with."""

from uuid import UUID

from sqlalchemy import exists, select

from csaleads.core.database import db
from csaleads.forum.models import Space
from csaleads.learning.models import Topic


def list_topics_without_space() -> list[tuple[UUID, str]]:
    """(id, title) of each topic that has no space, in the order of the curriculum. Inside a write."""
    query = (
        select(Topic.id, Topic.title)
        .where(~exists().where(Space.topic_id == Topic.id))
        .order_by(Topic.track, Topic.position, Topic.id)
    )
    return [(row.id, row.title) for row in db.session.execute(query)]
