"""What is shared although its lead has left: the coordinator's list, and keeping it. Stopping is where it always is."""

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from csaleads.access.guards import requires, viewer
from csaleads.access.permissions import Permission
from csaleads.core.errors import WrongState
from csaleads.core.paging import page_number
from csaleads.core.unit_of_work import roll_back
from csaleads.sharing import leaving, list_queries, presenters
from csaleads.sharing.blueprint import blueprint
from csaleads.sharing.list_routes import views


@blueprint.get("/shared-records/lead-has-left")
@requires(Permission.STOP_SHARING)
def list_without_lead() -> ResponseReturnValue:
    """What waits for the coordinator to keep it or to stop it."""
    return render_template(
        "sharing/without_lead.html",
        page=list_queries.list_without_lead(viewer(), page=page_number()),
        views=views("sharing.list_without_lead"),
        title_of=presenters.title_of_row,
    )


@blueprint.post("/shared-records/<number>/keep")
@requires(Permission.STOP_SHARING)
def keep(number: str) -> ResponseReturnValue:
    """It is shared on. A second click finds that settled."""
    try:
        leaving.keep_sharing(viewer(), number=number)
    except WrongState:
        roll_back()
        flash("That is settled already.", "info")
    else:
        flash(f"{number} is shared on. You can still stop it at any time.", "success")
    return redirect(url_for("sharing.list_without_lead"))
