"""Reads the text of one document. A program of its own: `core.document_text` runs it apart from the service, because what it
reads was made by anybody. It imports nothing of csaleads, so that it starts quickly.

`document_reader.py KIND MOST_CHARACTERS`, the document on standard input. Writes one line (complete, cut, locked, too_big) and
then the text. Whatever else goes wrong ends it with another status than 0.
"""

import contextlib
import re
import resource
import sys
import zipfile
from collections.abc import Callable, Iterator
from typing import Any, BinaryIO

MOST_MEMORY = 1_500_000_000
MOST_SECONDS = 30  # of the processor
MOST_WRITTEN = 64_000_000
MOST_UNPACKED = 200_000_000  # bytes of all the parts that are read
MOST_PAGES = 3000
PIECE = 64 * 1024


class Enough(Exception):
    """As much text as was asked for has been read."""


class TooBig(Exception):
    """More is packed into the document than is read."""


class Locked(Exception):
    """The document cannot be read without its password."""


class Text:
    """Text that comes in pieces, up to a number of characters."""

    def __init__(self, most: int) -> None:
        self.left = most
        self.pieces: list[str] = []

    def add(self, piece: str) -> None:
        self.pieces.append(piece[: self.left])
        self.left -= len(piece)
        if self.left <= 0:
            raise Enough


class Words:
    """What the parser of XML tells its events to. Keeps the text inside some elements, and ends a line behind others."""

    def __init__(
        self, text: Text, inside: frozenset[str], lines: frozenset[str], not_in: frozenset[str]
    ) -> None:
        self.text, self.inside, self.lines, self.not_in = text, inside, lines, not_in
        self.depth = self.skipped = 0

    def start(self, tag: str, attributes: Any) -> None:
        name = tag.rpartition("}")[2]
        self.depth += name in self.inside
        self.skipped += name in self.not_in
        if name in GAPS:
            self.text.add(" ")

    def end(self, tag: str) -> None:
        name = tag.rpartition("}")[2]
        self.depth -= name in self.inside
        self.skipped -= name in self.not_in
        if name in self.lines and not self.skipped:
            self.text.add("\n")

    def data(self, data: str) -> None:
        if self.depth and not self.skipped:
            self.text.add(data)

    def doctype(self, *declaration: Any) -> None:
        """Office writes none, and what is declared there could unfold without end."""
        raise TooBig

    def close(self) -> None:
        return None


GAPS = frozenset({"tab", "br", "cr", "s", "line-break"})
OPEN_XML: dict[str, str] = {
    "docx": r"word/(document|footnotes|endnotes)\.xml",
    "pptx": r"ppt/slides/slide[0-9]+\.xml",
    "xlsx": r"xl/(sharedStrings|worksheets/sheet[0-9]+)\.xml",
}


def read_open_xml(document: BinaryIO, text: Text, kind: str) -> None:
    """The paragraphs, slides or cells of an Office file; of a spreadsheet its texts and not its numbers."""
    wanted = re.compile(OPEN_XML[kind])
    read_parts(document, text, wanted, inside=frozenset({"t"}), lines=frozenset({"p", "si", "is"}))


def read_open_document(document: BinaryIO, text: Text, kind: str) -> None:
    """The paragraphs of an OpenDocument file, without comments and what was deleted."""
    read_parts(
        document,
        text,
        re.compile(r"content\.xml"),
        inside=frozenset({"p", "h"}),
        lines=frozenset({"p", "h"}),
        not_in=frozenset({"annotation", "tracked-changes"}),
    )


def read_parts(
    document: BinaryIO,
    text: Text,
    wanted: re.Pattern[str],
    *,
    inside: frozenset[str],
    lines: frozenset[str],
    not_in: frozenset[str] = frozenset(),
) -> None:
    """The text of the parts of a zip whose names are wanted, slide 2 before slide 10."""
    from lxml import etree  # noqa: PLC0415 - only what this document needs is loaded, after the limits are set

    left = MOST_UNPACKED
    with zipfile.ZipFile(document) as archive:
        names = [name for name in archive.namelist() if wanted.fullmatch(name)]
        for name in sorted(names, key=natural):
            target = Words(text, inside, lines, not_in)
            parser = etree.XMLParser(
                target=target, resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False
            )
            with archive.open(name) as part:
                for piece in pieces(part):
                    left -= len(piece)
                    if left < 0:
                        raise TooBig
                    parser.feed(piece)
            parser.close()


def pieces(part: Any) -> Iterator[bytes]:
    while piece := part.read(PIECE):
        yield piece


def natural(name: str) -> list[tuple[int, str]]:
    return [(int(part), "") if part.isdigit() else (0, part) for part in re.split(r"([0-9]{1,9})", name)]


def read_pdf(document: BinaryIO, text: Text, kind: str) -> None:
    """The text of the pages; none where they are pictures."""
    from pypdf import PdfReader  # noqa: PLC0415 - as above

    reader = PdfReader(document)
    if reader.is_encrypted and not reader.decrypt(""):
        raise Locked
    for page in reader.pages[:MOST_PAGES]:
        text.add(page.extract_text())
        text.add("\n")
    if len(reader.pages) > MOST_PAGES:
        raise Enough


READERS: dict[str, Callable[[BinaryIO, Text, str], None]] = {
    "pdf": read_pdf,
    **dict.fromkeys(OPEN_XML, read_open_xml),
    **dict.fromkeys(("odt", "odp", "ods"), read_open_document),
}


def set_limits() -> None:
    """The kernel ends this process where it takes more than a document can need. It can write no file."""
    for limit, most in (
        (resource.RLIMIT_AS, MOST_MEMORY),
        (resource.RLIMIT_CPU, MOST_SECONDS),
        (resource.RLIMIT_FSIZE, MOST_WRITTEN),
        (resource.RLIMIT_CORE, 0),
    ):
        with contextlib.suppress(ValueError, OSError):  # a system that has this limit lower, or not at all
            resource.setrlimit(limit, (most, most))


def main(kind: str, most: int) -> None:
    set_limits()
    text, answer = Text(most), "complete"
    try:
        READERS[kind](sys.stdin.buffer, text, kind)
    except Enough:
        answer = "cut"
    except Locked:
        answer = "locked"
    except TooBig:
        answer = "too_big"
    written = "".join(text.pieces).encode("utf-8", "ignore")
    sys.stdout.buffer.write(answer.encode() + b"\n" + written)


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]))
