"""Forms of the forum. Everything that is typed is screened, more strictly than a record."""

from csaleads.core.forms import CsaForm, Hidden, LongText, RadioField, SelectField, Text, Tick, choices_of
from csaleads.core.input_bounds import whole_number
from csaleads.forum.asking.models import LONGEST_WHY
from csaleads.forum.models import LONGEST_POST, LONGEST_PURPOSE, LONGEST_TITLE, SpaceKind, ThreadKind
from csaleads.forum.wording import MEMBERS

BODY_HINT = "Ages in bands, no place smaller than a region, and nothing by which a child, a family or a colleague could be known."


class OfEdition(CsaForm):
    """A form that changes a post. `edition` is the one that its page showed."""

    edition = Hidden(max_length=12)
    once_key = Hidden()

    @property
    def sent_edition(self) -> int:
        return whole_number(self.edition.typed)


class ThreadForm(CsaForm):
    """A new thread."""

    kind = RadioField("What is it?", coerce=ThreadKind, required="Select what it is")
    title = Text(
        "Title",
        required="Enter a title",
        hint="For example, Talking with a school about harmful sexual behaviour",
        max_length=LONGEST_TITLE,
        screened=True,
        strict=True,
    )
    body = LongText(
        "What would you like to say?",
        required="Enter what you would like to say",
        hint=BODY_HINT,
        rows=10,
        max_length=LONGEST_POST,
        screened=True,
        strict=True,
        knows=MEMBERS,
    )
    is_anonymous = Tick("Ask without my name")
    must_read = Tick("Ask every member to read it, and to tick it off")
    once_key = Hidden()
    version = Hidden(max_length=12)
    page_key = Hidden(max_length=40)


class AnswerForm(CsaForm):
    """An answer in a thread. `seen` is the number of the newest post that the page showed."""

    body = LongText(
        "Your answer",
        required="Enter your answer",
        hint=BODY_HINT,
        rows=8,
        max_length=LONGEST_POST,
        screened=True,
        strict=True,
        knows=MEMBERS,
    )
    is_anonymous = Tick("Answer without my name")
    seen = Hidden(max_length=12)
    once_key = Hidden()
    version = Hidden(max_length=12)
    page_key = Hidden(max_length=40)


class RevealForm(CsaForm):
    """A moderator wants to know who asked without a name."""

    reason = LongText(
        "Why do you need to know who asked?",
        required="Enter why you need to know who asked",
        hint="Whoever asked is told that you looked, and reads what you write here. Other moderators read it too.",
        rows=4,
        max_length=LONGEST_WHY,
        counted=True,
        screened=True,
        strict=True,
    )
    once_key = Hidden()


class PrivateForm(CsaForm):
    """A question to one member."""

    title = Text(
        "Title",
        required="Enter a title",
        hint="For example, How do you keep clinics full?",
        max_length=LONGEST_TITLE,
        screened=True,
        strict=True,
    )
    body = LongText(
        "What would you like to ask?",
        required="Enter what you would like to ask",
        hint=BODY_HINT,
        rows=8,
        max_length=LONGEST_POST,
        screened=True,
        strict=True,
        knows=MEMBERS,
    )
    once_key = Hidden()


LONGEST_NAME = 120
OF_SPACE = "names a place to talk, which the programme team chooses"


class ChangeSpaceForm(CsaForm):
    """What a space is called, and what for."""

    name = Text("Name", required="Enter a name", max_length=LONGEST_NAME, exempt=OF_SPACE)
    purpose = Text(
        "What is it for?",
        hint="One sentence, which stands below the name.",
        max_length=LONGEST_PURPOSE,
        screened=True,
        strict=True,
    )
    once_key = Hidden()


class SpaceForm(ChangeSpaceForm):
    """A new space."""

    kind = RadioField(
        "Who reads it?",
        coerce=SpaceKind,
        required="Select who reads it",
        choices=choices_of(
            {
                SpaceKind.OPEN: "All members of the network",
                SpaceKind.AREA: "The Practice Leads of one area",
                SpaceKind.COHORT: "The members of one cohort, and the programme team",
            }
        ),
    )
    area_id = SelectField("Area", coerce=int, blank="Choose an area")
    cohort_id = SelectField("Cohort", coerce=int, blank="Choose a cohort")
