"""What can be typed and picked about cohorts, and what to say when it does not work out."""

from csaleads.core.forms import (
    CheckboxesField,
    CsaForm,
    DateParts,
    Hidden,
    Integer,
    RadioField,
    SelectField,
    Text,
    choices_of,
)
from csaleads.learning.models import TRACK_LABELS, Track
from csaleads.programmes.models import LONGEST_NAME, MOST_PLACES, USUAL_PLACES, CohortState
from csaleads.programmes.wording import COHORT_LABELS


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
