"""What can be wrong with a word that somebody wants to teach. The pages find the wording."""

from enum import StrEnum

from csaleads.core.errors import DomainError


class WordProblem(StrEnum):
    """Why a word is not taken."""

    TOO_SHORT = "too_short"
    TOO_LONG = "too_long"
    NO_LETTERS = "no_letters"
    SEVERAL_LINES = "several_lines"
    PERSONS_NAME = "persons_name"  # it would hide every person of that name in the area


class WordRefused(DomainError):
    """The word cannot be taught."""

    def __init__(self, problem: WordProblem) -> None:
        super().__init__(problem.value)
        self.problem = problem


class WordKnown(DomainError):
    """The area has the word already, with `meaning`."""

    def __init__(self, meaning: str) -> None:
        super().__init__(meaning)
        self.meaning = meaning


class ListUnreadable(DomainError):
    """A file that is no list of names: not text, or with more lines than are taken at once."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason
