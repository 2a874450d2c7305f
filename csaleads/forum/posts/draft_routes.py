"""The drafts of one's own: listed, and thrown away."""

from uuid import UUID

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from csaleads.access.guards import requires, viewer
from csaleads.access.permissions import Permission
from csaleads.forum.blueprint import blueprint
from csaleads.forum.posts import draft_queries, draft_service, own_presenters


@blueprint.get("/network/drafts")
@requires(Permission.USE_NETWORK)
def my_drafts() -> ResponseReturnValue:
    """What the viewer has begun to write, the newest first."""
    lines = draft_queries.list_drafts(viewer())
    return render_template("forum/drafts.html", drafts=[own_presenters.shown_draft(line) for line in lines])


@blueprint.get("/network/drafts/<uuid:draft_id>/throw-away")
@requires(Permission.USE_NETWORK)
def ask_to_throw_away(draft_id: UUID) -> ResponseReturnValue:
    """Whether the viewer means it."""
    draft = draft_queries.get_draft(viewer(), draft_id)
    return render_template("forum/throw_away_draft.html", draft=draft)


@blueprint.post("/network/drafts/<uuid:draft_id>/throw-away")
@requires(Permission.USE_NETWORK)
def throw_away(draft_id: UUID) -> ResponseReturnValue:
    """Nothing is left of the draft."""
    draft_service.throw_away(viewer(), draft_id=draft_id)
    flash("The draft is thrown away.", "success")
    return redirect(url_for("forum.my_drafts"))
