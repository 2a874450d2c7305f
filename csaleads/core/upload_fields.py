"""A form field for a small file that is read at once and not kept. Import it from `csaleads.core.forms`."""

from typing import Any

from werkzeug.datastructures import FileStorage
from wtforms import Field
from wtforms.validators import StopValidation

from csaleads.core.fields import rules_of


class Upload(Field):
    """One file. `content` is its bytes, empty where none was chosen; browsers never send a file a second time by themselves,
    so a form that is shown again asks for it anew. The form needs `enctype="multipart/form-data"`."""

    kind = "file"

    def __init__(
        self,
        label: str,
        *,
        accept: str = "",
        required: str = "",
        hint: str = "",
        most_bytes: int = 400_000,
        **wtforms_arguments: Any,
    ) -> None:
        super().__init__(label, validators=rules_of(required), description=hint, **wtforms_arguments)
        self.accept = accept
        self.is_required = bool(required)
        self.hint = hint
        self.most_bytes = most_bytes
        self.content = b""

    def process_formdata(self, valuelist: list[Any]) -> None:
        sent = [file for file in valuelist if isinstance(file, FileStorage) and file.filename]
        self.content = sent[0].stream.read(self.most_bytes + 1) if sent else b""
        self.data = sent[0].filename if sent else ""
        for file in sent:
            file.close()

    def pre_validate(self, form: Any) -> None:
        if len(self.content) > self.most_bytes:
            raise StopValidation(f"The file must be smaller than {self.most_bytes // 1000} kB")
        if self.data and not self.content:
            raise StopValidation("The file is empty. Choose another one")

    @property
    def typed(self) -> str:
        return ""
