"""The questions that asking consists of, in their order, and which answers each one gathers."""

from collections.abc import Mapping
from enum import StrEnum
from typing import Any

from csaleads.advice.models import Stage
from csaleads.core.errors import DomainError
from csaleads.practice.models import AgeBand, Concern

LONGEST_ANSWER = 5000  # characters in one box
LONGEST_KEPT = (
    20_000  # a draft keeps more than can be sent, so that nobody loses what they must still shorten
)


class Step(StrEnum):
    """One page of the form."""

    CONCERN = "concern"
    AGE = "age"
    STAGE = "stage"
    SITUATION = "situation"
    QUESTION = "question"
    CONFIDENCE = "confidence"

    @property
    def number(self) -> int:
        return ORDER.index(self) + 1

    @property
    def next(self) -> "Step | None":
        return ORDER[self.number] if self.number < len(ORDER) else None

    @property
    def previous(self) -> "Step | None":
        return ORDER[self.number - 2] if self.number > 1 else None

    @property
    def fields(self) -> tuple[str, ...]:
        return FIELDS[self]


ORDER = tuple(Step)
FIELDS: dict[Step, tuple[str, ...]] = {
    Step.CONCERN: ("concern",),
    Step.AGE: ("age_band",),
    Step.STAGE: ("stage",),
    Step.SITUATION: ("known", "worrying", "going_well"),
    Step.QUESTION: ("question",),
    Step.CONFIDENCE: ("confidence_before",),
}
TEXTS = frozenset({"known", "worrying", "going_well", "question"})
Answers = Mapping[str, Any]  # by field of RequestForAdvice


class Unanswered(DomainError):
    """A request cannot be sent while a question is open."""

    def __init__(self, step: Step) -> None:
        super().__init__(step.value)
        self.step = step


class TooLong(DomainError):
    """An answer is longer than what is kept."""

    def __init__(self, field: str) -> None:
        super().__init__(field)
        self.field = field


def first_open_step(request: Any) -> Step | None:
    """The first question of `request` (a row or a view) without a complete answer, or None."""
    for step in ORDER:
        if any(not _is_complete(name, getattr(request, name)) for name in step.fields):
            return step
    return None


def _is_complete(name: str, value: Any) -> bool:
    return bool(value) and not (name in TEXTS and len(value) > LONGEST_ANSWER)


def require_storable(answers: Answers, *, longest: int) -> None:
    """Only known fields, each of its kind; raises TooLong for a text of more than `longest` characters."""
    kinds: dict[str, type] = {
        "concern": Concern,
        "age_band": AgeBand,
        "stage": Stage,
        "confidence_before": int,
    }
    for name, value in answers.items():
        kind = str if name in TEXTS else kinds[name]
        if value is not None and not isinstance(value, kind):
            raise TypeError(f"{name} takes {kind.__name__}")
        if isinstance(value, str) and name in TEXTS and len(value) > longest:
            raise TooLong(name)
