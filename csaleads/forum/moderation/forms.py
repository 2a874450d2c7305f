"""Forms of moderation. Every reason and every word of a report or an appeal is screened like a post."""

from datetime import date, datetime

from csaleads.core import clock
from csaleads.core.forms import (
    CheckboxesField,
    CsaForm,
    DateParts,
    Hidden,
    LongText,
    RadioField,
    SelectField,
    Text,
    choices_of,
)
from csaleads.core.input_bounds import whole_number
from csaleads.forum.forms import BODY_HINT, OfEdition
from csaleads.forum.models import LONGEST_POST, LONGEST_TITLE
from csaleads.forum.moderation.models import LONGEST_PHRASE, LONGEST_REASON, ActVerb, AppealState, ReportKind
from csaleads.forum.moderation.policy import Decision
from csaleads.forum.moderation.wording import (
    ACT_LABELS,
    APPEAL_LABELS,
    AUTHOR_CHOICES,
    KIND_CHOICES,
    KIND_LABELS,
)
from csaleads.forum.wording import MEMBERS

NO_CASE = "Whoever it concerns reads it. No word about a child or a family."


class ReportForm(CsaForm):
    """Why somebody reports a post."""

    kind = RadioField("What is it?", choices=KIND_CHOICES, coerce=ReportKind, required="Select what it is")
    words = LongText(
        "Anything a moderator should know",
        hint="Do not repeat what could identify somebody.",
        rows=3,
        max_length=LONGEST_REASON,
        screened=True,
        strict=True,
    )
    once_key = Hidden()


class ReasonForm(CsaForm):
    """Why a moderator does something."""

    reason = LongText(
        "Why?",
        required="Enter why",
        hint=NO_CASE,
        rows=4,
        max_length=LONGEST_REASON,
        screened=True,
        strict=True,
    )
    once_key = Hidden()


class JudgeForm(ReasonForm):
    """What a moderator decides about a post as its page showed it."""

    decision = RadioField("What do you decide?", coerce=Decision, required="Select what you decide")
    seen_state = Hidden(max_length=40)


class AuthorForm(ReasonForm):
    """What a moderator does about whoever wrote a post."""

    verb = RadioField(
        "What do you do?", choices=AUTHOR_CHOICES, coerce=ActVerb, required="Select what you do"
    )
    until = DateParts(
        "Until when?",
        subject="The last day",
        hint="For holding and suspending. Leave it empty if there is no last day. For example, 31 3 2028",
    )

    @property
    def ends_at(self) -> datetime | None:
        """When the last day is over."""
        day: date | None = self.until.data
        return clock.end_of_day(day) if day else None

    def validate_until(self, field: DateParts) -> None:
        """The last day is today at the earliest."""
        if field.data is not None and field.data < clock.today():
            field.errors = [*field.errors, "The last day must be today or later"]


class MoveForm(ReasonForm):
    """To which space a thread is moved."""

    space = SelectField("To which space?", coerce=int, required="Select a space", blank="Select a space")


class IntoForm(CsaForm):
    """With which thread one is joined: its address, as it stands in the address bar, or its number."""

    into = Text(
        "Address of the other thread",
        hint="Copy it from the address bar. For example, /network/threads/12",
        max_length=200,
        exempt="is an address, read once and stored nowhere",
    )

    @property
    def thread_id(self) -> int:
        """The number at the end of the path; 0 where there is none."""
        path = self.into.typed.partition("?")[0].partition("#")[0].rstrip("/")
        return whole_number(path.rpartition("/")[2])


class SplitForm(ReasonForm):
    """Which posts become a thread of their own, and what it is called."""

    posts = CheckboxesField("Which posts?", coerce=int)
    title = Text(
        "Title of the new thread",
        required="Enter a title",
        max_length=LONGEST_TITLE,
        screened=True,
        strict=True,
    )

    def validate_posts(self, field: CheckboxesField) -> None:
        """One at least."""
        if not field.data:
            field.errors = [*field.errors, "Select at least one post"]


class AppealForm(CsaForm):
    """Why somebody appeals."""

    words = LongText(
        "Why do you think it is wrong?",
        required="Enter why you think it is wrong",
        hint="Another moderator reads it. No word about a child or a family.",
        rows=6,
        max_length=LONGEST_REASON,
        screened=True,
        strict=True,
    )
    once_key = Hidden()


class DecideForm(CsaForm):
    """What another moderator decides about an appeal."""

    outcome = RadioField(
        "What do you decide?",
        choices=[("uphold", "It stands"), ("reverse", "It was wrong", "What can be undone is undone now")],
        required="Select what you decide",
    )
    answer = LongText(
        "Your answer",
        required="Enter your answer",
        hint=NO_CASE,
        rows=4,
        max_length=LONGEST_REASON,
        screened=True,
        strict=True,
    )
    once_key = Hidden()


class MendForm(OfEdition):
    """A hidden post as its author changes it."""

    title = Text("Title", max_length=LONGEST_TITLE, screened=True, strict=True)
    body = LongText(
        "What it says",
        required="Enter what it says",
        hint=BODY_HINT,
        rows=10,
        max_length=LONGEST_POST,
        screened=True,
        strict=True,
        knows=MEMBERS,
    )


class PhraseForm(CsaForm):
    """A phrase to watch."""

    phrase = Text(
        "Phrase",
        required="Enter a phrase",
        hint="Words as they are written. Large and small letters and accents do not count.",
        max_length=LONGEST_PHRASE,
        screened=True,
        strict=True,
    )
    once_key = Hidden()


class QueueFilter(CsaForm):
    """Narrows down the queue."""

    kind = SelectField("Kind", choices=choices_of(KIND_LABELS), coerce=ReportKind, blank="All kinds")


class ActsFilter(CsaForm):
    """Narrows down the list of acts."""

    verb = SelectField("What was done", choices=choices_of(ACT_LABELS), coerce=ActVerb, blank="Everything")


class AppealsFilter(CsaForm):
    """Narrows down the list of appeals."""

    state = SelectField("State", choices=choices_of(APPEAL_LABELS), coerce=AppealState, blank="Waiting")
