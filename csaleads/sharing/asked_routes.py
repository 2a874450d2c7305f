"""What a lead is asked: whether a theme of consultations may rest on records of theirs."""

from uuid import UUID

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from csaleads.access.guards import requires, viewer
from csaleads.access.permissions import Permission
from csaleads.core.errors import WrongState
from csaleads.core.markdown import markdown
from csaleads.core.unit_of_work import roll_back
from csaleads.sharing import list_views, theme_queries, theme_service
from csaleads.sharing.blueprint import blueprint


@blueprint.get("/themes/asked")
@requires(Permission.WRITE_RECORDS)
def asked() -> ResponseReturnValue:
    """Every theme that rests on the viewer's records, or would like to."""
    rows = [(one, markdown(one.summary)) for one in theme_queries.list_asked(viewer())]
    return render_template("sharing/asked.html", rows=rows, views=list_views.views("sharing.asked"))


@blueprint.post("/themes/<uuid:theme_id>/<any(agree, decline):verb>")
@requires(Permission.WRITE_RECORDS)
def answer_theme(theme_id: UUID, verb: str) -> ResponseReturnValue:
    """The viewer agrees, or does not, or no longer."""
    act = theme_service.agree if verb == "agree" else theme_service.decline
    try:
        act(viewer(), theme_id=theme_id)
    except WrongState:
        roll_back()
        flash("This is over: it was taken back, or too few records were left, a moment ago.", "info")
    else:
        thanks = "Thank you. You can take it back at any time."
        flash(
            thanks if verb == "agree" else "Your records are left out of it. Nobody is told who said so.",
            "success",
        )
    return redirect(url_for("sharing.asked"))
