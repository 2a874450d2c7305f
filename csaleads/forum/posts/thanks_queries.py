"""Which posts of a page the viewer found helpful."""

from collections.abc import Sequence

from sqlalchemy import select

from csaleads.access.viewer import Viewer
from csaleads.core.statements import Query, Statement, many, one
from csaleads.forum.following.models import Thanks


def list_thanked(viewer: Viewer, post_ids: Sequence[int]) -> frozenset[int]:
    """Those of the posts that the viewer found helpful. One statement."""
    rows = _thanked.rows(person_id=viewer.person_id, ids=sorted(post_ids)) if post_ids else []
    return frozenset(row.post_id for row in rows)


@Statement
def _thanked() -> Query:
    return select(Thanks.post_id).where(Thanks.person_id == one("person_id"), Thanks.post_id.in_(many("ids")))
