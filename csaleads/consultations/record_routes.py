"""Writing the record: opening it, the form with its rows, and saving while one types."""

import re
from typing import Any

from flask import flash, jsonify, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from csaleads.access.guards import requires, viewer
from csaleads.access.permissions import Permission
from csaleads.accounts import held_forms
from csaleads.consultations import drafting, policy, presenters, reading_queries, service
from csaleads.consultations.blueprint import blueprint
from csaleads.consultations.content import RecordContent
from csaleads.consultations.forms import RecordForm, without_row
from csaleads.consultations.reading_queries import RecordView
from csaleads.consultations.screened import subject_of
from csaleads.core import clock, once
from csaleads.core.errors import ChangedMeanwhile, WrongState
from csaleads.core.formatting import uk_time
from csaleads.screening import asking

REMOVAL = re.compile(r"remove-(agency|action)-(\d{1,3})")
EMPTY = RecordContent()


@blueprint.post("/requests/<reference>/record")
@requires(Permission.WRITE_RECORDS)
def start(reference: str) -> ResponseReturnValue:
    """Open the record of a request, or go to the one that was opened before."""
    try:
        service.open_record(viewer(), reference=reference)
    except WrongState:
        flash(
            "There is nothing to record yet: the clinic has not begun, or the request is not booked now.",
            "info",
        )
        return redirect(url_for("consultations.list_records"))
    return redirect(url_for("consultations.edit", reference=reference))


@blueprint.get("/records/<reference>/edit")
@requires(Permission.WRITE_RECORDS)
def edit(reference: str) -> ResponseReturnValue:
    """The form of a draft. A signed record is read, not edited."""
    record = reading_queries.get_record(viewer(), reference)
    if record.is_signed:
        return redirect(url_for("consultations.show", reference=reference))
    kept = held_forms.take_back(viewer(), request)
    form = RecordForm(kept, record.content)
    if kept is None:
        form.version.data, form.page_key.data = str(record.version), once.new_key()
        if "marked" in request.args:
            asking.mark(form, subject_of(record))
    return _form_page(form, record, has_kept=kept is not None)


@blueprint.post("/records/<reference>/edit")
@requires(Permission.WRITE_RECORDS)
def save(reference: str) -> ResponseReturnValue:
    """Save the draft and go where the button leads; the buttons of rows come back to the form."""
    step = request.form.get("step", "stay")
    removal = REMOVAL.fullmatch(step)
    typed = without_row(request.form, removal[1], int(removal[2])) if removal else request.form
    form = RecordForm(typed, EMPTY)
    is_valid = form.validate()
    try:
        if removal or step in ("add-agency", "add-action"):
            return _change_rows(form, reference, step, is_valid=is_valid)
        if not is_valid:
            return _form_page(form, _record(reference)), 422
        drafting.save_draft(viewer(), reference=reference, **_sent(form))
    except ChangedMeanwhile:
        return _both_versions(form, reference)
    except WrongState:
        return _signed_meanwhile(form)
    held_forms.let_go(viewer(), request)
    return _go_on(step, reference)


@blueprint.post("/records/<reference>/draft")
@requires(Permission.WRITE_RECORDS)
def autosave(reference: str) -> ResponseReturnValue:
    """Keep what is on an open page; 409 where somebody else saved meanwhile, and nothing of theirs is touched."""
    form = RecordForm(request.form, EMPTY)
    form.validate()
    if form.has_text_too_long():
        return jsonify(error="too_long"), 422
    try:
        version = drafting.autosave_draft(viewer(), reference=reference, **_sent(form))
    except (ChangedMeanwhile, WrongState):
        return jsonify(error="changed_meanwhile"), 409
    return jsonify(saved_at=uk_time(clock.now()), fields={"version": str(version)})


def _sent(form: RecordForm) -> dict[str, Any]:
    # Whoever may not see the lead's note sends none: the service leaves it as it is.
    return {
        "content": form.content(with_note="lead_note" in request.form),
        "version": form.sent_version,
        "page_key": form.page_key.typed,
    }


def _record(reference: str) -> RecordView:
    return reading_queries.get_record(viewer(), reference)


def _change_rows(form: RecordForm, reference: str, step: str, *, is_valid: bool) -> ResponseReturnValue:
    if is_valid:
        version = drafting.autosave_draft(viewer(), reference=reference, **_sent(form))
        form.version.data = str(version)
    if step == "add-agency":
        form.with_agency()
    elif step == "add-action":
        form.with_action()
    return _form_page(form, _record(reference)), 200 if is_valid else 422


def _go_on(step: str, reference: str) -> ResponseReturnValue:
    if step == "review":
        return redirect(url_for("consultations.review", reference=reference))
    if step == "resources":
        return redirect(url_for("consultations.resources", reference=reference))
    if step == "later":
        flash(f"The draft of {reference} is saved. You can carry on with it from your records.", "success")
        return redirect(url_for("consultations.list_records"))
    flash("The draft is saved.", "success")
    return redirect(url_for("consultations.edit", reference=reference))


def _form_page(
    form: RecordForm,
    record: RecordView,
    *,
    has_kept: bool = False,
    differences: list[presenters.Difference] | None = None,
) -> str:
    if not form.agency_rows:
        form.with_agency()
    if not form.action_rows:
        form.with_action()
    return render_template(
        "consultations/edit.html",
        form=form,
        record=record,
        asked=reading_queries.get_asked(viewer(), record),
        sees_note=policy.can_see_note(record.relation),
        has_kept=has_kept,
        is_conflict=differences is not None,
        differences={found.field_name: found for found in differences or ()},
    )


def _both_versions(form: RecordForm, reference: str) -> ResponseReturnValue:
    """The form with what was typed, and beside each part what was saved meanwhile: nobody's words are lost."""
    record = _record(reference)
    typed = form.content(with_note=policy.can_see_note(record.relation))
    form.version.data = str(record.version)
    return _form_page(form, record, differences=presenters.differences(typed, record.content)), 409


def _signed_meanwhile(form: RecordForm) -> ResponseReturnValue:
    typed = presenters.typed_parts(form.content(with_note="lead_note" in request.form))
    return render_template("consultations/signed_meanwhile.html", typed=typed), 409
