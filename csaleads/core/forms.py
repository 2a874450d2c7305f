"""The base of every form, and the one door to its fields.

A form says what may be typed and what to say when it is wrong. It asks no database and decides no permission: the route
hands choices in, the service decides. docs/design.md shows a whole form page to copy from.
"""

from collections.abc import Sequence
from typing import Any, NamedTuple, Self

from flask_wtf import FlaskForm
from flask_wtf.form import _Auto
from markupsafe import Markup, escape

from csaleads.core.choice_fields import (
    CheckboxesField,
    Choice,
    ChoiceLike,
    RadioField,
    Scale,
    SelectField,
    Tick,
    choices_of,
)
from csaleads.core.csrf import FormTokens
from csaleads.core.date_fields import DateParts, LocalTime, month_number, read_time
from csaleads.core.fields import EmailField, Hidden, Integer, LongText, PasswordField, Text
from csaleads.core.kept import Kept
from csaleads.core.stored_upload_fields import StoredUpload
from csaleads.core.upload_fields import Upload

__all__ = [
    "CheckboxesField",
    "Choice",
    "CsaForm",
    "DateParts",
    "EmailField",
    "FormError",
    "Hidden",
    "Integer",
    "LocalTime",
    "LongText",
    "PasswordField",
    "RadioField",
    "Scale",
    "SelectField",
    "StoredUpload",
    "Text",
    "Tick",
    "Upload",
    "choices_of",
    "month_number",
    "read_time",
]


LONGEST_KEPT = 200  # characters of an address whose form is kept


class FormError(NamedTuple):
    """One line of the error summary: what to say, and the input it leads to."""

    message: str
    href: str


class CsaForm(FlaskForm):
    """A form with an error summary.

    In a route: `form = AskForm()`, then `if form.validate_on_submit(): …`. For a filter read from the address use
    `AskFilter.from_query(request.args)`, which needs no CSRF token.
    """

    class Meta(FlaskForm.Meta):
        """How Flask-WTF is to make it."""

        csrf_class = FormTokens

    def __init__(self, formdata: Any = _Auto, **arguments: Any) -> None:
        super().__init__(formdata=formdata, **arguments)  # type: ignore[no-untyped-call]  # Flask-WTF ships no types; this is where it gets them
        self.carried: list[tuple[str, str]] = []  # further hidden inputs, for `hidden_tag`

    def is_submitted(self) -> bool:
        """Whether the page is being sent, not opened."""
        return bool(super().is_submitted())  # type: ignore[no-untyped-call]

    def validate_on_submit(self, extra_validators: Any = None) -> bool:
        """Whether the page is being sent and everything on it is right."""
        return bool(super().validate_on_submit(extra_validators=extra_validators))  # type: ignore[no-untyped-call]

    @classmethod
    def from_query(cls, query: Any, **arguments: Any) -> Self:
        """The form of a GET page, filled from the query string; call `validate()` on it before reading its data."""
        return cls(formdata=query or None, meta={"csrf": False}, **arguments)

    @classmethod
    def of_address(cls, query: Any, **choices: Sequence[ChoiceLike]) -> Self:
        """The form of a GET page, filled from the query string and validated, with `choices` for the fields of those names.

        Made once for each address and these choices, and then handed to everybody: it must not be changed, and its
        validation must depend on nothing else.
        """
        asked = tuple(query.items(multi=True))
        key = (cls, asked, tuple((name, tuple(given)) for name, given in choices.items()))
        is_short = sum(len(value) for _, value in asked) <= LONGEST_KEPT
        kept = _kept_forms.get(key) if is_short else None
        if isinstance(kept, cls):
            return kept
        form = cls.from_query(query)
        for name, given in choices.items():
            field: Any = form[name]
            field.choices = given
        form.validate()
        return _kept_forms.keep(key, form) if is_short else form  # type: ignore[return-value]

    def fail(self, field_name: str, message: str) -> None:
        """Adds an error that only the service could know ("That slot has just been taken") to the field of that name."""
        field = self[field_name]
        field.errors = [*field.errors, message]

    def fail_whole(self, message: str) -> None:
        """Adds an error that belongs to no single field."""
        self.form_errors.append(message)

    def screened_fields(self) -> list[Any]:
        """The fields whose texts are looked at for what could identify somebody, in the order of the page."""
        return [field for field in self if getattr(field, "screened", False)]

    def error_list(self) -> list[FormError]:
        """The first error of each field in the order of the page, each with the address of the input to mend."""
        whole = [FormError(message, "#main-content") for message in self.form_errors]
        return whole + [
            FormError(str(field.errors[0]), f"#{getattr(field, 'first_input_id', field.id)}")
            for field in self
            if field.errors
        ]

    def hidden_tag(self, *fields: str) -> Markup:
        """The CSRF token, every Hidden field and what is carried, without ids, so that two forms can share a page."""
        chosen = [field for field in self if (field.short_name in fields if fields else _is_hidden(field))]
        pairs = [(field.name, _value_of(field)) for field in chosen] + self.carried
        return Markup("").join(
            Markup('<input type="hidden" name="{}" value="{}">').format(name, escape(value))
            for name, value in pairs
        )


def _is_hidden(field: Any) -> bool:
    return getattr(field, "kind", "") == "hidden" or field.type == "CSRFTokenField"


def _value_of(field: Any) -> str:
    return str(field.current_token if field.type == "CSRFTokenField" else field.typed)


_kept_forms: Kept[CsaForm] = Kept(256)
