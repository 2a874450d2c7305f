"""The network's first page: its spaces, and what is new in each."""

from flask import render_template
from flask.typing import ResponseReturnValue

from csaleads.access.guards import requires, viewer
from csaleads.access.permissions import Permission
from csaleads.forum import policy, presenters, ways
from csaleads.forum.blueprint import blueprint
from csaleads.forum.following import marks, news_queries, unread_queries
from csaleads.forum.gatherings import event_queries
from csaleads.forum.gatherings import presenters as gathering_presenters
from csaleads.forum.moderation import policy as moderation_policy
from csaleads.forum.spaces import list_queries
from csaleads.forum.spaces import queries as space_queries
from csaleads.network import gate


@blueprint.get("/network")
@requires(Permission.USE_NETWORK)
def spaces() -> ResponseReturnValue:
    """Every space that the viewer reads, by purpose."""
    who = viewer()
    found = space_queries.list_spaces(who)
    unread = unread_queries.count_unread(who, found, gate.standing())
    with_space = {space.area_id for space in found}
    event = event_queries.find_next(who)
    return render_template(
        "forum/spaces.html",
        announcements=news_queries.list_open_announcements(who),
        next_event=gathering_presenters.shown_line(event, is_past=False) if event else None,
        groups=presenters.groups_of(found, unread),
        closed=[space for space in found if space.is_archived],
        without_space=who.area_names(set(policy.areas_of(who)) - with_space),
        shown=marks.written({space.id: space.last_posted_at for space in found if space.id in unread}),
        marked=marks.remembered(),
        views=ways.views(who, ways.SPACES, unanswered_count=list_queries.count_some_unanswered(found)),
        moderates=moderation_policy.can_moderate(gate.standing()),
    )
