"""Announcements that must be read: ticking one off, and what the programme team sees of who has."""

from typing import NamedTuple

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from csaleads.access.guards import requires, viewer
from csaleads.access.permissions import Permission
from csaleads.core import clock
from csaleads.core.errors import NotFound, WrongState
from csaleads.core.input_bounds import whole_number
from csaleads.core.paging import page_number
from csaleads.core.unit_of_work import roll_back
from csaleads.forum import beside
from csaleads.forum.beside import Action, Looking, Piece
from csaleads.forum.blueprint import blueprint
from csaleads.forum.following import announcement_queries, announcement_service, telling_queries
from csaleads.forum.models import SpaceKind
from csaleads.forum.threads import queries as thread_queries

READS = Permission.USE_NETWORK
RUNS = Permission.RUN_NETWORK


class ToTick(NamedTuple):
    """An announcement that must be read, up to its newest post, and whether the viewer has ticked it off."""

    thread_id: int
    number: int
    is_ticked: bool


@beside.piece
def to_tick(looking: Looking) -> Piece | None:
    """Below an announcement that must be read: the button, or that it is done. Its author is not asked."""
    thread = looking.thread
    if not thread.must_read or thread.author_id == looking.viewer.person_id:
        return None
    is_ticked = telling_queries.has_ticked(looking.viewer.person_id, thread.id)
    return Piece("forum/_to_tick.html", ToTick(thread.id, thread.last_number, is_ticked), is_below=True)


@beside.thread_action
def see_ticks(looking: Looking) -> Action | None:
    """For the programme team: who has read it."""
    if not looking.standing.is_programme or not looking.thread.must_read:
        return None
    return Action("Who has read it", url_for("forum.ticks", thread_id=looking.thread.id), rank=10)


@beside.thread_action
def ask_to_read(looking: Looking) -> Action | None:
    """For the programme team: whether members are asked to tick it off."""
    thread = looking.thread
    if not looking.standing.is_programme or thread.facts.space.kind is not SpaceKind.ANNOUNCEMENTS:
        return None
    verb, label = (
        ("end", "Do not ask members to read it any more")
        if thread.must_read
        else ("ask", "Ask every member to read it")
    )
    href = url_for("forum.ask_to_read_send", thread_id=thread.id, verb=verb)
    return Action(label, href, is_button=True, is_for_moderators=True, rank=10)


@blueprint.post("/network/threads/<int:thread_id>/tick")
@requires(READS)
def tick(thread_id: int) -> ResponseReturnValue:
    """The viewer has read the announcement."""
    number = whole_number(request.form.get("number"))
    announcement_service.tick_off(viewer(), thread_id=thread_id, number=number)
    flash("It is noted that you have read it.", "success")
    return redirect(url_for("forum.thread", thread_id=thread_id))


@blueprint.post("/network/threads/<int:thread_id>/must-read/<any(ask, end):verb>")
@requires(RUNS)
def ask_to_read_send(thread_id: int, verb: str) -> ResponseReturnValue:
    """Members are asked, or asked no longer, to tick it off."""
    announcement_service.ask_to_read(viewer(), thread_id=thread_id, is_asked=verb == "ask")
    flash(
        "Every member is asked to read it."
        if verb == "ask"
        else "Members are not asked to read it any more.",
        "success",
    )
    return redirect(url_for("forum.thread", thread_id=thread_id))


@blueprint.get("/network/threads/<int:thread_id>/ticks")
@requires(RUNS)
def ticks(thread_id: int) -> ResponseReturnValue:
    """How many of how many have ticked it off, by area, and who has not."""
    who = viewer()
    thread = thread_queries.get_thread(who, thread_id)
    if not thread.must_read or not thread.facts.is_listed:
        raise NotFound("announcement")
    return render_template(
        "forum/ticks.html",
        thread=thread,
        counts=announcement_queries.count_ticked(who, thread_id),
        page=announcement_queries.list_open(who, thread_id, page=page_number()),
        can_remind=clock.to_local(thread.told_at).date() < clock.today(),
        told_at=thread.told_at,
    )


@blueprint.post("/network/threads/<int:thread_id>/remind")
@requires(RUNS)
def remind(thread_id: int) -> ResponseReturnValue:
    """Those who have not ticked it off are told again."""
    try:
        count = announcement_service.remind(viewer(), thread_id=thread_id)
    except WrongState:
        roll_back()
        flash("They were told today already. You can remind them tomorrow.", "info")
    else:
        flash(f"Told again: {count}.", "success")
    return redirect(url_for("forum.ticks", thread_id=thread_id))
