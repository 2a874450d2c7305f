"""One resource: its page, adding one, and changing what it says."""

from typing import Any
from uuid import UUID, uuid5

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from markupsafe import Markup

from csaleads.access.guards import requires, viewer
from csaleads.access.permissions import Permission
from csaleads.accounts import held_forms
from csaleads.core import clock, once
from csaleads.core.errors import ChangedMeanwhile, InvalidChoice, NotFound, WrongState
from csaleads.core.markdown import markdown
from csaleads.core.safe_html import stored_html
from csaleads.core.stored_files.receiving import takes_files
from csaleads.core.unit_of_work import roll_back
from csaleads.learning import (
    beside,
    file_queries,
    list_presenters,
    opening,
    policy,
    presenters,
    resource_service,
    sending,
    whence,
)
from csaleads.learning import resource_queries as queries
from csaleads.learning.blueprint import blueprint
from csaleads.learning.content import FileFacts
from csaleads.learning.forms import FILE, LINK, ResourceForm
from csaleads.learning.link_queries import find_link_state
from csaleads.learning.resource_queries import ResourceView
from csaleads.learning.screened import resource_subject
from csaleads.screening import asking
from csaleads.screening.service import NotPassed

READS = Permission.READ_RESOURCES
ADDS = (Permission.ADD_RESOURCES, Permission.RUN_CURRICULUM)
APPROVES = frozenset({Permission.APPROVE_RESOURCES, Permission.RUN_CURRICULUM})
PREVIEW = "preview"  # the button that shows the words as they will look
GONE_MEANWHILE = {
    "topics": "Select from the topics as they are now",
    "file": "Choose the file again: it was used in another window, or waited for too long",
}
OF_PERSON = UUID(
    "7d1f3f0e-6a52-4c0b-9a3e-1c7f0b1d2e55"
)  # the name space in which ids of new resources are made


@blueprint.get("/learning/resources/<uuid:resource_id>")
@requires(READS)
def resource(resource_id: UUID) -> ResponseReturnValue:
    """What a resource is, how to open it, and what the viewer may do with it."""
    shown = queries.get_resource(viewer(), resource_id)
    looks_after = policy.may_write(viewer(), shown.facts)
    file = file_queries.find_shown_file(shown)
    link = find_link_state(resource_id) if looks_after else None
    return render_template(
        "learning/resource.html",
        resource=shown,
        summary=stored_html(shown.summary_html),
        badges=presenters.badges_of(shown),
        facts=[*presenters.facts_for_page(shown), *opening.link_facts(link)],
        way=opening.way_to(shown.id, shown.content, file),
        kept_right=opening.kept_right(link, file) if looks_after else None,
        can_write=policy.can_write(viewer(), shown.facts),
        acts=presenters.acts_for(viewer(), shown),
        may_hand_over=policy.may_hand_over(viewer(), shown.facts),
        way_back=whence.find_way_back(),
        carried=whence.carried(),
        beside=beside.pieces_of_resource(viewer(), resource_id),
    )


@blueprint.route("/learning/resources/new", methods=["GET", "POST"])
@requires(*ADDS)
@takes_files
def add_resource() -> ResponseReturnValue:
    """One more resource, as a draft."""
    held = held_forms.take_back(viewer(), request)
    new = ResourceForm(formdata=held) if held else ResourceForm(review_by=queries.first_review_by())
    form = _prepare(new)
    area_id, is_chosen = _place_of(form)
    new_id = uuid5(OF_PERSON, f"{viewer().person_id} {form.once_key.typed}")
    taken = asking.take_up(form, resource_subject(new_id, area_id))
    if _is_right(form, taken) and is_chosen:
        return _add(form, new_id, area_id, taken)
    page = _show_new(form, was_held=held is not None)
    return (page, 422) if form.is_submitted() and not _wants_preview() else page


def _is_right(form: ResourceForm, taken: asking.Taken) -> bool:
    """Whether the form can be kept as it is. A file that was chosen is taken in first: it need not be chosen again."""
    if _wants_preview():
        form.validate_on_submit()
        sending.take_in_file(form)
        form.forget_errors(but="file")
        return False
    is_complete = taken.is_complete(form)
    sending.take_in_file(form)
    return is_complete and not form.errors


def _wants_preview() -> bool:
    return PREVIEW in request.form


def _prepare(form: ResourceForm, current: FileFacts | None = None) -> ResourceForm:
    """The form with what can be chosen now, and the file that it has."""
    sending.know_file(form, current)
    form.topics.choices = list_presenters.topic_choices(queries.list_topic_names())
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
        preview=_preview(form),
    )


def _preview(form: ResourceForm) -> Markup | None:
    """What was typed about it as it will look, where that was asked for."""
    return markdown(form.summary.typed) if _wants_preview() else None


def _fail(form: ResourceForm, refused: InvalidChoice) -> None:
    form.fail(refused.field, GONE_MEANWHILE[refused.field])


def _add(form: ResourceForm, new_id: UUID, area_id: int | None, taken: asking.Taken) -> ResponseReturnValue:
    first = once.claim(form.once_key.typed, person_id=viewer().person_id)
    if first is not None:
        return redirect(first)
    try:
        resource_service.add_resource(
            viewer(), resource_id=new_id, area_id=area_id, content=form.content(), screened=taken.answers
        )
    except InvalidChoice as refused:
        roll_back()
        _fail(form, refused)
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
@takes_files
def edit_resource(resource_id: UUID) -> ResponseReturnValue:
    """What the resource says, for those who may change it."""
    shown = queries.get_resource(viewer(), resource_id)
    if not policy.may_write(viewer(), shown.facts):
        raise NotFound("resource")
    held = held_forms.take_back(viewer(), request)
    new = ResourceForm(formdata=held) if held else ResourceForm(**_as_it_is(shown))
    form = _prepare(new, shown.content.file)
    form.review_by.earliest = None
    taken = asking.take_up(form, resource_subject(resource_id, shown.facts.area_id))
    if _is_right(form, taken):
        return _save(shown, form, taken)
    page = _show_edit(shown, form, was_held=held is not None)
    return (page, 422) if form.is_submitted() and not _wants_preview() else page


def _as_it_is(shown: ResourceView) -> dict[str, Any]:
    typed = {name: value for name, value in vars(shown.content).items() if name != FILE}
    return typed | {
        "source": FILE if shown.content.file else LINK,
        "may_leave": "yes" if shown.content.may_leave else "no",
        "version": shown.version,
    }


def _save(shown: ResourceView, form: ResourceForm, taken: asking.Taken) -> ResponseReturnValue:
    here = url_for("learning.resource", resource_id=shown.id, **whence.carried())
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
    except InvalidChoice as refused:
        roll_back()
        _fail(form, refused)
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
        preview=_preview(form),
        carried=whence.carried(),
        consequence=presenters.consequence_of_writing(viewer(), shown),
    )
