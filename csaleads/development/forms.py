"""Forms of this room: an entry of CPD, the topics by which somebody rates themselves, why a clinic does not fit, filters."""

from functools import lru_cache
from typing import Any
from uuid import UUID

from csaleads.core.forms import (
    CsaForm,
    DateParts,
    Hidden,
    Integer,
    LongText,
    RadioField,
    SelectField,
    Text,
    choices_of,
)
from csaleads.core.input_bounds import whole_number
from csaleads.development.content import LABELS, LONGEST_TEXT, NAMES, EntryContent
from csaleads.development.first_words import LONGEST_THEME, Given
from csaleads.development.models import (
    DECLINE_LABELS,
    KIND_LABELS,
    PEER_LABELS,
    DeclineReason,
    EntryKind,
    PeerRole,
)
from csaleads.development.shadow_area_queries import Which

NO_CASE = "Leave out names, dates and anything by which a child or family could be recognised."
LONGEST_GIVEN = 600  # minutes
MOST_PEOPLE = 500
STEP_WORDS = {
    1: "I would not know where to begin",
    2: "I know a little about it",
    3: "I can do it with somebody beside me",
    4: "I can do it by myself",
    5: "I could help a colleague with it",
}


class BeginForm(CsaForm):
    """What an entry of one's own begins with."""

    kind = RadioField(
        "What kind of CPD was it?",
        choices=choices_of(KIND_LABELS),
        coerce=EntryKind,
        required="Select what kind of CPD it was",
    )
    done_on = DateParts(
        "When was it?",
        subject="The day",
        required="Enter the day on which you did it",
        hint="If it took several days, the last one. For example, 2 11 2026",
    )
    once_key = Hidden(max_length=60)


class GivenForm(CsaForm):
    """A briefing given, or group supervision held, in one step."""

    done_on = DateParts("When was it?", subject="The day", required="Enter the day on which it was")
    minutes = Integer(
        "How long was it?",
        required="Enter how many minutes it took",
        minimum=5,
        maximum=LONGEST_GIVEN,
        wrong="How long it was must be a whole number of minutes, like 45",
    )
    people = Integer(
        "For how many colleagues?",
        required="Enter how many colleagues were there",
        hint="About how many is enough. No names are needed",
        minimum=1,
        maximum=MOST_PEOPLE,
        wrong="How many colleagues must be a whole number, like 8",
    )
    theme = Text(
        "What was it about?",
        required="Enter what it was about",
        hint=f"A few words, like: what children show before they tell. {NO_CASE}",
        max_length=LONGEST_THEME,
        screened=True,
    )
    topic_id = SelectField("Topic of the curriculum", coerce=UUID, blank="No topic")
    once_key = Hidden(max_length=60)

    def given(self, kind: EntryKind) -> Given:
        """What was typed. Ask for it once everything is right."""
        return Given(
            kind,
            self.done_on.data,
            self.minutes.data,
            self.people.data,
            self.theme.typed,
            self.topic_id.data,
        )


class EntryForm(CsaForm):
    """An entry, its parts in the order in which the regulator asks for them."""

    kind = SelectField(
        "Kind of CPD",
        choices=choices_of(KIND_LABELS),
        coerce=EntryKind,
        blank=None,
        required="Select what kind of CPD it was",
    )
    done_on = DateParts("When was it?", subject="The day", required="Enter the day on which you did it")
    topic_id = SelectField("Topic of the curriculum", coerce=UUID, blank="No topic")
    what_and_why = LongText(
        LABELS["what_and_why"],
        hint=f"What it was, and why you chose it. {NO_CASE}",
        max_length=LONGEST_TEXT,
        screened=True,
    )
    learnt = LongText(LABELS["learnt"], rows=6, max_length=LONGEST_TEXT, screened=True)
    effect = LongText(
        LABELS["effect"],
        hint="What you do differently since, and what that means for people. Describe practice, not a case.",
        rows=6,
        max_length=LONGEST_TEXT,
        screened=True,
    )
    peer_role = SelectField(
        "With whom did you reflect on it?",
        hint="Say their role, not their name. One entry a year needs this.",
        choices=choices_of(PEER_LABELS),
        coerce=PeerRole,
        blank="With nobody yet",
    )
    peer = LongText(
        LABELS["peer"],
        hint="What you talked about, and what changed in how you see it.",
        max_length=LONGEST_TEXT,
        screened=True,
    )
    version = Hidden(max_length=12)
    page_key = Hidden(max_length=40)

    def content(self) -> EntryContent:
        """What was typed. Ask for it once kind and day are right."""
        fields: Any = self
        return EntryContent(
            kind=self.kind.data,
            done_on=self.done_on.data,
            topic_id=self.topic_id.data,
            peer_role=self.peer_role.data,
            texts={name: fields[name].typed for name in NAMES},
        )

    @property
    def sent_version(self) -> int:
        return whole_number(self.version.typed)


class YearForm(CsaForm):
    """The filter by year."""

    year = SelectField("CPD year", blank=None)


class DeclineForm(CsaForm):
    reason = RadioField(
        "Why does it not fit?",
        hint="Your colleague reads this line, and nothing else.",
        choices=choices_of(DECLINE_LABELS),
        coerce=DeclineReason,
        required="Select why it does not fit",
    )


class LeadsForm(CsaForm):
    """The filter over the leads of an area."""

    which = SelectField(
        "Leads",
        choices=[(Which.NOT_YET.value, "Have not shadowed yet"), (Which.DONE.value, "Have shadowed")],
        coerce=Which,
        blank="All leads",
    )


@lru_cache(maxsize=32)
def rating_form(topics: tuple[tuple[UUID, str], ...]) -> type[CsaForm]:
    """A form with five steps for each topic, none of which must be answered.

    Its fields are called by their topics: those may be in another order by the time it is sent.
    """
    steps = [(str(step), f"{step} – {words}") for step, words in STEP_WORDS.items()]
    fields = {field_of(topic_id): RadioField(title, choices=steps, coerce=int) for topic_id, title in topics}
    return type("RatingForm", (CsaForm,), fields)


def field_of(topic_id: UUID) -> str:
    """The field in which a topic is rated."""
    return f"topic-{topic_id.hex}"
