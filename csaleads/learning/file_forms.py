"""The form of a file by itself, while the rest of the form of its resource is being filled in."""

from csaleads.core.forms import CsaForm, Hidden, StoredUpload
from csaleads.learning.content import FileFacts


class FileForm(CsaForm):
    """A file, and the one that has waited until now."""

    file = StoredUpload("File", required="Choose a file")
    waiting = Hidden(max_length=40)
    is_file = True
    known_file: FileFacts | None = None
