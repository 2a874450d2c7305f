"""Who may teach an area its words, and which words can be taught. Pure questions."""

from csaleads.access.permissions import Permission
from csaleads.access.viewer import Viewer
from csaleads.anonymity import service as anonymity
from csaleads.anonymity.findings import Label
from csaleads.core.errors import NotFound
from csaleads.vocabulary.errors import WordProblem, WordRefused
from csaleads.vocabulary.models import LONGEST_WORD, Meaning

SHORTEST_WORD = 3


def can_teach(viewer: Viewer, area_id: int) -> bool:
    """Leads and the coordinator of an area know what its schools and teams are called."""
    return viewer.can_in(Permission.TEACH_WORDS, area_id)


def require_teaches(actor: Viewer, area_id: int) -> None:
    """Raises NotFound to everybody who may not teach the area its words."""
    if not can_teach(actor, area_id):
        raise NotFound("word list")


def tidy(word: str) -> str:
    """`word` with single spaces, as it is kept and shown."""
    return " ".join(word.split())


def require_teachable(word: str, meaning: Meaning) -> None:
    """Raises WordRefused unless `word` (tidy) can be taught with that meaning.

    A word that identifies nobody is not looked at any more, so a person's name is never one: it would leave everybody
    of that name unmarked.
    """
    problem = _problem(word, meaning)
    if problem is not None:
        raise WordRefused(problem)


def _problem(word: str, meaning: Meaning) -> WordProblem | None:
    if len(word) < SHORTEST_WORD:
        return WordProblem.TOO_SHORT
    if len(word) > LONGEST_WORD:
        return WordProblem.TOO_LONG
    if sum(letter.isalpha() for letter in word) < SHORTEST_WORD:
        return WordProblem.NO_LETTERS
    if meaning is Meaning.HARMLESS and _names_only_a_person(word):
        return WordProblem.PERSONS_NAME
    return None


def _names_only_a_person(word: str) -> bool:
    """Whether nothing is left of `word` but a name: "Jack" and "Jack Smith", not "Jack House team"."""
    named = [False] * len(word)
    for spelling in (word, word.title()):
        for found in anonymity.screen(spelling):
            if found.label is Label.PERSON:
                named[found.start : found.end] = [True] * (found.end - found.start)
    return all(is_named for letter, is_named in zip(word, named, strict=True) if letter.isalpha())
