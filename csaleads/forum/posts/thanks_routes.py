"""“Helpful”: a button below the posts of others, and how many pressed it."""

from collections.abc import Sequence

from flask import flash, redirect, url_for
from flask.typing import ResponseReturnValue

from csaleads.access.guards import requires, viewer
from csaleads.access.permissions import Permission
from csaleads.core.errors import WrongState
from csaleads.core.unit_of_work import roll_back
from csaleads.forum import beside, policy
from csaleads.forum.beside import Action, Looking, OfPost
from csaleads.forum.blueprint import blueprint
from csaleads.forum.models import PostState
from csaleads.forum.posts import thanks_queries, thanks_service
from csaleads.forum.posts.queries import PostLine

USES = Permission.USE_NETWORK
TOO_LATE = "This post cannot be marked as helpful any more."


@blueprint.post("/network/posts/<int:post_id>/helpful")
@requires(USES)
def thank(post_id: int) -> ResponseReturnValue:
    """It was helpful. Nobody is told who says so."""
    try:
        thanks_service.thank(viewer(), post_id=post_id)
    except WrongState:
        roll_back()
        flash(TOO_LATE, "info")
    return redirect(url_for("forum.post", post_id=post_id))


@blueprint.post("/network/posts/<int:post_id>/helpful/take-back")
@requires(USES)
def take_back_thanks(post_id: int) -> ResponseReturnValue:
    """It was not helpful after all."""
    try:
        thanks_service.take_back(viewer(), post_id=post_id)
    except WrongState:
        roll_back()
        flash(TOO_LATE, "info")
    return redirect(url_for("forum.post", post_id=post_id))


def which_are_thanked(looking: Looking, lines: Sequence[PostLine]) -> frozenset[int]:
    """Those of the page that the viewer found helpful."""
    return thanks_queries.list_thanked(looking.viewer, [line.id for line in lines])


def offer_to_thank(looking: Looking, of_post: OfPost) -> Action | None:
    """The button below a post of somebody else."""
    line = of_post.line
    if of_post.is_own or line.state is not PostState.SHOWN:
        return None
    if not policy.can_thank(looking.viewer, looking.thread.facts):
        return None
    if of_post.is_marked:
        there = url_for("forum.take_back_thanks", post_id=line.id)
        return Action("You found this helpful – take it back", there, is_button=True, rank=10)
    return Action("Helpful", url_for("forum.thank", post_id=line.id), is_button=True, rank=10)


beside.post_action(offer_to_thank, which_are_thanked)
