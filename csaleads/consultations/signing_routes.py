"""Reviewing and signing a record, and adding to it afterwards."""

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from csaleads.access.guards import requires, viewer
from csaleads.access.permissions import Permission
from csaleads.accounts import held_forms
from csaleads.consultations import content, following, policy, presenters, reading_queries, service
from csaleads.consultations.blueprint import blueprint
from csaleads.consultations.content import Gap
from csaleads.consultations.forms import AmendForm
from csaleads.consultations.screened import subject_of
from csaleads.core import once
from csaleads.core.errors import ChangedMeanwhile, NotFound, WrongState
from csaleads.core.input_bounds import whole_number
from csaleads.core.unit_of_work import roll_back
from csaleads.screening import asking
from csaleads.screening.service import NotPassed


@blueprint.get("/records/<reference>/review")
@requires(Permission.WRITE_RECORDS)
def review(reference: str) -> ResponseReturnValue:
    """The whole draft as its worker will read it, before it is signed."""
    record = reading_queries.get_record(viewer(), reference)
    if record.is_signed:
        return redirect(url_for("consultations.show", reference=reference))
    return _review_page(record)


@blueprint.post("/records/<reference>/sign")
@requires(Permission.WRITE_RECORDS)
def sign(reference: str) -> ResponseReturnValue:
    """Sign the record. A second click finds it signed, and goes to it."""
    try:
        service.sign_record(viewer(), reference=reference, version=whole_number(request.form.get("version")))
    except WrongState:
        flash("This record is signed already.", "info")
        return redirect(url_for("consultations.show", reference=reference))
    except ChangedMeanwhile:
        record = reading_queries.get_record(viewer(), reference)
        return _review_page(record, has_changed=True), 409
    except service.RecordIncomplete as incomplete:
        record = reading_queries.get_record(viewer(), reference)
        return _review_page(record, gaps=incomplete.gaps), 422
    except NotPassed:
        roll_back()
        return redirect(url_for("consultations.identify", reference=reference))
    flash("The record is signed, and your colleague has been told that the advice is ready.", "success")
    return redirect(url_for("consultations.show", reference=reference))


def _review_page(
    record: reading_queries.RecordView, *, has_changed: bool = False, gaps: list[Gap] | None = None
) -> str:
    return render_template(
        "consultations/review.html",
        record=record,
        first_parts=presenters.first_parts(record.content),
        advice_parts=presenters.advice_parts(record.content),
        decision=presenters.manager_decision(record.content),
        not_decision_text=presenters.NOT_DECISION_TEXT,
        may_sign=policy.can_sign(record.relation),
        has_changed=has_changed,
        gaps=content.gaps_before_signing(record.content) if gaps is None else gaps,
        empty_parts=content.empty_parts(record.content),
    )


@blueprint.get("/records/<reference>/amend")
@requires(Permission.WRITE_RECORDS)
def amend(reference: str) -> ResponseReturnValue:
    """The form for adding to a signed record."""
    record = _amendable(reference)
    kept = held_forms.take_back(viewer(), request)
    form = AmendForm(formdata=kept)
    if kept is None:
        form.once_key.data = once.new_key()
    return render_template("consultations/amend.html", form=form, record=record, has_kept=kept is not None)


@blueprint.post("/records/<reference>/amend")
@requires(Permission.WRITE_RECORDS)
def save_amendment(reference: str) -> ResponseReturnValue:
    """Add to a signed record, once however often the button is pressed."""
    form = AmendForm()
    record = _amendable(reference)
    taken = asking.take_up(form, subject_of(record))
    if not taken.is_complete(form):
        return render_template("consultations/amend.html", form=form, record=record, has_kept=False), 422
    done = once.claim(form.once_key.typed, person_id=viewer().person_id)
    if done is not None:
        return redirect(done)
    try:
        following.amend_record(
            viewer(),
            reference=reference,
            text=form.text.typed,
            reason=form.reason.typed,
            screened=taken.answers,
        )
    except WrongState as error:  # a draft is written, not amended
        raise NotFound from error
    except NotPassed as stopped:
        return asking.page(form, stopped, taken)
    page = url_for("consultations.show", reference=reference)
    once.leave_result(page)
    held_forms.let_go(viewer(), request)
    flash("Your addition stands under the record, and your colleague has been told.", "success")
    return redirect(page)


def _amendable(reference: str) -> reading_queries.RecordView:
    record = reading_queries.get_record(viewer(), reference)
    if not record.is_signed or not policy.can_sign(record.relation):
        raise NotFound
    return record
