"""Form fields for a date in three parts and for a time of day, forgiving in what they take. Import from `csaleads.core.forms`."""

import re
from collections.abc import Sequence
from datetime import date, time
from typing import Any

from wtforms import Field
from wtforms.utils import unset_value
from wtforms.validators import StopValidation

from csaleads.core.formatting import clock_text, uk_date

PARTS = ("day", "month", "year")
_MONTHS = [
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
]
_TIME = re.compile(
    r"(?P<hour>\d{1,2})(?:[:.h ]?(?P<minute>\d{2}))?\s*(?P<half>[ap])?\.?(?:m\.?)?", re.IGNORECASE | re.ASCII
)


def month_number(typed: str) -> int | None:
    """The month meant by "12", "dec", "Sept" or "December"; None where no month is meant."""
    typed = typed.strip().lower().rstrip(".")
    if typed.isascii() and typed.isdigit():
        return int(typed) if len(typed) <= 2 and 1 <= int(typed) <= 12 else None
    if len(typed) < 3:
        return None
    return next((number for number, name in enumerate(_MONTHS, 1) if name.startswith(typed)), None)


class DateParts(Field):
    """A date in three inputs named `…-day`, `…-month` and `…-year`. `data` is a date or None.

    `subject` is how messages name it ("The clinic date must be a real date"). A route may set `earliest` and `latest` before
    validation. `wrong_parts` names the inputs that are marked in red.
    """

    kind = "date"

    def __init__(
        self,
        label: str,
        *,
        subject: str = "",
        required: str = "",
        hint: str = "For example, 2 12 2026",
        earliest: date | None = None,
        latest: date | None = None,
        **wtforms_arguments: Any,
    ) -> None:
        super().__init__(label, description=hint, **wtforms_arguments)
        self.is_required = bool(required)
        self.hint = hint
        self.subject = subject or label
        self.required = required
        self.earliest = earliest
        self.latest = latest
        self.wrong_parts: tuple[str, ...] = ()
        self.typed: dict[str, str] = dict.fromkeys(PARTS, "")

    def process(
        self, formdata: Any, data: Any = unset_value, extra_filters: Sequence[Any] | None = None
    ) -> None:
        super().process(None, data, extra_filters)
        if formdata is not None and any(f"{self.name}-{part}" in formdata for part in PARTS):
            self.typed = {part: str(formdata.get(f"{self.name}-{part}", "")).strip()[:20] for part in PARTS}
            self.raw_data = [self.typed[part] for part in PARTS]
            self.data = None

    def process_data(self, value: Any) -> None:
        self.data = value
        if isinstance(value, date):
            self.typed = {"day": str(value.day), "month": str(value.month), "year": str(value.year)}

    def pre_validate(self, form: Any) -> None:
        if self.raw_data and any(self.raw_data):
            self.data = self._read()
        if self.data is None and self.required:
            self._refuse(self.required, PARTS)
        if self.data is not None:
            self._check_range(self.data)

    def _read(self) -> date:
        missing = tuple(part for part in PARTS if not self.typed[part])
        if missing:
            self._refuse(f"{self.subject} must include a {' and '.join(missing)}", missing)
        day_text, year_text = self.typed["day"], self.typed["year"]
        if not (year_text.isascii() and year_text.isdigit() and len(year_text) == 4):
            self._refuse("Year must include 4 numbers", ("year",))
        month = month_number(self.typed["month"])
        if month is None:
            self._refuse(f"{self.subject} must include a real month, like 12 or December", ("month",))
        if not (day_text.isascii() and day_text.isdigit() and len(day_text) <= 2):
            self._refuse(f"{self.subject} must include a real day, like 2", ("day",))
        try:
            return date(int(year_text), month or 0, int(day_text))
        except ValueError:
            self._refuse(f"{self.subject} must be a real date", PARTS)
            raise

    def _check_range(self, given: date) -> None:
        if self.earliest is not None and given < self.earliest:
            self._refuse(f"{self.subject} must be on or after {uk_date(self.earliest, 'long')}", PARTS)
        if self.latest is not None and given > self.latest:
            self._refuse(f"{self.subject} must be on or before {uk_date(self.latest, 'long')}", PARTS)

    def _refuse(self, message: str, parts: tuple[str, ...]) -> None:
        self.wrong_parts = parts
        raise StopValidation(message)

    @property
    def first_input_id(self) -> str:
        return f"{self.id}-{self.wrong_parts[0] if self.wrong_parts else 'day'}"


def read_time(typed: str) -> time | None:
    """The time of day meant by "1:30pm", "13.30", "1330", "9am", "noon" or "midnight"; None where none is meant."""
    typed = typed.strip().lower()
    if typed in ("noon", "midday", "12 noon"):
        return time(12)
    if typed in ("midnight", "12 midnight"):
        return time(0)
    found = _TIME.fullmatch(typed)
    if found is None:
        return None
    hour, minute, half = int(found["hour"]), int(found["minute"] or 0), found["half"]
    if half is None and found["minute"] is None:
        return None  # "9" alone could be either half of the day.
    if half is not None:
        if not 1 <= hour <= 12:
            return None
        hour = hour % 12 + (12 if half == "p" else 0)
    return time(hour, minute) if hour < 24 and minute < 60 else None


class LocalTime(Field):
    """A time of day on the clock on the wall. `data` is a naive `datetime.time` or None."""

    kind = "time"
    input_type = "text"
    inputmode = ""
    autocomplete = "off"
    spellcheck = False

    def __init__(
        self,
        label: str,
        *,
        required: str = "",
        hint: str = "For example, 1:30pm or 13:30",
        wrong: str = "",
        **wtforms_arguments: Any,
    ) -> None:
        super().__init__(label, description=hint, **wtforms_arguments)
        self.is_required = bool(required)
        self.hint = hint
        self.required = required
        self.wrong = wrong or f"{label} must be a time, like 1:30pm or 13:30"
        self.typed = ""

    def process_data(self, value: Any) -> None:
        self.data = value
        self.typed = clock_text(value) if isinstance(value, time) else ""

    def process_formdata(self, valuelist: list[Any]) -> None:
        if valuelist:
            self.typed = str(valuelist[0]).strip()[:20]
            self.data = read_time(self.typed)

    def pre_validate(self, form: Any) -> None:
        if self.data is not None:
            return
        if self.typed:
            raise StopValidation(self.wrong)
        if self.required:
            raise StopValidation(self.required)
