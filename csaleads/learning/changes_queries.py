"""What is new or has changed within a viewer's reach in a span of time: for the rooms above that tell of it."""

from datetime import datetime
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, and_, case, func, or_, select

from csaleads.access.viewer import Viewer
from csaleads.core.statements import Query, Statement, many, one
from csaleads.learning.models import Resource, ResourceState
from csaleads.learning.scope_queries import Sight, is_seen, sight_of


class Changes(NamedTuple):
    """How many resources are new or changed, and the titles of the first of them."""

    total: int
    titles: list[str]


def list_changes(
    viewer: Viewer, *, after: datetime, until: datetime, with_shipped: bool, limit: int
) -> Changes:
    """The approved resources that came within the viewer's reach, or whose words were changed, after `after` and up to `until`.

    What csaleads ships with counts as new only where `with_shipped` says so. By title; one statement.
    """
    sight, values = sight_of(viewer)
    rows = _changed.rows(sight, with_shipped, **values, after=after, until=until, limit=limit)
    return Changes(rows[0].total if rows else 0, [row.title for row in rows])


@Statement
def _changed(sight: Sight, with_shipped: bool) -> Query:
    reached_at = case(
        (Resource.area_id.in_(many("reads_in")), Resource.approved_at), else_=Resource.network_at
    )
    is_new = _is_within(reached_at)
    if not with_shipped:
        is_new = and_(is_new, Resource.start_key.is_(None))
    is_changed = and_(reached_at.is_not(None), _is_within(Resource.changed_at))
    return (
        select(Resource.title, func.count().over().label("total"))
        .where(is_seen(sight), Resource.state == ResourceState.APPROVED, or_(is_new, is_changed))
        .order_by(Resource.sort_title, Resource.id)
        .limit(one("limit"))
    )


def _is_within(moment: Any) -> ColumnElement[bool]:
    return func.coalesce(and_(moment > one("after"), moment <= one("until")), False)
