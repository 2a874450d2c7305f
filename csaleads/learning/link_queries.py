"""Reads of what asking for links said, and of which links are to be asked for."""

from collections.abc import Collection
from datetime import datetime
from typing import NamedTuple
from uuid import UUID

from sqlalchemy import ColumnElement, and_, func, or_, select

from csaleads.core.database import db
from csaleads.core.statements import Query, Statement, one
from csaleads.learning.material_models import DEAD_AFTER, LinkCheck, LinkOutcome
from csaleads.learning.models import Resource, ResourceState


class LinkState(NamedTuple):
    """What asking for the link of a resource said last."""

    outcome: LinkOutcome
    checked_at: datetime
    failed_days: int

    @property
    def is_dead(self) -> bool:
        return self.failed_days >= DEAD_AFTER


def is_dead() -> ColumnElement[bool]:
    """The condition that the link of an approved resource failed on different days. Few are: databases begin with those."""
    dead = select(LinkCheck.resource_id).where(LinkCheck.failed_days >= DEAD_AFTER)
    return and_(Resource.state == ResourceState.APPROVED, Resource.id.in_(dead))


def find_link_state(resource_id: UUID) -> LinkState | None:
    """What was said last to a link that has been asked for, of a resource that the viewer has been found to see."""
    row = _state.first(id=resource_id)
    return LinkState(*row) if row else None


@Statement
def _state() -> Query:
    return select(LinkCheck.outcome, LinkCheck.checked_at, LinkCheck.failed_days).where(
        LinkCheck.resource_id == one("id")
    )


def links_to_ask(asked_before: datetime) -> list[str]:
    """Each link of an approved resource that was not asked for since that moment, once: the one that has waited longest first."""
    last_asked = func.min(LinkCheck.checked_at)
    query = (
        select(Resource.link)
        .outerjoin(LinkCheck, LinkCheck.resource_id == Resource.id)
        .where(Resource.state == ResourceState.APPROVED, Resource.link != "")
        .where(or_(LinkCheck.checked_at.is_(None), LinkCheck.checked_at < asked_before))
        .group_by(Resource.link)
        .order_by(last_asked.is_not(None), last_asked, Resource.link)
    )
    return list(db.session.scalars(query))


def lock_those_with(link: str) -> Collection[UUID]:
    """The approved resources that lead there now, locked."""
    query = select(Resource.id).where(Resource.link == link, Resource.state == ResourceState.APPROVED)
    return list(db.session.scalars(query.order_by(Resource.id).with_for_update()))


def find_check(resource_id: UUID) -> LinkCheck | None:
    """The row of what was said last, inside a write."""
    query = select(LinkCheck).where(LinkCheck.resource_id == resource_id)
    return db.session.scalar(query.execution_options(populate_existing=True))
