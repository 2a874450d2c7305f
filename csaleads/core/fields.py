"""Form fields for text, numbers and choices, with the meaning that GOV.UK gives them.

A field knows what a person typed, what it means and what to say when it is wrong; `templates/components/field.html` draws it by
its `kind`. Import the fields from `csaleads.core.forms`. A message handed in as `required` makes a field required.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from enum import Enum
from typing import Any, NamedTuple

from email_validator import EmailNotValidError, validate_email
from wtforms import Field, StringField
from wtforms.validators import StopValidation, ValidationError

Validators = Sequence[Callable[..., Any]]


class Choice(NamedTuple):
    """One answer that can be picked. `value` is what the form sends; `label` and `hint` are what a person reads."""

    value: str
    label: str
    hint: str = ""


ChoiceLike = Choice | tuple[Any, str] | tuple[Any, str, str]


def choices_of(labels: Mapping[Any, str], hints: Mapping[Any, str] | None = None) -> list[Choice]:
    """Choices from a mapping of value or enum member → label, in its order."""
    return [Choice(_text_of(value), label, (hints or {}).get(value, "")) for value, label in labels.items()]


def _text_of(value: Any) -> str:
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


def _rules(required: str, *others: Callable[..., Any], more: Validators = ()) -> list[Callable[..., Any]]:
    first: list[Callable[..., Any]] = [Required(required)] if required else []
    return [*first, *others, *more]


class _TextLike(StringField):
    """What every typed field shares. `data` is a string, never None; what was typed is shown again."""

    kind = "text"
    input_type = "text"
    autocomplete = ""
    inputmode = ""
    spellcheck = True
    max_length: int | None = None

    def __init__(
        self,
        label: str,
        *,
        required: str = "",
        hint: str = "",
        max_length: int = 200,
        too_long: str = "",
        autocomplete: str = "",
        validators: Validators = (),
        **wtforms_arguments: Any,
    ) -> None:
        message = too_long or f"{label} must be {max_length:,} characters or fewer"
        rules = _rules(required, MaxLength(max_length, message), more=validators)
        super().__init__(label, validators=rules, description=hint, **wtforms_arguments)
        self.is_required = bool(required)
        self.hint = hint
        self.max_length = max_length
        self.autocomplete = autocomplete or self.autocomplete

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
            label, validators=_rules(required, more=validators), description=hint, **wtforms_arguments
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
        return self._typed if self.raw_data else _text_of(self.data)


class _ChoiceBase(Field):
    """What radios, selects and checkboxes share: choices handed in, and a value that must be one of them.

    `coerce` turns the sent text into what the route wants: `int`, an Enum class, `uuid.UUID`. Choices may be set at class level
    or by the route before validation: `form.team.choices = [...]`.
    """

    kind = "radios"

    def __init__(
        self,
        label: str,
        *,
        choices: Iterable[ChoiceLike] = (),
        coerce: Callable[[str], Any] = str,
        required: str = "",
        hint: str = "",
        validators: Validators = (),
        **wtforms_arguments: Any,
    ) -> None:
        super().__init__(
            label, validators=_rules(required, more=validators), description=hint, **wtforms_arguments
        )
        self.is_required = bool(required)
        self.hint = hint
        self.coerce = coerce
        self.refused = required or "Select one of the answers on the list"
        self.choices = choices

    @property
    def choices(self) -> list[Choice]:
        return self._choices

    @choices.setter
    def choices(self, given: Iterable[ChoiceLike]) -> None:
        self._choices = [Choice(_text_of(item[0]), *item[1:]) for item in given]

    def _meaning(self, sent: str) -> Any:
        """The coerced value of what was sent; ValueError unless it is one of the choices."""
        if sent not in {choice.value for choice in self._choices}:
            raise ValueError(self.refused)
        return self.coerce(sent)


class RadioField(_ChoiceBase):
    """One answer of a few. `data` is the coerced value or None."""

    keeps_value_when_absent = False  # A browser leaves out radios of which none is picked.

    def process_formdata(self, valuelist: list[Any]) -> None:
        self._sent = [str(value) for value in valuelist if value != ""]
        if valuelist or not self.keeps_value_when_absent:
            self.data = None

    def pre_validate(self, form: Any) -> None:
        if self.raw_data and self._sent:
            try:
                self.data = self._meaning(self._sent[0])
            except ValueError as refused:
                raise StopValidation(self.refused) from refused

    @property
    def chosen(self) -> set[str]:
        """The values, as text, that are shown as picked."""
        if self.raw_data and self._sent:
            return set(self._sent)
        return set() if self.data is None else {_text_of(self.data)}


class SelectField(RadioField):
    """One answer of many. `blank` is the text of the empty first line; pass None to leave it out."""

    kind = "select"
    keeps_value_when_absent = True  # A browser always sends a select: without it the form was another one.

    def __init__(
        self, label: str, *, blank: str | None = "Select one", autocomplete: str = "", **arguments: Any
    ) -> None:
        super().__init__(label, **arguments)
        self.blank = blank
        self.autocomplete = autocomplete


class CheckboxesField(_ChoiceBase):
    """Any number of answers. `data` is a list of coerced values, empty where none is ticked."""

    kind = "checkboxes"

    def process_data(self, value: Any) -> None:
        self.data = list(value or [])

    def process_formdata(self, valuelist: list[Any]) -> None:
        self._sent = list(dict.fromkeys(str(value) for value in valuelist))
        self.data = []

    def pre_validate(self, form: Any) -> None:
        if self.raw_data is None:
            return
        try:
            self.data = [self._meaning(sent) for sent in self._sent]
        except ValueError as refused:
            raise StopValidation(self.refused) from refused

    @property
    def chosen(self) -> set[str]:
        if self.raw_data is not None:
            return set(self._sent)
        return {_text_of(value) for value in self.data}


class Tick(Field):
    """A single box to tick. `data` is True or False; `required` is the message for leaving it empty."""

    kind = "tick"

    def __init__(self, label: str, *, required: str = "", hint: str = "", **wtforms_arguments: Any) -> None:
        super().__init__(label, description=hint, **wtforms_arguments)
        self.is_required = bool(required)
        self.hint = hint
        self.required = required

    def process_data(self, value: Any) -> None:
        self.data = bool(value)

    def process_formdata(self, valuelist: list[Any]) -> None:
        self.data = bool(valuelist) and valuelist[0] not in ("", "0", "false")

    def pre_validate(self, form: Any) -> None:
        if self.required and not self.data:
            raise StopValidation(self.required)


class Scale(RadioField):
    """Ten steps from `low` to `high`. `data` is an int from 1 to 10 or None."""

    kind = "scale"

    def __init__(self, label: str, *, low: str, high: str, **arguments: Any) -> None:
        steps = [Choice(str(step), str(step)) for step in range(1, 11)]
        super().__init__(label, choices=steps, coerce=int, **arguments)
        self.low = low
        self.high = high
