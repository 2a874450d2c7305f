"""Form fields for text and numbers, with the meaning that GOV.UK gives them, and the rules that all fields share.

A field knows what a person typed, what it means and what to say when it is wrong; `templates/components/field.html` draws it by
its `kind`. Import the fields from `csaleads.core.forms`. A message handed in as `required` makes a field required.
"""

from collections.abc import Callable, Sequence
from enum import Enum
from typing import Any

from email_validator import EmailNotValidError, validate_email
from wtforms import Field, StringField
from wtforms.validators import StopValidation, ValidationError

Validators = Sequence[Callable[..., Any]]


def text_of(value: Any) -> str:
    """The value as a form sends it; of an enum member its value, of None nothing."""
    if isinstance(value, Enum):
        value = value.value
    return "" if value is None else str(value)


class Required:
    """Stops validation with the given message where nothing was answered."""

    def __init__(self, message: str) -> None:
        self.message = message

    def __call__(self, form: Any, field: Any) -> None:
        if field.process_errors:
            raise StopValidation()
        if field.data is None or field.data == "" or field.data == []:
            raise StopValidation(self.message)


class MaxLength:
    """Refuses more than `limit` characters."""

    def __init__(self, limit: int, message: str) -> None:
        self.limit = limit
        self.message = message

    def __call__(self, form: Any, field: Any) -> None:
        if field.data and len(field.data) > self.limit:
            raise ValidationError(self.message)


def rules_of(required: str, *others: Callable[..., Any], more: Validators = ()) -> list[Callable[..., Any]]:
    first: list[Callable[..., Any]] = [Required(required)] if required else []
    return [*first, *others, *more]


class _TextLike(StringField):
    """What every typed field shares. `data` is a string, never None; what was typed is shown again.

    `screened` says that the text is looked at for what could identify somebody before it is stored; `exempt` says why it
    need not be. Every Text and LongText says one of the two. `strict` is said of a screened field that all areas will read, and
    `knows` whom its text may name, by a word that `screening` knows: while somebody types, it is looked at as when it is sent.
    """

    kind = "text"
    input_type = "text"
    autocomplete = ""
    inputmode = ""
    spellcheck = True
    max_length: int | None = None
    screened = False
    strict = False
    knows = ""
    exempt = ""

    def __init__(
        self,
        label: str,
        *,
        required: str = "",
        hint: str = "",
        max_length: int = 200,
        too_long: str = "",
        autocomplete: str = "",
        screened: bool = False,
        strict: bool = False,
        knows: str = "",
        exempt: str = "",
        validators: Validators = (),
        **wtforms_arguments: Any,
    ) -> None:
        message = too_long or f"{label} must be {max_length:,} characters or fewer"
        rules = rules_of(required, MaxLength(max_length, message), more=validators)
        super().__init__(label, validators=rules, description=hint, **wtforms_arguments)
        self.is_required = bool(required)
        self.hint = hint
        self.max_length = max_length
        self.autocomplete = autocomplete or self.autocomplete
        self.screened = screened
        self.strict = strict
        self.knows = knows
        self.exempt = exempt

    def tidy(self, text: str) -> str:
        return " ".join(text.replace("\x00", "").split())

    def process_formdata(self, valuelist: list[Any]) -> None:
        if valuelist:
            self.data = self.tidy(str(valuelist[0]))

    def process_data(self, value: Any) -> None:
        self.data = "" if value is None else str(value)

    @property
    def typed(self) -> str:
        return self.data or ""


class Text(_TextLike):
    """One line of text, with the spaces around it and doubled spaces inside it removed."""


class LongText(_TextLike):
    """Several lines. Line ends become \\n, spaces at the edges go; blank lines inside stay as typed."""

    kind = "textarea"

    def __init__(
        self, label: str, *, rows: int = 5, counted: bool = False, max_length: int = 5000, **arguments: Any
    ) -> None:
        super().__init__(label, max_length=max_length, **arguments)
        self.rows = rows
        self.counted = counted

    def tidy(self, text: str) -> str:
        lines = text.replace("\x00", "").replace("\r\n", "\n").replace("\r", "\n").split("\n")
        return "\n".join(line.rstrip() for line in lines).strip()


class EmailField(_TextLike):
    """An e-mail address, checked for its shape only; the domain is never looked up. `data` keeps the case as typed."""

    input_type = "email"
    autocomplete = "email"
    spellcheck = False

    def __init__(
        self,
        label: str,
        *,
        wrong: str = "Enter an email address in the correct format, like name@example.com",
        max_length: int = 254,
        **arguments: Any,
    ) -> None:
        super().__init__(label, max_length=max_length, **arguments)
        self.wrong = wrong

    def tidy(self, text: str) -> str:
        return text.replace("\x00", "").strip()

    def post_validate(self, form: Any, validation_stopped: bool) -> None:
        if validation_stopped or not self.data or self.errors:
            return
        try:
            validate_email(self.data, check_deliverability=False, test_environment=True)
        except EmailNotValidError as refused:
            raise ValidationError(self.wrong) from refused


class PasswordField(_TextLike):
    """A password, kept exactly as typed and never shown again. `autocomplete` is "current-password" or "new-password"."""

    kind = "password"
    input_type = "password"
    autocomplete = "current-password"
    spellcheck = False

    def tidy(self, text: str) -> str:
        return text

    @property
    def typed(self) -> str:
        return ""


class Hidden(_TextLike):
    """A value the page carries along. Rendered by `form.hidden_tag()`; treat it as typed by a stranger."""

    kind = "hidden"

    def __init__(self, *, max_length: int = 200, **arguments: Any) -> None:
        super().__init__("", max_length=max_length, **arguments)


class Integer(Field):
    """A whole number. `data` is an int or None; "1,200" and " 12 " are understood."""

    kind = "text"
    input_type = "text"
    inputmode = "numeric"
    autocomplete = ""
    spellcheck = False
    max_length = None

    def __init__(
        self,
        label: str,
        *,
        required: str = "",
        hint: str = "",
        minimum: int | None = None,
        maximum: int | None = None,
        wrong: str = "",
        validators: Validators = (),
        **wtforms_arguments: Any,
    ) -> None:
        super().__init__(
            label, validators=rules_of(required, more=validators), description=hint, **wtforms_arguments
        )
        self.is_required = bool(required)
        self.hint = hint
        self.minimum = minimum
        self.maximum = maximum
        self.wrong = wrong or f"{label} must be a whole number, like 4"
        self._typed = ""

    def process_formdata(self, valuelist: list[Any]) -> None:
        if not valuelist:
            return
        self._typed = str(valuelist[0]).strip()
        self.data = None
        digits = self._typed.replace(",", "").replace(" ", "")
        if not digits:
            return
        if not (digits.lstrip("-").isascii() and digits.lstrip("-").isdigit() and len(digits) <= 12):
            raise ValueError(self.wrong)
        self.data = int(digits)

    def pre_validate(self, form: Any) -> None:
        if self.data is None:
            return
        if self.minimum is not None and self.data < self.minimum:
            raise StopValidation(f"{self.label.text} must be {self.minimum:,} or more")
        if self.maximum is not None and self.data > self.maximum:
            raise StopValidation(f"{self.label.text} must be {self.maximum:,} or fewer")

    @property
    def typed(self) -> str:
        return self._typed if self.raw_data else text_of(self.data)
