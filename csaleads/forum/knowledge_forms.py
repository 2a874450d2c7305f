"""Forms of the way from talk to knowledge."""

from uuid import UUID

from csaleads.core.forms import CheckboxesField, CsaForm, Hidden, LongText, SelectField, Text, Tick
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


class CheckForm(CsaForm):
    """The second check: could somebody who is determined to find out know who this is about?"""

    rare = Tick(
        "It tells of no rare event that was in the news or that people would remember",
        required="Confirm that it tells of no rare event",
    )
    place = Tick(
        "It names and describes no place, service or school that is small enough to be known",
        required="Confirm that no small place can be known",
    )
    family = Tick(
        "No unusual family, role or background could be recognised in it",
        required="Confirm that no family could be recognised",
    )
    dates = Tick(
        "No dates, ages or order of events line up with something that others know",
        required="Confirm that no dates or ages line up",
    )
    version = Hidden(max_length=12)
