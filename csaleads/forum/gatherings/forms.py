"""Forms of events and of who was there."""

from datetime import datetime, time
from typing import Any

from csaleads.core import clock
from csaleads.core.forms import (
    CheckboxesField,
    CsaForm,
    DateParts,
    Hidden,
    Integer,
    LocalTime,
    LongText,
    RadioField,
    Text,
)
from csaleads.core.input_bounds import whole_number
from csaleads.core.web_address import check_link
from csaleads.forum.forms import BODY_HINT
from csaleads.forum.gatherings.models import MOST_DAYS, Answer, GatheringKind
from csaleads.forum.gatherings.queries import GatheringView
from csaleads.forum.gatherings.service import NewEvent, Setting
from csaleads.forum.gatherings.wording import ANSWER_LABELS
from csaleads.forum.models import LONGEST_POST, LONGEST_TITLE
from csaleads.forum.wording import MEMBERS

MOST_PLACES = 1000


class _SettingForm(CsaForm):
    """When and where."""

    on = DateParts("Date", subject="Date", required="Enter the date")
    starts = LocalTime("Start time", required="Enter the start time")
    ends = LocalTime("End time", required="Enter the end time", hint="For example, 4pm or 16:00")
    last_on = DateParts(
        "Last day", subject="Last day", hint="Only if it ends on another day. For example, 3 12 2026"
    )
    place = Text(
        "Place",
        hint="For example, Online, or a building and a room",
        max_length=200,
        exempt="where colleagues meet",
    )
    online_link = Text(
        "Online link",
        hint="Starts with https:// – every member who reads this space can see it",
        max_length=500,
        exempt="an address of an organisation",
        validators=[check_link],
    )
    places_count = Integer(
        "How many places are there?",
        hint="Leave it empty if everybody can come",
        minimum=1,
        maximum=MOST_PLACES,
    )

    def validate(self, extra_validators: Any = None) -> bool:
        super().validate(extra_validators)
        if not self.place.data and not self.online_link.data:
            self.fail("place", "Enter a place, an online link or both")
        if not any(field.errors for field in (self.on, self.starts, self.ends, self.last_on)):
            self._check_times()
        return not self.errors

    def _check_times(self) -> None:
        setting = self.setting()
        if setting.starts_at <= clock.now():
            self.fail("starts", "It must begin later than now")
        if setting.ends_at <= setting.starts_at:
            self.fail("ends", "End time must be after the start time")
        elif (setting.ends_at - setting.starts_at).days >= MOST_DAYS:
            self.fail("last_on", f"An event can last {MOST_DAYS} days at most")

    def setting(self) -> Setting:
        """What was typed, by the clocks of England and Wales."""
        return Setting(
            clock.from_local(self.on.data, self.starts.data),
            clock.from_local(self.last_on.data or self.on.data, self.ends.data),
            self.place.typed,
            self.online_link.typed,
            self.places_count.data,
        )


class EventForm(_SettingForm):
    """A new event."""

    kind = RadioField("What is it?", coerce=GatheringKind, required="Select what it is")
    title = Text(
        "Title",
        required="Enter a title",
        hint="For example, Network support session in spring",
        max_length=LONGEST_TITLE,
        screened=True,
        strict=True,
    )
    body = LongText(
        "What is it about?",
        required="Enter what it is about",
        hint=f"And for whom it is. {BODY_HINT}",
        rows=6,
        max_length=LONGEST_POST,
        screened=True,
        strict=True,
        knows=MEMBERS,
    )
    once_key = Hidden()

    def said(self) -> NewEvent:
        return NewEvent(self.kind.data, self.title.typed, self.body.typed, self.setting())


class ChangeEventForm(_SettingForm):
    """When and where an event is from now on."""

    version = Hidden(max_length=12)

    @property
    def sent_version(self) -> int:
        return whole_number(self.version.typed)


def values_of(event: GatheringView) -> dict[str, Any]:
    """An event as the form shows it."""
    starts, ends = clock.to_local(event.starts_at), clock.to_local(event.ends_at)
    return {
        "on": starts.date(),
        "starts": _time_of(starts),
        "ends": _time_of(ends),
        "last_on": ends.date() if ends.date() != starts.date() else None,
        "place": event.place,
        "online_link": event.online_link,
        "places_count": event.places_count,
        "version": event.version,
    }


def _time_of(moment: datetime) -> time:
    return moment.time().replace(microsecond=0)


class ComingForm(CsaForm):
    """Whether somebody comes."""

    coming = RadioField(
        "Are you coming?",
        choices=[(answer, ANSWER_LABELS[answer]) for answer in Answer],
        coerce=Answer,
        required="Select whether you are coming",
    )


class PresenceForm(CsaForm):
    """Who was there."""

    present = CheckboxesField("Who was there?", coerce=int, hint="Tick everybody who was there")
    others = Text(
        "Who else was there?",
        hint="Members who had not said that they would come: their full names, with commas between them",
        max_length=4000,
        exempt="names of colleagues, looked up and never stored",
    )
    version = Hidden(max_length=12)

    @property
    def sent_version(self) -> int:
        return whole_number(self.version.typed)

    @property
    def other_names(self) -> list[str]:
        """Each name once, as it was typed."""
        names = (" ".join(part.split()) for part in self.others.typed.split(","))
        return list(dict.fromkeys(name for name in names if name))
