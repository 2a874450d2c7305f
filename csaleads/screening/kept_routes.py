"""What people of an area kept as identifying nobody, for its leads and its coordinator to look at."""

from collections.abc import Callable

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from csaleads.access.guards import requires, viewer
from csaleads.access.permissions import Permission
from csaleads.core.errors import WrongState
from csaleads.core.paging import page_number
from csaleads.screening import presenters, queries, service
from csaleads.screening.blueprint import blueprint
from csaleads.screening.forms import KeptFilter
from csaleads.screening.subjects import names_of


@blueprint.get("/kept")
@requires(Permission.REVIEW_EXCEPTIONS)
def kept() -> ResponseReturnValue:
    """Kind, reason, who and when; never the words."""
    form = KeptFilter.from_query(request.args)
    state = form.state.data if form.validate() and form.state.data else "to_review"
    page = queries.page_of_kept(viewer(), state=state, number=page_number())
    names = names_of(viewer(), [row.subject for row in page.rows])
    return render_template(
        "screening/kept.html",
        form=form,
        page=page,
        state=state,
        lines=presenters.lines_of(viewer(), page.rows, names),
        has_several_areas=len(viewer().areas_with(Permission.REVIEW_EXCEPTIONS)) > 1,
    )


@blueprint.post("/kept/<int:kept_id>/agree")
@requires(Permission.REVIEW_EXCEPTIONS)
def agree(kept_id: int) -> ResponseReturnValue:
    """It identifies nobody."""
    return _done(lambda: service.agree(viewer(), kept_id=kept_id), "You agreed. It needs nobody any more.")


@blueprint.post("/kept/<int:kept_id>/ask-again")
@requires(Permission.REVIEW_EXCEPTIONS)
def ask_again(kept_id: int) -> ResponseReturnValue:
    """Its author is asked to look again."""
    return _done(
        lambda: service.ask_to_look_again(viewer(), kept_id=kept_id),
        "Your colleague has been told, and is asked about it when they next send that text.",
    )


def _done(act: Callable[[], None], message: str) -> ResponseReturnValue:
    try:
        act()
    except WrongState:
        flash("Somebody has looked at that already.", "info")
    else:
        flash(message, "success")
    return redirect(url_for("screening.kept"))
