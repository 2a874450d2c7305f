"""Forms of this room: one button to report, and the boxes in which words are corrected."""

from collections.abc import Iterable
from typing import Any, Protocol

from csaleads.core.forms import CsaForm, Hidden, LongText, RadioField, Tick, choices_of
from csaleads.core.input_bounds import whole_number
from csaleads.slips.models import KIND_LABELS, SlipKind

WIPE = "wipe_note"
ONLY_IN_LEARNING = "only_in_learning"
KEEP_SOMETHING = "Write what should stand here, even if it is only “Taken out”"


class ReportForm(CsaForm):
    kind = RadioField(
        "What did you see?",
        choices=choices_of(KIND_LABELS),
        coerce=SlipKind,
        hint="It helps whoever wrote it to find it. Do not repeat it anywhere.",
    )


class Box(Protocol):
    """A text that its author, or the coordinator in their place, may change."""

    @property
    def key(self) -> str: ...
    @property
    def heading(self) -> str: ...
    @property
    def text(self) -> str: ...
    @property
    def longest(self) -> int: ...


class CorrectionForm(CsaForm):
    """What every correction carries. `correction_form` adds a box for each text."""

    version = Hidden(max_length=12)

    @property
    def sent_version(self) -> int:
        return whole_number(self.version.typed)


def correction_form(
    boxes: Iterable[Box], *, with_note: bool, with_learning: bool, formdata: Any, version: int
) -> CorrectionForm:
    """The form with a box for each of `boxes`, holding its words, or what was typed (`formdata`; None: nothing yet)."""
    found = list(boxes)
    fields: dict[str, Any] = {
        box.key: LongText(
            box.heading,
            required=KEEP_SOMETHING,
            max_length=box.longest,
            rows=_rows(box.text),
            screened=True,
        )
        for box in found
    }
    if with_note:
        fields[WIPE] = Tick("Wipe the Practice Lead’s own note, which nobody else can read")
    if with_learning:
        fields[ONLY_IN_LEARNING] = Tick(
            "It is only in the version for learning",
            hint="The record above stays as it is. The version is wiped.",
        )
    kind: type[CorrectionForm] = type("CorrectionForm", (CorrectionForm,), fields)
    texts: dict[str, Any] = {box.key: box.text for box in found}
    return kind(formdata=formdata, data=texts | {"version": str(version)})


def _rows(text: str) -> int:
    return max(2, min(12, len(text) // 70 + text.count("\n") + 2))


def texts_of(form: CorrectionForm) -> dict[str, str]:
    """What the boxes hold, by key."""
    return {str(field.name): field.typed for field in form if isinstance(field, LongText)}


def is_only_in_learning(form: CorrectionForm) -> bool:
    return ONLY_IN_LEARNING in form and bool(form[ONLY_IN_LEARNING].data)


def wipes_note(form: CorrectionForm) -> bool:
    return WIPE in form and bool(form[WIPE].data)
