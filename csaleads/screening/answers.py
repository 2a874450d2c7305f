"""What somebody answers to the questions of a submission, as the review page sends it. Plain data, no pages."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from csaleads.screening.findings import Question
from csaleads.screening.models import Because

ANSWER, BECAUSE, KEPT = "answer_", "because_", "kept_"
USE_ALL, GO_BACK = "use_all", "go_back"
USE, CHANGE, NOBODY = "use", "change", "nobody"


@dataclass(frozen=True)
class Answers:
    """Reasons why findings identify nobody, by the mark of their words; and how many suggestions were used."""

    nobody: Mapping[str, Because] = field(default_factory=dict)
    used_count: int = 0


NO_ANSWERS = Answers()


@dataclass(frozen=True)
class Choices:
    """The questions by what was chosen for each; those without a whole answer are in none of the three."""

    use: tuple[Question, ...] = ()
    change: tuple[Question, ...] = ()
    nobody: Mapping[str, Because] = field(default_factory=dict)

    @property
    def answers(self) -> Answers:
        return Answers(self.nobody, len(self.use))


def was_answered(posted: Mapping[str, Any]) -> bool:
    """Whether `posted` comes from the review page, or from a form that came back from it."""
    return any(name in (USE_ALL, GO_BACK) or name.startswith((ANSWER, KEPT)) for name in posted)


def read_choices(questions: Sequence[Question], posted: Mapping[str, Any]) -> Choices:
    """What `posted` answers to `questions`. Every suggestion is used where that button was pressed."""
    nobody = _kept(posted.items())
    use: list[Question] = []
    change: list[Question] = []
    for question in questions:
        chosen = USE if USE_ALL in posted else posted.get(ANSWER + question.key)
        reason = _reason(posted.get(BECAUSE + question.key))
        if GO_BACK in posted or chosen == CHANGE:
            change.append(question)
        elif chosen == USE:
            use.append(question)
        elif chosen == NOBODY and reason is not None:
            nobody |= dict.fromkeys(question.marks.values(), reason)
    return Choices(tuple(use), tuple(change), nobody)


def _kept(pairs: Iterable[tuple[str, Any]]) -> dict[str, Because]:
    """Reasons that were given before and travel along."""
    found = ((name.removeprefix(KEPT), _reason(value)) for name, value in pairs if name.startswith(KEPT))
    return {mark: reason for mark, reason in found if reason is not None}


def _reason(sent: Any) -> Because | None:
    return Because(sent) if sent in set(Because) else None
