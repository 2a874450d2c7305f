"""Handing a stored file to a browser: to be saved, never to be shown as a page of ours."""

import logging
from urllib.parse import quote

from flask import Response
from werkzeug.http import dump_options_header

from csaleads.core.errors import NotFound
from csaleads.core.stored_files import scanner
from csaleads.core.stored_files.kinds import SHAPES
from csaleads.core.stored_files.models import ScanState, StoredFile
from csaleads.core.stored_files.stores import NotInStore, current_store

POLICY = "default-src 'none'; sandbox"  # beside that of every answer: a browser keeps both

log = logging.getLogger("csaleads.files")


class MayNotLeave(NotFound):
    """The scanner has not passed the file yet, or has found something in it."""


def can_leave(file: StoredFile) -> bool:
    """Whether the file may be fetched."""
    return may_leave(file.scan_state)


def may_leave(state: ScanState) -> bool:
    """Whether a file in that state may be fetched: passed by the scanner, or none is set up and nothing was ever found."""
    return state is ScanState.CLEAN or (state is ScanState.NOT_SCANNED and not scanner.is_set_up())


def answer_with(file: StoredFile) -> Response:
    """The file as an attachment under its display name. Whether this person may have it is for the caller to know.

    Raises MayNotLeave, or NotFound where the store has lost the bytes, both of which are answered 404; StoreUnavailable.
    """
    if not can_leave(file):
        raise MayNotLeave
    try:
        pieces = current_store().get(file.stored_name)
    except NotInStore:
        log.warning("file without bytes", extra={"file_id": str(file.id)})
        raise NotFound from None
    answer = Response(pieces, mimetype=SHAPES[file.kind].mime_type)
    answer.content_length = file.size_bytes
    answer.headers["Content-Disposition"] = _attachment(file.display_name)
    answer.headers["Cache-Control"] = "no-store"
    answer.headers["Content-Security-Policy"] = POLICY
    return answer


def _attachment(name: str) -> str:
    """The name in full, and for old browsers without what is not ASCII."""
    plain = "".join(letter if letter.isascii() and letter not in '"\\%' else "_" for letter in name)
    names = (
        {"filename": plain}
        if plain == name
        else {"filename": plain, "filename*": f"UTF-8''{quote(name, safe='')}"}
    )
    return dump_options_header("attachment", names)
