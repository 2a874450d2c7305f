"""A file is what its content is: each kind is known, and whatever is none, or two at once, is refused with its reason."""

import zipfile
from io import BytesIO

import docx as word
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from csaleads.core.stored_files.kinds import FileKind, NotTaken, Reason
from csaleads.core.stored_files.names import LONGEST, display_name, new_stored_name
from csaleads.core.stored_files.recognise import kind_of
from tests import sample_files as sample
from tests.sample_files import GOOD

MACRO_WORD = "application/vnd.ms-word.document.macroEnabled.main+xml"
VBA = "application/vnd.ms-office.vbaProject"
ZIP = sample.zipped({"a.txt": "hello"})


def refusal(content: bytes) -> Reason | None:
    """Why `content` is refused, or None."""
    try:
        kind_of(BytesIO(content))
    except NotTaken as refused:
        return refused.reason
    return None


@pytest.mark.parametrize("kind", list(FileKind))
def test_each_kind_is_known_by_its_content(kind: FileKind) -> None:
    stream = BytesIO(GOOD[kind])

    assert kind_of(stream) is kind
    assert stream.tell() == 0


def test_what_other_programs_write_is_known() -> None:
    out = BytesIO()
    document = word.Document()
    document.add_paragraph("Hello")
    document.save(out)

    assert kind_of(out) is FileKind.DOCX


REFUSED = {
    "nothing": (b"", Reason.EMPTY),
    "plain text": (b"Just words", Reason.UNKNOWN),
    "a program": (b"MZ\x90\x00" + bytes(200), Reason.UNKNOWN),
    "a web page": (b"  <!DOCTYPE html><html><script>alert(1)</script>", Reason.WEB_PAGE),
    "a drawing": (b'<?xml version="1.0"?><svg onload="alert(1)"/>', Reason.WEB_PAGE),
    "a bare drawing": (b"<svg xmlns='http://www.w3.org/2000/svg'/>", Reason.WEB_PAGE),
    "old Word": (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), Reason.OLD_OFFICE),
    "a zip": (ZIP, Reason.ARCHIVE),
    "an empty zip": (sample.zipped({}), Reason.ARCHIVE),
    "another archive": (b"7z\xbc\xaf\x27\x1c" + bytes(50), Reason.ARCHIVE),
    "a Java archive": (sample.zipped({"META-INF/MANIFEST.MF": "Main-Class: A"}), Reason.ARCHIVE),
    "an e-book": (
        sample.zipped({"mimetype": "application/epub+zip", "content.xml": "<a/>"}, stored=("mimetype",)),
        Reason.ARCHIVE,
    ),
    "Word with macros": (
        sample.zipped({"[Content_Types].xml": sample.content_types(MACRO_WORD)}),
        Reason.MACROS,
    ),
    "Word with a program under a plain type": (
        sample.docx("x", **{"word/vbaProject.bin": "x"}),
        Reason.MACROS,
    ),
    "Word with a program under another name": (
        sample.open_xml(FileKind.DOCX, {"word/other.bin": "x"}, VBA),
        Reason.MACROS,
    ),
    "Excel with old macros": (
        sample.open_xml(FileKind.XLSX, {"xl/macrosheets/sheet1.xml": "<a/>"}),
        Reason.MACROS,
    ),
    "Word with a control that runs": (
        sample.docx("x", **{"word/activeX/activeX1.xml": "<a/>"}),
        Reason.MACROS,
    ),
    "OpenDocument with macros": (
        sample.open_document(FileKind.ODT, "x", **{"Basic/Standard/Module1.xml": "<a/>"}),
        Reason.MACROS,
    ),
    "OpenDocument with scripts": (
        sample.open_document(FileKind.ODS, "x", **{"Scripts/python/a.py": "1"}),
        Reason.MACROS,
    ),
    "a template with no document": (
        sample.zipped({"[Content_Types].xml": sample.content_types("application/xml")}),
        Reason.ARCHIVE,
    ),
    "Word and Excel in one": (
        sample.open_xml(
            FileKind.DOCX,
            {},
            "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml",
        ),
        Reason.TWO_IN_ONE,
    ),
    "a list of parts that declares entities": (
        sample.zipped({"[Content_Types].xml": "<!DOCTYPE a [<!ENTITY b 'c'>]><Types/>"}),
        Reason.DAMAGED,
    ),
    "a list of parts that is none": (sample.zipped({"[Content_Types].xml": "<Types"}), Reason.DAMAGED),
    "a part outside": (sample.docx("x", **{"../../etc/passwd": "x"}), Reason.DAMAGED),
    "Word with something behind it": (sample.docx("x") + b"<script>", Reason.TWO_IN_ONE),
    "Word behind something": (b"PK\x03\x04" + bytes(60) + sample.docx("x"), Reason.TWO_IN_ONE),
    "half of a Word file": (sample.docx("x" * 5000)[:-30], Reason.DAMAGED),
    "PDF without an end": (sample.pdf("x")[:-8], Reason.DAMAGED),
    "PDF and zip in one": (sample.pdf("x") + ZIP, Reason.TWO_IN_ONE),
    "PDF with a page behind it": (sample.pdf("x") + b"<html>", Reason.TWO_IN_ONE),
    "PDF and web page in one": (b"%PDF-1.4\n<script>alert(1)</script>" + sample.pdf("x"), Reason.TWO_IN_ONE),
    "PNG and zip in one": (sample.png() + ZIP, Reason.TWO_IN_ONE),
    "PNG with a page in it": (sample.png((b"tEXt", b"a\0<html><script>")), Reason.TWO_IN_ONE),
    "PNG and PDF in one": (sample.png((b"tEXt", b"%PDF-1.4")), Reason.TWO_IN_ONE),
    "half a PNG": (sample.png()[:-6], Reason.DAMAGED),
    "PNG that begins with its end": (
        sample.png()[:8] + b"\0\0\0\0IEND\xae\x42\x60\x82",
        Reason.DAMAGED,
    ),
    "JPEG and zip in one": (sample.jpeg() + ZIP, Reason.TWO_IN_ONE),
    "JPEG with something behind it": (sample.jpeg() + b"hidden\xff\xd9", Reason.TWO_IN_ONE),
    "JPEG with a page in it": (sample.jpeg(b"<script>alert(1)</script>"), Reason.TWO_IN_ONE),
    "half a JPEG": (sample.jpeg()[:-2], Reason.DAMAGED),
    "JPEG without a picture": (b"\xff\xd8\xff\xd9", Reason.DAMAGED),
    "GIF and zip in one": (sample.gif() + ZIP, Reason.TWO_IN_ONE),
    "GIF with something behind it": (sample.gif() + b"hidden\x3b", Reason.TWO_IN_ONE),
    "GIF with a page in it": (sample.gif(b"<svg onload=alert(1)>"), Reason.TWO_IN_ONE),
    "half a GIF": (sample.gif()[:-1], Reason.DAMAGED),
    "WebP with something behind it": (sample.webp() + b"hidden", Reason.TWO_IN_ONE),
    "half a WebP": (sample.webp()[:-3], Reason.DAMAGED),
    "a sound in the same container": (sample.webp().replace(b"WEBP", b"WAVE"), Reason.UNKNOWN),
}


@pytest.mark.parametrize("what", REFUSED)
def test_what_is_refused_and_why(what: str) -> None:
    content, reason = REFUSED[what]

    assert refusal(content) is reason


def test_a_zip_with_a_password_is_refused() -> None:
    content = bytearray(sample.docx("x"))
    for mark, place in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        at = content.find(mark)
        while at >= 0:
            content[at + place] |= 1
            at = content.find(mark, at + 4)

    assert refusal(bytes(content)) is Reason.LOCKED


def test_a_zip_with_the_same_name_twice_is_refused() -> None:
    content = sample.docx("x", **{"word/document.xmk": "evil"}).replace(
        b"word/document.xmk", b"word/document.xml"
    )

    assert refusal(content) is Reason.DAMAGED


def test_a_zip_that_office_would_not_pack_so_is_refused() -> None:
    out = BytesIO(sample.docx("x"))
    with zipfile.ZipFile(out, "a") as archive:
        archive.writestr("word/other.xml", "x", zipfile.ZIP_LZMA)

    assert refusal(out.getvalue()) is Reason.DAMAGED


def test_a_list_of_parts_that_does_not_unpack_is_refused() -> None:
    content = bytearray(sample.docx("x"))
    start = 30 + len("[Content_Types].xml")
    content[start : start + 20] = b"\xff" * 20

    assert refusal(bytes(content)) is Reason.DAMAGED


def test_a_zip_with_more_inside_than_anybody_reads_is_refused() -> None:
    many = sample.docx("x", **{f"p{number}": "" for number in range(10_001)})

    assert refusal(many) is Reason.TOO_BIG_INSIDE


@given(st.sampled_from(list(FileKind)), st.data())
@settings(max_examples=300, deadline=None)
def test_a_file_that_was_cut_or_changed_raises_nothing_but_its_reason(
    kind: FileKind, data: st.DataObject
) -> None:
    content = bytearray(GOOD[kind])
    for _ in range(data.draw(st.integers(0, 4))):
        content[data.draw(st.integers(0, len(content) - 1))] = data.draw(st.integers(0, 255))
    refusal(bytes(content[: data.draw(st.integers(0, len(content)))]))


@given(st.binary(max_size=300), st.sampled_from([b"", *(content[:30] for content in GOOD.values())]))
@settings(max_examples=200, deadline=None)
def test_any_bytes_raise_nothing_but_their_reason(tail: bytes, head: bytes) -> None:
    refusal(head + tail)


@pytest.mark.parametrize(
    ("sent", "shown"),
    [
        ("Guide to talking.pdf", "Guide to talking.pdf"),
        ("Guide.PDF", "Guide.pdf"),
        ("Guide", "Guide.pdf"),
        ("guide.exe", "guide.pdf"),
        ("C:\\fakepath\\..\\Guide.pdf", "Guide.pdf"),
        ("../../etc/passwd", "passwd.pdf"),
        ("a\r\nSet-Cookie: x=1.pdf", "a Set-Cookie x=1.pdf"),
        ("fdp\u202egnp.pdf", "fdpgnp.pdf"),
        ("  Who\u200b knows\u00a0 .pdf", "Who knows.pdf"),
        ("...", "file.pdf"),
        ("", "file.pdf"),
        ("CON.pdf", "file.pdf"),
        ('a"b<c>|?*.pdf', "a b c.pdf"),
        ("Canllaw i'r tŷ.pdf", "Canllaw i'r tŷ.pdf"),
        ("Version 1. Final words", "Version 1. Final words.pdf"),
        ("x" * 500 + ".pdf", "x" * (LONGEST - 4) + ".pdf"),
    ],
)
def test_the_name_that_is_shown_is_tidy(sent: str, shown: str) -> None:
    assert display_name(sent, FileKind.PDF) == shown


@given(st.text(max_size=200))
def test_any_name_becomes_one_that_can_be_shown(sent: str) -> None:
    shown = display_name(sent, FileKind.JPEG)

    assert 0 < len(shown) <= LONGEST
    assert shown.lower().endswith((".jpg", ".jpeg"))
    assert shown.isprintable()
    assert not set(shown) & set('/\\<>:"|?*')


def test_stored_names_say_nothing_and_differ() -> None:
    names = {new_stored_name() for _ in range(100)}

    assert len(names) == 100
    assert all(len(name) == 32 for name in names)
