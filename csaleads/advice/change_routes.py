"""Pages on which a booking is cancelled or a request withdrawn."""

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from csaleads.access.guards import requires, viewer
from csaleads.access.permissions import Permission
from csaleads.accounts import held_forms
from csaleads.advice import booking, queries
from csaleads.advice.blueprint import blueprint
from csaleads.advice.forms import CancelAsLeadForm, CancelForm, WithdrawForm
from csaleads.advice.models import RequestState
from csaleads.advice.queries import RequestView
from csaleads.advice.screened import subject_of
from csaleads.core.errors import WrongState
from csaleads.core.unit_of_work import roll_back
from csaleads.screening import asking
from csaleads.screening.service import NotPassed


@blueprint.get("/requests/<reference>/cancel")
@requires(Permission.ASK_FOR_ADVICE, Permission.ANSWER_REQUESTS)
def ask_to_cancel(reference: str) -> ResponseReturnValue:
    """Why, and for the worker what becomes of the request."""
    asked = queries.get_request(viewer(), reference)
    if not asked.allows("cancel"):
        return _as_it_stands(asked)
    held = held_forms.take_back(viewer(), request)
    form = CancelForm(formdata=held) if _is_own(asked) else CancelAsLeadForm(formdata=held)
    return _show_cancel(form, asked)


@blueprint.post("/requests/<reference>/cancel")
@requires(Permission.ASK_FOR_ADVICE, Permission.ANSWER_REQUESTS)
def cancel(reference: str) -> ResponseReturnValue:
    """The slot is free again."""
    asked = queries.get_request(viewer(), reference)
    form = CancelForm() if _is_own(asked) else CancelAsLeadForm()
    taken = asking.take_up(form, subject_of(asked))
    if not taken.is_complete(form):
        return _show_cancel(form, asked), 422
    keep = not _is_own(asked) or form["afterwards"].data == "keep"
    try:
        state = booking.cancel_booking(
            viewer(),
            reference=asked.reference,
            reason=form["reason"].data,
            keep_request=keep,
            screened=taken.answers,
        )
    except WrongState:
        return _as_it_stands(asked)
    except NotPassed as stopped:
        return asking.page(form, stopped, taken)
    held_forms.let_go(viewer(), request)
    return redirect(_after_cancelling(asked, state))


def _after_cancelling(asked: RequestView, state: RequestState) -> str:
    if not _is_own(asked):
        flash(f"The booking of {asked.reference} is cancelled. Your colleague has been told.", "success")
        clinic_id = asked.booking.clinic_id if asked.booking else None
        if clinic_id is not None:
            return url_for("advice.running_order", clinic_id=clinic_id)
        return url_for("home.today")
    if state is RequestState.SUBMITTED:
        flash("Your booking is cancelled. Choose another time when you are ready.", "success")
        return url_for("advice.choose_slot", reference=asked.reference)
    flash("Your booking is cancelled and your request withdrawn.", "success")
    return url_for("advice.show", reference=asked.reference)


@blueprint.get("/requests/<reference>/withdraw")
@requires(Permission.ASK_FOR_ADVICE)
def ask_to_withdraw(reference: str) -> ResponseReturnValue:
    """Ask once more, and why."""
    asked = queries.get_own_request(viewer(), reference)
    if not asked.allows("withdraw"):
        return _as_it_stands(asked)
    form = WithdrawForm(formdata=held_forms.take_back(viewer(), request))
    return render_template("advice/withdraw.html", form=form, asked=asked)


@blueprint.post("/requests/<reference>/withdraw")
@requires(Permission.ASK_FOR_ADVICE)
def withdraw(reference: str) -> ResponseReturnValue:
    """The request ends; what was typed stays readable for its worker."""
    asked = queries.get_own_request(viewer(), reference)
    form = WithdrawForm()
    taken = asking.take_up(form, subject_of(asked))
    if not taken.is_complete(form):
        return render_template("advice/withdraw.html", form=form, asked=asked), 422
    try:
        booking.withdraw_request(
            viewer(), reference=asked.reference, reason=form.reason.typed, screened=taken.answers
        )
    except WrongState:
        return _as_it_stands(asked)
    except NotPassed as stopped:
        return asking.page(form, stopped, taken)
    held_forms.let_go(viewer(), request)
    flash(f"Your request {asked.reference} is withdrawn.", "success")
    return redirect(url_for("advice.my_requests"))


def _show_cancel(form: CancelForm | CancelAsLeadForm, asked: RequestView) -> str:
    return render_template("advice/cancel.html", form=form, asked=asked, is_own=_is_own(asked))


def _is_own(asked: RequestView) -> bool:
    return asked.worker_id == viewer().person_id


def _as_it_stands(asked: RequestView) -> ResponseReturnValue:
    roll_back()
    flash("That cannot be done now. The page below shows how the request stands.", "info")
    return redirect(url_for("advice.show", reference=asked.reference))
