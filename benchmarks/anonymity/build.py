"""Reads the marked-up notes of notes/*.txt. `python -m benchmarks.anonymity.build FOLDER` also writes them as JSON lines.

A note begins with a line `=== kind style`. `{PERSON|Jasmine}` marks a span, `{?|Leeds}` what is scored neither way, and
`{U+200B}` stands for the character of that number. docs/anonymity-corpus.md has the rules of what is marked.
"""

import json
import re
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

NOTES = Path(__file__).parent / "notes"
KINDS = ("identified", "clean", "adversarial")
LABELS = {
    "PERSON": "PERSON",
    "DOB": "DATE_OF_BIRTH",
    "DATE": "DATE",
    "NHS": "NHS_NUMBER",
    "NINO": "NINO",
    "POSTCODE": "POSTCODE",
    "ADDRESS": "ADDRESS",
    "PHONE": "PHONE",
    "EMAIL": "EMAIL",
    "SCHOOL": "ORG_SCHOOL",
    "HEALTH": "ORG_GP_HEALTH",
    "PLACE": "LOCATION_SMALL",
    "REF": "CASE_REF",
    "VEHICLE": "VEHICLE",
    "URL": "URL_HANDLE",
    "PASSPORT": "PASSPORT",
}
OPTIONAL = "?"
_HEADER = re.compile(r"^=== (\w+) (.+)$", re.MULTILINE)
_CHARACTER = re.compile(r"\{U\+([0-9A-F]{4,6})\}")
_MARK = re.compile(r"\{([A-Z]+|\?)\|([^{}]+)\}")


class BadMarkup(ValueError):
    """A note is not marked as the rules say; carries where and what."""


@dataclass(frozen=True)
class Span:
    """Characters `start` to `end`, end exclusive, counted in code points."""

    start: int
    end: int
    label: str


@dataclass(frozen=True)
class Note:
    """One note: what a screener is given, and what it should find. Optional spans are scored neither way."""

    id: str
    kind: str
    style: str
    text: str
    spans: tuple[Span, ...] = ()
    optional: tuple[Span, ...] = ()

    def as_json(self) -> dict[str, Any]:
        return {
            "id": self.id,
            "kind": self.kind,
            "style": self.style,
            "text": self.text,
            "spans": [{"start": each.start, "end": each.end, "label": each.label} for each in self.spans],
            "optional": [{"start": each.start, "end": each.end} for each in self.optional],
        }


def read_corpus(folder: Path = NOTES) -> list[Note]:
    """Every note of the folder, files by name. Raises BadMarkup for the first that breaks a rule."""
    return [note for path in sorted(folder.glob("*.txt")) for note in read_notes(path)]


def read_notes(path: Path) -> Iterator[Note]:
    """The notes of one file; what stands before the first header tells people what the file is."""
    pieces = _HEADER.split(path.read_text(encoding="utf-8"))[1:]
    for number, (kind, style, marked) in enumerate(
        zip(pieces[::3], pieces[1::3], pieces[2::3], strict=True), 1
    ):
        name = f"{path.stem}-{number:03}"
        text, spans, optional = read_markup(marked.strip("\n"), name)
        if kind not in KINDS:
            raise BadMarkup(f"{name}: no such kind as {kind}")
        if kind != "adversarial" and (kind == "identified") != bool(spans):
            raise BadMarkup(f"{name}: said to be {kind}, has {len(spans)} spans")
        yield Note(name, kind, style, text, spans, optional)


def read_markup(marked: str, name: str = "note") -> tuple[str, tuple[Span, ...], tuple[Span, ...]]:
    """The plain text, the spans and the optional spans of marked-up text."""
    marked = _CHARACTER.sub(lambda found: chr(int(found[1], 16)), marked)
    text, spans, optional, last = "", [], [], 0
    for mark in _MARK.finditer(marked):
        text += marked[last : mark.start()]
        tag, words, last = mark[1], mark[2], mark.end()
        span = Span(len(text), len(text) + len(words), LABELS.get(tag, ""))
        text += words
        if tag == OPTIONAL:
            optional.append(span)
        elif tag in LABELS:
            spans.append(span)
        else:
            raise BadMarkup(f"{name}: no such mark as {tag}")
    text += marked[last:]
    if re.search(r"\{[A-Z?]+\||\{U\+", text):
        raise BadMarkup(f"{name}: a mark is not closed")
    return text, tuple(spans), tuple(optional)


def read_rows(path: Path) -> list[Note]:
    """Notes from JSON lines of the shape that `as_json` writes, from anywhere; kind and style may be missing."""
    notes = []
    for line in path.read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        spans = tuple(Span(each["start"], each["end"], each["label"]) for each in row["spans"])
        optional = tuple(Span(each["start"], each["end"], "") for each in row.get("optional", []))
        kind = row.get("kind") or ("identified" if spans else "clean")
        notes.append(Note(str(row["id"]), kind, row.get("style", ""), row["text"], spans, optional))
    return notes


def main() -> int:
    """Write identified.jsonl, clean.jsonl and adversarial.jsonl into the folder named on the command line."""
    if len(sys.argv) != 2:
        print("usage: python -m benchmarks.anonymity.build FOLDER", file=sys.stderr)
        return 2
    folder = Path(sys.argv[1])
    folder.mkdir(parents=True, exist_ok=True)
    notes = read_corpus()
    for kind in KINDS:
        rows = [note.as_json() for note in notes if note.kind == kind]
        lines = "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows)
        (folder / f"{kind}.jsonl").write_text(lines, encoding="utf-8")
        print(f"{len(rows):>4} notes  {folder / kind}.jsonl")
    return 0


if __name__ == "__main__":
    sys.exit(main())
