"""What the search knows of resources: which of their words can be found, put in and taken out as they change.

Every write of a resource ends in `put_resource`. Who finds what is not decided here: `search_queries` asks the resource itself.
"""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Uuid, case, cast, exists, select, true

from csaleads.core.database import db
from csaleads.core.full_text.models import SearchDocument
from csaleads.core.full_text.service import Document, fills, put
from csaleads.core.safe_html import stored_html
from csaleads.learning.file_queries import texts_of_files
from csaleads.learning.models import Resource, ResourceTopic, Topic

KIND = "resource"
WHERE = "titles, summaries, topics, publishers and files"  # for people: what of a resource is searched

AT_ONCE = 50
COLUMNS = (
    Resource.id,
    Resource.area_id,
    Resource.audience,
    Resource.title,
    Resource.summary_html,
    Resource.publisher,
    Resource.year,
    Resource.network_at,
    Resource.approved_at,
    Resource.added_at,
)


def searchable(resource: Any, topic_titles: Sequence[str], file_text: str) -> Document:
    """`resource`, a row or columns of the same names, as it is found. What the whole network reads is of no area.

    The one place that says which words count. What was written as Markdown is found without its signs.
    """
    origin = ", ".join(part for part in (resource.publisher, str(resource.year or "")) if part)
    summary = stored_html(resource.summary_html).striptags()
    parts = (summary, f"Topics: {'; '.join(topic_titles)}.", origin and f"Published by {origin}.", file_text)
    area_id = None if resource.network_at else resource.area_id
    return Document(
        kind=KIND,
        key=key_of(resource.id),
        area_id=area_id,
        audience=resource.audience.value,
        title=resource.title,
        body="\n\n".join(part for part in parts if part),
        updated_at=resource.approved_at or resource.added_at,
        parts=(part_of(area_id),),
    )


def part_of(area_id: int | None) -> str:
    """The part of all resources that an area reads, or the whole network."""
    return "network" if area_id is None else f"area{area_id}"


def key_of(resource_id: UUID) -> str:
    """By what the search knows the resource."""
    return resource_id.hex


def id_of(key: str) -> UUID:
    """The resource that the search knows by `key`."""
    return UUID(hex=key)


def is_document_of() -> ColumnElement[bool]:
    """The condition that a document is that of a resource. Keys of other kinds are never read as ids."""
    key = case((SearchDocument.kind == KIND, cast(SearchDocument.key, Uuid)))
    return Resource.id == key


def put_resource(resource: Any) -> None:
    """The resource is found by what it says now, once this unit is committed."""
    of_it = Resource.id == resource.id
    titles = _titles(ResourceTopic.resource_id == resource.id)[resource.id]
    put(searchable(resource, titles, texts_of_files(of_it).get(resource.id, "")))


def put_topic(topic_id: UUID) -> None:
    """The resources of the topic are found by its title as it is now."""
    _put_all(Resource.id.in_(_resources_of(topic_id)))


def put_missing() -> None:
    """Resources of which the search knew nothing are found from now on. Nothing is written where none is missing."""
    _put_all(~exists().where(SearchDocument.kind == KIND, is_document_of()))


@fills(KIND)
def documents() -> Iterator[Document]:
    """Every resource as it is found."""
    return _documents_where(true())


def _documents_where(condition: ColumnElement[bool]) -> Iterator[Document]:
    """Those that meet the condition now. Some at a time: the text of a file may be as long as a book."""
    ids = list(db.session.scalars(select(Resource.id).where(condition).order_by(Resource.id)))
    for first in range(0, len(ids), AT_ONCE):
        yield from _documents_of(ids[first : first + AT_ONCE])


def _documents_of(ids: Sequence[UUID]) -> Iterator[Document]:
    titles = _titles(ResourceTopic.resource_id.in_(ids))
    texts = texts_of_files(Resource.id.in_(ids))
    rows = db.session.execute(select(*COLUMNS).where(Resource.id.in_(ids)).order_by(Resource.id))
    for row in rows.all():
        yield searchable(row, titles[row.id], texts.get(row.id, ""))


def _put_all(condition: ColumnElement[bool]) -> None:
    for document in _documents_where(condition):
        put(document)


def _resources_of(topic_id: UUID) -> Any:
    return select(ResourceTopic.resource_id).where(ResourceTopic.topic_id == topic_id)


def _titles(condition: ColumnElement[bool]) -> dict[UUID, list[str]]:
    """By resource, the titles of its topics in the order of the curriculum."""
    found: dict[UUID, list[str]] = defaultdict(list)
    query = (
        select(ResourceTopic.resource_id, Topic.title)
        .join(Topic, Topic.id == ResourceTopic.topic_id)
        .where(condition)
        .order_by(Topic.track, Topic.position, Topic.id)
    )
    for resource_id, title in db.session.execute(query):
        found[resource_id].append(title)
    return found
