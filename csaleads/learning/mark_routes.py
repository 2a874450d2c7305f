"""The buttons on a resource by which somebody notes something for themselves."""

from uuid import UUID

from flask import flash, redirect, request, url_for
from flask.typing import ResponseReturnValue

from csaleads.access.guards import requires, viewer
from csaleads.access.permissions import Permission
from csaleads.core.errors import NotFound
from csaleads.learning import marking, whence
from csaleads.learning.blueprint import blueprint
from csaleads.learning.models import Mark

DONE = {
    (Mark.READ, True): "It is marked as read.",
    (Mark.READ, False): "It is not marked as read any more.",
    (Mark.LATER, True): "It is on your list to read later.",
    (Mark.LATER, False): "It is off your list to read later.",
    (Mark.FAVOURITE, True): "It is one of your favourites.",
    (Mark.FAVOURITE, False): "It is not one of your favourites any more.",
}


@blueprint.post("/learning/resources/<uuid:resource_id>/mark")
@requires(Permission.READ_RESOURCES)
def mark(resource_id: UUID) -> ResponseReturnValue:
    """The viewer notes that they have read it, want to read it later or like it, or takes that back."""
    text = request.form.get("mark", "")
    is_set = request.form.get("set") != "no"
    chosen = Mark(text) if text in set(Mark) else None
    if chosen is None:
        raise NotFound("mark")
    marking.mark_resource(viewer(), resource_id=resource_id, mark=chosen, is_set=is_set)
    flash(DONE[chosen, is_set], "success")
    return redirect(url_for("learning.resource", resource_id=resource_id, **whence.carried()))
