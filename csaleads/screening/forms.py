"""The questions of a submission as a form, made for the questions at hand; and the filter of what was kept."""

from collections.abc import Sequence
from typing import Any

from csaleads.core.forms import CsaForm, RadioField, SelectField
from csaleads.screening.answers import ANSWER, BECAUSE, CHANGE, NOBODY, USE
from csaleads.screening.findings import Question
from csaleads.screening.models import BECAUSE_LABELS
from csaleads.screening.queries import STATES

SHOWN = 60  # characters of a finding within a message


class QuestionsForm(CsaForm):
    """The base of a form of questions: `answer_<key>` for each, and `because_<key>` below it."""

    keys: tuple[str, ...] = ()

    def validate(self, extra_validators: Any = None) -> bool:
        """Whether every question has an answer, and every "nobody" its reason."""
        super().validate(extra_validators)
        for key in self.keys:
            if self[ANSWER + key].data == NOBODY and not self[BECAUSE + key].data:
                self.fail(BECAUSE + key, "Select why it identifies nobody")
        return not self.errors


def questions_form(questions: Sequence[Question]) -> type[QuestionsForm]:
    """A form class for `questions`."""
    fields: dict[str, Any] = {"keys": tuple(question.key for question in questions)}
    for question in questions:
        fields[ANSWER + question.key] = RadioField(
            f"What would you like to do about “{short(question.words)}”?",
            choices=[
                (USE, f"Use “{question.suggestion}”"),
                (CHANGE, "Change it myself"),
                (NOBODY, "Keep it: this identifies nobody"),
            ],
            required=f"Select what you would like to do about “{short(question.words)}”",
        )
        fields[BECAUSE + question.key] = SelectField(
            "Why does it identify nobody?", choices=list(BECAUSE_LABELS.items()), blank="Select a reason"
        )
    return type("QuestionsOfNowForm", (QuestionsForm,), fields)


def short(words: str) -> str:
    """The words in one line, cut where they are long."""
    line = " ".join(words.split())
    return line if len(line) <= SHOWN else f"{line[: SHOWN - 1]}…"


class KeptFilter(CsaForm):
    """Which of what was kept."""

    state = SelectField("State", choices=list(STATES.items()), blank=None, default="to_review")
