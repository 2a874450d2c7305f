"""Forms of this room. What is typed is about resources; it is screened all the same, for examples creep in."""

from typing import Any
from uuid import UUID

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
from csaleads.learning.models import KIND_LABELS, ResourceKind
from csaleads.lending.models import LONGEST_WORDS, LoanState, Opinion, Reason
from csaleads.lending.terms import Terms
from csaleads.lending.wording import OPINION_LABELS, REASON_LABELS, REASONS_TO_CHOOSE, STATE_LABELS

Said = dict[str, Any]
LONGEST_LOOKED_FOR = 80


class CatalogueFilter(CsaForm):
    """Narrows down what other areas have. What was typed is looked up and forgotten."""

    q = Text("In the title", max_length=LONGEST_LOOKED_FOR, exempt="is looked up and never stored")
    topic = SelectField("Topic", coerce=UUID, blank="All topics")
    kind = SelectField("Kind", choices=choices_of(KIND_LABELS), coerce=ResourceKind, blank="All kinds")
    area = SelectField("Area", coerce=int, blank="All other areas")


class LoansFilter(CsaForm):
    """Narrows down the list of loans; which side is shown travels along."""

    state = SelectField("State", choices=choices_of(STATE_LABELS), coerce=LoanState, blank="All")


class AskForm(CsaForm):
    """What somebody wants a resource for."""

    area = RadioField("For which area do you ask?", coerce=int)
    wanted_for = LongText(
        "What do you want it for?",
        required="Enter what you want it for",
        hint="For example, who would use it, and for what work. No word about a child or a family.",
        rows=4,
        max_length=LONGEST_WORDS,
        screened=True,
    )
    once_key = Hidden()


class _OfLoan(CsaForm):
    """A form that answers a loan as its page showed it. `said` is what it says, by the names of the service."""

    version = Hidden(max_length=12)
    edition = Hidden(max_length=12)

    @property
    def sent_version(self) -> int:
        return whole_number(self.version.typed)

    @property
    def sent_edition(self) -> int:
        return whole_number(self.edition.typed)


class RecommendForm(_OfLoan):
    """What whoever looks after a resource recommends."""

    opinion = RadioField(
        "What do you recommend?",
        choices=choices_of(OPINION_LABELS),
        coerce=Opinion,
        required="Select what you recommend",
    )
    words = LongText("What should your coordinator know?", rows=3, max_length=LONGEST_WORDS, screened=True)

    def said(self) -> Said:
        return {"opinion": self.opinion.data, "words": self.words.typed}


ADAPT, CREDIT, STAYS = "adapt", "credit", "stays"
NOW, LATER = "now", "later"


class AgreeForm(_OfLoan):
    """On what terms something is lent."""

    terms = CheckboxesField(
        "Terms",
        choices=[
            (ADAPT, "They may adapt it"),
            (CREDIT, "They say where it is from"),
            (STAYS, "It does not go beyond their area"),
        ],
        hint="Tick what applies. The terms stand beside it wherever it is used.",
    )
    until = DateParts(
        "Until when?",
        subject="The last day",
        hint="Leave it empty if there is no last day. For example, 31 3 2028",
    )
    words = LongText("Anything else about the terms", rows=3, max_length=LONGEST_WORDS, screened=True)
    when = RadioField(
        "When do they get it?",
        choices=[
            (NOW, "Now", "The edition that is approved today stands in their library at once"),
            (LATER, "Later", "You deliver it when it is ready"),
        ],
        required="Select when they get it",
    )

    def said(self) -> Said:
        ticked = set(self.terms.data or ())
        terms = Terms(
            may_adapt=ADAPT in ticked,
            must_credit=CREDIT in ticked,
            stays_in_area=STAYS in ticked,
            until=self.until.data,
            words=self.words.typed,
        )
        return {"edition": self.sent_edition, "terms": terms, "deliver_now": self.when.data == NOW}


class DeclineForm(_OfLoan):
    """Why something is not lent."""

    reason = RadioField(
        "Why?",
        choices=[(reason, REASON_LABELS[reason]) for reason in REASONS_TO_CHOOSE],
        coerce=Reason,
        required="Select why",
    )
    words = LongText("What should they know?", rows=3, max_length=LONGEST_WORDS, screened=True)

    def said(self) -> Said:
        return {"reason": self.reason.data, "words": self.words.typed}

    def validate_words(self, field: LongText) -> None:
        """Another reason is said in words."""
        if self.reason.data is Reason.OTHER and not field.data:
            field.errors = [*field.errors, "Say what the reason is"]


class TakeBackForm(_OfLoan):
    """Why something is taken back."""

    words = LongText(
        "Why do you take it back?",
        required="Enter why you take it back",
        hint="They read this.",
        rows=3,
        max_length=LONGEST_WORDS,
        screened=True,
    )

    def said(self) -> Said:
        return {"words": self.words.typed}
