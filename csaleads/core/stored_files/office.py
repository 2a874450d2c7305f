"""Office files: a zip whose own list of parts says that it is Word, PowerPoint, Excel or OpenDocument, without programs in it."""

import zipfile
import zlib
from io import SEEK_END
from typing import BinaryIO

from lxml import etree

from csaleads.core.stored_files.kinds import SHAPES, FileKind, NotTaken, Reason

CONTENT_TYPES = "[Content_Types].xml"
MOST_PARTS = 10_000
MOST_BYTES_INSIDE = 600_000_000  # as its list says; whoever reads a part bounds it again
LONGEST_LIST = 2_000_000
END_OF_ZIP = 22  # bytes of the record that closes a zip without a comment
ENCRYPTED = 0x1
PACKINGS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
MAIN_PARTS = {
    f"{SHAPES[kind].mime_type}.main+xml": kind for kind in (FileKind.DOCX, FileKind.PPTX, FileKind.XLSX)
}
OPEN_DOCUMENT = {SHAPES[kind].mime_type: kind for kind in (FileKind.ODT, FileKind.ODP, FileKind.ODS)}
PROGRAMS = ("vbaproject.bin", "activex/", "macrosheets/", "basic/", "scripts/")
PROGRAM_TYPES = ("macro", "vbaproject", "activex")
_parser_settings = {"resolve_entities": False, "no_network": True, "load_dtd": False, "huge_tree": False}


def kind_of_office(stream: BinaryIO, size: int) -> FileKind:
    """The kind of the Office file in `stream`. NotTaken for any other zip, and for one with macros, a password or more in it
    than its list of parts names.
    """
    try:
        with zipfile.ZipFile(stream) as archive:
            _require_sound(archive, stream, size)
            names = {part.filename for part in archive.infolist()}
            kind = _open_xml(archive) if CONTENT_TYPES in names else _open_document(archive)
            if any(program in f"/{name.lower()}" for name in names for program in _as_folders(PROGRAMS)):
                raise NotTaken(Reason.MACROS)
            return kind
    except (zipfile.BadZipFile, NotImplementedError, OSError, ValueError, RuntimeError, EOFError, zlib.error):
        raise NotTaken(Reason.DAMAGED) from None


def _as_folders(names: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(f"/{name}" for name in names)


def _require_sound(archive: zipfile.ZipFile, stream: BinaryIO, size: int) -> None:
    """The zip fills the file from its first byte to its last, its parts have plain names, once each, and no password."""
    parts = archive.infolist()
    if not parts or len(parts) > MOST_PARTS or sum(part.file_size for part in parts) > MOST_BYTES_INSIDE:
        raise NotTaken(Reason.TOO_BIG_INSIDE if parts else Reason.ARCHIVE)
    stream.seek(-END_OF_ZIP, SEEK_END)
    ends_the_file = stream.read(4) == b"PK\x05\x06" and not archive.comment
    if not ends_the_file or min(part.header_offset for part in parts) != 0 or archive.start_dir >= size:
        raise NotTaken(Reason.TWO_IN_ONE)
    if any(part.flag_bits & ENCRYPTED for part in parts):
        raise NotTaken(Reason.LOCKED)
    names = [part.filename for part in parts]
    if len(set(names)) != len(names) or not all(map(_is_plain, parts)):
        raise NotTaken(Reason.DAMAGED)


def _is_plain(part: zipfile.ZipInfo) -> bool:
    """Whether the part is packed as Office packs, under a name that leads nowhere."""
    name = part.filename
    leads_out = name.startswith("/") or "\\" in name or ".." in name.split("/")
    return part.compress_type in PACKINGS and not leads_out


def _open_xml(archive: zipfile.ZipFile) -> FileKind:
    types = _content_types(archive)
    if any(program in named.lower() for named in types for program in PROGRAM_TYPES):
        raise NotTaken(Reason.MACROS)
    kinds = {MAIN_PARTS[named] for named in types if named in MAIN_PARTS}
    if len(kinds) != 1:
        raise NotTaken(Reason.TWO_IN_ONE if kinds else Reason.ARCHIVE)
    return kinds.pop()


def _content_types(archive: zipfile.ZipFile) -> list[str]:
    with archive.open(CONTENT_TYPES) as part:
        text = part.read(LONGEST_LIST + 1)
    if len(text) > LONGEST_LIST:
        raise NotTaken(Reason.TOO_BIG_INSIDE)
    try:
        root = etree.fromstring(text, etree.XMLParser(**_parser_settings))
    except etree.XMLSyntaxError:
        raise NotTaken(Reason.DAMAGED) from None
    if root.getroottree().docinfo.doctype:
        raise NotTaken(Reason.DAMAGED)
    return [str(entry.get("ContentType", "")) for entry in root.iter() if isinstance(entry.tag, str)]


def _open_document(archive: zipfile.ZipFile) -> FileKind:
    """OpenDocument begins with a part that is its type, not compressed, so that it can be told from the first bytes."""
    first = min(archive.infolist(), key=lambda part: part.header_offset)
    if first.filename != "mimetype" or first.compress_type != zipfile.ZIP_STORED or first.file_size > 100:
        raise NotTaken(Reason.ARCHIVE)
    kind = OPEN_DOCUMENT.get(archive.read(first).decode("ascii", "replace").strip())
    if kind is None or "content.xml" not in archive.namelist():
        raise NotTaken(Reason.ARCHIVE)
    return kind
