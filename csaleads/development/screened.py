"""What screening asks of this room: an entry is its owner's, and nobody else learns that it is there."""

from typing import Protocol
from uuid import UUID

from csaleads.screening.service import Subject

KIND = "cpd_entry"


class Written(Protocol):
    """An entry, as a row or as a view."""

    @property
    def id(self) -> UUID: ...
    @property
    def area_id(self) -> int: ...


def subject_of(entry: Written) -> Subject:
    """The entry as what its texts belong to, looked at with the words of the area in which its owner works."""
    return Subject(KIND, entry.id, entry.area_id, is_own=True)
