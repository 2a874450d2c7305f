"""Forms of this room: a word, a list, and the filter."""

from csaleads.core.forms import CsaForm, Hidden, LongText, RadioField, SelectField, Text, Upload, choices_of
from csaleads.vocabulary.models import LONGEST_WORD, MEANING_LABELS, Meaning

HINTS = {
    Meaning.SCHOOL: "Marked wherever somebody writes it, with “a primary school” or the like in its place",
    Meaning.HEALTH: "Marked, with “the GP surgery” or the like in its place",
    Meaning.PLACE: "Marked, with “a village” or the like in its place",
    Meaning.HARMLESS: "Not marked any more, for example a team of yours called “Willow team”",
}
IDENTIFYING = {meaning: label for meaning, label in MEANING_LABELS.items() if meaning.is_identifying}
LONGEST_LIST = 400_000  # characters


class WordForm(CsaForm):
    """One word or name."""

    area = RadioField("Which area is it for?", coerce=int)
    word = Text(
        "Word or name",
        required="Enter the word or name",
        max_length=LONGEST_WORD,
        hint="As people write it. Never the name of a person.",
        exempt="it teaches the screening what identifies somebody",
    )
    meaning = RadioField(
        "What is it here?",
        choices=choices_of(MEANING_LABELS, HINTS),
        coerce=Meaning,
        required="Select what it is",
    )


class ImportForm(CsaForm):
    """A list of names, from a file or pasted."""

    area = RadioField("Which area is it for?", coerce=int)
    file = Upload(
        "CSV file",
        accept=".csv,.txt,.tsv,text/csv,text/plain",
        hint="Up to 5,000 lines. A column with the names is enough; a second one may say what each is.",
    )
    lines = LongText(
        "Or paste the names, one on each line",
        rows=6,
        max_length=LONGEST_LIST,
        too_long="Paste fewer lines, or choose a file",
        exempt="public names, which teach the screening",
    )
    kind = RadioField(
        "What are they, where the list does not say?",
        choices=choices_of(IDENTIFYING),
        coerce=Meaning,
        required="Select what they are",
    )
    once_key = Hidden()


class WordsFilterForm(CsaForm):
    """Narrows the list down."""

    text = Text("Word", exempt="looked for and not stored")
    meaning = SelectField(
        "What it is", choices=choices_of(MEANING_LABELS), coerce=Meaning, blank="Everything"
    )
