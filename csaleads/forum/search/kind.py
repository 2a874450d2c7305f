"""Threads of the network as a kind of thing that can be found: post by post, trimmed to what the viewer reads now."""

from collections.abc import Mapping, Sequence

from flask import url_for

from csaleads.access.viewer import Viewer
from csaleads.core.formatting import uk_date
from csaleads.core.full_text.queries import Hit
from csaleads.finding.kinds import Reach, SearchKind, Shown, register
from csaleads.forum import policy, presenters
from csaleads.forum.search import queries as search_queries
from csaleads.forum.search import texts as search_texts
from csaleads.forum.search.queries import FoundPost
from csaleads.forum.wording import KIND_LABELS
from csaleads.learning.list_queries import Narrowing
from csaleads.network import people_queries


def reach(viewer: Viewer, asked: Narrowing) -> Reach | None:
    """The posts that the viewer reads; nothing for whoever may not enter the network now. Two statements."""
    if not search_queries.may_find(viewer, asked):
        return None
    return Reach(
        area_ids=frozenset(policy.areas_of(viewer)),
        audiences=frozenset({search_texts.AUDIENCE}),
        condition=search_queries.is_found(viewer, asked),
        parts=search_queries.parts_of(viewer, asked),
    )


def show(viewer: Viewer, hits: Sequence[Hit]) -> Mapping[str, Shown]:
    """Space, kind, author and date of each, as its thread shows them. Two statements."""
    lines = search_queries.lines_of(viewer, [search_texts.id_of(hit.key) for hit in hits])
    names = people_queries.list_names(
        viewer, {line.author_id for line in lines if line.author_id is not None}
    )
    prefix = url_for("forum.spaces") + "/posts/"
    return {search_texts.key_of(line.id): Shown(f"{prefix}{line.id}", _note(line, names)) for line in lines}


def _note(line: FoundPost, names: presenters.Names) -> str:
    by = presenters.name_of(line.author_id, names)
    return " · ".join((line.space_name, KIND_LABELS[line.kind], by, uk_date(line.posted_at, "short")))


THREADS = SearchKind(
    search_texts.KIND,
    "threads of the network",
    search_texts.WHERE,
    "post in the network",
    "posts in the network",
    reach,
    show,
)
register(THREADS)
