"""What this room's pages say of words that cannot be taught and lists that cannot be read."""

from csaleads.vocabulary.errors import WordProblem
from csaleads.vocabulary.models import Meaning
from csaleads.vocabulary.reading import ReadList

WORD_PROBLEMS = {
    WordProblem.TOO_SHORT: "Enter at least 3 letters",
    WordProblem.TOO_LONG: "Enter 100 characters or fewer",
    WordProblem.NO_LETTERS: "Enter a word or name with at least 3 letters",
    WordProblem.SEVERAL_LINES: "Enter one word or name",
    WordProblem.PERSONS_NAME: "This is also a person’s name, and everybody of that name would go unmarked. "
    "Enter the whole name, like “Willow House team”",
}
LIST_PROBLEMS = {
    "not_text": "This file is not a list in text. Save it from your spreadsheet as CSV",
    "not_a_list": "This file cannot be read as a list. Save it from your spreadsheet as CSV",
    "too_long": "The list has more than 5,000 lines. Split it and send the parts one after another",
}
SHOWN_LINES = 10


def known_text(meaning: Meaning) -> str:
    """Why a word that is there already is not added."""
    return f"This is on the list already, as “{meaning.label}”. Remove it first to change what it is"


def unread_lines(found: ReadList) -> str:
    """Which lines gave no name, by number."""
    numbers = [str(line.number) for line in found.unread]
    shown = ", ".join(numbers[:SHOWN_LINES])
    more = f" and {len(numbers) - SHOWN_LINES} more" if len(numbers) > SHOWN_LINES else ""
    which = "Line" if len(numbers) == 1 else "Lines"
    return f"{which} {shown}{more} could not be read as a name."
