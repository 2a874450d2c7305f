"""What screening asks of this room: the texts of a record, what they belong to, and how a record is called."""

from collections.abc import Collection, Mapping
from dataclasses import replace
from typing import Protocol
from uuid import UUID

from csaleads.access.viewer import Viewer
from csaleads.consultations.content import LEAD_NOTE, SHARED_SECTIONS, RecordContent
from csaleads.consultations.naming_queries import known_references
from csaleads.screening import service as screening
from csaleads.screening.service import Named, Subject

KIND = "consultation"


class Recorded(Protocol):
    """A record, as a row or as a view."""

    @property
    def id(self) -> UUID: ...
    @property
    def area_id(self) -> int: ...


def subject_of(record: Recorded) -> Subject:
    """The record as what its texts belong to."""
    return Subject(KIND, record.id, record.area_id)


def texts_of(content: RecordContent) -> dict[str, str]:
    """Every text of a record by the name of its input in the form, in the order of the form."""
    texts = {section.name: content.text(section.name) for section in SHARED_SECTIONS}
    texts |= {f"agency-{n}-role": agency.role for n, agency in enumerate(content.agencies)}
    texts |= {f"action-{n}-description": action.description for n, action in enumerate(content.actions)}
    return texts | {LEAD_NOTE: content.lead_note or ""}


def labels_of(content: RecordContent) -> dict[str, str]:
    """What each of those texts is called on the page."""
    labels = {section.name: section.heading for section in SHARED_SECTIONS}
    labels |= {f"agency-{n}-role": f"Agency {n + 1}" for n in range(len(content.agencies))}
    labels |= {f"action-{n}-description": f"Action {n + 1}" for n in range(len(content.actions))}
    return labels | {LEAD_NOTE: "Your own note"}


def with_texts(content: RecordContent, texts: Mapping[str, str]) -> RecordContent:
    """`content` with other words; `texts` are named as by `texts_of`."""
    return replace(
        content,
        texts={section.name: texts[section.name] for section in SHARED_SECTIONS},
        agencies=tuple(
            agency._replace(role=texts[f"agency-{n}-role"]) for n, agency in enumerate(content.agencies)
        ),
        actions=tuple(
            action._replace(description=texts[f"action-{n}-description"])
            for n, action in enumerate(content.actions)
        ),
        lead_note=texts[LEAD_NOTE] if content.lead_note is not None else None,
    )


def names_of(viewer: Viewer | None, record_ids: Collection[UUID]) -> Mapping[UUID, Named]:
    """References of the records that `viewer` may know of; of all of them for None."""
    known = known_references(viewer, record_ids)
    return {record_id: Named(reference, f"/records/{reference}") for record_id, reference in known.items()}


screening.register_namer(KIND, names_of)
