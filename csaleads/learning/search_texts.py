"""What the search knows of resources: which of their words can be found, put in and taken out as they change.

Every write of a resource ends in `put_resource`. Who finds what is not decided here: `search_queries` asks the resource itself.
"""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Uuid, case, cast, exists, select

from csaleads.core.database import db
from csaleads.core.full_text.models import SearchDocument
from csaleads.core.full_text.service import Document, fills, put
from csaleads.learning.file_queries import texts_of_files
from csaleads.learning.models import Resource, ResourceTopic, Topic

KIND = "resource"
WHERE = "titles, summaries, topics, publishers and files"  # for people: what of a resource is searched


def searchable(resource: Any, topic_titles: Sequence[str], file_text: str = "") -> Document:
    """`resource`, a row or columns of the same names, as it is found. What the whole network reads is of no area.

    The one place that says which words count.
    """
    origin = ", ".join(part for part in (resource.publisher, str(resource.year or "")) if part)
    topics = f"Topics: {'; '.join(topic_titles)}."
    parts = (resource.summary, topics, origin and f"Published by {origin}.", file_text)
    return Document(
        kind=KIND,
        key=key_of(resource.id),
        area_id=None if resource.network_at else resource.area_id,
        audience=resource.audience.value,
        title=resource.title,
        body="\n\n".join(part for part in parts if part),
        updated_at=resource.approved_at or resource.added_at,
    )


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
    titles = _titles(ResourceTopic.resource_id == resource.id)
    texts = texts_of_files(Resource.id == resource.id)
    put(searchable(resource, titles[resource.id], texts.get(resource.id, "")))


def put_topic(topic_id: UUID) -> None:
    """The resources of the topic are found by its title as it is now."""
    _put_all(Resource.id.in_(_resources_of(topic_id)))


def put_missing() -> None:
    """Resources of which the search knew nothing are found from now on. Nothing is written where none is missing."""
    _put_all(~exists().where(SearchDocument.kind == KIND, is_document_of()))


@fills(KIND)
def documents() -> Iterator[Document]:
    """Every resource as it is found. Three statements."""
    return _documents()


def _documents(*conditions: ColumnElement[bool]) -> Iterator[Document]:
    chosen = select(Resource.id).where(*conditions)
    titles = _titles(ResourceTopic.resource_id.in_(chosen))
    texts = texts_of_files(*conditions)
    rows = db.session.execute(
        select(
            Resource.id,
            Resource.area_id,
            Resource.audience,
            Resource.title,
            Resource.summary,
            Resource.publisher,
            Resource.year,
            Resource.network_at,
            Resource.approved_at,
            Resource.added_at,
        )
        .where(*conditions)
        .order_by(Resource.id)
    )
    for row in rows.all():
        yield searchable(row, titles[row.id], texts.get(row.id, ""))


def _put_all(condition: ColumnElement[bool]) -> None:
    for document in list(_documents(condition)):
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
