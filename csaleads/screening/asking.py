"""The pages of other rooms ask through this module: it takes up answers, and shows the page with the questions that are open.

    form = CancelForm()
    taken = asking.take_up(form, subject)
    if not taken.is_complete(form):
        return show(form), 422
    try:
        service.cancel(viewer(), reason=form.reason.data, answers=taken.answers)
    except NotPassed as stopped:
        return asking.page(form, stopped, taken)

What was typed travels with the page, in hidden fields, and is stored nowhere meanwhile.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from flask import render_template, request

from csaleads.core.formatting import plural
from csaleads.core.forms import CsaForm
from csaleads.screening import service, wording
from csaleads.screening.answers import (
    ANSWER,
    BECAUSE,
    GO_BACK,
    KEPT,
    USE_ALL,
    Answers,
    Choices,
    read_choices,
    was_answered,
)
from csaleads.screening.errors import CannotScreen, CouldIdentify, NotPassed
from csaleads.screening.findings import Question, replaced
from csaleads.screening.forms import questions_form, short
from csaleads.screening.models import Because
from csaleads.screening.subjects import Subject

NOT_CARRIED = ("csrf_token", USE_ALL, GO_BACK)
Pairs = list[tuple[str, str]]


@dataclass(frozen=True)
class Taken:
    """What the review page answered for a form; nothing where the form comes straight from its own page."""

    choices: Choices = field(default_factory=Choices)
    is_going_back: bool = False

    @property
    def answers(self) -> Answers:
        return self.choices.answers

    def is_complete(self, form: CsaForm) -> bool:
        """Whether the form is right, and nobody wants to change it first; those texts get a message beside them."""
        is_right = form.validate_on_submit()
        if self.is_going_back or self.choices.change:
            _mark(form, self.choices.change)
            form.carried = _kept_pairs(self.choices.nobody)
            return False
        return is_right


def take_up(form: CsaForm, subject: Subject) -> Taken:
    """Read what the review page sent along with `form`: suggestions that are to be used are written into its fields."""
    if not form.is_submitted() or not was_answered(request.form):
        return Taken()
    fields = {each.name: each for each in form.screened_fields()}
    texts = {name: each.data or "" for name, each in fields.items()}
    try:
        questions = service.questions_of(subject, texts)
    except CannotScreen:
        questions = []  # the service says so when it is asked to store the texts
    choices = read_choices(questions, request.form)
    for name, text in replaced(texts, choices.use).items():
        fields[name].data = text
    return Taken(choices, GO_BACK in request.form)


def page(form: CsaForm, stopped: NotPassed, taken: Taken) -> tuple[str, int]:
    """The page that `stopped` calls for, with everything typed in it: the questions, or what went wrong and what to do."""
    labels = {each.name: each.label.text for each in form.screened_fields()}
    carried = _carried(form) + _kept_pairs(taken.choices.nobody)
    return sheet(stopped, labels=labels, carried=carried, texts=_typed(form)), 422


def sheet(
    stopped: NotPassed,
    *,
    labels: Mapping[str, str],
    carried: Pairs | None = None,
    texts: Sequence[tuple[str, str]] = (),
    back: str = "",
    done: str = "Continue",
    is_draft: bool = False,
) -> str:
    """The same for a page that has no form of its own, such as a draft that is being sent.

    `back` is the way back where it is a link, `done` the label of the button; `texts` are shown where nothing could be
    checked.
    """
    common = {"carried": carried or [], "labels": labels, "back": back, "is_draft": is_draft}
    if isinstance(stopped, CouldIdentify):
        form = questions_form(stopped.questions)()
        if any(name.startswith((ANSWER, BECAUSE)) for name in request.form):
            form.validate()
        count = sum(len(question.found) for question in stopped.questions)
        return render_template(
            "screening/questions.html",
            form=form,
            questions=stopped.questions,
            is_own=stopped.is_own,
            is_of_network=stopped.is_of_network,
            count=count,
            done=done,
            **common,
        )
    assert isinstance(stopped, CannotScreen)  # noqa: S101 - there are these two
    happened, to_do = wording.what_happened(stopped)
    return render_template(
        "screening/not_checked.html", happened=happened, to_do=to_do, texts=texts, **common
    )


def mark(form: CsaForm, subject: Subject) -> None:
    """Put a message beside every text of `form` in which something is open. For a draft that is changed before it is sent."""
    texts = {each.name: each.data or "" for each in form.screened_fields()}
    try:
        _mark(form, service.questions_of(subject, texts))
    except CannotScreen:
        return  # said when it is sent


def _mark(form: CsaForm, questions: Iterable[Question]) -> None:
    open_in: dict[str, list[str]] = {}
    for question in questions:
        for found in question.found:
            words = open_in.setdefault(found.field, [])
            if short(found.words) not in words:
                words.append(short(found.words))
    for each in form.screened_fields():
        if each.name in open_in:
            words = open_in[each.name]
            more = f" and {plural(len(words) - 1, 'other thing')}" if len(words) > 1 else ""
            they = "they" if more else "it"
            each.errors = [*each.errors, f"Change “{words[0]}”{more}: {they} could identify somebody"]


def _carried(form: CsaForm) -> Pairs:
    """Everything that was sent, with the screened texts and what the page carries along as they are now."""
    hidden = [each for each in form if getattr(each, "kind", "") == "hidden"]
    now = {each.name: each.data or "" for each in [*form.screened_fields(), *hidden]}
    added = [(each.name, each.data) for each in hidden if each.data and each.name not in request.form]
    return added + [
        (name, now.get(name, value))
        for name, value in request.form.items(multi=True)
        if name not in NOT_CARRIED and not name.startswith((ANSWER, BECAUSE, KEPT))
    ]


def _kept_pairs(nobody: Mapping[str, Because]) -> Pairs:
    return [(KEPT + mark, reason.value) for mark, reason in nobody.items()]


def _typed(form: CsaForm) -> list[tuple[str, str]]:
    return [(each.label.text, each.data) for each in form.screened_fields() if each.data]


def read_posted(questions: Sequence[Question]) -> Choices:
    """What the page that is being sent answers to `questions`."""
    return read_choices(questions, request.form)


def uses_all() -> bool:
    """Whether the button was pressed that takes every suggestion."""
    return USE_ALL in request.form
