"""Every kind of document gives its text; what is broken, locked, endless or folded up too well gives an answer."""

import io
import time
import zipfile

import pytest
from pypdf import PdfReader, PdfWriter

from csaleads.core import document_reader, document_text
from csaleads.core.document_text import DocumentText, Outcome, text_of_document
from csaleads.core.stored_files.kinds import FileKind
from tests import sample_files as sample

BOMB = "<!DOCTYPE a [<!ENTITY b 'bbbbbbbbbb'><!ENTITY c '&b;&b;&b;&b;'>]>"


def read(content: bytes, kind: FileKind, seconds: float = 60) -> DocumentText:
    return text_of_document(io.BytesIO(content), kind, seconds=seconds)


@pytest.mark.parametrize(
    ("kind", "content"),
    [
        (FileKind.PDF, sample.pdf("Safety planning", "What next")),
        (FileKind.DOCX, sample.docx("Safety planning", "What next")),
        (FileKind.PPTX, sample.pptx("Safety planning", "What next")),
        (FileKind.XLSX, sample.xlsx("Safety planning", "What next")),
        (FileKind.ODT, sample.open_document(FileKind.ODT, "Safety planning", "What next")),
        (FileKind.ODP, sample.open_document(FileKind.ODP, "Safety planning", "What next")),
        (FileKind.ODS, sample.open_document(FileKind.ODS, "Safety <b/>planning", "What next")),
    ],
)
def test_each_kind_gives_its_paragraphs(kind: FileKind, content: bytes) -> None:
    assert read(content, kind) == DocumentText("Safety planning\nWhat next", Outcome.COMPLETE)


def test_slides_come_in_their_order() -> None:
    slides = [f"Slide number {number}" for number in range(1, 13)]

    assert read(sample.pptx(*slides), FileKind.PPTX).text.split("\n") == slides


def test_a_picture_and_a_page_without_words_have_no_text() -> None:
    assert read(sample.png(), FileKind.PNG).outcome is Outcome.NO_TEXT
    assert read(sample.pdf(""), FileKind.PDF).outcome is Outcome.NO_TEXT


def test_a_pdf_with_a_password_is_told() -> None:
    writer, out = PdfWriter(PdfReader(io.BytesIO(sample.pdf("Secret")))), io.BytesIO()
    writer.encrypt("open sesame", algorithm="AES-256")
    writer.write(out)

    assert read(out.getvalue(), FileKind.PDF) == DocumentText("", Outcome.LOCKED)


def test_a_pdf_that_opens_without_being_asked_is_read() -> None:
    writer, out = PdfWriter(PdfReader(io.BytesIO(sample.pdf("Open")))), io.BytesIO()
    writer.encrypt("", owner_password="owner", algorithm="AES-256")
    writer.write(out)

    assert read(out.getvalue(), FileKind.PDF).text == "Open"


@pytest.mark.parametrize("kind", sorted(set(FileKind) - {"png", "jpeg", "webp", "gif"}))
def test_what_is_broken_is_told(kind: FileKind) -> None:
    good = sample.GOOD[kind]

    assert read(good[: len(good) // 3], kind).outcome is Outcome.DAMAGED
    assert read(b"\0" * 1000, kind).outcome is Outcome.DAMAGED


def test_a_document_that_declares_what_unfolds_is_not_read() -> None:
    document = f"{BOMB}<w:document xmlns:w='{sample.WORD}'><w:p><w:t>&c;</w:t></w:p></w:document>"
    content = sample.open_xml(FileKind.DOCX, {"word/document.xml": document})

    assert read(content, FileKind.DOCX) == DocumentText("", Outcome.TOO_BIG)


def test_a_document_that_is_folded_up_too_well_is_not_read() -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/document.xml", b"<a>" + b" " * (document_reader.MOST_UNPACKED + 10))

    assert read(out.getvalue(), FileKind.DOCX).outcome is Outcome.TOO_BIG


def test_a_document_that_is_too_deep_is_told() -> None:
    deep = f"<w:document xmlns:w='{sample.WORD}'>" + "<w:p>" * 100_000
    content = sample.open_xml(FileKind.DOCX, {"word/document.xml": deep})

    assert read(content, FileKind.DOCX).outcome is Outcome.DAMAGED


def test_a_long_text_is_cut(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(document_text, "MOST_CHARACTERS", 10)

    assert read(sample.docx("Safety planning"), FileKind.DOCX) == DocumentText("Safety pla", Outcome.CUT)


def test_a_document_that_takes_too_long_is_ended() -> None:
    before = time.monotonic()

    answer = read(sample.pdf("x"), FileKind.PDF, seconds=0.01)

    assert answer.outcome is Outcome.TOO_SLOW
    assert time.monotonic() - before < 10


def test_what_nobody_sees_is_left_out() -> None:
    tidy = document_text._tidy("  A \x00\x02word\x03\t\t here \r\n\n\n and  \x0b there ")

    assert tidy == "A word here\nand there"


def test_the_reader_gets_no_secret(monkeypatch: pytest.MonkeyPatch, tmp_path: object) -> None:
    monkeypatch.setenv("CSALEADS_SECRET_KEY", "hushhush")
    seen = {}

    def note(*arguments: object, **options: object) -> object:
        seen.update(options)
        raise document_text.subprocess.TimeoutExpired("reader", 1)

    monkeypatch.setattr(document_text.subprocess, "run", note)
    read(sample.pdf("x"), FileKind.PDF)

    assert "hushhush" not in str(seen["env"])


@pytest.mark.parametrize("outcome", list(Outcome))
def test_every_outcome_has_its_words(outcome: Outcome) -> None:
    assert DocumentText("", outcome).words.endswith(".")
