"""What a file is, told from its content alone. What could be read as two kinds at once is refused."""

import zipfile
from collections.abc import Callable
from io import SEEK_END
from typing import BinaryIO

from csaleads.core.stored_files import images, office
from csaleads.core.stored_files.kinds import FileKind, NotTaken, Reason

HEAD = 1024
TAIL = 2048
OLD_OFFICE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"  # also what Office makes of a file with a password
ARCHIVES = (b"PK", b"Rar!", b"7z\xbc\xaf\x27\x1c", b"\x1f\x8b", b"BZh", b"\xfd7zXZ")
MARKUP = (b"<html", b"<script", b"<svg", b"<!doctype", b"<body", b"<iframe")


def kind_of(stream: BinaryIO) -> FileKind:
    """The kind of the file in `stream`, which is left at its beginning. NotTaken, with the reason, for every other one."""
    size = stream.seek(0, SEEK_END)
    stream.seek(0)
    head = stream.read(HEAD)
    if not head:
        raise NotTaken(Reason.EMPTY)
    for signature, look in LOOKS.items():
        if head.startswith(signature):
            _refuse_markup(head)
            kind = look(stream, size)
            stream.seek(0)
            return kind
    raise NotTaken(_what_else(head))


def _pdf(stream: BinaryIO, size: int) -> FileKind:
    """The end of a PDF is near the end of the file, and nothing but blanks follows it."""
    _refuse_zip(stream)
    stream.seek(max(0, size - TAIL))
    _, mark, after = stream.read().rpartition(b"%%EOF")
    if not mark:
        raise NotTaken(Reason.DAMAGED)
    if after.strip(b"\x00\t\r\n\x0c "):
        raise NotTaken(Reason.TWO_IN_ONE)
    return FileKind.PDF


def _image(kind: FileKind, walk: images.Walk) -> Callable[[BinaryIO, int], FileKind]:
    def look(stream: BinaryIO, size: int) -> FileKind:
        _refuse_zip(stream)
        stream.seek(0)
        images.require_whole(walk, stream, size)
        return kind

    return look


def _refuse_zip(stream: BinaryIO) -> None:
    if zipfile.is_zipfile(stream):
        raise NotTaken(Reason.TWO_IN_ONE)


def _refuse_markup(head: bytes) -> None:
    text = head.lower()
    if any(mark in text for mark in MARKUP) or b"%pdf-" in text[1:]:
        raise NotTaken(Reason.TWO_IN_ONE)


def _what_else(head: bytes) -> Reason:
    """The likeliest reason why none of our kinds fits, so that a person can be told what to do."""
    if head.startswith(OLD_OFFICE):
        return Reason.OLD_OFFICE
    if head.startswith(ARCHIVES):
        return Reason.ARCHIVE
    if any(mark in head.lower() for mark in (*MARKUP, b"<?xml")):
        return Reason.WEB_PAGE
    return Reason.UNKNOWN


LOOKS: dict[bytes, Callable[[BinaryIO, int], FileKind]] = {
    b"%PDF-": _pdf,
    b"PK\x03\x04": office.kind_of_office,
    b"\x89PNG\r\n\x1a\n": _image(FileKind.PNG, images.end_of_png),
    b"\xff\xd8\xff": _image(FileKind.JPEG, images.end_of_jpeg),
    b"GIF87a": _image(FileKind.GIF, images.end_of_gif),
    b"GIF89a": _image(FileKind.GIF, images.end_of_gif),
    b"RIFF": _image(FileKind.WEBP, images.end_of_webp),
}
