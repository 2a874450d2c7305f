"""The resources of a topic in their reading order, and how many each topic has. A fixed number of statements."""

from typing import NamedTuple
from uuid import UUID

from sqlalchemy import exists, func, select

from csaleads.access.viewer import Viewer
from csaleads.core.paging import ROWS_PER_PAGE, Page
from csaleads.core.statements import Query, Statement, one
from csaleads.learning import library_state
from csaleads.learning.line_queries import ResourceLine, select_lines_of_topic
from csaleads.learning.list_queries import page_of_library
from csaleads.learning.models import Resource, ResourceMark, ResourceState, ResourceTopic
from csaleads.learning.scope_queries import Sight, is_seen, sight_of


class TopicCount(NamedTuple):
    """How many resources of a topic the viewer finds, and how many of them they have read."""

    found: int
    read: int


def list_of_topic(viewer: Viewer, topic_id: UUID, *, page: int = 1) -> Page[ResourceLine]:
    """A page of what the viewer finds under the topic, in reading order. One statement, as `list_resources`."""
    sight, values = sight_of(viewer)
    values |= {"topic_id": topic_id}
    found = _of_topic.found(
        sight,
        **values,
        person_id=viewer.person_id,
        limit=ROWS_PER_PAGE,
        offset=(page - 1) * ROWS_PER_PAGE,
    )
    return page_of_library(
        found, page, "of topic", sight, values, lambda: int(_count_of_topic.scalar(sight, **values) or 0)
    )


@Statement
def _of_topic(sight: Sight) -> Query:
    lines = select_lines_of_topic(is_seen(sight), Resource.state == ResourceState.APPROVED)
    return library_state.library_mark.beside(lines)


@Statement
def _count_of_topic(sight: Sight) -> Query:
    return (
        select(func.count())
        .select_from(ResourceTopic)
        .join(Resource, Resource.id == ResourceTopic.resource_id)
        .where(
            ResourceTopic.topic_id == one("topic_id"),
            is_seen(sight),
            Resource.state == ResourceState.APPROVED,
        )
    )


def count_by_topic(viewer: Viewer) -> dict[UUID, TopicCount]:
    """By topic, how many resources the viewer finds there and has read. Topics without any are left out.

    Two statements, and another where nobody counted them yet.
    """
    sight, values = sight_of(viewer)
    read = dict(map(tuple, _read_by_topic.rows(sight, **values, person_id=viewer.person_id)))
    found = library_state.counted(
        library_state.library_mark.find(),
        "by topic",
        sight,
        values,
        lambda: [tuple(row) for row in _by_topic.rows(sight, **values)],
    )
    return {topic_id: TopicCount(count, read.get(topic_id, 0)) for topic_id, count in found}


@Statement
def _by_topic(sight: Sight) -> Query:
    return (
        select(ResourceTopic.topic_id, func.count())
        .join(Resource, Resource.id == ResourceTopic.resource_id)
        .where(is_seen(sight), Resource.state == ResourceState.APPROVED)
        .group_by(ResourceTopic.topic_id)
    )


@Statement
def _read_by_topic(sight: Sight) -> Query:
    """From the reader's few notes on, and never through the library."""
    seen = exists().where(
        Resource.id == ResourceMark.resource_id, is_seen(sight), Resource.state == ResourceState.APPROVED
    )
    return (
        select(ResourceTopic.topic_id, func.count())
        .select_from(ResourceMark)
        .join(ResourceTopic, ResourceTopic.resource_id == ResourceMark.resource_id)
        .where(ResourceMark.person_id == one("person_id"), ResourceMark.read_at.is_not(None), seen)
        .group_by(ResourceTopic.topic_id)
    )
