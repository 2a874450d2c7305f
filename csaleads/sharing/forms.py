"""Forms of this room: the version with its parts, how it is described, the review, and the short ones.

What is typed here is about a case: each LongText is screened, the version when it is proposed.
"""

from typing import Any

from csaleads.advice.models import STAGE_LABELS, Stage
from csaleads.core.forms import CsaForm, Hidden, LongText, RadioField, SelectField, choices_of
from csaleads.core.input_bounds import whole_number
from csaleads.practice.models import AGE_LABELS, CONCERN_LABELS, AgeBand, Concern
from csaleads.sharing.broadening import AgeGroup, ConcernGroup, Description, Period, StageGroup
from csaleads.sharing.content import NAMES
from csaleads.sharing.models import Question, StopReason

LONGEST_TEXT = 10_000
LONGEST_ROWS = 40_000  # what was several rows of the record, or several additions


class VersionForm(CsaForm):
    """The parts of a version, each as its record has it until the lead changes it."""

    advice = LongText("Advice", max_length=LONGEST_TEXT, rows=8, screened=True)
    say_to_child = LongText("What to say to the child", max_length=LONGEST_TEXT, screened=True)
    hypotheses = LongText("Hypotheses", max_length=LONGEST_TEXT, screened=True)
    evidence_for = LongText("Evidence for", max_length=LONGEST_TEXT, screened=True)
    evidence_against = LongText("Evidence against", max_length=LONGEST_TEXT, screened=True)
    protective_factors = LongText("Protective factors", max_length=LONGEST_TEXT, screened=True)
    agencies = LongText("Agencies involved", max_length=LONGEST_ROWS, screened=True)
    actions = LongText(
        "Actions",
        hint="Without their dates, which others could line up.",
        max_length=LONGEST_ROWS,
        screened=True,
    )
    manager_decision = LongText(
        "The accountable manager’s decision", rows=4, max_length=LONGEST_TEXT, screened=True
    )
    added_later = LongText("Added after signing", rows=4, max_length=LONGEST_ROWS, screened=True)
    version = Hidden(max_length=12)

    def texts(self) -> dict[str, str]:
        """What was typed, part by part."""
        fields: Any = self
        return {name: fields[name].typed for name in NAMES}

    @property
    def sent_version(self) -> int:
        return whole_number(self.version.typed)


class DescriptionForm(CsaForm):
    """Whom and when the version says that it is about. The route hands in what is true of the record."""

    age = SelectField("Age of the child", coerce=AgeGroup, blank=None, required="Select an age")
    concern = SelectField(
        "Kind of concern", coerce=ConcernGroup, blank=None, required="Select a kind of concern"
    )
    stage = SelectField("Stage of the response", coerce=StageGroup, blank=None, required="Select a stage")
    period = SelectField("When you talked", coerce=Period, blank=None, required="Select a period")
    version = Hidden(max_length=12)

    @property
    def said(self) -> Description:
        return Description(self.age.data, self.concern.data, self.stage.data, self.period.data)

    @property
    def sent_version(self) -> int:
        return whole_number(self.version.typed)


def _asked(label: str, hint: str) -> RadioField:
    return RadioField(
        label,
        hint=hint,
        choices=[("no", "No"), ("yes", "Yes")],
        required=f"Select yes or no: {label[0].lower()}{label[1:-1]}",
    )


class ReviewForm(CsaForm):
    """The questions of somebody who wants to find out whom it is about, and what should change."""

    rare_event = _asked(
        "Could a rare event point at somebody?",
        "An accident, a death, a police operation, something that was in the news.",
    )
    small_place = _asked(
        "Could a small place point at somebody?",
        "A village, an estate, a school with few pupils, a club, a place of worship.",
    )
    unusual_family = _asked(
        "Could an unusual family point at somebody?",
        "Twins, many children, a rare condition, a language or a faith that few share, a public figure.",
    )
    dates = _asked(
        "Could dates or ages be lined up?",
        "A birthday, a term, a holiday, a court date, “two weeks after”.",
    )
    only_one_in_role = _asked(
        "Does somebody have a role that only one person has?",
        "The head teacher, the one health visitor, a foster carer of three, a named unit.",
    )
    quote = _asked(
        "Would somebody know words as their own?",
        "What the child or a parent said, word for word, a nickname, a phrase of the family.",
    )
    known_case = _asked(
        "Would a colleague of another team know who it is?",
        "All of it together, read by somebody who worked with the family.",
    )
    what_to_change = LongText(
        "What should change?",
        hint="Needed if you send it back. Say which part, and what would be vaguer. Do not repeat a name or a place.",
        rows=5,
        max_length=4000,
        screened=True,
    )
    version = Hidden(max_length=12)

    def answers(self) -> dict[Question, bool]:
        """What was answered, question by question."""
        return {
            question: self[question.value].data == "yes"
            for question in Question
            if self[question.value].data in ("yes", "no")
        }

    def questions(self) -> list[Any]:
        """The fields of the questions, in order."""
        return [self[question.value] for question in Question]

    @property
    def sent_version(self) -> int:
        return whole_number(self.version.typed)


class StopForm(CsaForm):
    reason = RadioField(
        "Why should it not be shared any more?",
        choices=[(reason.value, reason.label) for reason in StopReason],
        coerce=StopReason,
        required="Select why it should not be shared any more",
    )


class SharedFilterForm(CsaForm):
    concern = SelectField(
        "Kind of concern", choices=choices_of(CONCERN_LABELS), coerce=Concern, blank="Any kind"
    )
    age_band = SelectField(
        "Age of the child", choices=choices_of(AGE_LABELS), coerce=AgeBand, blank="Any age"
    )
    stage = SelectField("Stage", choices=choices_of(STAGE_LABELS), coerce=Stage, blank="Any stage")
