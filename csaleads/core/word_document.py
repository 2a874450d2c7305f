"""A Word document on A4 with one typeface, real headings and tables: the frame that rooms fill with their words."""

from collections.abc import Sequence
from io import BytesIO

from docx import Document
from docx.document import Document as WordDocument
from docx.enum.style import WD_STYLE_TYPE
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor
from docx.styles.style import ParagraphStyle
from docx.text.run import Run

from csaleads.core import clock

WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
TYPEFACE = "Arial"
INK = RGBColor(0x16, 0x26, 0x2B)


def blank_document(title: str, *, author: str, footer: str, subject: str = "") -> WordDocument:
    """An empty document whose properties say what it is, with its title as the first heading."""
    document = Document()
    section = document.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.left_margin = section.right_margin = Mm(22)
    section.top_margin = section.bottom_margin = Mm(20)
    section.footer.paragraphs[0].text = printable(footer)
    for style in document.styles:
        if style.type is WD_STYLE_TYPE.PARAGRAPH and isinstance(style, ParagraphStyle):
            _set_typeface(style)
    normal = document.styles["Normal"]
    if isinstance(normal, ParagraphStyle):
        normal.font.size = Pt(11)
    properties = document.core_properties
    properties.title, properties.author = printable(title), printable(author)
    properties.language, properties.comments, properties.subject = "en-GB", "", printable(subject)
    properties.created = properties.modified = clock.now()
    properties.last_modified_by = "csaleads"
    document.add_heading(printable(title), level=0)
    return document


def _set_typeface(style: ParagraphStyle) -> None:
    """The template names theme fonts for headings, which would win over a plain name."""
    style.font.name = TYPEFACE
    is_heading = style.name != "Normal" and style.name.startswith(("Heading", "Title"))
    if is_heading and style.font.color is not None:
        style.font.color.rgb = INK
    fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
    for theme in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):
        fonts.attrib.pop(qn(f"w:{theme}"), None)


def add_text(document: WordDocument, text: str, style: str | None = None) -> None:
    """`text` as paragraphs; a blank line parts them."""
    for paragraph in text.split("\n\n"):
        if paragraph.strip():
            document.add_paragraph(printable(paragraph), style=style)


def add_facts(document: WordDocument, facts: Sequence[tuple[str, str]]) -> None:
    """A table of two columns, the first one bold."""
    for key, _ in _rows(document, facts):
        key.bold = True


def add_table(document: WordDocument, rows: Sequence[tuple[str, str]], *, head: tuple[str, str]) -> None:
    """A table of two columns under a bold head, which stands on each page that the table reaches."""
    first = _rows(document, [head, *rows])[0]
    for run in first:
        run.bold = True
    row_properties = document.tables[-1].rows[0]._tr.get_or_add_trPr()
    row_properties.append(row_properties.makeelement(qn("w:tblHeader"), {qn("w:val"): "true"}))


def _rows(document: WordDocument, rows: Sequence[tuple[str, str]]) -> list[tuple[Run, Run]]:
    """A table of the rows; what is written in their cells."""
    table = document.add_table(rows=0, cols=2, style="Table Grid")
    written = []
    for row in rows:
        left, right = table.add_row().cells
        left.width, right.width = Mm(50), Mm(116)
        first, second = (
            cell.paragraphs[0].add_run(printable(text)) for cell, text in zip((left, right), row, strict=True)
        )
        written.append((first, second))
    return written


def bytes_of(document: WordDocument) -> bytes:
    """The document as a file."""
    file = BytesIO()
    document.save(file)
    return file.getvalue()


def printable(text: str) -> str:
    """Without the control characters that XML, and so Word, cannot hold."""
    return "".join(
        letter for letter in text if letter in "\n\t" or " " <= letter < "\ufffe" or letter > "\uffff"
    )
