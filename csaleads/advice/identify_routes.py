"""Between checking one's answers and sending them: what in the draft could identify somebody, and what to do about it."""

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from csaleads.access.guards import requires, viewer
from csaleads.access.permissions import Permission
from csaleads.advice import drafts, queries
from csaleads.advice.blueprint import blueprint
from csaleads.advice.models import RequestState
from csaleads.advice.queries import RequestView
from csaleads.advice.screened import LABELS, subject_of, texts_of
from csaleads.advice.steps import FIELDS, Unanswered
from csaleads.core.errors import WrongState
from csaleads.core.unit_of_work import commit, roll_back
from csaleads.screening import asking
from csaleads.screening import service as screening
from csaleads.screening.findings import replaced
from csaleads.screening.service import CouldIdentify, NotPassed


@blueprint.get("/ask/<reference>/identify")
@requires(Permission.ASK_FOR_ADVICE)
def identify(reference: str) -> ResponseReturnValue:
    """Every finding in the draft that has no answer yet; without any, the way to send it."""
    asked = queries.get_own_request(viewer(), reference)
    if asked.state is not RequestState.DRAFT:
        return redirect(url_for("advice.show", reference=asked.reference))
    try:
        questions = screening.questions_of(subject_of(asked), texts_of(asked))
    except NotPassed as stopped:
        return _sheet(asked, stopped)
    if questions:
        return _sheet(asked, CouldIdentify(questions))
    return render_template("advice/nothing_found.html", asked=asked)


@blueprint.post("/ask/<reference>/identify")
@requires(Permission.ASK_FOR_ADVICE)
def answer_findings(reference: str) -> ResponseReturnValue:
    """Suggestions go into the draft, what is kept is remembered with it, and then it is sent, or asked about again.

    Whoever took every suggestion at once reads the text before it is sent.
    """
    asked = queries.get_own_request(viewer(), reference)
    if asked.state is not RequestState.DRAFT:
        return redirect(url_for("advice.choose_slot", reference=asked.reference))
    subject, texts = subject_of(asked), texts_of(asked)
    try:
        questions = screening.questions_of(subject, texts)
        chosen = asking.read_posted(questions)
        screening.keep(viewer(), subject=subject, questions=questions, answers=chosen.answers)
        if chosen.use:
            drafts.save_draft(viewer(), reference=reference, answers=replaced(texts, chosen.use))
        if chosen.change:
            return redirect(_page_to_change(asked, chosen.change[0].first.field))
        if asking.uses_all():
            flash("The suggestions are in your text. Read it once more, then send it.", "success")
            return redirect(url_for("advice.check", reference=asked.reference))
        drafts.submit_request(viewer(), reference=reference, screened=chosen.answers)
    except NotPassed as stopped:
        commit()  # what was answered is kept with the draft, though the page is shown again
        return _sheet(asked, stopped), 422
    except Unanswered:
        commit()
        return redirect(url_for("advice.check", reference=asked.reference))
    except WrongState:
        roll_back()  # sent already, by a double click
    return redirect(url_for("advice.choose_slot", reference=asked.reference))


def _page_to_change(asked: RequestView, field: str) -> str:
    """The question to which the text belongs, with a message beside it."""
    step = next(step for step, fields in FIELDS.items() if field in fields)
    return url_for(
        "advice.step", reference=asked.reference, step=step.value, origin="check", marked="yes", _anchor=field
    )


def _sheet(asked: RequestView, stopped: NotPassed) -> str:
    return asking.sheet(
        stopped,
        labels=LABELS,
        back=url_for("advice.check", reference=asked.reference),
        done="Continue and send",
        is_draft=True,
        texts=[(LABELS[name], text) for name, text in texts_of(asked).items() if text],
    )
