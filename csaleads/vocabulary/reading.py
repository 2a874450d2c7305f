"""Reading a list of schools, surgeries or places from a file or from pasted lines. Pure: it stores nothing.

Any CSV does: with commas, semicolons or tabs, with or without a heading, from a spreadsheet or from a public register.
"""

import csv
import io
from dataclasses import dataclass, field
from typing import NamedTuple

from csaleads.vocabulary.errors import ListUnreadable, WordProblem, WordRefused
from csaleads.vocabulary.models import Meaning
from csaleads.vocabulary.policy import require_teachable, tidy

MOST_LINES = 5000
NAME_HEADINGS = ("name", "establishmentname", "organisationname", "schoolname", "practicename", "placename")
KIND_HEADINGS = ("kind", "type", "typeofestablishmentname", "typeofestablishment", "sector", "category")
_KINDS = (
    (Meaning.HEALTH, ("surger", "practice", "hospital", "health", "clinic", "medical", "gp", "dental", "pharmac")),
    (
        Meaning.SCHOOL,
        ("school", "academ", "nurser", "college", "primary", "secondary", "infant", "junior", "pre-school", "educat"),
    ),
    (Meaning.PLACE, ("estate", "village", "place", "building", "street", "park", "club", "church", "mosque")),
)  # fmt: skip


class ListedWord(NamedTuple):
    """A name from the list, and what it is."""

    written: str
    meaning: Meaning


class UnreadLine(NamedTuple):
    """A line that gave no name, and why."""

    number: int
    problem: WordProblem


@dataclass
class ReadList:
    """What was read: the names in their order, each once, and the lines that gave none."""

    words: list[ListedWord] = field(default_factory=list)
    unread: list[UnreadLine] = field(default_factory=list)


def decode(content: bytes) -> str:
    """The text of a file as spreadsheets save it. Raises ListUnreadable where it is no text."""
    if b"\x00" in content and not content.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise ListUnreadable("not_text")
    for encoding in (
        ("utf-16",) if content.startswith((b"\xff\xfe", b"\xfe\xff")) else ("utf-8-sig", "cp1252")
    ):
        try:
            return content.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise ListUnreadable("not_text")


def read_list(text: str, *, default: Meaning) -> ReadList:
    """The names in `text`. A line without a kind of its own gets `default`. Raises ListUnreadable above MOST_LINES."""
    lines = text.replace("\x00", "").splitlines()
    if len(lines) > MOST_LINES:
        raise ListUnreadable("too_long")
    try:
        rows = list(csv.reader(io.StringIO("\n".join(lines)), delimiter=_delimiter(lines)))
    except csv.Error as error:
        raise ListUnreadable("not_a_list") from error
    if not rows:
        return ReadList()
    name_at, kind_at, first = _columns(rows[0])
    found = ReadList()
    seen: set[str] = set()
    for number, row in enumerate(rows[first:], start=first + 1):
        written = tidy(row[name_at]) if name_at < len(row) else ""
        if not any(cell.strip() for cell in row) or written.casefold() in seen:
            continue
        meaning = _meaning(row[kind_at] if kind_at is not None and kind_at < len(row) else "", default)
        try:
            require_teachable(written, meaning)
        except WordRefused as refused:
            found.unread.append(UnreadLine(number, refused.problem))
            continue
        seen.add(written.casefold())
        found.words.append(ListedWord(written, meaning))
    return found


def _delimiter(lines: list[str]) -> str:
    """The sign that parts the columns: the one of which the first lines hold most."""
    head = "\n".join(lines[:20])
    return max((",", ";", "\t"), key=head.count) if lines else ","


def _columns(first_row: list[str]) -> tuple[int, int | None, int]:
    """(column of the name, column of the kind, first row with a name)."""
    headings = ["".join(filter(str.isalpha, cell.casefold())) for cell in first_row]
    name_at = next((headings.index(heading) for heading in NAME_HEADINGS if heading in headings), None)
    if name_at is None:
        return 0, 1 if len(first_row) > 1 else None, 0
    kind_at = next((headings.index(heading) for heading in KIND_HEADINGS if heading in headings), None)
    return name_at, kind_at, 1


def _meaning(kind: str, default: Meaning) -> Meaning:
    told = kind.casefold()
    for meaning, beginnings in _KINDS:
        if any(beginning in told for beginning in beginnings):
            return meaning
    return default
