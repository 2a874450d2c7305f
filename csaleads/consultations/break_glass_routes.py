"""A coordinator's emergency reading: find the record by its reference, say why, read for an hour."""

from typing import Any

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from csaleads.access.guards import requires, viewer
from csaleads.access.permissions import Permission
from csaleads.accounts import held_forms
from csaleads.consultations import break_glass as service
from csaleads.consultations import list_queries, presenters
from csaleads.consultations.blueprint import blueprint
from csaleads.consultations.forms import BreakGlassForm, FindRecordForm
from csaleads.consultations.queries import find_pair
from csaleads.consultations.screened import subject_of
from csaleads.core.errors import HiddenNow, NotFound
from csaleads.screening import asking
from csaleads.screening.service import NotPassed


@blueprint.get("/break-glass")
@requires(Permission.BREAK_GLASS)
def find_to_break_glass() -> ResponseReturnValue:
    """Ask for the reference of the record."""
    form: Any = FindRecordForm.from_query(request.args)
    if "reference" in request.args and form.validate():
        reference = presenters.tidy_reference(form.reference.typed)
        if list_queries.find_breakable(viewer(), reference):
            return redirect(url_for("consultations.break_glass", reference=reference))
        form.fail("reference", "No signed record of your area has this reference")
    return render_template("consultations/find_to_break_glass.html", form=form)


@blueprint.get("/records/<reference>/break-glass")
@requires(Permission.BREAK_GLASS)
def break_glass(reference: str) -> ResponseReturnValue:
    """Ask for the reason, and say what will happen."""
    _require_breakable(reference)
    kept = held_forms.take_back(viewer(), request)
    form = BreakGlassForm(formdata=kept)
    return _page(form, reference, has_kept=kept is not None)


@blueprint.post("/records/<reference>/break-glass")
@requires(Permission.BREAK_GLASS)
def open_by_break_glass(reference: str) -> ResponseReturnValue:
    """Open the record for an hour. Pressed twice, it is one reading."""
    _require_breakable(reference)
    form = BreakGlassForm()
    taken = asking.take_up(form, subject_of(find_pair(reference)[0]))
    if not taken.is_complete(form):
        return _page(form, reference), 422
    try:
        service.break_glass(viewer(), reference=reference, reason=form.reason.typed, screened=taken.answers)
    except NotPassed as stopped:
        return asking.page(form, stopped, taken)
    held_forms.let_go(viewer(), request)
    flash("You can read this record for an hour. Its Practice Lead has been told.", "warning")
    return redirect(url_for("consultations.show", reference=reference))


def _require_breakable(reference: str) -> None:
    """Raises HiddenNow while the record is being corrected: nobody is asked for a reason that opens nothing."""
    found = list_queries.find_breakable(viewer(), reference)
    if found is None:
        raise NotFound
    if found.is_hidden:
        raise HiddenNow


def _page(form: BreakGlassForm, reference: str, *, has_kept: bool = False) -> str:
    return render_template(
        "consultations/break_glass.html", form=form, reference=reference, has_kept=has_kept
    )
