"""What stands beneath the posts of a page: resources to which they link, and what their authors added later."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import NamedTuple
from uuid import UUID

from sqlalchemy import select

from csaleads.access.viewer import Viewer
from csaleads.core.statements import Query, Statement, many
from csaleads.forum.models import Correction
from csaleads.forum.posts.queries import PostLine
from csaleads.learning import search_queries
from csaleads.learning.list_presenters import ShownLine, shown_line


class CorrectionLine(NamedTuple):
    """A correction beneath a post."""

    post_id: int
    body_html: str
    made_at: datetime


def linked_ids(line: PostLine) -> list[UUID]:
    """The resources to which a post links, in order."""
    return [UUID(hex=key) for key in line.resource_ids.split()]


def list_cards(viewer: Viewer, lines: Sequence[PostLine]) -> Mapping[UUID, ShownLine]:
    """Those resources to which the posts link that the viewer may see. One statement, and none where no post links to any."""
    ids = {key for line in lines if line.resource_ids for key in linked_ids(line)}
    lines_by_id = search_queries.lines_of(viewer, sorted(ids)) if ids else {}
    return {key: shown_line(line) for key, line in lines_by_id.items()}


def list_corrections(lines: Sequence[PostLine]) -> Mapping[int, tuple[CorrectionLine, ...]]:
    """By post, what its author added, in order. One statement, and none where no post has any."""
    ids = [line.id for line in lines if line.correction_count]
    found: dict[int, list[CorrectionLine]] = {}
    for row in _corrections.rows(ids=ids) if ids else ():
        found.setdefault(row.post_id, []).append(CorrectionLine(*row))
    return {post_id: tuple(each) for post_id, each in found.items()}


@Statement
def _corrections() -> Query:
    query = select(Correction.post_id, Correction.body_html, Correction.made_at)
    return query.where(Correction.post_id.in_(many("ids"))).order_by(Correction.id)
