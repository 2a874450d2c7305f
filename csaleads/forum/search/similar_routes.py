"""What may answer a new thread already, while its title is typed. Read by static/js/similar.js; nothing is kept."""

from flask import jsonify, request, url_for
from flask.typing import ResponseReturnValue

from csaleads.access.guards import requires, viewer
from csaleads.access.permissions import Permission
from csaleads.forum.blueprint import blueprint
from csaleads.forum.models import LONGEST_TITLE
from csaleads.forum.search.similar_queries import find_similar


@blueprint.get("/network/similar")
@requires(Permission.USE_NETWORK)
def similar() -> ResponseReturnValue:
    """Titles and addresses of threads and resources that say something like the title of the address."""
    found = find_similar(viewer(), request.args.get("title", "")[:LONGEST_TITLE])
    threads, resources = url_for("forum.spaces") + "/threads/", url_for("learning.resources") + "/"
    return jsonify(
        threads=[{"title": title, "href": f"{threads}{key}"} for key, title in found.threads.items()],
        resources=[{"title": title, "href": f"{resources}{key}"} for key, title in found.resources.items()],
    )
