"""Files of the demonstration: Word documents of a few lines, made when they are needed."""

from collections.abc import Sequence
from io import BytesIO

from csaleads.core.database import db
from csaleads.core.document_text import text_of_document
from csaleads.core.stored_files.service import Sent, save_file
from csaleads.core.word_document import add_text, blank_document, bytes_of
from csaleads.learning.content import FileFacts
from csaleads.learning.material_models import ResourceFile


def send_file(name: str, paragraphs: Sequence[str], *, sent_by_id: int) -> FileFacts:
    """A Word document of that name, its first paragraph the heading, waits for the resource of whoever sent it."""
    heading, *others = paragraphs
    document = blank_document(heading, author="csaleads", footer=heading)
    add_text(document, "\n\n".join(others))
    content = BytesIO(bytes_of(document))
    file = save_file(Sent(content, name), saved_by_id=sent_by_id)
    found = text_of_document(content, file.kind)
    db.session.add(ResourceFile(file_id=file.id, outcome=found.outcome, text=found.text))
    db.session.flush()
    return FileFacts(file.id, file.display_name, file.kind, file.size_bytes, file.saved_at)
