"""Between reading a record through and signing it: what in it could identify somebody, and what to do about it."""

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from csaleads.access.guards import requires, viewer
from csaleads.access.permissions import Permission
from csaleads.consultations import drafting, policy, reading_queries, service
from csaleads.consultations.blueprint import blueprint
from csaleads.consultations.reading_queries import RecordView
from csaleads.consultations.screened import labels_of, subject_of, texts_of, with_texts
from csaleads.consultations.service import RecordIncomplete
from csaleads.core.errors import ChangedMeanwhile, NotFound, WrongState
from csaleads.core.input_bounds import whole_number
from csaleads.core.unit_of_work import commit, roll_back
from csaleads.screening import asking
from csaleads.screening import service as screening
from csaleads.screening.answers import Choices
from csaleads.screening.findings import replaced
from csaleads.screening.service import CouldIdentify, NotPassed

CHANGED = "The record was saved again while you answered. This is what is open in the newest version."


@blueprint.get("/records/<reference>/identify")
@requires(Permission.WRITE_RECORDS)
def identify(reference: str) -> ResponseReturnValue:
    """Every finding in the draft that has no answer yet; without any, the way back to signing."""
    record = _signable(reference)
    if record.is_signed:
        return redirect(url_for("consultations.show", reference=reference))
    try:
        questions = screening.questions_of(subject_of(record), texts_of(record.content))
    except NotPassed as stopped:
        return _sheet(record, stopped)
    if questions:
        return _sheet(record, CouldIdentify(questions))
    return render_template("consultations/nothing_found.html", record=record)


@blueprint.post("/records/<reference>/identify")
@requires(Permission.WRITE_RECORDS)
def answer_findings(reference: str) -> ResponseReturnValue:
    """Suggestions go into the draft, what is kept is remembered with it, and then it is signed, or asked about again.

    Where words have changed, the lead reads the record through before signing: after that it cannot be changed.
    """
    record = _signable(reference)
    try:
        questions = screening.questions_of(subject_of(record), texts_of(record.content))
        chosen = asking.read_posted(questions)
        screening.keep(viewer(), subject=subject_of(record), questions=questions, answers=chosen.answers)
        version = _write_suggestions(record, chosen)
        if chosen.change:
            return redirect(_page_to_change(reference, chosen.change[0].first.field))
        if chosen.use and not _is_open(reference):
            flash("The suggestions are in the record. Read it through once more, then sign it.", "success")
            return redirect(url_for("consultations.review", reference=reference))
        service.sign_record(viewer(), reference=reference, version=version, screened=chosen.answers)
    except NotPassed as stopped:
        commit()  # what was answered is kept with the draft, though the page is shown again
        return _sheet(_signable(reference), stopped), 422
    except ChangedMeanwhile:
        roll_back()
        flash(CHANGED, "info")
        return redirect(url_for("consultations.identify", reference=reference))
    except RecordIncomplete:
        commit()
        return redirect(url_for("consultations.review", reference=reference))
    except WrongState:
        roll_back()  # signed already, by a double click
        flash("This record is signed already.", "info")
    else:
        flash("The record is signed, and your colleague has been told that the advice is ready.", "success")
    return redirect(url_for("consultations.show", reference=reference))


def _is_open(reference: str) -> bool:
    """Whether something in the draft as it is now has no answer: the service says what."""
    record = _signable(reference)
    return bool(screening.questions_of(subject_of(record), texts_of(record.content)))


def _signable(reference: str) -> RecordView:
    record = reading_queries.get_record(viewer(), reference)
    if not policy.can_sign(record.relation):
        raise NotFound
    return record


def _write_suggestions(record: RecordView, chosen: Choices) -> int:
    """The draft with the suggestions that were chosen; its version."""
    version = whole_number(request.form.get("version"))
    if not chosen.use:
        return version
    texts = replaced(texts_of(record.content), chosen.use)
    return drafting.save_draft(
        viewer(), reference=record.reference, content=with_texts(record.content, texts), version=version
    )


def _page_to_change(reference: str, field: str) -> str:
    return url_for("consultations.edit", reference=reference, marked="yes", _anchor=field)


def _sheet(record: RecordView, stopped: NotPassed) -> str:
    labels = labels_of(record.content)
    return asking.sheet(
        stopped,
        labels=labels,
        carried=[("version", str(record.version))],
        back=url_for("consultations.review", reference=record.reference),
        done="Continue",
        is_draft=True,
        texts=[(labels[name], text) for name, text in texts_of(record.content).items() if text],
    )
