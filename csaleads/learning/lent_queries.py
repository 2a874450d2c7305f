"""Reads of what areas lent one another, for the service that writes it."""

from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, and_, select

from csaleads.core.database import db
from csaleads.core.errors import NotFound
from csaleads.learning import policy
from csaleads.learning.lent_models import LentResource
from csaleads.learning.models import Resource, ResourceState
from csaleads.learning.resource_queries import facts_of


def lock_lent(resource_id: UUID) -> LentResource:
    """The row of a resource that was lent, locked; NotFound where it was not."""
    query = select(LentResource).where(LentResource.resource_id == resource_id).with_for_update()
    row = db.session.scalar(query.execution_options(populate_existing=True))
    if row is None:
        raise NotFound("lent resource")
    return row


def can_be_lent(row: Any) -> bool:
    """Whether another area may be given the resource of that row."""
    return policy.can_be_lent(facts_of(row))


def is_lendable() -> ColumnElement[bool]:
    """What `can_be_lent` says of one resource, for lists of them. A test holds the two together."""
    return and_(
        Resource.state == ResourceState.APPROVED,
        Resource.area_id.is_not(None),
        Resource.may_leave,
        Resource.network_at.is_(None),
        ~Resource.is_lent,
    )
