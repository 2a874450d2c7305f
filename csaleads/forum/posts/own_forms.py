"""Forms with which an author changes a post of theirs, and adds to it."""

from csaleads.core.forms import CsaForm, Hidden, LongText, Text
from csaleads.forum.forms import BODY_HINT, OfEdition
from csaleads.forum.models import LONGEST_CORRECTION, LONGEST_POST, LONGEST_TITLE
from csaleads.forum.wording import MEMBERS


class EditForm(OfEdition):
    """A post that its author changes. `edition` is the one that the page showed."""

    title = Text("Title", required="Enter a title", max_length=LONGEST_TITLE, screened=True, strict=True)
    body = LongText(
        "Your post",
        required="Enter what you would like to say",
        hint=BODY_HINT,
        rows=10,
        max_length=LONGEST_POST,
        screened=True,
        strict=True,
        knows=MEMBERS,
    )


class CorrectionForm(CsaForm):
    """What an author adds beneath a post that can be edited no longer."""

    body = LongText(
        "Your correction",
        required="Enter your correction",
        hint=BODY_HINT,
        rows=5,
        max_length=LONGEST_CORRECTION,
        screened=True,
        strict=True,
        knows=MEMBERS,
    )
    once_key = Hidden()
