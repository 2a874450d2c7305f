"""What screening asks of this room: the texts of a request, what they belong to, and how a request is called."""

from collections.abc import Collection, Mapping
from typing import Protocol
from uuid import UUID

from csaleads.access.viewer import Viewer
from csaleads.advice.naming_queries import known_references
from csaleads.screening import service as screening
from csaleads.screening.service import Named, Subject

KIND = "request"
LABELS = {
    "known": "What do you know?",
    "worrying": "What is worrying you?",
    "going_well": "What is going well?",
    "question": "What would you like to ask the Practice Lead?",
}


class Asked(Protocol):
    """A request, as a row or as a view."""

    @property
    def id(self) -> UUID: ...
    @property
    def area_id(self) -> int: ...


def subject_of(request: Asked) -> Subject:
    """The request as what its texts belong to."""
    return Subject(KIND, request.id, request.area_id)


def texts_of(request: object) -> dict[str, str]:
    """The four texts of a request, in the order in which they are asked."""
    return {name: getattr(request, name) for name in LABELS}


def names_of(viewer: Viewer | None, request_ids: Collection[UUID]) -> Mapping[UUID, Named]:
    """References of the requests that `viewer` may know of; of all of them for None."""
    known = known_references(viewer, request_ids)
    return {request_id: Named(reference, f"/requests/{reference}") for request_id, reference in known.items()}


screening.register_namer(KIND, names_of)
