"""Taking files in, keeping and removing them. Bytes go to the store before the unit of work holds its lock.

A room that has more to check before it writes uses the two halves:

    with taken_in(form.file.sent) as incoming:
        _add_edition(actor, incoming=incoming)      # marked @writes; calls keep(incoming, saved_by_id=actor.person_id)
"""

import hashlib
import logging
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from io import SEEK_END
from tempfile import TemporaryFile
from typing import BinaryIO
from uuid import UUID

from flask import current_app

from csaleads.core import clock
from csaleads.core.database import db
from csaleads.core.errors import NotFound
from csaleads.core.stored_files import scanner
from csaleads.core.stored_files.kinds import FileKind, NotTaken, Reason
from csaleads.core.stored_files.models import ScanState, StoredFile
from csaleads.core.stored_files.names import display_name, new_stored_name
from csaleads.core.stored_files.recognise import kind_of
from csaleads.core.stored_files.stores import Store, StoreUnavailable, current_store
from csaleads.core.unit_of_work import after_unit, writes

log = logging.getLogger("csaleads.files")


@dataclass(frozen=True)
class Sent:
    """A file as a browser sent it: its bytes, which can be read again and again, and what it calls it."""

    content: BinaryIO
    name: str


@dataclass
class Incoming:
    """A file whose bytes are in the store and that no row names yet."""

    stored_name: str
    display_name: str
    kind: FileKind
    size_bytes: int
    sha256: str
    scan_state: ScanState
    is_kept: bool = False


def require_taken(content: BinaryIO, *, kinds: frozenset[FileKind] = frozenset(FileKind)) -> FileKind:
    """The kind of `content`, left at its beginning. NotTaken, with the reason, unless it is one of `kinds` and small enough."""
    if content.seek(0, SEEK_END) > current_app.config["FILE_MOST_BYTES"]:
        raise NotTaken(Reason.TOO_LARGE)
    kind = kind_of(content)
    if kind not in kinds:
        raise NotTaken(Reason.OTHER_KIND)
    return kind


def save_file(
    sent: Sent, *, saved_by_id: int, kinds: frozenset[FileKind] = frozenset(FileKind)
) -> StoredFile:
    """The file is in the store and a row names it, once this unit is committed; nothing of either is left if it is not.

    Raises NotTaken, with the reason (also where the scanner finds something), or StoreUnavailable.
    """
    with taken_in(sent, kinds=kinds) as incoming:
        return keep(incoming, saved_by_id=saved_by_id)


@contextmanager
def taken_in(sent: Sent, *, kinds: frozenset[FileKind] = frozenset(FileKind)) -> Iterator[Incoming]:
    """Within the block the bytes are in the store; at its end they go again unless `keep` was called for them.

    Raises NotTaken, with the reason, or StoreUnavailable; then nothing is in the store.
    """
    kind = require_taken(sent.content, kinds=kinds)
    state = scanner.scan(sent.content)
    if state is ScanState.INFECTED:
        log.warning("infected file refused")
        raise NotTaken(Reason.INFECTED)
    incoming = Incoming(
        stored_name=new_stored_name(),
        display_name=display_name(sent.name, kind),
        kind=kind,
        size_bytes=sent.content.seek(0, SEEK_END),
        sha256=_sha256(sent.content),
        scan_state=state,
    )
    current_store().put(incoming.stored_name, sent.content)
    try:
        yield incoming
    finally:
        if not incoming.is_kept:
            drop_bytes(incoming.stored_name)


@writes
def keep(incoming: Incoming, *, saved_by_id: int) -> StoredFile:
    """A row names the file. If this unit keeps nothing, the bytes go as well."""
    now = clock.now()
    file = StoredFile(
        stored_name=incoming.stored_name,
        display_name=incoming.display_name,
        kind=incoming.kind,
        size_bytes=incoming.size_bytes,
        sha256=incoming.sha256,
        scan_state=incoming.scan_state,
        scanned_at=None if incoming.scan_state is ScanState.NOT_SCANNED else now,
        saved_by_id=saved_by_id,
        saved_at=now,
    )
    db.session.add(file)
    db.session.flush()
    incoming.is_kept = True
    name, store = incoming.stored_name, current_store()
    after_unit(lambda is_kept: None if is_kept else drop_bytes(name, store))
    return file


@writes
def remove_file(file: StoredFile) -> None:
    """No row names the file; its bytes go once this unit is committed."""
    name, store = file.stored_name, current_store()
    db.session.delete(file)
    db.session.flush()
    after_unit(lambda is_kept: drop_bytes(name, store) if is_kept else None)


def get_file(file_id: UUID) -> StoredFile:
    """The file of that id. NotFound where there is none. Whether the viewer may see it is for the caller to know."""
    file = db.session.get(StoredFile, file_id)
    if file is None:
        raise NotFound
    return file


@contextmanager
def opened(file: StoredFile) -> Iterator[BinaryIO]:
    """The bytes of `file` in a temporary file that can be read from any place. NotInStore or StoreUnavailable."""
    pieces = current_store().get(file.stored_name)
    with TemporaryFile() as copy:
        try:
            for piece in pieces:
                copy.write(piece)
        finally:
            pieces.close()
        copy.seek(0)
        yield copy


def drop_bytes(name: str, store: Store | None = None) -> None:
    """The store holds nothing of that name; where it does not answer, the sweep will find it."""
    try:
        (store or current_store()).remove(name)
    except StoreUnavailable:
        log.warning("bytes left for the sweep")


def _sha256(content: BinaryIO) -> str:
    content.seek(0)
    digest = hashlib.file_digest(content, "sha256").hexdigest()  # type: ignore[arg-type]
    content.seek(0)
    return digest
