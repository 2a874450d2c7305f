"""What screening asks of this room: an entry is its owner's, and nobody else is led to it."""

from collections.abc import Collection, Mapping
from typing import Protocol
from uuid import UUID

from csaleads.access.viewer import Viewer
from csaleads.development import queries
from csaleads.screening import service as screening
from csaleads.screening.service import Named, Subject

KIND = "cpd_entry"


class Written(Protocol):
    """An entry, as a row or as a view."""

    @property
    def id(self) -> UUID: ...
    @property
    def area_id(self) -> int: ...


def subject_of(entry: Written) -> Subject:
    """The entry as what its texts belong to, looked at with the words of the area in which its owner works."""
    return Subject(KIND, entry.id, entry.area_id)


def names_of(viewer: Viewer | None, entry_ids: Collection[UUID]) -> Mapping[UUID, Named]:
    """Entries have a page for their owner alone: whoever looks at what was kept learns neither what it is nor where."""
    known = queries.own_entry_ids(viewer, list(entry_ids))
    return {entry_id: Named("CPD entry", f"/cpd/entries/{entry_id}/edit") for entry_id in known}


screening.register_namer(KIND, names_of)
