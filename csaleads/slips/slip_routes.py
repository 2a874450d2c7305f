"""Slips: the list, one slip with the words that are its viewer's, correcting them, and the coordinator's decision."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from csaleads.access.guards import requires, viewer
from csaleads.access.permissions import Permission
from csaleads.accounts import held_forms
from csaleads.core import scrubbing
from csaleads.core.errors import ChangedMeanwhile, WrongState
from csaleads.core.paging import page_number
from csaleads.core.unit_of_work import commit, roll_back
from csaleads.core.whereabouts import stand_at
from csaleads.screening import asking
from csaleads.screening.errors import NotPassed
from csaleads.slips import cleaning, list_queries, queries, service, view_queries
from csaleads.slips.blueprint import blueprint
from csaleads.slips.forms import (
    CorrectionForm,
    correction_form,
    is_only_in_learning,
    texts_of,
    wipes_note,
)
from csaleads.slips.queries import SlipView
from csaleads.slips.screened import subject_of

NOTHING_DONE = "Change the words in which something could identify somebody"
NOTHING_DONE_LEARNING = f"{NOTHING_DONE}, or say that it is only in the version for learning"
AUTHORS = (Permission.ASK_FOR_ADVICE, Permission.WRITE_RECORDS, Permission.BREAK_GLASS)


@blueprint.get("/slips")
@requires(*AUTHORS)
def list_slips() -> ResponseReturnValue:
    """Slips of the areas that the viewer coordinates, and those about their own words; open ones first."""
    _stand()
    page = list_queries.page_of_slips(viewer(), number=page_number())
    return render_template("slips/list.html", page=page, is_coordinator=viewer().can(Permission.BREAK_GLASS))


@blueprint.get("/slips/<uuid:slip_id>")
@requires(*AUTHORS)
def show(slip_id: UUID) -> ResponseReturnValue:
    """One slip: the viewer's own words in boxes, and for the coordinator all of them, with what they can decide."""
    slip = queries.get_slip_view(viewer(), slip_id)
    kept = held_forms.take_back(viewer(), request)
    return _page(_form(slip, kept), slip, has_kept=kept is not None)


@blueprint.post("/slips/<uuid:slip_id>")
@requires(*AUTHORS)
def correct(slip_id: UUID) -> ResponseReturnValue:
    """The words are as they were typed now; the coordinator is asked to confirm it."""
    slip = queries.get_slip_view(viewer(), slip_id)
    form = _form(slip, request.form)
    taken = asking.take_up(form, subject_of(slip))
    if not taken.is_complete(form):
        return _page(form, slip), 422
    try:
        service.correct(
            viewer(),
            slip_id=slip_id,
            texts=texts_of(form),
            version=form.sent_version,
            wipe_note=wipes_note(form),
            is_only_in_learning=is_only_in_learning(form),
            screened=taken.answers,
        )
    except NotPassed as stopped:
        roll_back()
        return asking.page(form, stopped, taken)
    except ChangedMeanwhile:
        return _changed_meanwhile(form, slip_id)
    except service.NothingCorrected:
        roll_back()
        form.fail_whole(NOTHING_DONE_LEARNING if slip.can_leave_record else NOTHING_DONE)
        return _page(form, slip), 422
    except WrongState:
        return _closed(slip_id)
    held_forms.let_go(viewer(), request)
    flash("Your correction is kept, and the old words are overwritten.", "success")
    return redirect(url_for("slips.show", slip_id=slip_id))


@blueprint.post("/slips/<uuid:slip_id>/confirm")
@requires(Permission.BREAK_GLASS)
def confirm(slip_id: UUID) -> ResponseReturnValue:
    """It can be read again; what is left of the old words in the database's files is wiped."""
    answer = _decide(
        slip_id,
        service.purge,
        "It can be read again. The old words are wiped, and its authors have been told.",
    )
    commit()  # what is overwritten can be taken out of the files only once it is committed
    if scrubbing.scrub_files(is_quick=True):
        cleaning.mark_scrubbed()
    return answer


@blueprint.post("/slips/<uuid:slip_id>/send-back")
@requires(Permission.BREAK_GLASS)
def send_back(slip_id: UUID) -> ResponseReturnValue:
    """Something is still in it."""
    return _decide(slip_id, service.send_back, "Its authors have been asked to look at their words again.")


@blueprint.post("/slips/<uuid:slip_id>/dismiss")
@requires(Permission.BREAK_GLASS)
def dismiss(slip_id: UUID) -> ResponseReturnValue:
    """Nothing in it identifies anybody."""
    return _decide(slip_id, service.dismiss, "It can be read again as it was. Its authors have been told.")


def _decide(slip_id: UUID, act: Callable[..., None], message: str) -> ResponseReturnValue:
    try:
        act(viewer(), slip_id=slip_id)
    except WrongState:
        return _closed(slip_id)
    flash(message, "success")
    return redirect(url_for("slips.show", slip_id=slip_id))


def _closed(slip_id: UUID) -> ResponseReturnValue:
    roll_back()
    flash("That cannot be done now. The page below shows how it stands.", "info")
    return redirect(url_for("slips.show", slip_id=slip_id))


def _changed_meanwhile(form: CorrectionForm, slip_id: UUID) -> ResponseReturnValue:
    """The page with what was typed, and above it the words as somebody else has saved them since."""
    roll_back()
    newest = queries.get_slip_view(viewer(), slip_id)
    form.version.data = str(newest.version)
    return _page(form, newest, has_changed=True), 409


def _form(slip: SlipView, typed: Any) -> CorrectionForm:
    boxes = [part for part in slip.parts if part.can_correct]
    return correction_form(
        boxes,
        with_note=slip.can_wipe_note,
        with_learning=slip.can_leave_record,
        formdata=typed,
        version=slip.version,
    )


def _page(form: CorrectionForm, slip: SlipView, *, has_kept: bool = False, has_changed: bool = False) -> str:
    _stand()
    return render_template(
        "slips/show.html",
        form=form,
        slip=slip,
        took_over=slip.is_open and view_queries.took_record_over(viewer(), slip.request_id),
        has_kept=has_kept,
        has_changed=has_changed,
    )


def _stand() -> None:
    person = viewer()
    if not person.can(Permission.BREAK_GLASS):
        stand_at(
            "consultations.list_records" if person.can(Permission.WRITE_RECORDS) else "advice.my_requests"
        )
