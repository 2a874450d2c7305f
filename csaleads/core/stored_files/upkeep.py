"""What is done now and then: sweeping what no row names, scanning what waits, and looking whether everything is there."""

import hashlib
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import timedelta
from itertools import islice
from typing import TypeVar
from uuid import UUID

from sqlalchemy import select

from csaleads.core import clock
from csaleads.core.database import db
from csaleads.core.stored_files import scanner
from csaleads.core.stored_files.models import ScanState, StoredFile
from csaleads.core.stored_files.names import is_stored_name
from csaleads.core.stored_files.service import opened
from csaleads.core.stored_files.stores import NotInStore, current_store
from csaleads.core.unit_of_work import unit_of_work, writes

T = TypeVar("T")
Listener = Callable[[UUID], None]
_listeners: list[Listener] = []
AT_ONCE = 200
OLD_ENOUGH = timedelta(hours=24)  # what is younger may belong to somebody who is sending it


@dataclass
class Health:
    """What was found: how many files are as they were saved, and the ids of those that are not."""

    sound_count: int
    missing: list[UUID]
    changed: list[UUID]


def when_found_harmful(listener: Listener) -> Listener:
    """Call `listener(file_id)` when the scanner finds something in a file in which it had found nothing, in the same unit."""
    if listener not in _listeners:
        _listeners.append(listener)
    return listener


def sweep() -> int:
    """The store holds nothing of ours that no row names, except what came in the last day; the answer is how much went.

    What lies there under names that are not ours is left alone.
    """
    store, before = current_store(), clock.now() - OLD_ENOUGH
    old = (found.name for found in store.listed() if found.since < before and is_stored_name(found.name))
    removed = 0
    for names in _batches(old):
        for name in set(names) - _named(names):
            store.remove(name)
            removed += 1
    return removed


def scan_waiting(*, again: bool = False) -> dict[ScanState, int]:
    """Every file that waits for the scanner (with `again`, every file) has been sent to it; counts of what it said.

    A file without bytes, or one that the scanner did not answer for, stays as it was and counts as not scanned.
    """
    counts = dict.fromkeys(ScanState, 0)
    for file_id in _ids(*([] if again else [StoredFile.scan_state == ScanState.NOT_SCANNED])):
        state = _scan(file_id)
        counts[state] += 1
        if state is not ScanState.NOT_SCANNED:
            with unit_of_work():
                _note_scan(file_id, state)
    return counts


def look_at_all() -> Health:
    """Whether the store has the bytes of every file as they were saved, by their SHA-256."""
    health = Health(0, [], [])
    for file_id in _ids():
        file = db.session.get(StoredFile, file_id)
        if file is None:
            continue
        try:
            with opened(file) as content:
                is_same = hashlib.file_digest(content, "sha256").hexdigest() == file.sha256  # type: ignore[arg-type]
        except NotInStore:
            health.missing.append(file_id)
            continue
        if is_same:
            health.sound_count += 1
        else:
            health.changed.append(file_id)
    return health


def _scan(file_id: UUID) -> ScanState:
    file = db.session.get(StoredFile, file_id)
    if file is None:
        return ScanState.NOT_SCANNED
    try:
        with opened(file) as content:
            return scanner.scan(content)
    except NotInStore:
        return ScanState.NOT_SCANNED


@writes
def _note_scan(file_id: UUID, state: ScanState) -> None:
    file = db.session.get(StoredFile, file_id)
    if file is None:
        return
    is_new = state is ScanState.INFECTED and file.scan_state is not ScanState.INFECTED
    file.scan_state = state
    file.scanned_at = clock.now()
    db.session.flush()
    if is_new:
        for listener in _listeners:
            listener(file_id)


def _ids(*conditions: object) -> list[UUID]:
    query = select(StoredFile.id).order_by(StoredFile.saved_at, StoredFile.id)
    return list(db.session.scalars(query.where(*conditions)))  # type: ignore[arg-type]


def _named(names: Sequence[str]) -> set[str]:
    query = select(StoredFile.stored_name).where(StoredFile.stored_name.in_(names))
    return set(db.session.scalars(query))


def _batches(found: Iterator[T]) -> Iterator[list[T]]:
    while batch := list(islice(found, AT_ONCE)):
        yield batch
