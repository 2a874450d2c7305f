"""What one follows: threads with new posts first."""

from flask import render_template, request, url_for
from flask.typing import ResponseReturnValue

from csaleads.access.guards import requires, viewer
from csaleads.access.permissions import Permission
from csaleads.core.paging import page_number
from csaleads.forum import presenters
from csaleads.forum.blueprint import blueprint
from csaleads.forum.following import news_queries
from csaleads.forum.following.models import Heed
from csaleads.forum.following.news_queries import FollowedLine
from csaleads.network import gate, people_queries, ways
from csaleads.network.name_queries import MemberName

ways.register(ways.Way(20, "Following", "forum.following"))


@blueprint.get("/network/following")
@requires(Permission.USE_NETWORK)
def following() -> ResponseReturnValue:
    """Threads that the viewer follows, all of them or those with new posts; the spaces that they follow or muted."""
    who, only_new = viewer(), request.args.get("show") == "new"
    page = news_queries.list_followed(who, only_new=only_new, page=page_number())
    people = {person for row in page.rows for person in (row.thread.author_id, row.thread.last_author_id)}
    names = people_queries.list_names(who, {person for person in people if person is not None})
    spaces = news_queries.list_spaces_heeded(who)
    here = url_for("forum.following")
    return render_template(
        "forum/following.html",
        page=page,
        rows=[_shown(row, dict(names)) for row in page.rows],
        followed=[space for space in spaces if space.heed is Heed.FOLLOW],
        muted=[space for space in spaces if space.heed is Heed.MUTE],
        only_new=only_new,
        views=[("All", here, not only_new), ("With new posts", f"{here}?show=new", only_new)],
        rhythm=gate.standing().mail_rhythm,
    )


def _shown(row: FollowedLine, names: dict[int, MemberName]) -> presenters.ShownThread:
    shown = presenters.shown_thread(row.thread, names)
    return shown._replace(by=f"{shown.by}, in {row.space_name}")
