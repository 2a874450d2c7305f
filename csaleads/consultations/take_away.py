"""A signed record as a document for the child's file: Word or plain text. It never holds the lead's own note.

Both are made from the same view as the page, which was read for its viewer; nothing is fetched here.
"""

from docx.document import Document as WordDocument

from csaleads.consultations import presenters
from csaleads.consultations.presenters import Part
from csaleads.consultations.reading_queries import RecordView
from csaleads.core import word_document
from csaleads.core.formatting import uk_datetime
from csaleads.core.word_document import add_facts, add_table, add_text, printable

TEXT = "text/plain; charset=utf-8"


def title_of(record: RecordView) -> str:
    return f"Consultation record {record.reference}"


def as_text(record: RecordView) -> str:
    """The record as plain text, its headings underlined."""
    lines = [title_of(record), "=" * len(title_of(record)), ""]
    lines += [f"{fact.key}: {fact.value}" for fact in presenters.facts_of(record)]
    lines += ["", presenters.NOT_DECISION.upper(), presenters.NOT_DECISION_TEXT]
    for part in _parts(record):
        lines += ["", part.heading, "-" * len(part.heading), part.text or presenters.NOT_NOTED]
    return "\n".join(lines) + "\n"


def _parts(record: RecordView) -> list[Part]:
    """The whole record as headings and words."""
    content = record.content
    agencies = "\n".join(
        f"{presenters.agency_label(entry.agency)}: {entry.role or 'role not noted'}"
        for entry in content.agencies
    )
    actions = "\n".join(
        f"{action.number}. {action.description}\n   " + "\n   ".join(presenters.action_lines(action))
        for action in record.actions
    )
    amendments = [
        Part(
            f"Added on {uk_datetime(amendment.amended_at, 'long')} by {amendment.author_name}",
            f"{presenters.amendment_text(amendment)}\nWhy: {amendment.reason}",
        )
        for amendment in record.amendments
    ]
    return [
        *presenters.advice_parts(content),
        *presenters.first_parts(content),
        Part("Agencies involved", agencies),
        Part("Actions", actions),
        Part("The accountable manager’s decision", presenters.manager_decision(content)),
        *presenters.given_parts(record),
        *amendments,
    ]


def as_word(record: RecordView) -> bytes:
    """The record as a Word document on A4, with real headings, lists and tables."""
    document = word_document.blank_document(
        title_of(record),
        author=record.lead_name,
        footer=f"{record.reference} – {presenters.NOT_DECISION}",
        subject=presenters.NOT_DECISION,
    )
    add_facts(document, [(fact.key, fact.value) for fact in presenters.facts_of(record)])
    document.add_heading(presenters.NOT_DECISION, level=1)
    document.add_paragraph(presenters.NOT_DECISION_TEXT)
    _add_parts(document, presenters.advice_parts(record.content))
    _add_parts(document, presenters.first_parts(record.content))
    _add_agencies(document, record)
    _add_actions(document, record)
    decision = presenters.manager_decision(record.content)
    _add_parts(document, [Part("The accountable manager’s decision", decision)])
    _add_given(document, record)
    _add_amendments(document, record)
    return word_document.bytes_of(document)


def _add_parts(document: WordDocument, parts: list[Part]) -> None:
    for part in parts:
        document.add_heading(part.heading, level=1)
        add_text(document, part.text or presenters.NOT_NOTED)


def _add_agencies(document: WordDocument, record: RecordView) -> None:
    document.add_heading("Agencies involved", level=1)
    rows = [(presenters.agency_label(entry.agency), entry.role) for entry in record.content.agencies]
    if not rows:
        document.add_paragraph(presenters.NOT_NOTED)
        return
    add_table(document, rows, head=("Agency", "Its role, and what it is waiting for"))


def _add_actions(document: WordDocument, record: RecordView) -> None:
    document.add_heading("Actions", level=1)
    if not record.actions:
        document.add_paragraph(presenters.NOT_NOTED)
    for action in record.actions:
        add_text(document, action.description, style="List Number")
        document.add_paragraph("; ".join(presenters.action_lines(action)), style="List Continue")


def _add_given(document: WordDocument, record: RecordView) -> None:
    if record.given:
        document.add_heading(presenters.GIVEN, level=1)
    for given in record.given:
        add_text(document, presenters.given_line(given), style="List Bullet")


def _add_amendments(document: WordDocument, record: RecordView) -> None:
    if record.amendments:
        document.add_heading("Added after signing", level=1)
    for amendment in record.amendments:
        author = printable(amendment.author_name)
        document.add_heading(f"{uk_datetime(amendment.amended_at, 'long')}, {author}", level=2)
        add_text(document, amendment.text)
        for given in amendment.given:
            add_text(document, presenters.given_line(given), style="List Bullet")
        add_text(document, f"Why: {amendment.reason}")
