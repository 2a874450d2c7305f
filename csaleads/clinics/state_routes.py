"""What happens to a clinic: publish, mark as held, cancel, withdraw a slot and offer it again."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from csaleads.access.guards import requires, viewer
from csaleads.access.permissions import Permission
from csaleads.accounts import held_forms
from csaleads.clinics import plan_queries, policy, queries, state_service
from csaleads.clinics.blueprint import blueprint
from csaleads.clinics.forms import CancelForm
from csaleads.clinics.presenters import refusal_words
from csaleads.clinics.series_service import Scope
from csaleads.core import scrubbing
from csaleads.core.errors import NotFound, WrongState
from csaleads.core.formatting import plural
from csaleads.core.unit_of_work import commit
from csaleads.screening import asking
from csaleads.screening.service import NotPassed, Subject

RUNS = (Permission.RUN_CLINICS, Permission.RUN_CLINICS_OF_AREA)


def _page_of(clinic_id: UUID) -> ResponseReturnValue:
    return redirect(url_for("clinics.show", clinic_id=clinic_id))


def _act(clinic_id: UUID, done: str, service: Callable[..., Any], **arguments: Any) -> ResponseReturnValue:
    """Do it and say so; where the state has moved on, say that instead."""
    try:
        service(viewer(), clinic_id=clinic_id, **arguments)
    except WrongState as refused:
        flash(refusal_words(refused), "info")
    else:
        flash(done, "success")
    return _page_of(clinic_id)


def _scope() -> Scope:
    return Scope.REST if request.form.get("scope") == Scope.REST else Scope.THIS


@blueprint.post("/clinics/<uuid:clinic_id>/publish")
@requires(*RUNS)
def publish(clinic_id: UUID) -> ResponseReturnValue:
    """Open the clinic, or the rest of its series, to bookings."""
    try:
        count = state_service.publish_clinics(viewer(), clinic_id=clinic_id, scope=_scope())
    except WrongState as refused:
        flash(refusal_words(refused), "info")
    else:
        made = "The clinic is" if count == 1 else f"{plural(count, 'clinic')} are"
        flash(f"{made} published. Colleagues can book now.", "success")
    return _page_of(clinic_id)


@blueprint.post("/clinics/<uuid:clinic_id>/hold")
@requires(*RUNS)
def hold(clinic_id: UUID) -> ResponseReturnValue:
    """Mark the clinic as held."""
    return _act(clinic_id, "The clinic is marked as held.", state_service.hold_clinic)


@blueprint.post("/clinics/<uuid:clinic_id>/slots/<int:slot_id>/withdraw")
@requires(*RUNS)
def withdraw_slot(clinic_id: UUID, slot_id: int) -> ResponseReturnValue:
    """Take a free slot off the list."""
    done = "The slot is withdrawn. Nobody can book it."
    return _act(clinic_id, done, state_service.withdraw_slot, slot_id=slot_id)


@blueprint.post("/clinics/<uuid:clinic_id>/slots/<int:slot_id>/offer")
@requires(*RUNS)
def offer_slot(clinic_id: UUID, slot_id: int) -> ResponseReturnValue:
    """Put a withdrawn slot back on the list."""
    return _act(clinic_id, "The slot can be booked again.", state_service.offer_slot, slot_id=slot_id)


@blueprint.route("/clinics/<uuid:clinic_id>/cancel", methods=["GET", "POST"])
@requires(*RUNS)
def cancel(clinic_id: UUID) -> ResponseReturnValue:
    """Say who is affected, ask why, and cancel."""
    clinic = queries.get_clinic(viewer(), clinic_id)
    policy.require_run(viewer(), clinic)
    if not policy.can_cancel(viewer(), clinic):
        flash(refusal_words(WrongState("cancel", clinic.state.value)), "info")
        return _page_of(clinic_id)
    held = held_forms.take_back(viewer(), request)
    form = CancelForm(formdata=held) if held else CancelForm()
    taken = asking.take_up(form, Subject("clinic", clinic_id, clinic.area_id))
    if taken.is_complete(form):
        return _cancel(clinic_id, form, taken)
    affected = plan_queries.list_affected(viewer(), clinic)
    page = render_template(
        "clinics/cancel.html", form=form, clinic=clinic, affected=affected, was_held=held is not None
    )
    return (page, 422) if form.is_submitted() else page


def _cancel(clinic_id: UUID, form: CancelForm, taken: asking.Taken) -> ResponseReturnValue:
    try:
        cancelled = state_service.cancel_clinics(
            viewer(),
            clinic_id=clinic_id,
            scope=Scope(form.scope.data or Scope.THIS),
            reason=form.reason.data or "",
            screened=taken.answers,
        )
    except WrongState as refused:
        flash(refusal_words(refused), "info")
        return _page_of(clinic_id)
    except NotPassed as stopped:
        return asking.page(form, stopped, taken)
    held_forms.let_go(viewer(), request)
    what = "The clinic is" if len(cancelled) == 1 else f"{plural(len(cancelled), 'clinic')} are"
    flash(f"{what} cancelled. Everybody who had booked has been told.", "success")
    return _page_of(clinic_id)


@blueprint.get("/clinics/<uuid:clinic_id>/reason")
@requires(*RUNS)
def ask_to_wipe_reason(clinic_id: UUID) -> ResponseReturnValue:
    """Ask once more before the reason of a cancelled clinic is taken out."""
    clinic = queries.get_clinic(viewer(), clinic_id)
    if not policy.can_run(viewer(), clinic) or clinic.cancelled_at is None:
        raise NotFound
    return render_template("clinics/wipe_reason.html", clinic=clinic)


@blueprint.post("/clinics/<uuid:clinic_id>/reason")
@requires(*RUNS)
def wipe_reason(clinic_id: UUID) -> ResponseReturnValue:
    """The reason is gone, from the database's files too where that can be done at once."""
    answer = _act(clinic_id, "The reason is taken out.", state_service.wipe_reason)
    commit()
    scrubbing.scrub_files(is_quick=True)
    return answer
