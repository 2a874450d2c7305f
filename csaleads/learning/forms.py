"""Forms of this room. What is typed is about the field; it is screened all the same, for examples creep in."""

from typing import Any
from uuid import UUID

from csaleads.core.forms import (
    CheckboxesField,
    CsaForm,
    DateParts,
    Hidden,
    Integer,
    LongText,
    RadioField,
    SelectField,
    StoredUpload,
    Text,
    Tick,
    choices_of,
)
from csaleads.core.input_bounds import whole_number
from csaleads.learning import policy
from csaleads.learning.content import FileFacts, ResourceContent, TopicContent, in_order
from csaleads.learning.models import (
    AUDIENCE_LABELS,
    KIND_LABELS,
    LONGEST_LINE,
    LONGEST_LINK,
    LONGEST_TEXT,
    LONGEST_TITLE,
    Audience,
    Level,
    ResourceKind,
)
from csaleads.practice.models import CONCERN_LABELS, Concern

LEVELS = {
    Level.CORE: ("Core", "What everybody should know"),
    Level.FURTHER: ("Further", "For going deeper into the topic"),
    Level.SPECIALIST: ("Specialist", "For leads, or for a particular task"),
}
LINK, FILE = "link", "file"
WAYS = [
    (LINK, "A link", "To a page, a film, or a file that its publisher offers"),
    (FILE, "A file", "From your computer"),
]
FIRST_YEAR = 1950
YOURS = {
    "new": "New since you last looked",
    "unread": "Not read yet",
    "later": "To read later",
    "favourites": "Favourites",
}
STATES = {
    "draft": "Drafts",
    "archived": "Archived",
    "due": "Due to be checked",
    "due-mine": "Due to be checked by you",
    "dead": "Link does not open",
    "dead-mine": "Link does not open, yours to mend",
    "harmful": "File may do harm",
    "harmful-mine": "File may do harm, yours to replace",
}


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


class ResourceForm(CsaForm):
    """What a resource says, and where it belongs while it is new.

    `known_file` is the file that it has: chosen before and waiting, or that of the edition that is being changed.
    """

    known_file: FileFacts | None = None

    place = RadioField("Where does it belong?")
    title = Text("Title", required="Enter the title", max_length=LONGEST_TITLE, screened=True)
    kind = RadioField(
        "What is it?", choices=choices_of(KIND_LABELS), coerce=ResourceKind, required="Select what it is"
    )
    source = RadioField(
        "Is it a link or a file?", choices=WAYS, required="Select whether it is a link or a file"
    )
    link = Text(
        "Link",
        hint="The whole address of the page or file, beginning with https://",
        max_length=LONGEST_LINK,
        exempt="the address of a publication",
    )
    file = StoredUpload(
        "File",
        hint="PDF, Word, PowerPoint, Excel, OpenDocument or an image. Never anything about a child or a family.",
    )
    topics = CheckboxesField(
        "Topics",
        coerce=UUID,
        required="Select at least one topic",
        hint="Colleagues find it under each of them. Lists show the first.",
    )
    summary = LongText(
        "What is in it, and what is it good for?",
        required="Enter what is in it",
        hint="Two or three sentences of your own. Do not copy its text.",
        rows=6,
        max_length=LONGEST_TEXT,
        screened=True,
    )
    audience = RadioField(
        "Who is it for?",
        choices=[
            (Audience.ALL_STAFF, AUDIENCE_LABELS[Audience.ALL_STAFF], "Everybody who can ask for advice"),
            (Audience.LEADS, AUDIENCE_LABELS[Audience.LEADS], "And coordinators and the programme team"),
        ],
        coerce=Audience,
        required="Select who it is for",
    )
    level = RadioField(
        "Level",
        choices=[(level, *words) for level, words in LEVELS.items()],
        coerce=Level,
        required="Select the level",
    )
    minutes = Integer("How long does it take?", minimum=1, maximum=6000)
    content_note = LongText(
        "Is it heavy to read or watch?",
        hint="If so, say what somebody should know first. They read this before it opens.",
        rows=3,
        max_length=500,
        screened=True,
    )
    has_captions = Tick("It has captions or a transcript")
    transcript = Text("Link to a transcript", max_length=LONGEST_LINK, exempt="the address of a publication")
    publisher = Text("Published by", max_length=LONGEST_LINE, exempt="names who published it")
    year = Integer("Year", minimum=FIRST_YEAR, maximum=2200, wrong="Year must be a year, like 2026")
    licence = Text(
        "Licence",
        hint="On what terms it may be used, as the publisher puts it",
        max_length=LONGEST_LINE,
        screened=True,
    )
    cite = Text(
        "How to cite it",
        hint="For example, Publisher (2026) Title. Place.",
        max_length=LONGEST_LINK,
        exempt="names authors, who are public",
    )
    may_leave = RadioField(
        "May it leave your area?",
        choices=[
            ("yes", "Yes", "The programme team can offer it to every area"),
            ("no", "No", "It stays with the people of your area"),
        ],
        required="Select whether it may leave your area",
    )
    review_by = DateParts(
        "When should somebody look at it again?",
        subject="Date to look at it again",
        required="Enter the date to look at it again",
        hint="Whoever looks after it is reminded on that day. For example, 2 12 2027",
    )
    is_verified = Tick("I have opened it, and what is written here is right")
    once_key = Hidden()
    version = Hidden(max_length=12)
    waiting = Hidden(max_length=40)

    @property
    def is_file(self) -> bool:
        return bool(self.source.data == FILE)

    def validate(self, extra_validators: Any = None) -> bool:
        """Whether everything is right. Of link and file only the one counts that was picked, or else the one that was given."""
        if not self.source.raw_data:
            self.source.data = (
                LINK if self.link.typed else FILE if self.file.sent or self.known_file else None
            )
        super().validate(extra_validators=extra_validators)
        if not self.is_file:
            self.file.errors = []
        elif self.kind.data is ResourceKind.FILM and not self.file.errors:
            self.file.errors = ["Films are not sent. Put the film where it can be watched, and link to it"]
        return not self.errors

    def forget_errors(self, *, but: str) -> None:
        """Nothing is said but of that field: the form is not being saved yet."""
        for field in self:
            if field.short_name != but:
                field.errors = []

    def validate_link(self, field: Text) -> None:
        """Only what a browser opens safely."""
        if self.is_file or self.source.data is None:
            return
        if not field.data:
            field.errors = [*field.errors, "Enter the link"]
        elif not policy.is_web_address(field.data):
            field.errors = [*field.errors, "Enter a whole address that begins with https://"]

    def validate_transcript(self, field: Text) -> None:
        """Likewise."""
        if field.data and not policy.is_web_address(field.data):
            field.errors = [*field.errors, "Enter a whole address that begins with https://"]

    def validate_file(self, field: StoredUpload) -> None:
        """There is one."""
        if self.is_file and field.sent is None and self.known_file is None:
            field.errors = [*field.errors, "Choose a file"]

    def content(self, main_topic: UUID | None = None) -> ResourceContent:
        """What was typed, for a form that is right. `main_topic` stays the first where it is still ticked."""
        return ResourceContent(
            kind=self.kind.data,
            title=self.title.typed,
            link="" if self.is_file else self.link.typed,
            file=self.known_file if self.is_file else None,
            topics=tuple(sorted(self.topics.data, key=lambda topic_id: topic_id != main_topic)),
            summary=self.summary.typed,
            audience=self.audience.data,
            level=self.level.data,
            review_by=self.review_by.data,
            minutes=self.minutes.data,
            content_note=self.content_note.typed,
            has_captions=self.has_captions.data,
            transcript=self.transcript.typed,
            publisher=self.publisher.typed,
            year=self.year.data,
            licence=self.licence.typed,
            may_leave=self.may_leave.data == "yes",
            cite=self.cite.typed,
            is_verified=self.is_verified.data,
        )

    @property
    def sent_version(self) -> int:
        return whole_number(self.version.typed)


class OwnerForm(CsaForm):
    """Who looks after a resource. The choices are the leads and coordinators of its area."""

    owner = RadioField(
        "Who looks after it from now on?", coerce=int, required="Select who looks after it from now on"
    )


class ResourceFilter(CsaForm):
    """Narrows the list down. Its choices come from the route."""

    topic = SelectField("Topic", coerce=UUID, blank="All topics")
    concern = SelectField(
        "Colleagues come with", choices=choices_of(CONCERN_LABELS), coerce=Concern, blank="Any concern"
    )
    kind = SelectField("Kind", choices=choices_of(KIND_LABELS), coerce=ResourceKind, blank="All kinds")
    level = SelectField(
        "Level",
        choices=[(level, words[0]) for level, words in LEVELS.items()],
        coerce=Level,
        blank="All levels",
    )
    audience = SelectField(
        "For", choices=choices_of(AUDIENCE_LABELS), coerce=Audience, blank="All staff and leads"
    )
    area = SelectField("From", blank="Everywhere")
    yours = SelectField("Yours", choices=choices_of(YOURS), blank="All")
    state = SelectField("State", blank="Approved")
