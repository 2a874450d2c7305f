"""Small files of every kind, made from nothing, for the tests of uploads and of reading documents."""

import struct
import zipfile
import zlib
from collections.abc import Mapping
from io import BytesIO

from csaleads.core.stored_files.kinds import SHAPES, FileKind

WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
DRAWING = "http://schemas.openxmlformats.org/drawingml/2006/main"
SHEET = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
OFFICE = "urn:oasis:names:tc:opendocument:xmlns:office:1.0"
TEXT = "urn:oasis:names:tc:opendocument:xmlns:text:1.0"


def zipped(parts: Mapping[str, str | bytes], *, stored: tuple[str, ...] = ()) -> bytes:
    """A zip with these parts in this order."""
    out = BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content, zipfile.ZIP_STORED if name in stored else zipfile.ZIP_DEFLATED)
    return out.getvalue()


def content_types(*types: str) -> str:
    """The list of parts of an Office file."""
    overrides = "".join(
        f'<Override PartName="/p{n}.xml" ContentType="{each}"/>' for n, each in enumerate(types)
    )
    return (
        '<?xml version="1.0" encoding="UTF-8"?><Types '
        f'xmlns="http://schemas.openxmlformats.org/package/2006/content-types">{overrides}</Types>'
    )


def open_xml(kind: FileKind, parts: Mapping[str, str | bytes], *more_types: str) -> bytes:
    """A Word, PowerPoint or Excel file of these parts."""
    types = content_types(f"{SHAPES[kind].mime_type}.main+xml", *more_types)
    return zipped({"[Content_Types].xml": types, **parts})


def docx(*paragraphs: str, **parts: str) -> bytes:
    """A Word document."""
    body = "".join(f"<w:p><w:r><w:t>{text}</w:t></w:r></w:p>" for text in paragraphs)
    document = f'<w:document xmlns:w="{WORD}"><w:body>{body}</w:body></w:document>'
    return open_xml(FileKind.DOCX, {"word/document.xml": document, **parts})


def pptx(*slides: str) -> bytes:
    """Slides with one text each."""
    return open_xml(
        FileKind.PPTX,
        {
            f"ppt/slides/slide{number}.xml": f'<s xmlns:a="{DRAWING}"><a:p><a:r><a:t>{text}</a:t></a:r></a:p></s>'
            for number, text in reversed(list(enumerate(slides, 1)))
        },
    )


def xlsx(*cells: str) -> bytes:
    """A spreadsheet with these texts in its cells."""
    strings = "".join(f"<si><t>{text}</t></si>" for text in cells)
    return open_xml(FileKind.XLSX, {"xl/sharedStrings.xml": f'<sst xmlns="{SHEET}">{strings}</sst>'})


def open_document(kind: FileKind, *paragraphs: str, **parts: str) -> bytes:
    """An OpenDocument file."""
    body = "".join(f"<text:p>{text}</text:p>" for text in paragraphs)
    content = (
        f'<office:document-content xmlns:office="{OFFICE}" xmlns:text="{TEXT}">'
        f"<office:body><office:text>{body}</office:text></office:body></office:document-content>"
    )
    return zipped(
        {
            "mimetype": SHAPES[kind].mime_type,
            "content.xml": content,
            "META-INF/manifest.xml": "<m/>",
            **parts,
        },
        stored=("mimetype",),
    )


def pdf(*pages: str) -> bytes:
    """A PDF with one line of text on each page."""
    count = len(pages)
    kids = " ".join(f"{4 + 2 * n} 0 R" for n in range(count))
    objects = [
        "<< /Type /Catalog /Pages 2 0 R >>",
        f"<< /Type /Pages /Kids [{kids}] /Count {count} >>",
        "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
    ]
    for number, text in enumerate(pages):
        stream = f"BT /F1 12 Tf 72 720 Td ({text}) Tj ET"
        objects += [
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents {5 + 2 * number} 0 R "
            "/Resources << /Font << /F1 3 0 R >> >> >>",
            f"<< /Length {len(stream)} >>\nstream\n{stream}\nendstream",
        ]
    return _with_table(objects)


def _with_table(objects: list[str]) -> bytes:
    out, places = b"%PDF-1.4\n", []
    for number, text in enumerate(objects, 1):
        places.append(len(out))
        out += f"{number} 0 obj\n{text}\nendobj\n".encode("latin-1")
    table = "".join(f"{place:010d} 00000 n \n" for place in places)
    size = len(objects) + 1
    end = f"xref\n0 {size}\n0000000000 65535 f \n{table}trailer\n<< /Size {size} /Root 1 0 R >>\n"
    return out + f"{end}startxref\n{len(out)}\n%%EOF\n".encode()


def png(*chunks: tuple[bytes, bytes]) -> bytes:
    """One grey dot, with further chunks before its end."""
    header = struct.pack(">IIBBBBB", 1, 1, 8, 0, 0, 0, 0)
    all_chunks = [(b"IHDR", header), (b"IDAT", zlib.compress(b"\0\x80")), *chunks, (b"IEND", b"")]
    return b"\x89PNG\r\n\x1a\n" + b"".join(_png_chunk(*chunk) for chunk in all_chunks)


def _png_chunk(name: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))


def jpeg(comment: bytes = b"made by hand") -> bytes:
    """The parts of a JPEG: a comment, a frame, a scan with stuffing and a restart in it, the end."""
    frame = b"\x08\x00\x01\x00\x01\x01\x01\x11\x00"
    scan = b"\x01\x01\x00\x00\x3f\x00"
    parts = [(0xFE, comment), (0xC0, frame), (0xDA, scan)]
    head = b"".join(bytes((0xFF, marker)) + struct.pack(">H", len(data) + 2) + data for marker, data in parts)
    return b"\xff\xd8" + head + b"\x12\xff\x00\x34\xff\xd0\x56" + b"\xff\xd9"


def gif(comment: bytes = b"made by hand") -> bytes:
    """One dot, with a comment."""
    head = b"GIF89a\x01\x00\x01\x00\x80\x00\x00" + b"\0\0\0\xff\xff\xff"
    note = b"\x21\xfe" + bytes((len(comment),)) + comment + b"\0"
    return head + note + b"\x2c\0\0\0\0\1\0\1\0\0\x02\x02\x44\x01\0\x3b"


def webp() -> bytes:
    """The container of a WebP."""
    chunk = b"VP8L" + struct.pack("<I", 6) + b"\x2f\0\0\0\0\0"
    return b"RIFF" + struct.pack("<I", 4 + len(chunk)) + b"WEBP" + chunk


GOOD: dict[FileKind, bytes] = {
    FileKind.PDF: pdf("Hello"),
    FileKind.DOCX: docx("Hello"),
    FileKind.PPTX: pptx("Hello"),
    FileKind.XLSX: xlsx("Hello"),
    FileKind.ODT: open_document(FileKind.ODT, "Hello"),
    FileKind.ODP: open_document(FileKind.ODP, "Hello"),
    FileKind.ODS: open_document(FileKind.ODS, "Hello"),
    FileKind.PNG: png(),
    FileKind.JPEG: jpeg(),
    FileKind.WEBP: webp(),
    FileKind.GIF: gif(),
}
