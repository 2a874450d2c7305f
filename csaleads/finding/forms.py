"""What the search page reads from the address. What was typed is looked up and forgotten."""

from uuid import UUID

from csaleads.core.forms import CsaForm, SelectField, Text, choices_of
from csaleads.learning.models import AUDIENCE_LABELS, KIND_LABELS, Audience, Level, ResourceKind

STATES = {"draft": "Drafts", "archived": "Archived"}
LONGEST_QUESTION = 300
FILTERS = ("look", "topic", "kind", "level", "audience", "day", "area", "state")


class SearchForm(CsaForm):
    """One box. Made anew each time: a form that is kept would remember what was typed."""

    q = Text(
        "What are you looking for?",
        hint="For example: traffic light tool, HSB, “safety plan” or disclos*",
        max_length=LONGEST_QUESTION,
        exempt="is looked up and never stored",
    )


class SearchFilters(CsaForm):
    """What the search is narrowed down to. The choices of kind of thing, topic, day, place and state come from the route."""

    look = SelectField("Look in", blank="Everything")
    topic = SelectField("Topic", coerce=UUID, blank="All topics")
    kind = SelectField("Kind", choices=choices_of(KIND_LABELS), coerce=ResourceKind, blank="All kinds")
    level = SelectField(
        "Level", choices=[(level, level.label) for level in Level], coerce=Level, blank="All levels"
    )
    audience = SelectField(
        "For", choices=choices_of(AUDIENCE_LABELS), coerce=Audience, blank="All staff and leads"
    )
    day = SelectField("Learning day", blank="All days")
    area = SelectField("From", blank="Everywhere")
    state = SelectField("State", blank="Approved")
