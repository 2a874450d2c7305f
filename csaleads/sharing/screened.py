"""What screening asks of this room: a version is looked at anew, whatever its record kept, for more people will read it."""

from collections.abc import Collection, Mapping
from typing import Protocol
from uuid import UUID

from csaleads.access.viewer import Viewer
from csaleads.screening import service as screening
from csaleads.screening.service import Named, Subject
from csaleads.sharing import queries
from csaleads.sharing.content import SECTIONS

KIND = "learning_version"
LABELS = {section.name: section.heading for section in SECTIONS}


class Prepared(Protocol):
    """A version, as a row or as a view."""

    @property
    def id(self) -> UUID: ...
    @property
    def area_id(self) -> int: ...


def subject_of(version: Prepared) -> Subject:
    """The version as what its texts, and what its reviewers write, belong to."""
    return Subject(KIND, version.id, version.area_id)


def names_of(viewer: Viewer | None, version_ids: Collection[UUID]) -> Mapping[UUID, Named]:
    """The references of records whose versions these are, for their lead; of all of them for None."""
    known = queries.known_references(viewer, version_ids)
    return {
        version_id: Named(reference, f"/records/{reference}/sharing")
        for version_id, reference in known.items()
    }


screening.register_namer(KIND, names_of)
