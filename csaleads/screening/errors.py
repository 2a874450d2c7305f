"""Why a text was not stored. Both carry what a page needs to word it; neither says a word of the text when it is printed."""

from collections.abc import Sequence
from enum import StrEnum
from typing import TYPE_CHECKING

from csaleads.core.errors import DomainError

if TYPE_CHECKING:
    from csaleads.screening.findings import Question


class NotPassed(DomainError):
    """A text did not pass the screening, so that nothing of the submission was stored."""


class CouldIdentify(NotPassed):
    """Findings without an answer: somebody must change the text, or say why it identifies nobody.

    `is_own` where nobody else learns what its author keeps (`Subject.is_own`), `is_of_network` where no area looks at it.
    """

    def __init__(
        self, questions: "Sequence[Question]", *, is_own: bool = False, is_of_network: bool = False
    ) -> None:
        super().__init__(f"{len(questions)} questions")
        self.questions = tuple(questions)
        self.is_own, self.is_of_network = is_own, is_of_network


class Obstacle(StrEnum):
    """What kept a text from being looked at."""

    TOO_LONG = "too_long"
    TOO_SLOW = "too_slow"
    FAILED = "failed"


class CannotScreen(NotPassed):
    """The texts could not be looked at, and what nobody looked at is not stored. `field` is the one that is too long."""

    def __init__(self, obstacle: Obstacle, field: str = "") -> None:
        super().__init__(obstacle.value)
        self.obstacle = obstacle
        self.field = field
