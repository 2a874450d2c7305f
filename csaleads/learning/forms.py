"""Forms of this room. What is typed is about the field; it is screened all the same, for examples creep in."""

from csaleads.core.forms import CheckboxesField, CsaForm, Hidden, LongText, Text, choices_of
from csaleads.core.input_bounds import whole_number
from csaleads.learning.content import TopicContent, in_order
from csaleads.learning.models import CONCERN_LABELS, LONGEST_TEXT, LONGEST_TITLE, Concern


class TopicForm(CsaForm):
    """What a topic says."""

    title = Text("Title", required="Enter the title", max_length=LONGEST_TITLE, screened=True)
    about = LongText(
        "What it is about",
        required="Enter what the topic is about",
        hint="Two or three sentences in plain words, in paragraphs if you like.",
        rows=8,
        max_length=LONGEST_TEXT,
        screened=True,
    )
    concerns = CheckboxesField(
        "Which kinds of concern does it answer?",
        choices=choices_of(CONCERN_LABELS),
        coerce=Concern,
        hint="Colleagues who come with these are led here.",
    )
    edition = Hidden(max_length=12)

    @property
    def content(self) -> TopicContent:
        return TopicContent(self.title.typed, self.about.typed, in_order(self.concerns.data))

    @property
    def sent_edition(self) -> int:
        return whole_number(self.edition.typed)
