"""Resources as a kind of thing that can be found, by learning's own rules of who sees what."""

from collections.abc import Mapping, Sequence

from flask import url_for

from csaleads.access.viewer import Viewer
from csaleads.core.full_text.queries import Hit
from csaleads.finding.kinds import Reach, SearchKind, Shown, register
from csaleads.learning import search_queries, search_texts
from csaleads.learning.list_presenters import ShownLine, shown_line
from csaleads.learning.list_queries import Narrowing


def reach(viewer: Viewer, asked: Narrowing) -> Reach:
    """The resources that the viewer sees and that the filters leave in."""
    return Reach(
        area_ids=frozenset(area_id for area_id, _ in search_queries.places_of(viewer)),
        audiences=frozenset(audience.value for audience in search_queries.audiences_of(viewer)),
        condition=search_queries.is_found(viewer, asked),
        parts=search_queries.parts_of(viewer),
    )


def show(viewer: Viewer, hits: Sequence[Hit]) -> Mapping[str, Shown]:
    """Kind, level, length, topic and place of each, or the credit and terms of what was lent; its page. One statement."""
    lines = search_queries.lines_of(viewer, [search_texts.id_of(hit.key) for hit in hits])
    prefix = url_for("learning.resources")
    return {
        search_texts.key_of(shown.id): Shown(f"{prefix}/{shown.id}", _note(shown), shown.badges)
        for shown in map(shown_line, lines.values())
    }


def _note(shown: ShownLine) -> str:
    origin = shown.credit or shown.origin
    return " · ".join(filter(None, (shown.kind, shown.level, shown.length, shown.topic, origin)))


RESOURCES = SearchKind(
    search_texts.KIND,
    "resources",
    search_texts.WHERE,
    "resource",
    "resources",
    reach,
    show,
)
register(RESOURCES)
