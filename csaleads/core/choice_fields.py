"""Form fields for answers that are picked: radios, selects, checkboxes, a tick, a scale. Import from `csaleads.core.forms`."""

from collections.abc import Callable, Iterable, Mapping
from typing import Any, NamedTuple

from wtforms import Field
from wtforms.validators import StopValidation

from csaleads.core.fields import Validators, rules_of, text_of


class Choice(NamedTuple):
    """One answer that can be picked. `value` is what the form sends; `label` and `hint` are what a person reads."""

    value: str
    label: str
    hint: str = ""


ChoiceLike = Choice | tuple[Any, str] | tuple[Any, str, str]


def choices_of(labels: Mapping[Any, str], hints: Mapping[Any, str] | None = None) -> list[Choice]:
    """Choices from a mapping of value or enum member → label, in its order."""
    return [Choice(text_of(value), label, (hints or {}).get(value, "")) for value, label in labels.items()]


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
            label, validators=rules_of(required, more=validators), description=hint, **wtforms_arguments
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
        self._choices = [Choice(text_of(item[0]), *item[1:]) for item in given]

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
        return set() if self.data is None else {text_of(self.data)}


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
        return {text_of(value) for value in self.data}


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
