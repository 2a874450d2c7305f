"""What can be typed and picked about cohorts, and what to say when it does not work out."""

from datetime import time
from typing import Any
from uuid import UUID

from csaleads.core.forms import (
    CheckboxesField,
    CsaForm,
    DateParts,
    Hidden,
    Integer,
    LocalTime,
    RadioField,
    SelectField,
    Text,
    choices_of,
)
from csaleads.core.web_address import check_link
from csaleads.learning.models import TRACK_LABELS, Track
from csaleads.programmes.afternoons.grouping import Mixing
from csaleads.programmes.afternoons.rota import LARGEST_GROUP, SMALLEST_GROUP
from csaleads.programmes.cohorts.timetable import MOST_DAYS
from csaleads.programmes.models import (
    LONGEST_NAME,
    MOST_PLACES,
    USUAL_PLACES,
    CohortState,
    MemberState,
    Mode,
    PartKind,
)
from csaleads.programmes.wording import COHORT_LABELS, MEMBER_LABELS, MODE_LABELS, PART_LABELS

PARTS = range(1, 10)  # of a morning


class CohortForm(CsaForm):
    """A new cohort. The route hands in the areas, and the earliest day."""

    name = Text(
        "What is it called?",
        required="Enter what the cohort is called",
        hint="For example, Spring 2027",
        max_length=LONGEST_NAME,
        exempt="what colleagues call a course",
    )
    track = RadioField(
        "Which curriculum?",
        choices=choices_of(TRACK_LABELS),
        coerce=Track,
        default=Track.SOCIAL_WORK,
        required="Select a curriculum",
    )
    area_ids = CheckboxesField("Which areas take part?", coerce=int, required="Select at least one area")
    places = Integer(
        "Places for each area",
        required="Enter how many places each area has",
        minimum=1,
        maximum=MOST_PLACES,
        default=USUAL_PLACES,
    )
    starts_on = DateParts(
        "Day one",
        subject="Day one",
        required="Enter the first learning day",
        hint="A weekday at least three months ahead leaves time to set it up",
    )
    once_key = Hidden(max_length=64)
    version = Hidden(max_length=10)


class CohortsFilterForm(CsaForm):
    """Narrows the list of cohorts down."""

    state = SelectField("State", choices=choices_of(COHORT_LABELS), coerce=CohortState, blank="Every state")
    track = SelectField("Curriculum", choices=choices_of(TRACK_LABELS), coerce=Track, blank="Both")


class MembersFilterForm(CsaForm):
    """Narrows the list of members down."""

    state = SelectField("State", choices=choices_of(MEMBER_LABELS), coerce=MemberState, blank="Every state")


class NominateForm(CsaForm):
    """Who is nominated. The route hands in the people."""

    person_id = SelectField("Who?", coerce=int, required="Select who is nominated")


class ReplaceForm(CsaForm):
    """Who comes in somebody's place. The route hands in the people."""

    successor_id = RadioField(
        "Who comes in their place?", coerce=int, required="Select who comes in their place"
    )


class SettingForm(CsaForm):
    """When on the wall clock, and where: what every form about days asks."""

    starts = LocalTime("Start time", required="Enter the start time", default=time(9, 30))
    ends = LocalTime(
        "End time", required="Enter the end time", default=time(16, 0), hint="After the reflective groups"
    )
    mode = RadioField(
        "How is it held?",
        choices=choices_of(MODE_LABELS),
        coerce=Mode,
        default=Mode.ROOM,
        required="Select how it is held",
    )
    place = Text(
        "Place", hint="For example, Civic Centre, room 2.14", max_length=200, exempt="where colleagues meet"
    )
    online_link = Text(
        "Online link",
        hint="Starts with https:// – only members, leads of groups and organisers can see it",
        max_length=500,
        exempt="an address of the organisation",
        validators=[check_link],
    )

    def validate(self, extra_validators: Any = None) -> bool:
        super().validate(extra_validators)
        starts, ends = self.starts.data, self.ends.data
        if isinstance(starts, time) and isinstance(ends, time) and not self.ends.errors and ends <= starts:
            self.fail("ends", "End time must be after the start time")
        if self.mode.data is Mode.ONLINE and not self.online_link.data:
            self.fail("online_link", "Enter the online link")
        return not self.errors


class PlanDaysForm(SettingForm):
    """All the days at once."""

    first_on = DateParts("First day", subject="First day", required="Enter the first day")
    count = Integer(
        "How many days?",
        required="Enter how many days there are",
        minimum=1,
        maximum=MOST_DAYS,
        default=10,
    )
    every_weeks = RadioField(
        "How far apart?",
        choices=(
            (1, "Every week"),
            (2, "Every two weeks"),
            (3, "Every three weeks"),
            (4, "Every four weeks"),
        ),
        coerce=int,
        default=2,
        required="Select how far apart the days are",
    )


class DayForm(SettingForm):
    """One day. The route hands in the topics of the curriculum."""

    held_on = DateParts("Date", subject="Date", required="Enter the date")
    topic_ids = CheckboxesField("Which topics does it teach?", coerce=UUID)
    once_key = Hidden(max_length=64)
    version = Hidden(max_length=10)


def _part(number: int) -> dict[str, Any]:
    return {
        f"kind_{number}": SelectField(
            f"Part {number}", choices=choices_of(PART_LABELS), coerce=PartKind, blank="Nothing"
        ),
        f"title_{number}": Text(
            f"What part {number} is about", max_length=200, exempt="what is taught, and by whom"
        ),
        f"minutes_{number}": Integer(f"Minutes of part {number}", minimum=5, maximum=240),
    }


class MorningForm(CsaForm):
    """A morning in parts."""

    version = Hidden(max_length=10)

    def validate(self, extra_validators: Any = None) -> bool:
        super().validate(extra_validators)
        for number in PARTS:
            kind, minutes = self[f"kind_{number}"], self[f"minutes_{number}"]
            if kind.data and minutes.data is None and not minutes.errors:
                self.fail(f"minutes_{number}", f"Enter how many minutes part {number} takes")
            if kind.data is PartKind.SESSION and not self[f"title_{number}"].data:
                self.fail(f"title_{number}", f"Enter what part {number} is about")
        return not self.errors


for _number in PARTS:
    for _name, _field in _part(_number).items():
        setattr(MorningForm, _name, _field)


class GroupsForm(CsaForm):
    """How large the reflective groups are, and who meets whom."""

    size = Integer(
        "How many in a group, about?",
        required="Enter how many are in a group",
        minimum=SMALLEST_GROUP,
        maximum=LARGEST_GROUP,
        default=6,
        hint="Between 4 and 10. The members are shared out evenly, so groups come near to it.",
    )
    mixing = RadioField(
        "Who meets whom?",
        choices=(
            (Mixing.BALANCED, "Areas are mixed", "Every group has about as many of each area"),
            (Mixing.WITHIN_AREA, "Each area by itself", "Nobody presents to another area"),
        ),
        coerce=Mixing,
        default=Mixing.BALANCED,
        required="Select who meets whom",
    )


class FacilitatorForm(CsaForm):
    """Who sees to a group. The route hands in the leads."""

    facilitator_id = SelectField(
        "Practice Lead", coerce=int, blank="Nobody yet", hint="They lead the afternoons of this group"
    )


class WishesForm(CsaForm):
    """What a member would bring, and when they are away. The route hands in topics and days."""

    topic_ids = CheckboxesField(
        "To which topics would you bring a case?",
        coerce=UUID,
        hint="Tick none if any will do. You never say here what the case is.",
    )
    away_ids = CheckboxesField(
        "On which days can you not come?", coerce=int, hint="Tick none if you can come to all"
    )


class SwapForm(CsaForm):
    """With whom a turn is swapped. The route hands in the turns."""

    with_turn_id = RadioField(
        "Whose turn would you take?", coerce=int, required="Select whose turn you would take"
    )
