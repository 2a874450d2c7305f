"""What can be typed about clinics, and what to say when it does not work out."""

from datetime import date, datetime, time, timedelta
from typing import Any

from csaleads.clinics import timetable
from csaleads.clinics.timetable import Repeats, Span
from csaleads.core import clock
from csaleads.core.formatting import uk_date, uk_time
from csaleads.core.forms import (
    CheckboxesField,
    CsaForm,
    DateParts,
    Hidden,
    Integer,
    LocalTime,
    LongText,
    RadioField,
    SelectField,
    Text,
    Tick,
)
from csaleads.core.web_address import check_link
from csaleads.core.working_days import bank_holiday_on

LONGEST_HOURS = 12
REPEATS = (
    (Repeats.ONCE, "No, just once"),
    (Repeats.WEEKLY, "Every week"),
    (Repeats.FORTNIGHTLY, "Every two weeks"),
    (Repeats.MONTHLY, "Every month, same week and weekday", "For example, every first Wednesday"),
    (Repeats.MONTHLY_LAST, "Every month, last such weekday", "For example, every last Thursday"),
)


class ClinicForm(CsaForm):
    """A new clinic or series. The route hands in leads and teams, and the earliest date."""

    lead_1 = SelectField("Lead", coerce=int, required="Select who leads the clinic")
    lead_2 = SelectField(
        "Second lead", coerce=int, blank="Nobody else", hint="Two leads can run a clinic together"
    )
    on = DateParts("Date", subject="Date", required="Enter the date")
    repeats = RadioField(
        "Does it repeat?", choices=REPEATS, coerce=Repeats, default=Repeats.ONCE, required="Select how often"
    )
    last_on = DateParts(
        "Until",
        subject="Last date",
        hint="Only if it repeats: the last date on which a clinic may be, at most 24 months on",
    )
    starts = LocalTime("Start time", required="Enter the start time")
    ends = LocalTime("End time", required="Enter the end time", hint="For example, 4pm or 16:00")
    slot_minutes = Integer(
        "Slot length", required="Enter how long a slot is", minimum=10, maximum=240, default=40
    )
    gap_minutes = Integer("Gap for writing up", hint="Between two slots", minimum=0, maximum=120, default=10)
    place = Text(
        "Place", hint="For example, Civic Centre, room 2.14", max_length=200, exempt="where colleagues meet"
    )
    online_link = Text(
        "Online link",
        hint="Starts with https:// – only the leads, the coordinator and people with a booking can see it",
        max_length=500,
        exempt="an address of the organisation",
        validators=[check_link],
    )
    team_ids = CheckboxesField(
        "Teams it is for", coerce=int, hint="Tick none if it is for every team of the area"
    )
    once_key = Hidden(max_length=64)

    def validate(self, extra_validators: Any = None) -> bool:
        super().validate(extra_validators)
        self._check_people_and_place()
        self._check_times()
        self._check_dates()
        return not self.errors

    @property
    def lead_ids(self) -> tuple[int, ...]:
        return tuple(lead for lead in (self.lead_1.data, self.lead_2.data) if lead)

    def _check_people_and_place(self) -> None:
        if self.lead_2.data and self.lead_2.data == self.lead_1.data:
            self.fail("lead_2", "Select somebody else as the second lead, or nobody")
        if not self.place.data and not self.online_link.data:
            self.fail("place", "Enter a place, an online link or both")

    def _check_times(self) -> None:
        starts, ends, minutes = self.starts.data, self.ends.data, self.slot_minutes.data
        if not isinstance(starts, time) or not isinstance(ends, time) or self.ends.errors:
            return
        length = datetime.combine(date.min, ends) - datetime.combine(date.min, starts)
        if length <= timedelta(0):
            self.fail("ends", "End time must be after the start time")
        elif length > timedelta(hours=LONGEST_HOURS):
            self.fail("ends", f"A clinic can last {LONGEST_HOURS} hours at most")
        elif minutes and not self.slot_minutes.errors and timedelta(minutes=minutes) > length:
            self.fail(
                "slot_minutes",
                f"A slot of {minutes} minutes does not fit between {uk_time(starts)} and {uk_time(ends)}",
            )

    def _check_dates(self) -> None:
        if self.on.errors or not isinstance(self.on.data, date) or self.repeats.errors:
            return
        on, repeats, last_on = self.on.data, self.repeats.data, self.last_on.data
        if repeats is Repeats.ONCE:
            self._check_single_day(on)
            return
        if not timetable.fits_rule(repeats, on):
            weekday = timetable.WEEKDAYS[on.weekday()]
            message = (
                f"{uk_date(on, 'long')} is not the last {weekday} of its month. Change the date or how it repeats"
                if repeats is Repeats.MONTHLY_LAST
                else f"{uk_date(on, 'long')} is the fifth {weekday} of its month, and most months have no fifth. "
                "Choose another date, or the last such weekday"
            )
            self.fail("repeats", message)
        if self.last_on.errors:
            return
        if last_on is None:
            self.fail("last_on", "Enter the last date of the series")
        elif last_on < on:
            self.fail("last_on", f"Last date must be on or after {uk_date(on, 'long')}")
        elif last_on > timetable.latest_end(on):
            self.fail(
                "last_on", f"Last date must be on or before {uk_date(timetable.latest_end(on), 'long')}"
            )

    def _check_single_day(self, on: date) -> None:
        holiday = bank_holiday_on(on)
        if holiday:
            self.fail("on", f"{uk_date(on)} is a bank holiday ({holiday}). Choose another date")

    def whole_on(self, day: date) -> Span:
        """From the start to the end on that day."""
        return Span(clock.from_local(day, self.starts.data), clock.from_local(day, self.ends.data))


class EditForm(ClinicForm):
    """A clinic that exists: the same without recurrence, with its version and how far the change reaches."""

    repeats = None  # type: ignore[assignment]  # WTForms takes a field away so
    last_on = None  # type: ignore[assignment]
    once_key = None  # type: ignore[assignment]
    scope = RadioField(
        "What do you want to change?",
        choices=[
            ("this", "This clinic only"),
            (
                "rest",
                "This clinic and the rest of the series",
                "Only what you change here changes in the others",
            ),
        ],
        default="this",
    )
    version = Hidden(max_length=10)

    def _check_dates(self) -> None:
        if not self.on.errors and isinstance(self.on.data, date) and self.on.data != self.on.object_data:
            self._check_single_day(self.on.data)


class CancelForm(CsaForm):
    """Why a clinic is cancelled, and how far that reaches."""

    scope = RadioField(
        "What do you want to cancel?",
        choices=[("this", "This clinic only"), ("rest", "This clinic and the rest of the series")],
        default="this",
    )
    reason = LongText(
        "Why is it cancelled?",
        screened=True,
        required="Enter why the clinic is cancelled",
        hint="The leads and the coordinator can read this. Leave out anything about a child or a family.",
        rows=3,
        counted=True,
        max_length=500,
    )


class ListFilter(CsaForm):
    """What the list of clinics is narrowed down to."""

    lead = SelectField("Lead", coerce=int, blank="All leads")
    team = SelectField("Team", blank="All teams")
    month = SelectField("Month", blank="All months")
    free = Tick("With free slots")
