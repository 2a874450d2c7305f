"""Reading a record: by its lead, by the worker once it is signed, and what the worker does with it."""

from uuid import UUID

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from csaleads.access.guards import requires, viewer
from csaleads.access.permissions import Permission
from csaleads.accounts import held_forms
from csaleads.consultations import following, policy, presenters, reading_queries
from csaleads.consultations.blueprint import blueprint
from csaleads.consultations.forms import FeedbackForm
from csaleads.consultations.policy import Relation
from csaleads.consultations.reading_queries import RecordView
from csaleads.consultations.screened import subject_of
from csaleads.core.errors import NotFound, WrongState
from csaleads.core.whereabouts import stand_at
from csaleads.screening import asking
from csaleads.screening.service import NotPassed

READERS = (Permission.WRITE_RECORDS, Permission.ASK_FOR_ADVICE, Permission.BREAK_GLASS)


@blueprint.get("/records/<reference>")
@requires(*READERS)
def show(reference: str) -> ResponseReturnValue:
    """The record as this viewer may read it. A draft is written, not read."""
    record = reading_queries.get_record(viewer(), reference)
    if not record.is_signed:
        return redirect(url_for("consultations.edit", reference=reference))
    if record.relation is Relation.WORKER:
        stand_at("advice.my_requests")
    return render_template(
        "consultations/show.html",
        record=record,
        facts=presenters.fact_rows(record),
        first_parts=presenters.first_parts(record.content),
        advice_parts=presenters.advice_parts(record.content),
        decision=presenters.manager_decision(record.content),
        not_decision_text=presenters.NOT_DECISION_TEXT,
        is_lead=record.relation is Relation.LEAD,
        is_worker=record.relation is Relation.WORKER,
        may_take_away=record.relation in policy.MAY["take_away"],
        may_mark=record.relation in policy.MAY["mark_action"],
    )


@blueprint.post("/records/<reference>/read")
@requires(Permission.ASK_FOR_ADVICE)
def mark_read(reference: str) -> ResponseReturnValue:
    """The worker says that they have read the advice."""
    try:
        following.mark_read(viewer(), reference=reference)
    except WrongState as error:
        raise NotFound from error
    flash("Thank you. The Practice Lead sees that you have read it.", "success")
    return redirect(url_for("consultations.show", reference=reference))


@blueprint.get("/records/<reference>/feedback")
@requires(Permission.ASK_FOR_ADVICE)
def feedback(reference: str) -> ResponseReturnValue:
    """The questions that the worker answers afterwards."""
    record = _own(reference)
    kept = held_forms.take_back(viewer(), request)
    before = record.feedback
    form = FeedbackForm(
        formdata=kept,
        data={
            "confidence_after": before.confidence_after if before else None,
            "external_advice": before.external_advice if before else None,
            "comment": before.comment if before else "",
        },
    )
    return _feedback_page(form, record, has_kept=kept is not None)


@blueprint.post("/records/<reference>/feedback")
@requires(Permission.ASK_FOR_ADVICE)
def save_feedback(reference: str) -> ResponseReturnValue:
    """Keep the worker's answers; sent twice, the second takes the place of the first."""
    record = _own(reference)
    form = FeedbackForm()
    taken = asking.take_up(form, subject_of(record))
    if not taken.is_complete(form):
        return _feedback_page(form, record), 422
    try:
        following.give_feedback(
            viewer(),
            reference=reference,
            confidence_after=form.confidence_after.data,
            external_advice=form.external_advice.data,
            comment=form.comment.typed,
            screened=taken.answers,
        )
    except NotPassed as stopped:
        return asking.page(form, stopped, taken)
    held_forms.let_go(viewer(), request)
    flash("Thank you. Your answers are kept.", "success")
    return redirect(url_for("consultations.show", reference=reference))


def _feedback_page(form: FeedbackForm, record: RecordView, *, has_kept: bool = False) -> str:
    stand_at("advice.my_requests")
    return render_template("consultations/feedback.html", form=form, record=record, has_kept=has_kept)


def _own(reference: str) -> RecordView:
    record = reading_queries.get_record(viewer(), reference)
    if record.relation is not Relation.WORKER:
        raise NotFound
    return record


@blueprint.post("/records/<reference>/actions/<uuid:action_id>/done")
@requires(Permission.ASK_FOR_ADVICE, Permission.WRITE_RECORDS)
def mark_action_done(reference: str, action_id: UUID) -> ResponseReturnValue:
    """An action is done."""
    try:
        following.mark_action_done(viewer(), reference=reference, action_id=action_id)
    except WrongState:
        flash("That action was marked as done already.", "info")
    else:
        flash("The action is marked as done.", "success")
    return redirect(url_for("consultations.show", reference=reference, _anchor="actions"))


@blueprint.post("/records/<reference>/actions/<uuid:action_id>/undo")
@requires(Permission.ASK_FOR_ADVICE, Permission.WRITE_RECORDS)
def undo_action(reference: str, action_id: UUID) -> ResponseReturnValue:
    """An action is to be done after all."""
    try:
        following.undo_action(viewer(), reference=reference, action_id=action_id)
    except WrongState:
        flash("That action is not marked as done.", "info")
    else:
        flash("The action is open again.", "success")
    return redirect(url_for("consultations.show", reference=reference, _anchor="actions"))
