"""Who knows a topic well: the whole list, and the two buttons by which somebody says it of themselves or takes it back."""

from uuid import UUID

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from csaleads.access.guards import requires, viewer
from csaleads.access.permissions import Permission
from csaleads.core.paging import page_number
from csaleads.finding import knowing_queries, service
from csaleads.finding.blueprint import blueprint
from csaleads.learning.queries import get_topic

READS = Permission.READ_RESOURCES


@blueprint.get("/learning/topics/<uuid:topic_id>/colleagues")
@requires(Permission.SEE_WHO_KNOWS)
def colleagues(topic_id: UUID) -> ResponseReturnValue:
    """Everybody who says that they know the topic well, page by page."""
    topic = get_topic(viewer(), topic_id)
    page = knowing_queries.list_knowers(viewer(), topic_id, page=page_number())
    return render_template("finding/colleagues.html", topic=topic, page=page)


@blueprint.post("/learning/topics/<uuid:topic_id>/know")
@requires(READS)
def say_known(topic_id: UUID) -> ResponseReturnValue:
    """The viewer knows the topic well and agrees to be shown."""
    service.say_known(viewer(), topic_id=topic_id)
    flash("Practice Leads and the programme team can see now that you know this topic well.", "success")
    return redirect(url_for("learning.topic", topic_id=topic_id))


@blueprint.post("/learning/topics/<uuid:topic_id>/know/take-back")
@requires(READS)
def take_back_known(topic_id: UUID) -> ResponseReturnValue:
    """The viewer is not shown any more."""
    service.take_back_known(viewer(), topic_id=topic_id)
    flash("You are not shown with this topic any more.", "success")
    return redirect(url_for("learning.topic", topic_id=topic_id))
