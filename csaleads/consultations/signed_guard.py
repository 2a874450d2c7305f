"""The last line of defence for signed records: whatever code tries it, their words do not change.

The database keeps a signed record signed (migration 0007). It cannot tell whether a sealed value says the same words under a
new key, so that is compared here, just before SQLAlchemy writes. There is one exception: `consultations/correcting.py` takes
out what could identify somebody, of a record that is hidden for that.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any
from uuid import UUID

from sqlalchemy import event, select
from sqlalchemy.orm.attributes import get_history

from csaleads.consultations.content import LEAD_NOTE, SHARED_NAMES
from csaleads.consultations.models import Amendment, Consultation, RecordState, ResourceGiven
from csaleads.core.encryption import open_text

RECORD_COLUMNS = tuple(f"{name}_sealed" for name in (*SHARED_NAMES, LEAD_NOTE))
AMENDMENT_COLUMNS = ("text_sealed", "reason_sealed")
_corrected: ContextVar[UUID | None] = ContextVar("corrected", default=None)


class SignedRecordChanged(RuntimeError):
    """Code tried to change the words of a signed record: a mistake of ours, never of the person using it."""


@contextmanager
def words_corrected_in(record: Consultation) -> Iterator[None]:
    """Inside, what is flushed may change the words of that one record; raises SignedRecordChanged unless it is hidden."""
    if record.hidden_at is None:
        raise SignedRecordChanged("shown")
    token = _corrected.set(record.id)
    try:
        yield
    finally:
        _corrected.reset(token)


@event.listens_for(Consultation, "before_update")
def _keep_words(mapper: Any, connection: Any, record: Consultation) -> None:
    state = get_history(record, "state")
    if _corrected.get() == record.id:
        return
    if state.deleted or record.state is not RecordState.SIGNED:
        return
    _refuse_other_words(record, RECORD_COLUMNS)


@event.listens_for(Amendment, "before_update")
def _keep_amendment(mapper: Any, connection: Any, amendment: Amendment) -> None:
    if _corrected.get() != amendment.consultation_id:
        _refuse_other_words(amendment, AMENDMENT_COLUMNS)


@event.listens_for(ResourceGiven, "before_update")
@event.listens_for(ResourceGiven, "before_delete")
def _keep_given(mapper: Any, connection: Any, given: ResourceGiven) -> None:
    """What was given with a signed record stays with it."""
    state = select(Consultation.state).where(Consultation.id == given.consultation_id)
    if connection.scalar(state) is RecordState.SIGNED:
        raise SignedRecordChanged("resources_given")


def _refuse_other_words(row: Consultation | Amendment, columns: tuple[str, ...]) -> None:
    for name in columns:
        change = get_history(row, name)
        if not change.has_changes():
            continue
        before, after = (values[0] if values else None for values in (change.deleted, change.added))
        if not before or not after or _words(row, name, before) != _words(row, name, after):
            raise SignedRecordChanged(name)


def _words(row: Consultation | Amendment, name: str, sealed: bytes) -> str:
    return open_text(sealed, f"{row.__tablename__}:{name}:{row.id.hex}")
