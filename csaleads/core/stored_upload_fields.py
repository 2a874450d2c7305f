"""A form field for a file that is kept. Import it from `csaleads.core.forms`; the view is marked with `takes_files`."""

from typing import Any

from flask import current_app
from werkzeug.datastructures import FileStorage
from wtforms import Field
from wtforms.validators import StopValidation

from csaleads.core.fields import rules_of
from csaleads.core.stored_files.kinds import SHAPES, FileKind, NotTaken, Reason
from csaleads.core.stored_files.service import Sent, require_taken

WORDS: dict[Reason, str] = {
    Reason.EMPTY: "The file is empty. Choose another one",
    Reason.TOO_LARGE: "The file must be smaller than {most}. Make its pictures smaller, or link to it instead",
    Reason.UNKNOWN: "The file is of a kind that is not taken here. Choose one of these: {kinds}",
    Reason.OTHER_KIND: "The file is of a kind that is not taken here. Choose one of these: {kinds}",
    Reason.WEB_PAGE: "Web pages and drawings in code are not taken. Print it to PDF and choose that",
    Reason.ARCHIVE: "Zip files and other archives are not taken. Unpack it and send the files one by one",
    Reason.OLD_OFFICE: "The file has a password or an old format. Save it without one as .docx, .pptx or .xlsx, "
    "and choose that",
    Reason.LOCKED: "The file has a password. Save it without one and choose that",
    Reason.MACROS: "The file holds macros, which are programs. Save it without them, as .docx, .pptx or .xlsx",
    Reason.DAMAGED: "The file is damaged. Open it on your computer, save it again and choose that",
    Reason.TWO_IN_ONE: "Something else is hidden in the file. Open it on your computer, save it again and choose that",
    Reason.TOO_BIG_INSIDE: "The file is too large when it is opened. Split it, or save it as PDF",
    Reason.INFECTED: "The file may harm computers and was not kept. Ask your IT support to look at it",
}


def words_for(refused: NotTaken, kinds: frozenset[FileKind] = frozenset(FileKind)) -> str:
    """What to say where a file is not taken, and what to do about it."""
    most = current_app.config["FILE_MOST_BYTES"] // (1024 * 1024)
    labels = dict.fromkeys(SHAPES[kind].label for kind in FileKind if kind in kinds)
    return WORDS[refused.reason].format(most=f"{most} MB", kinds=", ".join(labels))


class StoredUpload(Field):
    """One file that a service will keep. `sent` is what `stored_files.service.save_file` takes, None where none was chosen.

    The bytes stay on the disk where the request has put them, and are looked at there. The form needs
    `enctype="multipart/form-data"`. `known` is a sentence about the file that there is already, where there is one.
    """

    kind = "file"

    def __init__(
        self,
        label: str,
        *,
        kinds: frozenset[FileKind] = frozenset(FileKind),
        required: str = "",
        hint: str = "",
        **wtforms_arguments: Any,
    ) -> None:
        super().__init__(label, validators=rules_of(required), description=hint, **wtforms_arguments)
        self.kinds = kinds
        self.accept = ",".join(
            suffix for kind in FileKind if kind in kinds for suffix in SHAPES[kind].suffixes
        )
        self.is_required = bool(required)
        self.hint = hint
        self.sent: Sent | None = None
        self.known = ""

    @property
    def most_bytes(self) -> int:
        return int(current_app.config["FILE_MOST_BYTES"])

    @property
    def too_large(self) -> str:
        """What to say of a file that is larger."""
        return words_for(NotTaken(Reason.TOO_LARGE))

    def process_formdata(self, valuelist: list[Any]) -> None:
        chosen = [file for file in valuelist if isinstance(file, FileStorage) and file.filename]
        self.sent = Sent(chosen[0].stream, chosen[0].filename or "") if chosen else None  # type: ignore[arg-type]
        self.data = chosen[0].filename if chosen else ""

    def pre_validate(self, form: Any) -> None:
        if self.sent is None:
            return
        try:
            require_taken(self.sent.content, kinds=self.kinds)
        except NotTaken as refused:
            raise StopValidation(words_for(refused, self.kinds)) from refused

    @property
    def typed(self) -> str:
        return ""
