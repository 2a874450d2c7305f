"""The topics: the list by track, one topic, and for the programme team what it says and where it stands."""

from typing import Any
from uuid import UUID

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from csaleads.access.guards import requires, viewer
from csaleads.access.permissions import Permission
from csaleads.accounts import held_forms
from csaleads.core.errors import ChangedMeanwhile
from csaleads.core.input_bounds import whole_number
from csaleads.core.paging import page_number
from csaleads.core.unit_of_work import roll_back
from csaleads.learning import (
    beside,
    list_presenters,
    policy,
    presenters,
    queries,
    service,
    topic_list_queries,
    whence,
)
from csaleads.learning.blueprint import blueprint
from csaleads.learning.edition_page import show_editions
from csaleads.learning.forms import TopicForm
from csaleads.learning.queries import TopicView
from csaleads.learning.screened import topic_subject
from csaleads.screening import asking
from csaleads.screening.service import NotPassed

READS = Permission.READ_RESOURCES
RUNS = Permission.RUN_CURRICULUM


@blueprint.get("/learning")
@requires(READS)
def topics() -> ResponseReturnValue:
    """Every topic, by track."""
    return render_template(
        "learning/topics.html",
        tracks=presenters.by_track(queries.list_topics(viewer())),
        counts=topic_list_queries.count_by_topic(viewer()),
        may_edit=policy.can_run_curriculum(viewer()),
        can_add=bool(policy.places_to_add(viewer())),
        views=list_presenters.views(viewer(), "learning.topics"),
    )


@blueprint.get("/learning/topics/<uuid:topic_id>")
@requires(READS)
def topic(topic_id: UUID) -> ResponseReturnValue:
    """What a topic is about, and a page of its resources in reading order."""
    page = topic_list_queries.list_of_topic(viewer(), topic_id, page=page_number())
    return render_template(
        "learning/topic.html",
        page=page,
        rows=[list_presenters.shown_line(line) for line in page.rows],
        way=whence.mark_of("topic", topic_id=topic_id) if page.number > 1 else "",
        can_add=bool(policy.places_to_add(viewer())),
        topic=queries.get_topic(viewer(), topic_id),
        may_edit=policy.can_run_curriculum(viewer()),
        beside=beside.pieces_of_topic(viewer(), topic_id),
    )


@blueprint.get("/learning/order")
@requires(RUNS)
def order() -> ResponseReturnValue:
    """Where each topic stands in its track."""
    return render_template("learning/order.html", tracks=presenters.by_track(queries.list_topics(viewer())))


@blueprint.post("/learning/topics/<uuid:topic_id>/move")
@requires(RUNS)
def move_topic(topic_id: UUID) -> ResponseReturnValue:
    """The topic goes one place up or down."""
    steps = -1 if request.form.get("direction") == "up" else 1
    position = whole_number(request.form.get("position", ""))
    try:
        service.move_topic(viewer(), topic_id=topic_id, steps=steps, position=position)
    except ChangedMeanwhile:
        roll_back()
        flash("Somebody changed the order in the meantime. This is how it is now.", "info")
    return redirect(url_for("learning.order"))


@blueprint.get("/learning/topics/<uuid:topic_id>/order")
@requires(RUNS)
def order_of_topic(topic_id: UUID) -> ResponseReturnValue:
    """Where each resource stands in the reading order of the topic, by pages."""
    return render_template(
        "learning/order_of_topic.html",
        topic=queries.get_topic(viewer(), topic_id),
        page=topic_list_queries.list_of_topic(viewer(), topic_id, page=page_number()),
    )


@blueprint.post("/learning/topics/<uuid:topic_id>/resources/<uuid:resource_id>/move")
@requires(RUNS)
def order_resource(topic_id: UUID, resource_id: UUID) -> ResponseReturnValue:
    """The resource goes one place up or down."""
    steps = -1 if request.form.get("direction") == "up" else 1
    position = whole_number(request.form.get("position", ""))
    try:
        service.order_resource(
            viewer(), topic_id=topic_id, resource_id=resource_id, steps=steps, position=position
        )
    except ChangedMeanwhile:
        roll_back()
        flash("Somebody changed the order in the meantime. This is how it is now.", "info")
    page = page_number()
    return redirect(url_for("learning.order_of_topic", topic_id=topic_id, page=page if page > 1 else None))


@blueprint.get("/learning/topics/<uuid:topic_id>/editions")
@requires(READS)
def topic_editions(topic_id: UUID) -> ResponseReturnValue:
    """Who changed the topic and when, and two of its editions side by side."""
    who = viewer()
    shown = queries.get_topic(who, topic_id)
    return show_editions(
        title=shown.title,
        back=(url_for("learning.topic", topic_id=topic_id), "Back to the topic"),
        editions=queries.list_topic_editions(who, topic_id),
        read=lambda number: queries.get_topic_edition(who, topic_id, number).told,
    )


@blueprint.route("/learning/topics/<uuid:topic_id>/edit", methods=["GET", "POST"])
@requires(RUNS)
def edit_topic(topic_id: UUID) -> ResponseReturnValue:
    """What the topic says, for the programme team."""
    shown = queries.get_topic(viewer(), topic_id)
    held = held_forms.take_back(viewer(), request)
    form = TopicForm(formdata=held) if held else TopicForm(**_as_it_is(shown))
    taken = asking.take_up(form, topic_subject(topic_id))
    if taken.is_complete(form):
        return _save(shown, form, taken)
    page = _show(shown, form, was_held=held is not None)
    return (page, 422) if form.is_submitted() else page


def _as_it_is(shown: TopicView) -> dict[str, Any]:
    return {
        "title": shown.title,
        "about": shown.about,
        "concerns": shown.concerns,
        "edition": shown.edition,
    }


def _save(shown: TopicView, form: TopicForm, taken: asking.Taken) -> ResponseReturnValue:
    try:
        service.edit_topic(
            viewer(),
            topic_id=shown.id,
            content=form.content,
            edition=form.sent_edition,
            screened=taken.answers,
        )
    except ChangedMeanwhile:
        roll_back()
        newest = queries.get_topic(viewer(), shown.id)
        form.edition.data = str(newest.edition)
        return _show(newest, form, is_changed=True), 409
    except NotPassed as stopped:
        return asking.page(form, stopped, taken)
    held_forms.let_go(viewer(), request)
    flash("The topic is saved.", "success")
    return redirect(url_for("learning.topic", topic_id=shown.id))


def _show(shown: TopicView, form: TopicForm, *, was_held: bool = False, is_changed: bool = False) -> str:
    return render_template(
        "learning/edit_topic.html",
        topic=shown,
        form=form,
        was_held=was_held,
        now=shown.content.told if is_changed else None,
    )
