"""The lists: what is shared with the area, what waits to be read first, the viewer's own, and what a lead left behind."""

from flask import render_template, url_for
from flask.typing import ResponseReturnValue

from csaleads.access.guards import requires, viewer
from csaleads.access.permissions import Permission
from csaleads.core.paging import page_number
from csaleads.sharing import list_queries, presenters
from csaleads.sharing.blueprint import blueprint
from csaleads.sharing.list_queries import SharedFilter
from csaleads.sharing.list_views import asked_by, asked_filter, views


@blueprint.get("/shared-records")
@requires(Permission.LEARN_FROM_RECORDS)
def list_shared() -> ResponseReturnValue:
    """One page of what is shared for learning with the viewer's areas."""
    form, wanted = asked_filter()
    return render_template(
        "sharing/list.html",
        form=form,
        page=list_queries.list_shared(viewer(), wanted, page=page_number()),
        is_narrowed=wanted != SharedFilter(),
        propose_href=url_for("sharing.propose_theme", **asked_by(wanted)),
        views=views("sharing.list_shared"),
        title_of=presenters.title_of,
        period_words=presenters.period_words,
    )


@blueprint.get("/shared-records/to-review")
@requires(Permission.REVIEW_FOR_LEARNING)
def list_to_review() -> ResponseReturnValue:
    """What waits for a review that the viewer may give."""
    return render_template(
        "sharing/to_review.html",
        page=list_queries.list_to_review(viewer(), page=page_number()),
        views=views("sharing.list_to_review"),
        title_of=presenters.title_of,
    )


@blueprint.get("/shared-records/yours")
@requires(Permission.WRITE_RECORDS)
def list_own() -> ResponseReturnValue:
    """The viewer's own versions, in every state."""
    return render_template(
        "sharing/yours.html",
        page=list_queries.list_own(viewer(), page=page_number()),
        views=views("sharing.list_own"),
        title_of=presenters.title_of,
    )


@blueprint.get("/shared-records/lead-has-left")
@requires(Permission.STOP_SHARING)
def list_without_lead() -> ResponseReturnValue:
    """What waits for the coordinator to keep it or to stop it."""
    return render_template(
        "sharing/without_lead.html",
        page=list_queries.list_without_lead(viewer(), page=page_number()),
        views=views("sharing.list_without_lead"),
        title_of=presenters.title_of,
    )
