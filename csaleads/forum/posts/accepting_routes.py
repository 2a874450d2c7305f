"""Marking the answer to a question, taking it back, and showing above the posts where it stands."""

from flask import flash, redirect, request, url_for
from flask.typing import ResponseReturnValue

from csaleads.access.guards import requires, viewer
from csaleads.access.permissions import Permission
from csaleads.core.errors import ChangedMeanwhile, WrongState
from csaleads.core.input_bounds import whole_number
from csaleads.core.unit_of_work import roll_back
from csaleads.forum import beside, policy, presenters
from csaleads.forum.beside import Action, Looking, OfPost, Piece
from csaleads.forum.blueprint import blueprint
from csaleads.forum.models import PostState
from csaleads.forum.posts import accepting_service
from csaleads.forum.posts import queries as post_queries
from csaleads.network import people_queries

USES = Permission.USE_NETWORK


@blueprint.post("/network/posts/<int:post_id>/accept")
@requires(USES)
def accept(post_id: int) -> ResponseReturnValue:
    """It is the answer, instead of the one that stood there when the page was shown."""
    seen = whole_number(request.args.get("instead_of", "")) or None
    try:
        accepting_service.accept(viewer(), post_id=post_id, instead_of=seen)
    except ChangedMeanwhile:
        roll_back()
        flash(
            "Another answer was marked or taken back a moment ago. This page shows how it stands now.", "info"
        )
    except WrongState:
        roll_back()
        flash("This post cannot be marked as the answer any more.", "info")
    else:
        flash("It is marked as the answer, and whoever wrote it is told.", "success")
    return redirect(url_for("forum.post", post_id=post_id))


@blueprint.post("/network/posts/<int:post_id>/accept/take-back")
@requires(USES)
def take_back_accepted(post_id: int) -> ResponseReturnValue:
    """It is the answer no longer."""
    try:
        accepting_service.take_back(viewer(), post_id=post_id)
    except WrongState:
        roll_back()
        flash("This space is closed. Nothing in it changes any more.", "info")
    else:
        flash("It is not marked as the answer any more.", "success")
    return redirect(url_for("forum.post", post_id=post_id))


def settles(looking: Looking) -> tuple[bool, bool]:
    """Whether the viewer says which answer is the answer, and whether only as a moderator."""
    asked = accepting_service.is_asker(looking.viewer, looking.thread)
    may = policy.can_settle(
        looking.viewer,
        looking.thread.facts,
        is_asker=asked,
        is_moderator=looking.standing.is_moderator,
    )
    return may, not asked


@beside.post_action
def offer_to_settle(looking: Looking, of_post: OfPost) -> Action | None:
    """The button below an answer."""
    line, accepted = of_post.line, looking.thread.accepted_post_id
    may, as_moderator = settles(looking)
    if not may or line.number == 1 or line.state is not PostState.SHOWN:
        return None
    if line.id == accepted:
        there = url_for("forum.take_back_accepted", post_id=line.id)
        return Action("Not the answer after all", there, True, as_moderator, rank=20)
    there = url_for("forum.accept", post_id=line.id, instead_of=accepted or 0)
    return Action("Mark as the answer", there, True, as_moderator, rank=20)


@beside.piece
def show_accepted(looking: Looking) -> Piece | None:
    """Who answered the question, and the way there."""
    shown = looking.thread
    if shown.accepted_post_id is None or shown.accepted_number is None:
        return None
    author = shown.accepted_author_id
    names = people_queries.list_names(looking.viewer, [author] if author is not None else [])
    given = {
        "author": presenters.name_of(author, names, "the person who asked"),
        "page": post_queries.page_of(shown.accepted_number),
        "post_id": shown.accepted_post_id,
        "thread_id": shown.id,
    }
    return Piece("forum/_accepted.html", given)
