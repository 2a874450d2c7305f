"""Reads of resources in whose file the scanner found something later, and of who is to see to them."""

from collections.abc import Collection
from typing import NamedTuple
from uuid import UUID

from sqlalchemy import ColumnElement, and_, select

from csaleads.access.permissions import Role
from csaleads.accounts.models import Person, RoleInArea
from csaleads.accounts.queries import coordinator_ids, is_current, list_leads
from csaleads.core.database import db
from csaleads.core.stored_files.models import ScanState, StoredFile
from csaleads.learning.models import Resource, ResourceState


class Harmful(NamedTuple):
    """A resource that leads to such a file now."""

    id: UUID
    title: str
    area_id: int | None
    owner_id: int | None


def is_harmful() -> ColumnElement[bool]:
    """The condition that the file of a resource, approved or a draft, is found to do harm. What is lent, the lender sees to.

    An archived one is opened by nobody: to archive it is one way of having seen to it.
    """
    found = select(StoredFile.id).where(StoredFile.scan_state == ScanState.INFECTED)
    is_found = and_(Resource.state != ResourceState.ARCHIVED, Resource.file_id.in_(found))
    return and_(is_found, ~Resource.is_lent)


def list_with_file(file_id: UUID) -> list[Harmful]:
    """The resources, drafts too, whose newest words lead to that file. An archived one is opened by nobody."""
    query = (
        select(Resource.id, Resource.title, Resource.area_id, Resource.owner_id)
        .where(
            Resource.file_id == file_id, Resource.state != ResourceState.ARCHIVED, Resource.is_lent.is_(False)
        )
        .order_by(Resource.id)
    )
    return [Harmful(*row) for row in db.session.execute(query)]


def is_still_harmful(resource_id: UUID) -> bool:
    """Whether the file to which the resource leads now may still do harm."""
    query = (
        select(Resource.id)
        .join(StoredFile, StoredFile.id == Resource.file_id)
        .where(
            Resource.id == resource_id,
            Resource.state != ResourceState.ARCHIVED,
            StoredFile.scan_state == ScanState.INFECTED,
        )
    )
    return db.session.scalar(query) is not None


def who_sees_to(resource: Harmful) -> Collection[int]:
    """Its owner; where they look after nothing there any more the coordinators, and for the network the programme team."""
    if resource.area_id is None:
        return _programme_team()
    coordinators = coordinator_ids(resource.area_id)
    here = {*coordinators, *(lead.id for lead in list_leads([resource.area_id]))}
    return [resource.owner_id] if resource.owner_id in here and resource.owner_id else coordinators


def _programme_team() -> list[int]:
    query = (
        select(Person.id)
        .join(RoleInArea, RoleInArea.person_id == Person.id)
        .where(RoleInArea.role == Role.PROGRAMME_TEAM, is_current(RoleInArea), Person.left_on.is_(None))
        .distinct()
        .order_by(Person.id)
    )
    return list(db.session.scalars(query))
