"""What can be typed and picked about an afternoon: a case, what a group learnt, a made-up case, and how somebody is."""

from typing import Any
from uuid import UUID

from csaleads.core.forms import CsaForm, Hidden, LongText, RadioField, SelectField, Text, Tick, choices_of
from csaleads.practice.models import AGE_LABELS, CONCERN_LABELS, AgeBand, Concern
from csaleads.programmes.afternoons.models import (
    LONGEST_CASE_TEXT,
    LONGEST_TITLE,
    LONGEST_VIGNETTE,
    Mood,
    Support,
    Weight,
)
from csaleads.programmes.afternoons.wording import MOOD_LABELS, SUPPORT_LABELS, WEIGHT_LABELS


class CaseForm(CsaForm):
    """A case for the group, in the order in which one would tell it."""

    concern = RadioField(
        "What kind of concern is it?",
        choices=choices_of(CONCERN_LABELS),
        coerce=Concern,
        required="Select the kind of concern",
    )
    age_band = RadioField(
        "How old is the child?",
        choices=choices_of(AGE_LABELS),
        coerce=AgeBand,
        required="Select how old the child is",
    )
    wanted = LongText(
        "What do you want from the group?",
        hint="For example, what you are unsure of, or where you would like other eyes",
        required="Enter what you want from the group",
        rows=4,
        max_length=LONGEST_CASE_TEXT,
        screened=True,
    )
    known = LongText(
        "What is known?",
        required="Enter what is known",
        rows=6,
        max_length=LONGEST_CASE_TEXT,
        screened=True,
    )
    worrying = LongText(
        "What is worrying?",
        required="Enter what is worrying",
        rows=5,
        max_length=LONGEST_CASE_TEXT,
        screened=True,
    )
    going_well = LongText("What is going well?", rows=4, max_length=LONGEST_CASE_TEXT, screened=True)


class PointsForm(CsaForm):
    """What a group learnt."""

    text = LongText(
        "What did the group learn?",
        hint="What you would tell another group: what helped to think, questions worth asking, what to read. Nothing of a case.",
        required="Enter what the group learnt",
        rows=8,
        counted=True,
        max_length=LONGEST_CASE_TEXT,
        screened=True,
    )
    version = Hidden(max_length=10)


class VignetteForm(CsaForm):
    """A made-up case. The route hands in the topics."""

    topic_id = SelectField("Topic", coerce=UUID, required="Select a topic")
    title = Text("Title", required="Enter the title", max_length=LONGEST_TITLE, screened=True)
    text = LongText(
        "What happens in it?",
        hint="Made up from beginning to end. Do not change a case that you know: it can be recognised.",
        required="Enter what happens in it",
        rows=10,
        max_length=LONGEST_VIGNETTE,
        screened=True,
    )
    questions = LongText(
        "Questions for the group",
        hint="One on each line",
        rows=5,
        max_length=LONGEST_VIGNETTE,
        screened=True,
    )
    is_fiction = Tick(
        "It is made up: nobody in it exists",
        required="Tick that it is made up. A case that somebody lived through does not belong here",
    )
    vignette_id = Hidden(max_length=40)
    version = Hidden(max_length=10)


class VignettesFilterForm(CsaForm):
    """Narrows the library down. The route hands in the topics."""

    topic = SelectField("Topic", coerce=UUID, blank="Every topic")


class CheckOutForm(CsaForm):
    """How somebody is after a day. The route hands in whom they can ask."""

    weight = RadioField(
        "How heavy was today?",
        choices=choices_of(WEIGHT_LABELS),
        coerce=Weight,
        required="Select how heavy today was",
    )
    mood = RadioField(
        "How are you now?", choices=choices_of(MOOD_LABELS), coerce=Mood, required="Select how you are now"
    )
    support = RadioField(
        "Is there somebody you can talk to about it?",
        choices=choices_of(SUPPORT_LABELS),
        coerce=Support,
        required="Select whether there is somebody you can talk to",
    )
    note = LongText(
        "Anything you want to put down for yourself?",
        hint="Nobody else reads it, unless you show it below. Nothing about a case.",
        rows=4,
        max_length=1000,
        screened=True,
    )
    contact_id = RadioField(
        "Would you like somebody to get in touch with you?",
        coerce=int,
        required="Select whether somebody should get in touch",
        hint="They are told that you ask, and not what you answered",
    )
    is_shared = Tick("Show my answers above to the person I ask")

    def validate(self, extra_validators: Any = None) -> bool:
        super().validate(extra_validators)
        if self.is_shared.data and not self.contact_id.data and not self.contact_id.errors:
            self.fail("is_shared", "Select who should get in touch, or do not tick this")
        return not self.errors
