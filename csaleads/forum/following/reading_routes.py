"""Saying what one has read. A script says it of a thread by itself; a button says the same, and marks whole spaces."""

from typing import NamedTuple

from flask import flash, redirect, request, url_for
from flask.typing import ResponseReturnValue

from csaleads.access.guards import requires, viewer
from csaleads.access.permissions import Permission
from csaleads.core.input_bounds import whole_number
from csaleads.core.paging import page_number
from csaleads.forum import beside
from csaleads.forum.beside import Looking, Piece
from csaleads.forum.blueprint import blueprint
from csaleads.forum.following import marks, reading_service
from csaleads.forum.models import POSTS_PER_PAGE
from csaleads.forum.spaces import queries as space_queries

READS = Permission.USE_NETWORK


class ReadHere(NamedTuple):
    """The newest post of the page that is shown, and up to which the viewer had read."""

    thread_id: int
    number: int
    seen_number: int
    is_ticked_off: bool  # the button that ticks it off says so too


@beside.piece
def read_here(looking: Looking) -> Piece | None:
    """Below the posts: that one has read as far as this page goes. Nothing where that is known."""
    thread = looking.thread
    number = min(page_number() * POSTS_PER_PAGE, thread.last_number)
    if number <= thread.seen_number:
        return None
    given = ReadHere(
        thread.id, number, thread.seen_number, is_ticked_off=thread.must_read and thread.last_number == 1
    )
    return Piece("forum/_read_here.html", given, is_below=True)


@blueprint.post("/network/threads/<int:thread_id>/read")
@requires(READS)
def read_thread(thread_id: int) -> ResponseReturnValue:
    """The viewer has read the thread up to a post. A script gets no page for it."""
    number = whole_number(request.form.get("number"))
    reading_service.read_up_to(viewer(), thread_id=thread_id, number=number)
    if request.form.get("by_script"):
        return "", 204
    flash("We remember how far you have read, on all your devices.", "success")
    return redirect(url_for("forum.first_unread", thread_id=thread_id))


@blueprint.post("/network/spaces/<int:space_id>/read")
@requires(READS)
def read_space(space_id: int) -> ResponseReturnValue:
    """Everything that the page of a space knew of counts as read."""
    shown = space_queries.get_space(viewer(), space_id)
    sent = marks.read(request.form.get("shown", ""))
    only = {space_id: sent[space_id]} if space_id in sent else {}
    marked_at = reading_service.mark_spaces(viewer(), shown=only)
    if marked_at is None:
        flash(f"There was nothing new in {shown.name}.", "info")
    else:
        marks.remember(marked_at)
        flash(f"{shown.name} is marked as read.", "success")
    return redirect(url_for("forum.space", space_id=space_id))


@blueprint.post("/network/read")
@requires(READS)
def read_all() -> ResponseReturnValue:
    """Everything that the first page of the network knew of counts as read."""
    marked_at = reading_service.mark_spaces(viewer(), shown=marks.read(request.form.get("shown", "")))
    if marked_at is None:
        flash("There was nothing new.", "info")
    else:
        marks.remember(marked_at)
        flash("Everything is marked as read.", "success")
    return redirect(url_for("forum.spaces"))


@blueprint.post("/network/read/take-back")
@requires(READS)
def take_back_read() -> ResponseReturnValue:
    """What was marked as read a moment ago is new again."""
    marked_at = marks.moment_of(request.form.get("marked", ""))
    marks.forget()
    if marked_at is not None and reading_service.take_back_mark(viewer(), marked_at=marked_at):
        flash("What was new is new again.", "success")
    else:
        flash("That was too long ago to take back.", "info")
    return redirect(url_for("forum.spaces"))
