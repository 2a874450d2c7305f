"""What screening asks of this room: a correction is a text of its own, in which what was kept before is asked again."""

from collections.abc import Collection, Mapping
from typing import Protocol
from uuid import UUID

from csaleads.access.viewer import Viewer
from csaleads.screening import service as screening
from csaleads.screening.service import Named, Subject
from csaleads.slips import queries

KIND = "slip"


class Reported(Protocol):
    """A slip, as a row or as a view."""

    @property
    def id(self) -> UUID: ...
    @property
    def area_id(self) -> int: ...


def subject_of(slip: Reported) -> Subject:
    """The slip as what its correction belongs to."""
    return Subject(KIND, slip.id, slip.area_id)


def names_of(viewer: Viewer | None, slip_ids: Collection[UUID]) -> Mapping[UUID, Named]:
    """References of the slips that `viewer` may know of; of all of them for None."""
    known = queries.known_references(viewer, slip_ids)
    return {slip_id: Named(reference, f"/slips/{slip_id}") for slip_id, reference in known.items()}


screening.register_namer(KIND, names_of)
