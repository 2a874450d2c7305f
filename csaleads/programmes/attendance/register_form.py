"""The form of a register: a row of radios for everybody on it."""

from collections.abc import Sequence
from typing import Any

from csaleads.core.forms import CsaForm, RadioField, choices_of
from csaleads.programmes.attendance.models import Presence
from csaleads.programmes.attendance.queries import RegisterLine
from csaleads.programmes.attendance.wording import PRESENCE_LABELS

PREFIX = "member_"


class RegisterForm(CsaForm):
    """At least one person has to be picked something for: the others are taken later."""

    def validate(self, extra_validators: Any = None) -> bool:
        super().validate(extra_validators)
        rows = [field for field in self if field.name.startswith(PREFIX)]
        if rows and not any(field.data or field.errors for field in rows):
            self.fail_whole("Select for at least one person whether they are there")
        return not self.errors


def register_form(lines: Sequence[RegisterLine], held: Any = None) -> RegisterForm:
    """A row for each of them; whoever said beforehand that they cannot come is shown as an apology."""
    rows = {
        f"{PREFIX}{line.member_id}": RadioField(
            line.full_name,
            choices=choices_of(PRESENCE_LABELS),
            coerce=Presence,
            hint="Said beforehand that they cannot come" if line.is_away else "",
        )
        for line in lines
    }
    kind = type("RegisterForm", (RegisterForm,), rows)
    said = {f"{PREFIX}{line.member_id}": Presence.APOLOGY for line in lines if line.is_away}
    form: RegisterForm = kind(formdata=held, data=said) if held else kind(data=said)
    return form


def choices_in(form: RegisterForm) -> dict[int, Presence]:
    """What was picked, by member."""
    return {
        int(field.name.removeprefix(PREFIX)): field.data
        for field in form
        if field.name.startswith(PREFIX) and field.data is not None
    }
