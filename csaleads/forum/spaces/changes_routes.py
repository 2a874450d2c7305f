"""The programme team makes, changes, orders and closes spaces; a lead opens the private one of their area."""

from uuid import UUID

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from csaleads.access.guards import requires, viewer
from csaleads.access.permissions import Permission
from csaleads.accounts import held_forms
from csaleads.core import once
from csaleads.core.errors import InvalidChoice, NotFound, WrongState
from csaleads.core.unit_of_work import roll_back
from csaleads.forum import presenters
from csaleads.forum.blueprint import blueprint
from csaleads.forum.forms import ChangeSpaceForm, SpaceForm
from csaleads.forum.keys import key_of
from csaleads.forum.models import SpaceKind
from csaleads.forum.screened import post_subject
from csaleads.forum.spaces import changes_queries as space_changes_queries
from csaleads.forum.spaces import changes_service as space_changes_service
from csaleads.forum.spaces.changes_queries import ManagedSpace
from csaleads.forum.spaces.changes_service import NewSpace, Way
from csaleads.screening import asking
from csaleads.screening.service import NotPassed

RUNS = Permission.RUN_NETWORK
MISSING = {"area_id": "Select an area", "cohort_id": "Select a cohort"}


@blueprint.get("/network/spaces/manage")
@requires(RUNS)
def manage_spaces() -> ResponseReturnValue:
    """All spaces, in their order."""
    spaces = space_changes_queries.list_managed(viewer())
    return render_template(
        "forum/manage_spaces.html",
        groups=presenters.managed_groups_of(spaces),
        closed=[space for space in spaces if space.is_archived],
    )


@blueprint.route("/network/spaces/make", methods=["GET", "POST"])
@requires(RUNS)
def make_space() -> ResponseReturnValue:
    """A new space."""
    held = held_forms.take_back(viewer(), request)
    form = SpaceForm(formdata=held) if held else SpaceForm()
    form.once_key.data = form.once_key.data or once.new_key()
    form.area_id.choices = space_changes_queries.list_areas_without_space(viewer())
    form.cohort_id.choices = space_changes_queries.list_cohorts_without_space(viewer())
    key = key_of(viewer(), form.once_key.typed)
    taken = asking.take_up(form, post_subject(key))
    if taken.is_complete(form):
        return _make(form, key, taken)
    page = render_template("forum/make_space.html", form=form, was_held=held is not None)
    return (page, 422) if form.is_submitted() else page


def _make(form: SpaceForm, key: UUID, taken: asking.Taken) -> ResponseReturnValue:
    kind = form.kind.data
    new = NewSpace(
        kind,
        form.name.typed,
        form.purpose.typed,
        form.area_id.data if kind is SpaceKind.AREA else None,
        form.cohort_id.data if kind is SpaceKind.COHORT else None,
    )
    first = once.claim(form.once_key.typed, person_id=viewer().person_id)
    if first is not None:
        return redirect(first)
    try:
        space_changes_service.make_space(viewer(), new=new, key=key, screened=taken.answers)
    except InvalidChoice as missing:
        roll_back()
        form.fail(missing.field, MISSING[missing.field])
        return render_template("forum/make_space.html", form=form, was_held=False), 422
    except NotPassed as stopped:
        return asking.page(form, stopped, taken)
    location = url_for("forum.manage_spaces")
    once.leave_result(location)
    held_forms.let_go(viewer(), request)
    flash(f"The space “{new.name}” is there.", "success")
    return redirect(location)


@blueprint.route("/network/spaces/<int:space_id>/change", methods=["GET", "POST"])
@requires(RUNS)
def change_space(space_id: int) -> ResponseReturnValue:
    """Its name and its purpose."""
    space = space_changes_queries.get_managed(viewer(), space_id)
    held = held_forms.take_back(viewer(), request)
    form = ChangeSpaceForm(formdata=held) if held else ChangeSpaceForm()
    form.once_key.data = form.once_key.data or once.new_key()
    if not form.is_submitted() and not held:
        form.name.data, form.purpose.data = space.name, space.purpose
    key = key_of(viewer(), form.once_key.typed)
    taken = asking.take_up(form, post_subject(key))
    if taken.is_complete(form):
        return _change(form, space, key, taken)
    page = render_template("forum/change_space.html", form=form, space=space, was_held=held is not None)
    return (page, 422) if form.is_submitted() else page


def _change(
    form: ChangeSpaceForm, space: ManagedSpace, key: UUID, taken: asking.Taken
) -> ResponseReturnValue:
    try:
        space_changes_service.change_space(
            viewer(),
            space_id=space.id,
            name=form.name.typed,
            purpose=form.purpose.typed,
            key=key,
            screened=taken.answers,
        )
    except NotPassed as stopped:
        return asking.page(form, stopped, taken)
    held_forms.let_go(viewer(), request)
    flash("The space is changed.", "success")
    return redirect(url_for("forum.manage_spaces"))


@blueprint.post("/network/spaces/<int:space_id>/move/<way>")
@requires(RUNS)
def move_space(space_id: int, way: str) -> ResponseReturnValue:
    """One place up or down under its heading."""
    if way not in tuple(Way):
        raise NotFound("way")
    try:
        space_changes_service.move_space(viewer(), space_id=space_id, way=Way(way))
    except WrongState:
        roll_back()
        flash("This space has no place of its own in the order.", "info")
    return redirect(url_for("forum.manage_spaces", _anchor=f"space-{space_id}"))


@blueprint.get("/network/spaces/<int:space_id>/close")
@requires(RUNS)
def ask_to_archive(space_id: int) -> ResponseReturnValue:
    """What closing it means."""
    space = space_changes_queries.get_managed(viewer(), space_id)
    return render_template("forum/archive_space.html", space=space)


@blueprint.post("/network/spaces/<int:space_id>/close")
@requires(RUNS)
def archive_space(space_id: int) -> ResponseReturnValue:
    """Nobody writes in it any more."""
    try:
        space_changes_service.archive_space(viewer(), space_id=space_id)
    except WrongState:
        roll_back()
        flash("The space was closed already.", "info")
    else:
        flash("The space is closed. It can still be read.", "success")
    return redirect(url_for("forum.manage_spaces"))


@blueprint.post("/network/spaces/<int:space_id>/reopen")
@requires(RUNS)
def reopen_space(space_id: int) -> ResponseReturnValue:
    """It is open again."""
    try:
        space_changes_service.reopen_space(viewer(), space_id=space_id)
    except WrongState:
        roll_back()
        flash("The space was open already.", "info")
    else:
        flash("The space is open again.", "success")
    return redirect(url_for("forum.manage_spaces"))


@blueprint.post("/network/areas/<int:area_id>/space")
@requires(Permission.USE_NETWORK)
def open_area_space(area_id: int) -> ResponseReturnValue:
    """The private space of an area, made by the first of its leads who wants one."""
    key = key_of(viewer(), f"area {area_id}")
    space_id = space_changes_service.open_area_space(viewer(), area_id=area_id, key=key)
    if area_id not in viewer().areas_with(Permission.USE_NETWORK):
        return redirect(
            url_for("forum.manage_spaces")
        )  # the programme team reads no private space of an area
    flash("The private space of your area is open.", "success")
    return redirect(url_for("forum.space", space_id=space_id))
