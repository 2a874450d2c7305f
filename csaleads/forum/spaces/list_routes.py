"""Lists over all spaces: questions that wait for an answer, and one's own."""

from flask import render_template, request
from flask.typing import ResponseReturnValue

from csaleads.access.guards import requires, viewer
from csaleads.access.permissions import Permission
from csaleads.core.paging import page_number
from csaleads.forum import presenters, ways
from csaleads.forum.asking import reveal_queries
from csaleads.forum.blueprint import blueprint
from csaleads.forum.spaces import list_queries
from csaleads.network import people_queries

USES = Permission.USE_NETWORK
NEWEST = "newest"


@blueprint.get("/network/questions/unanswered")
@requires(USES)
def unanswered() -> ResponseReturnValue:
    """Open questions without any answer: those that wait longest first, or the newest."""
    newest_first = request.args.get("order") == NEWEST
    page = list_queries.list_unanswered(viewer(), newest_first=newest_first, page=page_number())
    names = people_queries.list_names(viewer(), list_queries.people_in(page.rows))
    return render_template(
        "forum/unanswered.html",
        views=ways.views(viewer(), ways.UNANSWERED),
        page=page,
        rows=[presenters.shown_thread(line, names) for line in page.rows],
        newest_first=newest_first,
    )


@blueprint.get("/network/questions/mine")
@requires(USES)
def my_questions() -> ResponseReturnValue:
    """What one began: without a name, which nobody else sees, and with it."""
    unnamed = list_queries.list_asked_unnamed(viewer())
    page = list_queries.list_asked_by_name(viewer(), page=page_number())
    looks = reveal_queries.list_looks_in([line.id for line in unnamed])
    people = list_queries.people_in([*unnamed, *page.rows]) | {look.moderator_id for look in looks}
    names = people_queries.list_names(viewer(), people)
    titles = {line.id: line.title for line in unnamed}
    return render_template(
        "forum/my_questions.html",
        views=ways.views(viewer(), ways.MINE),
        page=page,
        rows=[presenters.shown_thread(line, names) for line in page.rows],
        unnamed=[presenters.shown_thread(line, names) for line in unnamed],
        looks=[
            (look, titles[look.thread_id], presenters.name_of(look.moderator_id, names)) for look in looks
        ],
    )
