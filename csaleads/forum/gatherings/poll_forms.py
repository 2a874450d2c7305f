"""Forms of polls."""

from datetime import datetime
from typing import Any

from csaleads.core import clock
from csaleads.core.forms import (
    CheckboxesField,
    CsaForm,
    DateParts,
    Hidden,
    LocalTime,
    LongText,
    RadioField,
    Text,
)
from csaleads.forum.forms import BODY_HINT
from csaleads.forum.gatherings.models import LONGEST_OPTION, MOST_OPTIONS
from csaleads.forum.gatherings.poll_queries import PollView
from csaleads.forum.gatherings.poll_service import FEWEST_OPTIONS, NewPoll
from csaleads.forum.models import LONGEST_POST, LONGEST_TITLE
from csaleads.forum.wording import MEMBERS

ONE, SEVERAL = "one", "several"


class PollForm(CsaForm):
    """A question with choices."""

    title = Text(
        "Your question",
        required="Enter your question",
        hint="For example, When would a support session suit you best?",
        max_length=LONGEST_TITLE,
        screened=True,
        strict=True,
    )
    body = LongText(
        "What is it about?",
        required="Enter what it is about",
        hint=f"A sentence or two. {BODY_HINT}",
        rows=4,
        max_length=LONGEST_POST,
        screened=True,
        strict=True,
        knows=MEMBERS,
    )
    options = LongText(
        "Choices",
        required="Enter the choices",
        hint=f"Each on a line of its own: at least {FEWEST_OPTIONS}, at most {MOST_OPTIONS}.",
        rows=5,
        max_length=MOST_OPTIONS * (LONGEST_OPTION + 2),
        screened=True,
        strict=True,
    )
    how_many = RadioField(
        "How many can each member choose?",
        choices=[(ONE, "One"), (SEVERAL, "Several")],
        default=ONE,
        required="Select how many each member can choose",
    )
    closes_on = DateParts("When does it close?", subject="Closing date", required="Enter the closing date")
    closes_at = LocalTime("Closing time", required="Enter the closing time")
    once_key = Hidden()

    def validate(self, extra_validators: Any = None) -> bool:
        super().validate(extra_validators)
        self._check_options()
        if not self.closes_on.errors and not self.closes_at.errors and self.closing <= clock.now():
            self.fail("closes_on", "Closing date and time must be in the future")
        return not self.errors

    def _check_options(self) -> None:
        lines = self.option_lines
        if self.options.errors:
            return
        if not FEWEST_OPTIONS <= len(lines) <= MOST_OPTIONS:
            self.fail(
                "options", f"Enter between {FEWEST_OPTIONS} and {MOST_OPTIONS} choices, each on its own line"
            )
        elif any(len(line) > LONGEST_OPTION for line in lines):
            self.fail("options", f"A choice must be {LONGEST_OPTION} characters or fewer")
        elif len({line.casefold() for line in lines}) < len(lines):
            self.fail("options", "Each choice must be different from the others")

    @property
    def option_lines(self) -> list[str]:
        """The choices, without empty lines and spaces around them."""
        return [" ".join(line.split()) for line in self.options.typed.split("\n") if line.strip()]

    @property
    def closing(self) -> datetime:
        """The moment at which it closes, by the clocks of England and Wales."""
        return clock.from_local(self.closes_on.data, self.closes_at.data)

    def said(self) -> NewPoll:
        return NewPoll(
            self.title.typed,
            self.body.typed,
            self.option_lines,
            self.how_many.data == SEVERAL,
            self.closing,
        )


class OneForm(CsaForm):
    """A vote for one choice."""

    options = RadioField("Your vote", coerce=int, required="Select what you vote for")

    @property
    def chosen_ids(self) -> list[int]:
        return [self.options.data]


class SeveralForm(CsaForm):
    """A vote for one choice or several."""

    options = CheckboxesField(
        "Your vote", coerce=int, required="Select what you vote for", hint="Select all that apply"
    )

    @property
    def chosen_ids(self) -> list[int]:
        return list(self.options.data)


def vote_form(poll: PollView, **arguments: Any) -> OneForm | SeveralForm:
    """The form in which the viewer votes, with what they voted before."""
    own = poll.own_ids
    form: OneForm | SeveralForm
    if poll.is_multiple:
        form = SeveralForm(data={"options": own}, **arguments)
    else:
        form = OneForm(data={"options": own[0] if own else None}, **arguments)
    form.options.choices = [(option.id, option.words) for option in poll.options]
    return form
