"""What rooms above show on the pages of a topic and of a resource: they hand in pieces, and this room knows neither the rooms
nor their tables."""

from collections.abc import Callable
from typing import Any, NamedTuple
from uuid import UUID

from csaleads.access.viewer import Viewer


class Piece(NamedTuple):
    """A part of the page: its template, which reads `given`."""

    template: str
    given: Any


Source = Callable[[Viewer, UUID], Piece | None]
_of_topics: list[Source] = []
_of_resources: list[Source] = []


def on_topic_page(source: Source) -> Source:
    """The page of a topic shows from now on what `source(viewer, topic_id)` answers, after what other rooms show.

    None is nothing. A source answers only what the viewer may see, in a fixed number of statements.
    """
    return _added(_of_topics, source)


def on_resource_page(source: Source) -> Source:
    """The page of a resource likewise, with `source(viewer, resource_id)`; it is asked for a resource that the viewer sees."""
    return _added(_of_resources, source)


def _added(sources: list[Source], source: Source) -> Source:
    if source not in sources:
        sources.append(source)
    return source


def pieces_of_topic(viewer: Viewer, topic_id: UUID) -> list[Piece]:
    """What the rooms above show this viewer."""
    return _pieces(_of_topics, viewer, topic_id)


def pieces_of_resource(viewer: Viewer, resource_id: UUID) -> list[Piece]:
    """What the rooms above show this viewer, who has been found to see the resource."""
    return _pieces(_of_resources, viewer, resource_id)


def _pieces(sources: list[Source], viewer: Viewer, key: UUID) -> list[Piece]:
    return [piece for source in sources if (piece := source(viewer, key)) is not None]
