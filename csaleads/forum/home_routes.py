"""The network's first page: its spaces, and what is new in each."""

from flask import render_template
from flask.typing import ResponseReturnValue

from csaleads.access.guards import requires, viewer
from csaleads.access.permissions import Permission
from csaleads.forum import event_queries, gathering_presenters, presenters, space_queries, unread_queries
from csaleads.forum.blueprint import blueprint


@blueprint.get("/network")
@requires(Permission.USE_NETWORK)
def spaces() -> ResponseReturnValue:
    """Every space that the viewer reads, by purpose."""
    who = viewer()
    found = space_queries.list_spaces(who)
    unread = unread_queries.count_unread(who, found)
    event = event_queries.find_next(who)
    return render_template(
        "forum/spaces.html",
        groups=presenters.groups_of(found, unread),
        next_event=gathering_presenters.shown_line(event, is_past=False) if event else None,
    )
