"""The finished entries of a year as a document of one's own: Word or plain text, in the order in which the regulator asks."""

from collections.abc import Sequence

from csaleads.core import word_document
from csaleads.development import presenters
from csaleads.development.queries import EntryView
from csaleads.development.years import CpdYear

TEXT = "text/plain; charset=utf-8"
NOTHING = "No entry of this year is finished."
FOOTER = "My own account of my CPD. It holds nothing of any case."


def title_of(year: CpdYear) -> str:
    return f"My CPD, {year.label}"


def facts_of(full_name: str, entries: Sequence[EntryView]) -> list[tuple[str, str]]:
    """What stands at the head of the document."""
    with_peers = sum(entry.content.has_peer for entry in entries)
    return [
        ("Name", full_name),
        ("Pieces of CPD", str(len(entries))),
        ("With peer reflection", str(with_peers)),
    ]


def as_text(full_name: str, year: CpdYear, entries: Sequence[EntryView]) -> str:
    """The year as plain text, its headings underlined."""
    title = title_of(year)
    lines = [title, "=" * len(title), ""]
    lines += [f"{key}: {value}" for key, value in facts_of(full_name, entries)]
    lines += ["", FOOTER]
    for number, entry in enumerate(entries, start=1):
        heading = _heading(number, entry)
        lines += ["", "", heading, "=" * len(heading)]
        for part in presenters.parts_of(entry):
            lines += ["", part.heading, "-" * len(part.heading), part.text]
    return "\n".join(lines if entries else [*lines, "", NOTHING]) + "\n"


def as_word(full_name: str, year: CpdYear, entries: Sequence[EntryView]) -> bytes:
    """The year as a Word document, an entry under each heading."""
    document = word_document.blank_document(title_of(year), author=full_name, footer=FOOTER, subject="CPD")
    word_document.add_facts(document, facts_of(full_name, entries))
    if not entries:
        word_document.add_text(document, NOTHING)
    for number, entry in enumerate(entries, start=1):
        document.add_heading(_heading(number, entry), level=1)
        for part in presenters.parts_of(entry):
            document.add_heading(part.heading, level=2)
            word_document.add_text(document, part.text)
    return word_document.bytes_of(document)


def _heading(number: int, entry: EntryView) -> str:
    return f"{number}. {entry.kind.label}"
