"""Reads of the files that were sent for resources: those that wait for their sender, those of an edition, and their texts."""

from collections.abc import Collection, Mapping
from datetime import datetime
from typing import Any, NamedTuple
from uuid import UUID

from sqlalchemy import ColumnElement, select

from csaleads.access.viewer import Viewer
from csaleads.core.database import db
from csaleads.core.document_text import WORDS, Outcome
from csaleads.core.errors import NotFound
from csaleads.core.statements import Query, Statement, one
from csaleads.core.stored_files.models import ScanState, StoredFile
from csaleads.core.stored_files.service import get_file
from csaleads.core.stored_files.serving import may_leave
from csaleads.learning import edition_queries, resource_queries
from csaleads.learning.content import FileFacts
from csaleads.learning.material_models import ResourceFile
from csaleads.learning.models import Resource


class ShownFile(NamedTuple):
    """A file as the page of its resource shows it; `is_found` with all of its text, and `search_words` say how it is."""

    may_leave: bool
    is_harmful: bool
    is_found: bool
    search_words: str


def find_waiting(viewer: Viewer, file_id: UUID | None) -> FileFacts | None:
    """The file of that id that the viewer has sent and that no resource has taken; None for every other."""
    if file_id is None:
        return None
    row = _waiting.first(id=file_id, person_id=viewer.person_id)
    return resource_queries.facts_of_file(row) if row else None


@Statement
def _waiting() -> Query:
    return (
        select(*resource_queries.FILE_COLUMNS)
        .join(ResourceFile, ResourceFile.file_id == StoredFile.id)
        .where(
            StoredFile.id == one("id"),
            StoredFile.saved_by_id == one("person_id"),
            ResourceFile.resource_id.is_(None),
        )
    )


def get_stored_file(viewer: Viewer, resource_id: UUID, number: int | None = None) -> StoredFile:
    """The file of the resource as it reads now, or of its edition `number`, to be handed out.

    NotFound unless the viewer sees the resource and it has one.
    """
    if number is None:
        facts = resource_queries.get_resource(viewer, resource_id).content.file
    else:
        facts = edition_queries.get_resource_edition(viewer, resource_id, number).file
    if facts is None:
        raise NotFound("file")
    return get_file(facts.id)


def find_shown_file(shown: resource_queries.ResourceView) -> ShownFile | None:
    """The file of a resource that the viewer has been found to see, or None where it has none."""
    if shown.content.file is None:
        return None
    row = _file.first(id=shown.content.file.id)
    if row is None:
        return None
    return ShownFile(
        may_leave(row.scan_state),
        row.scan_state is ScanState.INFECTED,
        row.outcome is Outcome.COMPLETE,
        WORDS[row.outcome],
    )


@Statement
def _file() -> Query:
    return (
        select(StoredFile.scan_state, ResourceFile.outcome)
        .join(ResourceFile, ResourceFile.file_id == StoredFile.id)
        .where(StoredFile.id == one("id"))
    )


def texts_of_files(*conditions: ColumnElement[bool]) -> Mapping[UUID, str]:
    """By resource, the text of the file that it has now, for resources that meet the conditions: what a search looks through."""
    query = (
        select(Resource.id, ResourceFile.text)
        .join(ResourceFile, ResourceFile.file_id == Resource.file_id)
        .where(*conditions)
    )
    return {row[0]: row[1] for row in db.session.execute(query)}


def lock_file(file_id: UUID) -> tuple[ResourceFile, StoredFile] | None:
    """The rows of a file, for a service that gives it to a resource or removes it."""
    query = (
        select(ResourceFile, StoredFile)
        .join(StoredFile, StoredFile.id == ResourceFile.file_id)
        .where(ResourceFile.file_id == file_id)
        .with_for_update(of=ResourceFile)
    )
    row = db.session.execute(query.execution_options(populate_existing=True)).first()
    return (row[0], row[1]) if row else None


def waiting_since_before(moment: datetime) -> Collection[Any]:
    """Ids of files that were sent before that moment and that no resource has taken."""
    query = (
        select(ResourceFile.file_id)
        .join(StoredFile, StoredFile.id == ResourceFile.file_id)
        .where(ResourceFile.resource_id.is_(None), StoredFile.saved_at < moment)
    )
    return list(db.session.scalars(query))
