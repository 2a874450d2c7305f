"""What a thread should become in the library: the form of whoever proposes it."""

from uuid import UUID

from csaleads.core.forms import CheckboxesField, CsaForm, Hidden, LongText, SelectField, Text
from csaleads.forum.forms import BODY_HINT
from csaleads.forum.models import LONGEST_TITLE

LONGEST_SUMMARY = 5_000


class ProposeForm(CsaForm):
    """What a thread should become in the library."""

    title = Text(
        "Title in the library",
        required="Enter a title",
        hint="What somebody would look for.",
        max_length=LONGEST_TITLE,
        screened=True,
        strict=True,
    )
    topic = SelectField("Topic", coerce=UUID, required="Select a topic", blank="Choose a topic")
    summary = LongText(
        "What we learnt",
        required="Enter what we learnt",
        hint=f"Write it anew and in general: nothing that only one family, place or colleague could fit. {BODY_HINT}",
        rows=12,
        max_length=LONGEST_SUMMARY,
        screened=True,
        strict=True,
    )
    posts = CheckboxesField("Which posts does it draw on?", coerce=int, required="Select at least one post")
    once_key = Hidden()
