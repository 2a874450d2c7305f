"""Reading what is shared: opening it, which is noted, the words, and the coordinator's ways of stopping or keeping it."""

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from csaleads.access.guards import requires, viewer
from csaleads.access.permissions import Permission
from csaleads.core.errors import WrongState
from csaleads.core.unit_of_work import roll_back
from csaleads.sharing import leaving, presenters, reading, reading_queries, service
from csaleads.sharing.blueprint import blueprint
from csaleads.sharing.forms import StopForm
from csaleads.sharing.models import StopReason


@blueprint.get("/shared-records/<number>")
@requires(Permission.LEARN_FROM_RECORDS, Permission.REVIEW_FOR_LEARNING)
def read(number: str) -> ResponseReturnValue:
    """What is shared, its words once they were opened. One that waits for the viewer's review leads there."""
    if reading_queries.is_waiting_for(viewer(), number):
        return redirect(url_for("sharing.review", number=number))
    version = reading_queries.get_to_read(viewer(), number)
    return render_template(
        "sharing/read.html",
        version=version,
        title=presenters.title_of(version.said),
        facts=presenters.fact_rows(version),
        parts=presenters.parts_of(version.texts),
    )


@blueprint.post("/shared-records/<number>/open")
@requires(Permission.LEARN_FROM_RECORDS, Permission.REVIEW_FOR_LEARNING)
def open_to_read(number: str) -> ResponseReturnValue:
    """Open it for a working day. That it was opened is in the audit trail."""
    reading.open_to_read(viewer(), number=number)
    return redirect(url_for("sharing.read", number=number))


@blueprint.get("/shared-records/<number>/stop")
@requires(Permission.STOP_SHARING)
def ask_to_stop(number: str) -> ResponseReturnValue:
    """Ask why, and say what will happen."""
    version = reading_queries.get_to_stop(viewer(), number)
    form = StopForm(formdata=None)
    if request.args.get("because") == StopReason.LEAD_HAS_LEFT.value:
        form.reason.data = StopReason.LEAD_HAS_LEFT
    return render_template("sharing/stop.html", form=form, version=version)


@blueprint.post("/shared-records/<number>/stop")
@requires(Permission.STOP_SHARING)
def stop(number: str) -> ResponseReturnValue:
    """Nobody but its lead sees it any more. A second click finds it stopped."""
    form = StopForm()
    try:
        if not form.validate_on_submit():
            version = reading_queries.get_to_stop(viewer(), number)
            return render_template("sharing/stop.html", form=form, version=version), 422
        service.stop_as_coordinator(viewer(), number=number, reason=form.reason.data)
    except WrongState:
        flash("It is stopped already.", "info")
    else:
        flash("It is not shared any more. Its Practice Lead, if still here, has been told.", "success")
    return redirect(url_for("sharing.list_shared"))


@blueprint.post("/shared-records/<number>/keep")
@requires(Permission.STOP_SHARING)
def keep(number: str) -> ResponseReturnValue:
    """It is shared on, although its lead has left. A second click finds that settled."""
    try:
        leaving.keep_sharing(viewer(), number=number)
    except WrongState:
        roll_back()
        flash("That is settled already.", "info")
    else:
        flash(f"{number} is shared on. You can still stop it at any time.", "success")
    return redirect(url_for("sharing.list_without_lead"))
