"""Saving a draft, by its lead or the clinic's other lead, so that neither overwrites the other unseen."""

from collections.abc import Iterable
from typing import Any

from csaleads.access.viewer import Viewer
from csaleads.audit import service as audit
from csaleads.consultations import policy, queries
from csaleads.consultations.content import LEAD_NOTE, SHARED_NAMES, ActionEntry, AgencyEntry, RecordContent
from csaleads.consultations.models import Action, AgencyInvolved, Consultation
from csaleads.core import clock
from csaleads.core.database import db
from csaleads.core.errors import ChangedMeanwhile
from csaleads.core.unit_of_work import writes


@writes
def save_draft(
    actor: Viewer, *, reference: str, content: RecordContent, version: int, page_key: str = ""
) -> int:
    """The draft says what `content` says; the answer is its new version.

    `version` is the one that the page showed. An older one is taken only where everything saved since came from the same
    open page (`page_key`): otherwise raises ChangedMeanwhile. Raises WrongState once the record is signed.
    """
    record = _lock_for_saving(actor, reference, version=version, page_key=page_key)
    _write(actor, record, content)
    record.saved_from = None
    audit.record(actor, "save_record", subject=("consultation", record.id), area_id=record.area_id)
    db.session.flush()
    return record.version


@writes
def autosave_draft(
    actor: Viewer, *, reference: str, content: RecordContent, version: int, page_key: str
) -> int:
    """Like `save_draft`, for a page that goes on being typed in: what it saves next is taken as its own.

    Writes no audit event: one would come every few seconds.
    """
    record = _lock_for_saving(actor, reference, version=version, page_key=page_key)
    _write(actor, record, content)
    record.saved_from = page_key[:40] or None
    db.session.flush()
    return record.version


def _lock_for_saving(actor: Viewer, reference: str, *, version: int, page_key: str) -> Consultation:
    record = queries.lock_record(reference)
    policy.require_move(actor, queries.facts_of(actor, record), "save", clock.now())
    is_own_page = bool(page_key) and record.saved_from == page_key and record.saved_by_id == actor.person_id
    if record.version != version and not is_own_page:
        raise ChangedMeanwhile
    return record


def _write(actor: Viewer, record: Consultation, content: RecordContent) -> None:
    """Every changed part is sealed anew; the lead's own note only where its lead writes."""
    is_lead = actor.person_id == record.lead_id
    before = queries.get_content(record, with_note=is_lead)
    for name in SHARED_NAMES:
        _set_if_changed(record, name, before.text(name), content.text(name))
    if is_lead and content.lead_note is not None:
        _set_if_changed(record, LEAD_NOTE, before.lead_note or "", content.lead_note)
    _write_agencies(record, [entry for entry in content.agencies if not entry.is_blank])
    _write_actions(record, [entry for entry in content.actions if not entry.is_blank])
    record.saved_at, record.saved_by_id = clock.now(), actor.person_id
    record.version += 1


def _set_if_changed(row: Any, name: str, before: str, after: str) -> None:
    if before != after:
        setattr(row, name, after)


def _write_agencies(record: Consultation, entries: list[AgencyEntry]) -> None:
    rows = queries.list_agencies(record.id)
    free = rows[-1].position + 1 if rows else 0
    for number, entry in enumerate(entries):
        if number < len(rows):
            row = rows[number]
        else:
            row = AgencyInvolved(consultation_id=record.id, position=free + number - len(rows))
            db.session.add(row)
        row.agency = entry.agency
        _set_if_changed(row, "role", row.role, entry.role)
    _remove(rows[len(entries) :])


def _write_actions(record: Consultation, entries: list[ActionEntry]) -> None:
    rows = queries.list_actions(record.id)
    free = rows[-1].position + 1 if rows else 0
    for number, entry in enumerate(entries):
        if number < len(rows):
            row = rows[number]
        else:
            row = Action(consultation_id=record.id, position=free + number - len(rows))
            db.session.add(row)
        row.owner_role, row.due_on = entry.owner_role, entry.due_on
        _set_if_changed(row, "description", row.description, entry.description)
    _remove(rows[len(entries) :])


def _remove(rows: Iterable[Any]) -> None:
    for row in rows:
        db.session.delete(row)
