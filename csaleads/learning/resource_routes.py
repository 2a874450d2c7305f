"""One resource: its page, the pause before a heavy one opens, adding one, and changing what it says."""

from typing import Any
from uuid import UUID, uuid5

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from csaleads.access.guards import requires, viewer
from csaleads.access.permissions import Permission
from csaleads.accounts import held_forms
from csaleads.core import clock, once
from csaleads.core.errors import ChangedMeanwhile, InvalidChoice, NotFound, WrongState
from csaleads.core.unit_of_work import roll_back
from csaleads.learning import policy, presenters, resource_service
from csaleads.learning import resource_queries as queries
from csaleads.learning.blueprint import blueprint
from csaleads.learning.edition_page import show_editions
from csaleads.learning.forms import ResourceForm
from csaleads.learning.resource_queries import ResourceView
from csaleads.learning.screened import resource_subject
from csaleads.screening import asking
from csaleads.screening.service import NotPassed

READS = Permission.READ_RESOURCES
ADDS = (Permission.ADD_RESOURCES, Permission.RUN_CURRICULUM)
APPROVES = frozenset({Permission.APPROVE_RESOURCES, Permission.RUN_CURRICULUM})
OF_PERSON = UUID(
    "7d1f3f0e-6a52-4c0b-9a3e-1c7f0b1d2e55"
)  # the name space in which ids of new resources are made


@blueprint.get("/learning/resources/<uuid:resource_id>")
@requires(READS)
def resource(resource_id: UUID) -> ResponseReturnValue:
    """What a resource is, how to open it, and what the viewer may do with it."""
    shown = queries.get_resource(viewer(), resource_id)
    return render_template(
        "learning/resource.html",
        resource=shown,
        badges=presenters.badges_of(shown),
        facts=presenters.facts_for_page(shown),
        host=presenters.host_of(shown.content.link),
        can_write=policy.can_write(viewer(), shown.facts),
        acts=presenters.acts_for(viewer(), shown),
        may_hand_over=policy.may_hand_over(viewer(), shown.facts),
    )


@blueprint.get("/learning/resources/<uuid:resource_id>/pause")
@requires(READS)
def pause(resource_id: UUID) -> ResponseReturnValue:
    """What somebody should know before a heavy resource opens."""
    shown = queries.get_resource(viewer(), resource_id)
    return render_template("learning/pause.html", resource=shown, host=presenters.host_of(shown.content.link))


@blueprint.get("/learning/resources/<uuid:resource_id>/editions")
@requires(READS)
def resource_editions(resource_id: UUID) -> ResponseReturnValue:
    """Who changed the resource and when, and two of its editions side by side."""
    who = viewer()
    shown = queries.get_resource(who, resource_id)
    titles = queries.topic_titles(queries.list_topic_names())
    return show_editions(
        title=shown.content.title,
        back=(url_for("learning.resource", resource_id=resource_id), "Back to the resource"),
        editions=queries.list_resource_editions(who, resource_id),
        read=lambda number: queries.get_resource_edition(who, resource_id, number).told(titles),
    )


@blueprint.route("/learning/resources/new", methods=["GET", "POST"])
@requires(*ADDS)
def add_resource() -> ResponseReturnValue:
    """One more resource, as a draft."""
    held = held_forms.take_back(viewer(), request)
    new = ResourceForm(formdata=held) if held else ResourceForm(review_by=queries.first_review_by())
    form = _prepare(new)
    area_id, is_chosen = _place_of(form)
    new_id = uuid5(OF_PERSON, f"{viewer().person_id} {form.once_key.typed}")
    taken = asking.take_up(form, resource_subject(new_id, area_id))
    if taken.is_complete(form) and is_chosen:
        return _add(form, new_id, area_id, taken)
    page = _show_new(form, was_held=held is not None)
    return (page, 422) if form.is_submitted() else page


def _prepare(form: ResourceForm) -> ResourceForm:
    """The form with what can be chosen now."""
    form.topics.choices = presenters.topic_choices(queries.list_topic_names())
    places = policy.places_to_add(viewer())
    form.place.choices = presenters.place_choices(viewer(), places)
    form.once_key.data = form.once_key.data or once.new_key()
    form.review_by.earliest = clock.today()
    return form


def _place_of(form: ResourceForm) -> tuple[int | None, bool]:
    """(where it belongs, whether that is settled): the only place there is, or the one that was chosen."""
    places = policy.places_to_add(viewer())
    if len(places) == 1:
        return places[0], True
    sent = next((text for text in form.place.raw_data or [] if text), "")
    for place in places:
        if sent == presenters.place_value(place):
            return place, True
    return None, False


def _show_new(form: ResourceForm, *, was_held: bool) -> str:
    places = policy.places_to_add(viewer())
    if form.is_submitted() and len(places) > 1 and not form.place.data:
        form.place.errors = ["Select where it belongs"]
    return render_template(
        "learning/add_resource.html",
        form=form,
        was_held=was_held,
        asks_place=len(places) > 1,
        approves=not viewer().permissions.isdisjoint(APPROVES),
    )


def _add(form: ResourceForm, new_id: UUID, area_id: int | None, taken: asking.Taken) -> ResponseReturnValue:
    first = once.claim(form.once_key.typed, person_id=viewer().person_id)
    if first is not None:
        return redirect(first)
    try:
        resource_service.add_resource(
            viewer(), resource_id=new_id, area_id=area_id, content=form.content(), screened=taken.answers
        )
    except InvalidChoice:
        roll_back()
        form.fail("topics", "Select from the topics as they are now")
        return _show_new(form, was_held=False), 422
    except NotPassed as stopped:
        return asking.page(form, stopped, taken)
    location = url_for("learning.resource", resource_id=new_id)
    once.leave_result(location)
    held_forms.let_go(viewer(), request)
    flash("The draft is saved. Colleagues find it once it is approved.", "success")
    return redirect(location)


@blueprint.route("/learning/resources/<uuid:resource_id>/edit", methods=["GET", "POST"])
@requires(*ADDS)
def edit_resource(resource_id: UUID) -> ResponseReturnValue:
    """What the resource says, for those who may change it."""
    shown = queries.get_resource(viewer(), resource_id)
    if not policy.may_write(viewer(), shown.facts):
        raise NotFound("resource")
    held = held_forms.take_back(viewer(), request)
    form = _prepare(ResourceForm(formdata=held) if held else ResourceForm(**_as_it_is(shown)))
    form.review_by.earliest = None
    taken = asking.take_up(form, resource_subject(resource_id, shown.facts.area_id))
    if taken.is_complete(form):
        return _save(shown, form, taken)
    page = _show_edit(shown, form, was_held=held is not None)
    return (page, 422) if form.is_submitted() else page


def _as_it_is(shown: ResourceView) -> dict[str, Any]:
    return vars(shown.content) | {
        "may_leave": "yes" if shown.content.may_leave else "no",
        "version": shown.version,
    }


def _save(shown: ResourceView, form: ResourceForm, taken: asking.Taken) -> ResponseReturnValue:
    here = url_for("learning.resource", resource_id=shown.id)
    try:
        resource_service.edit_resource(
            viewer(),
            resource_id=shown.id,
            content=form.content(shown.content.topics[0]),
            version=form.sent_version,
            screened=taken.answers,
        )
    except ChangedMeanwhile:
        roll_back()
        newest = queries.get_resource(viewer(), shown.id)
        form.version.data = str(newest.version)
        return _show_edit(newest, form, is_changed=True), 409
    except WrongState as refused:
        roll_back()
        flash(presenters.refusal_words(refused), "info")
        return redirect(here)
    except InvalidChoice:
        roll_back()
        form.fail("topics", "Select from the topics as they are now")
        return _show_edit(shown, form), 422
    except NotPassed as stopped:
        return asking.page(form, stopped, taken)
    held_forms.let_go(viewer(), request)
    flash("The resource is saved.", "success")
    return redirect(here)


def _show_edit(
    shown: ResourceView, form: ResourceForm, *, was_held: bool = False, is_changed: bool = False
) -> str:
    titles = queries.topic_titles(queries.list_topic_names()) if is_changed else {}
    return render_template(
        "learning/edit_resource.html",
        resource=shown,
        form=form,
        was_held=was_held,
        now=shown.content.told(titles) if is_changed else None,
        consequence=presenters.consequence_of_writing(viewer(), shown),
    )
