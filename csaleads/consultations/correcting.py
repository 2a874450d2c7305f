"""A record whose words could identify somebody: hidden, read by those who correct it, corrected, shown again.

The only path on which the words of a signed record change. For the room that decides who may: nothing here asks policy, and
nothing here is for a page. The request is locked first, by that room.
"""

from collections.abc import Callable, Mapping
from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import undefer_group

from csaleads.advice.correcting import Part
from csaleads.consultations import signed_guard
from csaleads.consultations.content import LEAD_NOTE, SHARED_SECTIONS
from csaleads.consultations.models import (
    Action,
    AgencyInvolved,
    Amendment,
    BreakGlassRead,
    Consultation,
)
from csaleads.core import clock
from csaleads.core.database import db
from csaleads.core.encryption import uncovered
from csaleads.core.unit_of_work import writes

LONGEST_TEXT = 10_000  # of the longest box in which any of them is written
NOTE_KEY = f"record_{LEAD_NOTE}"
# A reason of break-glass is for any coordinator of the area to correct: it has no author of its own here.
ROWS: tuple[tuple[str, Any, str, str, Callable[[Consultation, Any], int | None]], ...] = (
    ("agency", AgencyInvolved, "role", "Agencies involved", lambda record, row: record.lead_id),
    ("action", Action, "description", "Actions", lambda record, row: record.lead_id),
    ("amended", Amendment, "text", "Added after signing", lambda record, row: row.author_id),
    ("amendedwhy", Amendment, "reason", "Why it was added", lambda record, row: row.author_id),
    (
        "glass",
        BreakGlassRead,
        "reason",
        "Why the record was opened by break-glass",
        lambda record, row: None,
    ),
)


@writes
def hide_record(request_id: UUID) -> None:
    """From now on nobody reads or changes the record of the request, if there is one; hidden twice is hidden once."""
    record = _lock(request_id)
    if record is not None:
        record.hidden_at = record.hidden_at or clock.now()
        db.session.flush()


@writes
def show_record(request_id: UUID) -> None:
    """Whoever could read the record before can read it again."""
    record = _lock(request_id)
    if record is not None:
        record.hidden_at = None
        db.session.flush()


def parts_of_record(request_id: UUID) -> list[Part]:
    """Every text of the record that is not empty, hidden or not, the lead's own note last. For its correction alone."""
    record = _find(request_id)
    if record is None:
        return []
    with uncovered():
        parts = [
            Part(f"record_{name}", heading, record.lead_id, getattr(record, name), LONGEST_TEXT)
            for name, heading in SHARED_SECTIONS
        ]
        for kind, model, name, heading, author_of in ROWS:
            parts += [
                Part(
                    f"{kind}_{row.id.hex}", heading, author_of(record, row), getattr(row, name), LONGEST_TEXT
                )
                for row in _children(model, record.id)
            ]
        said = "What the social worker said afterwards"
        parts.append(
            Part("record_feedback_comment", said, record.worker_id, record.feedback_comment, LONGEST_TEXT)
        )
        parts.append(
            Part(NOTE_KEY, "Your own note", record.lead_id, record.lead_note, LONGEST_TEXT, is_private=True)
        )
    return [part for part in parts if part.text]


@writes
def correct_record(request_id: UUID, texts: Mapping[str, str]) -> list[str]:
    """The parts named by their keys say what `texts` say, the old words are overwritten; headings of those that changed.

    A private part is not among the headings. A page that was opened before can no longer save over it.
    """
    record = _lock(request_id)
    if record is None:
        return []
    changed = [part for part in parts_of_record(request_id) if texts.get(part.key, part.text) != part.text]
    if not changed:
        return []
    with signed_guard.words_corrected_in(record):
        for part in changed:
            row, name = _place_of(record, part.key)
            setattr(row, name, texts[part.key])
        record.version += 1
        record.saved_from = None
        db.session.flush()
    return [part.heading for part in changed if not part.is_private]


def _find(request_id: UUID) -> Consultation | None:
    found: Consultation | None = db.session.scalar(_record_of(request_id))
    return found


def _lock(request_id: UUID) -> Consultation | None:
    found: Consultation | None = db.session.scalar(_record_of(request_id).with_for_update(of=Consultation))
    return found


def _record_of(request_id: UUID) -> Any:
    query = select(Consultation).where(Consultation.request_id == request_id)
    return query.options(undefer_group("narrative")).execution_options(populate_existing=True)


def _children(model: Any, record_id: UUID) -> list[Any]:
    query = select(model).where(model.consultation_id == record_id).options(undefer_group("narrative"))
    return list(db.session.scalars(query.order_by(_order_of(model), model.id)))


def _order_of(model: Any) -> Any:
    return next(
        getattr(model, name) for name in ("position", "amended_at", "asked_at") if hasattr(model, name)
    )


def _place_of(record: Consultation, key: str) -> tuple[Any, str]:
    """The row that holds the part, and the name of its text there."""
    kind, _, rest = key.partition("_")
    if kind == "record":
        return record, rest
    _, model, name, _, _ = next(row for row in ROWS if row[0] == kind)
    return db.session.get_one(model, UUID(hex=rest)), name
