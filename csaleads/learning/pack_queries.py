"""For the pack of a learning day, a floor above: the resources of several topics at once, within the viewer's reach."""

from collections.abc import Collection
from datetime import datetime
from typing import Any, NamedTuple
from uuid import UUID

from csaleads.access.viewer import Viewer
from csaleads.core.statements import Query, Statement
from csaleads.learning.line_queries import ResourceLine, read_line, select_lines_of_topics
from csaleads.learning.models import Resource, ResourceState, Track
from csaleads.learning.resource_queries import get_resource
from csaleads.learning.scope_queries import Sight, is_seen, sight_of

__all__ = ["FoundLine", "ResourceLine", "list_for_topics", "title_of", "tracks_of"]

MOST_OF_A_PACK = 400


class FoundLine(NamedTuple):
    """A resource with the topic under which it was found, and when it came within the viewer's reach."""

    line: ResourceLine
    topic_id: UUID
    reached_at: datetime | None


def list_for_topics(
    viewer: Viewer, topic_ids: Collection[UUID], *, more_ids: Collection[UUID] = ()
) -> list[FoundLine]:
    """What the viewer finds under the topics in the reading order of each, and of the resources `more_ids` what they see.

    One statement. A resource of several topics stands under each of them.
    """
    sight, values = sight_of(viewer)
    return _for_topics.found(
        sight,
        **values,
        person_id=viewer.person_id,
        topic_ids=list(topic_ids),
        more_ids=list(more_ids),
        limit=MOST_OF_A_PACK,
    ).made(_read)


@Statement
def _for_topics(sight: Sight) -> Query:
    return select_lines_of_topics(is_seen(sight), Resource.state == ResourceState.APPROVED)


def _read(row: Any) -> FoundLine:
    return FoundLine(read_line(row), row.topic_id, row.reached_at)


def tracks_of(viewer: Viewer, resource_id: UUID) -> set[Track]:
    """The curricula to which the topics of a resource belong; NotFound where the viewer does not see it."""
    return {topic.track for topic in get_resource(viewer, resource_id).topics}


def title_of(viewer: Viewer, resource_id: UUID) -> str:
    """What the resource is called; NotFound where the viewer does not see it."""
    return get_resource(viewer, resource_id).content.title
