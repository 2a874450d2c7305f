"""Forms of this room."""

from uuid import UUID

from csaleads.core.forms import CsaForm, Hidden, LongText, RadioField, SelectField, Text, Tick, choices_of
from csaleads.core.input_bounds import whole_number
from csaleads.network.entry_service import EntryContent
from csaleads.network.models import LONGEST_CODE, LONGEST_LANGUAGES, LONGEST_OFFER, MailRhythm
from csaleads.network.wording import RHYTHM_HINTS, RHYTHM_LABELS

LONGEST_LOOKED_FOR = 80
LONGEST_CHANGE = 300


class AgreeForm(CsaForm):
    """Somebody agrees to the code as the page showed it, and goes on to where they were going."""

    agrees = Tick(
        "I have read the code of conduct and will keep it",
        required="Tick the box if you will keep the code of conduct",
    )
    number = Hidden(max_length=12)
    next = Hidden(max_length=400)

    @property
    def sent_number(self) -> int:
        return whole_number(self.number.typed)


class CodeForm(CsaForm):
    """A new version of the code of conduct."""

    words = LongText(
        "What the code says",
        required="Enter what the code says",
        hint="You can use Markdown: a line that begins with # is a heading, one that begins with - a bullet.",
        rows=24,
        max_length=LONGEST_CODE,
        screened=True,
    )
    what_changed = Text(
        "What changed",
        required="Enter what changed",
        hint="One sentence that members read when they are asked to agree anew.",
        max_length=LONGEST_CHANGE,
        screened=True,
    )
    has_read = Tick(
        "I have read the preview. Everybody is asked to agree anew",
        required="Look at the preview, then tick the box",
    )
    based_on = Hidden(max_length=12)
    once_key = Hidden()

    @property
    def sent_based_on(self) -> int:
        return whole_number(self.based_on.typed)


class DirectoryFilter(CsaForm):
    """Narrows down the directory. What was typed is looked up and forgotten."""

    q = Text("Name or offer", max_length=LONGEST_LOOKED_FOR, exempt="is looked up and never stored")
    topic = SelectField("Topic known well", coerce=UUID, blank="All topics")
    area = SelectField("Area", coerce=int, blank="All areas")
    language = Text("Language", max_length=LONGEST_LOOKED_FOR, exempt="is looked up and never stored")
    shadow = Tick("Can shadow with them")


class EntryForm(CsaForm):
    """What a member lets the others see of them."""

    is_listed = Tick("List me in the directory", hint="Members see your name, and what you tick below.")
    shows_area = Tick("Show my area")
    shows_team = Tick("Show my team")
    shows_topics = Tick("Show the topics that I know well")
    languages = Text(
        "Languages",
        hint="Languages in which you can work, for example Welsh, Polish, BSL",
        max_length=LONGEST_LANGUAGES,
        screened=True,
    )
    shows_languages = Tick("Show my languages")
    ask_me_about = LongText(
        "Ask me about",
        hint="What colleagues can ask you about, in a sentence or two. Nothing about a case.",
        rows=3,
        counted=True,
        max_length=LONGEST_OFFER,
        screened=True,
    )
    shows_ask_me_about = Tick("Show what colleagues can ask me about")
    can_shadow = Tick("A colleague can shadow with me")
    shows_can_shadow = Tick("Show that a colleague can shadow with me")
    takes_private_questions = Tick(
        "Let members ask me privately",
        hint="They begin a thread that the two of you read. The same rules hold there.",
    )
    version = Hidden(max_length=12)

    @property
    def sent_version(self) -> int:
        return whole_number(self.version.typed)

    def content(self) -> EntryContent:
        """What was filled in."""
        return EntryContent(
            is_listed=self.is_listed.data,
            shows_area=self.shows_area.data,
            shows_team=self.shows_team.data,
            shows_topics=self.shows_topics.data,
            languages=self.languages.typed,
            shows_languages=self.shows_languages.data,
            ask_me_about=self.ask_me_about.typed,
            shows_ask_me_about=self.shows_ask_me_about.data,
            can_shadow=self.can_shadow.data,
            shows_can_shadow=self.shows_can_shadow.data,
            takes_private_questions=self.takes_private_questions.data,
        )


class PartForm(CsaForm):
    """What a member chooses for themselves."""

    mail_rhythm = RadioField(
        "How often do you want an email about what you follow?",
        choices=choices_of(RHYTHM_LABELS, RHYTHM_HINTS),
        coerce=MailRhythm,
        required="Select how often you want an email",
    )
    hides_name_when_gone = Tick(
        "When I belong no longer, show what I wrote without my name",
        hint="Moderators still see your name. You can change this for as long as you belong.",
    )

    def name_as(self, shown: str) -> None:
        """Say what will stand there instead of the name."""
        self.hides_name_when_gone.label.text = f"When I belong no longer, show what I wrote under “{shown}”"


class MembersFilter(CsaForm):
    """Narrows down the list of those who belong."""

    q = Text("Name", max_length=LONGEST_LOOKED_FOR, exempt="is looked up and never stored")
    area = SelectField("Area", coerce=int, blank="All areas")
    state = SelectField(
        "State",
        choices=[
            ("entered", "Have agreed to the code"),
            ("missing", "Have not agreed yet"),
            ("named", "Moderate"),
        ],
        blank="All",
    )
