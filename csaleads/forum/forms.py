"""Forms of the forum. Everything that is typed is screened, more strictly than a record."""

from csaleads.core.forms import CsaForm, Hidden, LongText, RadioField, Text, Tick
from csaleads.core.input_bounds import whole_number
from csaleads.forum.models import LONGEST_CORRECTION, LONGEST_POST, LONGEST_TITLE, ThreadKind

BODY_HINT = "Ages in bands, no place smaller than a region, and nothing by which a child, a family or a colleague could be known."


class ThreadForm(CsaForm):
    """A new thread."""

    kind = RadioField("What is it?", coerce=ThreadKind, required="Select what it is")
    title = Text(
        "Title",
        required="Enter a title",
        hint="For example, Talking with a school about harmful sexual behaviour",
        max_length=LONGEST_TITLE,
        screened=True,
    )
    body = LongText(
        "What would you like to say?",
        required="Enter what you would like to say",
        hint=BODY_HINT,
        rows=10,
        max_length=LONGEST_POST,
        screened=True,
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
    )
    is_anonymous = Tick("Answer without my name")
    seen = Hidden(max_length=12)
    once_key = Hidden()
    version = Hidden(max_length=12)
    page_key = Hidden(max_length=40)


class EditForm(CsaForm):
    """A post that its author changes. `edition` is the one that the page showed."""

    title = Text("Title", required="Enter a title", max_length=LONGEST_TITLE, screened=True)
    body = LongText(
        "Your post",
        required="Enter what you would like to say",
        hint=BODY_HINT,
        rows=10,
        max_length=LONGEST_POST,
        screened=True,
    )
    edition = Hidden(max_length=12)
    once_key = Hidden()

    @property
    def sent_edition(self) -> int:
        return whole_number(self.edition.typed)


class CorrectionForm(CsaForm):
    """What an author adds beneath a post that can be edited no longer."""

    body = LongText(
        "Your correction",
        required="Enter your correction",
        hint=BODY_HINT,
        rows=5,
        max_length=LONGEST_CORRECTION,
        screened=True,
    )
    once_key = Hidden()
