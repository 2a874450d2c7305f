"""The network's first page: its spaces, and what is new in each."""

from flask import render_template
from flask.typing import ResponseReturnValue

from csaleads.access.guards import requires, viewer
from csaleads.access.permissions import Permission
from csaleads.forum import marks, news_queries, presenters, space_queries, unread_queries
from csaleads.forum.blueprint import blueprint
from csaleads.network import gate, ways


@blueprint.get("/network")
@requires(Permission.USE_NETWORK)
def spaces() -> ResponseReturnValue:
    """Every space that the viewer reads, by purpose."""
    who = viewer()
    found = space_queries.list_spaces(who)
    unread = unread_queries.count_unread(who, found, gate.standing())
    return render_template(
        "forum/spaces.html",
        announcements=news_queries.list_open_announcements(who),
        groups=presenters.groups_of(found, unread),
        shown=marks.written({space.id: space.last_posted_at for space in found if space.id in unread}),
        marked=marks.remembered(),
        views=ways.views(who, "forum.spaces"),
    )
