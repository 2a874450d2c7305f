"""Reads of what a resource has been: all its editions, what one of them said, and the files that they had."""

from typing import NamedTuple
from uuid import UUID

from sqlalchemy import select

from csaleads.access.viewer import Viewer
from csaleads.accounts.models import Person
from csaleads.core.database import json_text
from csaleads.core.errors import NotFound
from csaleads.core.statements import Query, Statement, one
from csaleads.learning.content import ResourceContent
from csaleads.learning.models import Resource, ResourceEdition
from csaleads.learning.queries import MOST_EDITIONS, EditionLine
from csaleads.learning.resource_queries import get_resource
from csaleads.learning.scope_queries import Sight, is_seen, sight_of


def list_resource_editions(viewer: Viewer, resource_id: UUID) -> list[EditionLine]:
    """Who changed the resource and when, the newest first; NotFound unless the viewer sees it."""
    get_resource(viewer, resource_id)
    rows = _editions.rows(id=resource_id, limit=MOST_EDITIONS)
    return [EditionLine(number, made_at, name or "") for number, made_at, name in rows]


@Statement
def _editions() -> Query:
    return (
        select(ResourceEdition.number, ResourceEdition.made_at, Person.full_name)
        .outerjoin(Person, Person.id == ResourceEdition.made_by_id)
        .where(ResourceEdition.resource_id == one("id"))
        .order_by(ResourceEdition.number.desc())
        .limit(one("limit"))
    )


def get_resource_edition(viewer: Viewer, resource_id: UUID, number: int) -> ResourceContent:
    """What that edition said; NotFound unless the viewer sees the resource."""
    sight, asked = sight_of(viewer)
    row = _edition.first(sight, id=resource_id, number=number, **asked)
    if row is None:
        raise NotFound("edition")
    return ResourceContent.read(row[0])


@Statement
def _edition(sight: Sight) -> Query:
    return (
        select(json_text(ResourceEdition.content))
        .join(Resource, Resource.id == ResourceEdition.resource_id)
        .where(ResourceEdition.resource_id == one("id"), ResourceEdition.number == one("number"))
        .where(is_seen(sight))
    )


class EditionFile(NamedTuple):
    """The file of an edition in the list of all."""

    words: str
    is_heavy: bool


def list_edition_files(viewer: Viewer, resource_id: UUID) -> dict[int, EditionFile]:
    """By number, the files of those editions that have one, of a resource that the viewer sees. One statement."""
    sight, asked = sight_of(viewer)
    found = {}
    for number, kept in _edition_contents.rows(sight, id=resource_id, limit=MOST_EDITIONS, **asked):
        said = ResourceContent.read(kept)
        if said.file is not None:
            found[number] = EditionFile(said.file.words, bool(said.content_note))
    return found


@Statement
def _edition_contents(sight: Sight) -> Query:
    return (
        select(ResourceEdition.number, json_text(ResourceEdition.content))
        .join(Resource, Resource.id == ResourceEdition.resource_id)
        .where(ResourceEdition.resource_id == one("id"), is_seen(sight))
        .order_by(ResourceEdition.number.desc())
        .limit(one("limit"))
    )
