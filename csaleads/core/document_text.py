"""The plain text of a document, for search. Read in a process of its own with limits of time, memory and size.

A document that cannot be read is an answer and not an error: it can still be kept, and be found by its title.
"""

import os
import re
import subprocess
import sys
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from tempfile import TemporaryFile
from typing import BinaryIO

from csaleads.core.stored_files.kinds import IMAGES, FileKind

READER = Path(__file__).with_name("document_reader.py")
MOST_CHARACTERS = 1_000_000
SECONDS = 30
PIECE = 256 * 1024
BLANKS = re.compile(r"[^\S\n]+")
EMPTY_LINES = re.compile(r"\s*\n\s*")
UNSEEN = re.compile("[\x00-\x08\x0b-\x1f\x7f\ufffe\uffff]")


class Outcome(StrEnum):
    """What became of the reading."""

    COMPLETE = "complete"
    CUT = "cut"  # the text is longer than is kept
    NO_TEXT = "no_text"  # pictures of pages, or a picture
    LOCKED = "locked"
    TOO_BIG = "too_big"
    TOO_SLOW = "too_slow"
    DAMAGED = "damaged"


WORDS: dict[Outcome, str] = {
    Outcome.COMPLETE: "Its text can be searched.",
    Outcome.CUT: "It is very long: only the first part of its text can be searched.",
    Outcome.NO_TEXT: "It holds no text that can be searched. If its pages are scanned, make a version with text.",
    Outcome.LOCKED: "It has a password, so its text cannot be searched. Send a version without one.",
    Outcome.TOO_BIG: "Too much is packed into it for its text to be searched. Split it, or save it as PDF.",
    Outcome.TOO_SLOW: "Reading its text took too long, so it cannot be searched. Save it anew, or split it.",
    Outcome.DAMAGED: "Its text could not be read. Open it, save it again and send that.",
}


@dataclass(frozen=True)
class DocumentText:
    """The text of a document, empty where there is none to be had, and how reading it went."""

    text: str
    outcome: Outcome

    @property
    def words(self) -> str:
        """What to tell the owner of the document, and what to do about it."""
        return WORDS[self.outcome]


def text_of_document(content: BinaryIO, kind: FileKind, *, seconds: float = SECONDS) -> DocumentText:
    """The text of `content`, a file on the disk that is read from its beginning. Never raises for what the document holds.

    Lines are those of its paragraphs; spaces and control characters are tidied. Takes `seconds` at most.
    """
    if kind in IMAGES:
        return DocumentText("", Outcome.NO_TEXT)
    with TemporaryFile() as source, TemporaryFile() as answer:
        content.seek(0)
        while piece := content.read(PIECE):
            source.write(piece)
        source.seek(0)
        content.seek(0)
        status = _run(kind, source, answer, seconds)
        if status is None:
            return DocumentText("", Outcome.TOO_SLOW)
        answer.seek(0)
        return _read(answer.read()) if status == 0 else DocumentText("", Outcome.DAMAGED)


def _run(kind: FileKind, source: BinaryIO, answer: BinaryIO, seconds: float) -> int | None:
    """The status of the reader, None where it took too long and was ended. It gets no setting of ours, and no key."""
    try:
        ended = subprocess.run(  # noqa: S603 - our own program, with a kind and a number
            [sys.executable, "-I", str(READER), kind.value, str(MOST_CHARACTERS)],
            stdin=source,
            stdout=answer,
            stderr=subprocess.DEVNULL,
            env={"PATH": os.defpath},
            timeout=seconds,
            check=False,
        )
    except subprocess.TimeoutExpired:
        return None
    return ended.returncode


def _read(written: bytes) -> DocumentText:
    answer, _, text = written.decode("utf-8", "replace").partition("\n")
    outcome = Outcome(answer)
    if outcome in (Outcome.LOCKED, Outcome.TOO_BIG):
        return DocumentText("", outcome)
    tidy = _tidy(text)
    return DocumentText(tidy, outcome if tidy else Outcome.NO_TEXT)


def _tidy(text: str) -> str:
    return EMPTY_LINES.sub("\n", BLANKS.sub(" ", UNSEEN.sub("", text))).strip()
