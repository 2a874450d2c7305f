"""A signed record as a document for the child's file: Word or plain text. It never holds the lead's own note.

Both are made from the same view as the page, which was read for its viewer; nothing is fetched here.
"""

from io import BytesIO

from docx import Document
from docx.document import Document as WordDocument
from docx.enum.style import WD_STYLE_TYPE
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor
from docx.styles.style import ParagraphStyle

from csaleads.consultations import presenters
from csaleads.consultations.presenters import Part
from csaleads.consultations.reading_queries import RecordView
from csaleads.core import clock
from csaleads.core.formatting import uk_datetime

WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
TEXT = "text/plain; charset=utf-8"
TYPEFACE = "Arial"
INK = RGBColor(0x16, 0x26, 0x2B)


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
    document = _blank_page(record)
    document.add_heading(title_of(record), level=0)
    _add_table(document, [[fact.key, fact.value] for fact in presenters.facts_of(record)], head=None)
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
    file = BytesIO()
    document.save(file)
    return file.getvalue()


def _blank_page(record: RecordView) -> WordDocument:
    document = Document()
    section = document.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.left_margin = section.right_margin = Mm(22)
    section.top_margin = section.bottom_margin = Mm(20)
    section.footer.paragraphs[0].text = f"{record.reference} – {presenters.NOT_DECISION}"
    for style in document.styles:
        if style.type is WD_STYLE_TYPE.PARAGRAPH and isinstance(style, ParagraphStyle):
            _set_typeface(style)
    normal = document.styles["Normal"]
    if isinstance(normal, ParagraphStyle):
        normal.font.size = Pt(11)
    properties = document.core_properties
    properties.title, properties.author = title_of(record), _printable(record.lead_name)
    properties.language, properties.comments, properties.subject = "en-GB", "", presenters.NOT_DECISION
    properties.created = properties.modified = clock.now()
    properties.last_modified_by = "csaleads"
    return document


def _set_typeface(style: ParagraphStyle) -> None:
    """One typeface throughout; the template names theme fonts for headings, which would win over a plain name."""
    style.font.name = TYPEFACE
    if (
        style.name != "Normal"
        and style.font.color is not None
        and style.name.startswith(("Heading", "Title"))
    ):
        style.font.color.rgb = INK
    fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
    for theme in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):
        fonts.attrib.pop(qn(f"w:{theme}"), None)


def _add_parts(document: WordDocument, parts: list[Part]) -> None:
    for part in parts:
        document.add_heading(part.heading, level=1)
        _add_text(document, part.text or presenters.NOT_NOTED)


def _add_text(document: WordDocument, text: str, style: str | None = None) -> None:
    for paragraph in text.split("\n\n"):
        if paragraph.strip():
            document.add_paragraph(_printable(paragraph), style=style)


def _add_agencies(document: WordDocument, record: RecordView) -> None:
    document.add_heading("Agencies involved", level=1)
    rows = [[presenters.agency_label(entry.agency), entry.role] for entry in record.content.agencies]
    if not rows:
        document.add_paragraph(presenters.NOT_NOTED)
        return
    _add_table(document, rows, head=["Agency", "Its role, and what it is waiting for"])


def _add_actions(document: WordDocument, record: RecordView) -> None:
    document.add_heading("Actions", level=1)
    if not record.actions:
        document.add_paragraph(presenters.NOT_NOTED)
    for action in record.actions:
        _add_text(document, action.description, style="List Number")
        document.add_paragraph("; ".join(presenters.action_lines(action)), style="List Continue")


def _add_given(document: WordDocument, record: RecordView) -> None:
    if record.given:
        document.add_heading(presenters.GIVEN, level=1)
    for given in record.given:
        _add_text(document, presenters.given_line(given), style="List Bullet")


def _add_amendments(document: WordDocument, record: RecordView) -> None:
    if record.amendments:
        document.add_heading("Added after signing", level=1)
    for amendment in record.amendments:
        author = _printable(amendment.author_name)
        document.add_heading(f"{uk_datetime(amendment.amended_at, 'long')}, {author}", level=2)
        _add_text(document, amendment.text)
        for given in amendment.given:
            _add_text(document, presenters.given_line(given), style="List Bullet")
        _add_text(document, f"Why: {amendment.reason}")


def _add_table(document: WordDocument, rows: list[list[str]], *, head: list[str] | None) -> None:
    table = document.add_table(rows=0, cols=2, style="Table Grid")
    for number, values in enumerate([head, *rows] if head else rows):
        cells = table.add_row().cells
        for place, value in enumerate(values or []):
            run = cells[place].paragraphs[0].add_run(_printable(value))
            run.bold = (head is not None and number == 0) or (head is None and place == 0)
        cells[0].width, cells[1].width = Mm(50), Mm(116)
    if head:
        _repeat_on_each_page(table.rows[0]._tr.get_or_add_trPr())


def _repeat_on_each_page(row_properties: object) -> None:
    row_properties.append(row_properties.makeelement(qn("w:tblHeader"), {qn("w:val"): "true"}))  # type: ignore[attr-defined]


def _printable(text: str) -> str:
    """Without the control characters that XML, and so Word, cannot hold."""
    return "".join(
        letter for letter in text if letter in "\n\t" or " " <= letter < "\ufffe" or letter > "\uffff"
    )
