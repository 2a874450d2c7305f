"""The kinds of file that are taken, and why another one is not."""

from enum import StrEnum
from typing import NamedTuple

from csaleads.core.errors import DomainError


class FileKind(StrEnum):
    """What a file is by its content."""

    PDF = "pdf"
    DOCX = "docx"
    PPTX = "pptx"
    XLSX = "xlsx"
    ODT = "odt"
    ODP = "odp"
    ODS = "ods"
    PNG = "png"
    JPEG = "jpeg"
    WEBP = "webp"
    GIF = "gif"


class Shape(NamedTuple):
    """How a kind is called, sent and named; the first suffix is the one that it gets."""

    label: str
    mime_type: str
    suffixes: tuple[str, ...]


_OPEN_XML = "application/vnd.openxmlformats-officedocument."
_OPEN_DOCUMENT = "application/vnd.oasis.opendocument."
SHAPES: dict[FileKind, Shape] = {
    FileKind.PDF: Shape("PDF", "application/pdf", (".pdf",)),
    FileKind.DOCX: Shape("Word", f"{_OPEN_XML}wordprocessingml.document", (".docx",)),
    FileKind.PPTX: Shape("PowerPoint", f"{_OPEN_XML}presentationml.presentation", (".pptx",)),
    FileKind.XLSX: Shape("Excel", f"{_OPEN_XML}spreadsheetml.sheet", (".xlsx",)),
    FileKind.ODT: Shape("OpenDocument text", f"{_OPEN_DOCUMENT}text", (".odt",)),
    FileKind.ODP: Shape("OpenDocument slides", f"{_OPEN_DOCUMENT}presentation", (".odp",)),
    FileKind.ODS: Shape("OpenDocument spreadsheet", f"{_OPEN_DOCUMENT}spreadsheet", (".ods",)),
    FileKind.PNG: Shape("Image", "image/png", (".png",)),
    FileKind.JPEG: Shape("Image", "image/jpeg", (".jpg", ".jpeg")),
    FileKind.WEBP: Shape("Image", "image/webp", (".webp",)),
    FileKind.GIF: Shape("Image", "image/gif", (".gif",)),
}
IMAGES = frozenset({FileKind.PNG, FileKind.JPEG, FileKind.WEBP, FileKind.GIF})


class Reason(StrEnum):
    """Why a file is not taken."""

    EMPTY = "empty"
    TOO_LARGE = "too_large"
    UNKNOWN = "unknown"
    OTHER_KIND = "other_kind"
    WEB_PAGE = "web_page"
    ARCHIVE = "archive"
    OLD_OFFICE = "old_office"
    LOCKED = "locked"
    MACROS = "macros"
    DAMAGED = "damaged"
    TWO_IN_ONE = "two_in_one"
    TOO_BIG_INSIDE = "too_big_inside"
    INFECTED = "infected"


class NotTaken(DomainError):
    """The file is none that is taken."""

    def __init__(self, reason: Reason) -> None:
        super().__init__(reason.value)
        self.reason = reason
