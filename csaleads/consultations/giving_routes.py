"""Choosing what the worker gets to read with a record: suggested by the kind of concern, or found by a word in the title."""

from uuid import UUID

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from csaleads.access.guards import requires, viewer
from csaleads.access.permissions import Permission
from csaleads.accounts import held_forms
from csaleads.consultations import given_queries, giving
from csaleads.consultations.blueprint import blueprint
from csaleads.consultations.errors import TooManyGiven
from csaleads.consultations.forms import GiveForm, TitleSearch
from csaleads.consultations.screened import subject_of
from csaleads.core import once
from csaleads.core.errors import InvalidChoice, NotAllowed, NotFound, WrongState
from csaleads.core.unit_of_work import roll_back
from csaleads.screening import asking
from csaleads.screening.service import NotPassed

WRITES = Permission.WRITE_RECORDS
NOT_THEIRS = "Your colleague could not open that resource now. Choose another one."
AT_MOST = f"A record gives at most {giving.MOST_GIVEN} resources."


@blueprint.get("/records/<reference>/resources")
@requires(WRITES)
def resources(reference: str) -> ResponseReturnValue:
    """What is given with the record, and what could be."""
    form = TitleSearch.from_query(request.args)
    looked_for = form.q.typed if form.validate() else ""
    choosing = given_queries.get_choosing(viewer(), reference, looked_for)
    return render_template(
        "consultations/resources.html",
        choosing=choosing,
        form=form,
        looked_for=looked_for,
        at_most=AT_MOST,
        is_full=len(choosing.given) >= giving.MOST_GIVEN,
    )


@blueprint.post("/records/<reference>/resources/<uuid:resource_id>/give")
@requires(WRITES)
def give_resource(reference: str, resource_id: UUID) -> ResponseReturnValue:
    """The draft gives it."""
    try:
        giving.give_resource(viewer(), reference=reference, resource_id=resource_id)
    except InvalidChoice:
        roll_back()
        flash(NOT_THEIRS, "info")
    except TooManyGiven:
        roll_back()
        flash(f"{AT_MOST} Take one out first.", "info")
    except WrongState:
        roll_back()
        flash("The record is signed. What you add now stands under it as an amendment.", "info")
    else:
        flash("Your colleague gets it with the record.", "success")
    return _back(reference)


@blueprint.post("/records/<reference>/resources/<uuid:resource_id>/take-out")
@requires(WRITES)
def take_out_resource(reference: str, resource_id: UUID) -> ResponseReturnValue:
    """The draft does not give it any more."""
    try:
        giving.take_out_resource(viewer(), reference=reference, resource_id=resource_id)
    except WrongState:
        roll_back()
        flash("The record is signed, so it stays as it is.", "info")
    else:
        flash("It is taken out.", "success")
    return _back(reference)


def _back(reference: str) -> ResponseReturnValue:
    """The page with what was looked for."""
    looked_for = request.form.get("q", "")[:80]
    return redirect(url_for("consultations.resources", reference=reference, q=looked_for or None))


@blueprint.route("/records/<reference>/resources/<uuid:resource_id>/amend", methods=["GET", "POST"])
@requires(WRITES)
def amend_with_resource(reference: str, resource_id: UUID) -> ResponseReturnValue:
    """A resource is given after signing, with the reason."""
    record, title = given_queries.get_givable(viewer(), reference, resource_id)
    held = held_forms.take_back(viewer(), request)
    form = GiveForm(formdata=held) if held else GiveForm()
    form.once_key.data = form.once_key.data or once.new_key()
    taken = asking.take_up(form, subject_of(record))
    if not taken.is_complete(form):
        page = render_template(
            "consultations/give.html", form=form, reference=reference, title=title, has_kept=held is not None
        )
        return (page, 422) if form.is_submitted() else page
    done = once.claim(form.once_key.typed, person_id=viewer().person_id)
    if done is not None:
        return redirect(done)
    try:
        giving.amend_with_resource(
            viewer(),
            reference=reference,
            resource_id=resource_id,
            reason=form.reason.typed,
            screened=taken.answers,
        )
    except (InvalidChoice, TooManyGiven) as refused:
        roll_back()
        flash(AT_MOST if isinstance(refused, TooManyGiven) else NOT_THEIRS, "info")
        return _back(reference)
    except (WrongState, NotAllowed) as refused:
        raise NotFound from refused
    except NotPassed as stopped:
        return asking.page(form, stopped, taken)
    location = url_for("consultations.show", reference=reference)
    once.leave_result(location)
    held_forms.let_go(viewer(), request)
    flash("The resource stands under the record, and your colleague has been told.", "success")
    return redirect(location)
