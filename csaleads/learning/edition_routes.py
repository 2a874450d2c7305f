"""What a resource has been: all its editions, two of them side by side, and the pause before a heavy one opens."""

from uuid import UUID

from flask import render_template, request, url_for
from flask.typing import ResponseReturnValue

from csaleads.access.guards import requires, viewer
from csaleads.access.permissions import Permission
from csaleads.core.input_bounds import whole_number
from csaleads.learning import edition_queries, file_queries, opening, whence
from csaleads.learning import resource_queries as queries
from csaleads.learning.blueprint import blueprint
from csaleads.learning.edition_page import show_editions

READS = Permission.READ_RESOURCES


@blueprint.get("/learning/resources/<uuid:resource_id>/pause")
@requires(READS)
def pause(resource_id: UUID) -> ResponseReturnValue:
    """What somebody should know before a heavy resource opens; with `edition` before an older one of its files does."""
    shown = queries.get_resource(viewer(), resource_id)
    number = whole_number(request.args.get("edition", ""))
    if 0 < number < shown.edition:
        said = edition_queries.get_resource_edition(viewer(), resource_id, number)
        way = opening.way_to_edition(resource_id, number, said)
    else:
        said = shown.content
        way = opening.way_to(resource_id, said, file_queries.find_shown_file(shown))
    return render_template(
        "learning/pause.html",
        resource_id=resource_id,
        title=shown.content.title,
        content_note=said.content_note,
        way=way,
        carried=whence.carried(),
    )


@blueprint.get("/learning/resources/<uuid:resource_id>/editions")
@requires(READS)
def resource_editions(resource_id: UUID) -> ResponseReturnValue:
    """Who changed the resource and when, and two of its editions side by side, each with its own file."""
    who = viewer()
    shown = queries.get_resource(who, resource_id)
    titles = queries.topic_titles(queries.list_topic_names())
    return show_editions(
        title=shown.content.title,
        back=(
            url_for("learning.resource", resource_id=resource_id, **whence.carried()),
            "Back to the resource",
        ),
        editions=edition_queries.list_resource_editions(who, resource_id),
        read=lambda number: edition_queries.get_resource_edition(who, resource_id, number).told(titles),
        files=opening.files_of_editions(
            resource_id, edition_queries.list_edition_files(who, resource_id), newest=shown.edition
        ),
    )
