"""What rooms above show on the page of a topic: they hand in pieces, and this room knows neither the rooms nor their tables."""

from collections.abc import Callable
from typing import Any, NamedTuple
from uuid import UUID

from csaleads.access.viewer import Viewer


class Piece(NamedTuple):
    """A part of the page: its template, which reads `given`."""

    template: str
    given: Any


Source = Callable[[Viewer, UUID], Piece | None]
_sources: list[Source] = []


def on_topic_page(source: Source) -> Source:
    """The page of a topic shows from now on what `source(viewer, topic_id)` answers, after what other rooms show.

    None is nothing. A source answers only what the viewer may see, in a fixed number of statements.
    """
    if source not in _sources:
        _sources.append(source)
    return source


def pieces_of_topic(viewer: Viewer, topic_id: UUID) -> list[Piece]:
    """What the rooms above show this viewer."""
    return [piece for source in _sources if (piece := source(viewer, topic_id)) is not None]
