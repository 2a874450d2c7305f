"""Teams of an area, for its coordinator; areas, for the programme team."""

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from csaleads.access.guards import requires, viewer
from csaleads.access.permissions import Permission
from csaleads.accounts import areas_queries, areas_service, held_forms
from csaleads.accounts.blueprint import blueprint
from csaleads.accounts.errors import NameTaken
from csaleads.accounts.forms import AREA_KINDS, AreaForm, TeamForm
from csaleads.accounts.wording import CHANGED_ALREADY
from csaleads.core.errors import WrongState
from csaleads.core.formatting import plural

P = Permission
TEAM_NAME_TAKEN = (
    "The area has a team of that name already, perhaps a closed one. Choose another name or reopen it"
)
AREA_NAME_TAKEN = "There is an area of that name already"


@blueprint.get("/teams")
@requires(P.MANAGE_PEOPLE)
def teams() -> ResponseReturnValue:
    """The teams of the area, and a form to add one."""
    kept = held_forms.take_back(viewer(), request)
    form = TeamForm(formdata=kept) if kept is not None else TeamForm()
    return _show_teams(form, is_kept=kept is not None)


@blueprint.post("/teams")
@requires(P.MANAGE_PEOPLE)
def add_team() -> ResponseReturnValue:
    """One more team."""
    form = TeamForm()
    only_area = _offer_areas(form)
    if not form.validate_on_submit():
        return _show_teams(form), 422
    area_id = only_area if only_area is not None else form.area.data
    if area_id is None:
        form.fail("area", "Select an area")
        return _show_teams(form), 422
    try:
        areas_service.add_team(viewer(), area_id=area_id, name=form.name.data or "")
    except NameTaken:
        form.fail("name", TEAM_NAME_TAKEN)
        return _show_teams(form), 422
    held_forms.let_go(viewer(), request)
    flash("The team is added.", "success")
    return redirect(url_for("accounts.teams"))


def _offer_areas(form: TeamForm) -> int | None:
    area_ids = viewer().areas_with(P.MANAGE_PEOPLE)
    form.area.choices = viewer().area_names(area_ids)
    return area_ids[0] if len(area_ids) == 1 else None


def _show_teams(form: TeamForm, *, is_kept: bool = False) -> str:
    only_area = _offer_areas(form)
    return render_template(
        "accounts/teams.html",
        form=form,
        is_kept=is_kept,
        teams=areas_queries.list_teams_with_counts(viewer()),
        has_several_areas=only_area is None,
    )


@blueprint.get("/teams/<int:team_id>")
@requires(P.MANAGE_PEOPLE)
def team(team_id: int) -> ResponseReturnValue:
    """One team: its name, and closing it."""
    found = areas_queries.get_team(viewer(), team_id)
    kept = held_forms.take_back(viewer(), request)
    form = TeamForm(formdata=kept) if kept is not None else TeamForm(name=found.name)
    return render_template("accounts/team.html", form=form, team=found, is_kept=kept is not None)


@blueprint.post("/teams/<int:team_id>")
@requires(P.MANAGE_PEOPLE)
def rename_team(team_id: int) -> ResponseReturnValue:
    """The team has another name."""
    found = areas_queries.get_team(viewer(), team_id)
    form = TeamForm()
    if not form.validate_on_submit():
        return render_template("accounts/team.html", form=form, team=found, is_kept=False), 422
    try:
        areas_service.rename_team(viewer(), team_id=team_id, name=form.name.data or "")
    except NameTaken:
        form.fail("name", TEAM_NAME_TAKEN)
        return render_template("accounts/team.html", form=form, team=found, is_kept=False), 422
    held_forms.let_go(viewer(), request)
    flash("The team has its new name.", "success")
    return redirect(url_for("accounts.teams"))


@blueprint.post("/teams/<int:team_id>/close")
@requires(P.MANAGE_PEOPLE)
def close_team(team_id: int) -> ResponseReturnValue:
    """Nobody is in the team any more."""
    try:
        count = areas_service.close_team(viewer(), team_id=team_id)
        flash(
            f"The team is closed. {plural(count, 'person', 'people').capitalize()} had been in it.", "success"
        )
    except WrongState:
        flash(CHANGED_ALREADY, "info")
    return redirect(url_for("accounts.teams"))


@blueprint.post("/teams/<int:team_id>/reopen")
@requires(P.MANAGE_PEOPLE)
def reopen_team(team_id: int) -> ResponseReturnValue:
    """The team can be chosen again."""
    try:
        areas_service.reopen_team(viewer(), team_id=team_id)
        flash("The team is open again, with nobody in it.", "success")
    except WrongState:
        flash(CHANGED_ALREADY, "info")
    return redirect(url_for("accounts.teams"))


@blueprint.get("/areas")
@requires(P.MANAGE_COORDINATORS)
def areas() -> ResponseReturnValue:
    """Every area with its coordinators."""
    return render_template("accounts/areas.html", areas=areas_queries.list_areas(viewer()), kinds=AREA_KINDS)


@blueprint.get("/areas/new")
@requires(P.MANAGE_COORDINATORS)
def create_area() -> ResponseReturnValue:
    """A new area."""
    kept = held_forms.take_back(viewer(), request)
    form = AreaForm(formdata=kept) if kept is not None else AreaForm()
    return _show_area(form, is_kept=kept is not None)


@blueprint.post("/areas/new")
@requires(P.MANAGE_COORDINATORS)
def create_area_send() -> ResponseReturnValue:
    """The area is there; next somebody must coordinate it."""
    form = AreaForm()
    if not form.validate_on_submit():
        return _show_area(form), 422
    try:
        area_id = areas_service.create_area(viewer(), name=form.name.data or "", kind=form.kind.data)
    except NameTaken:
        form.fail("name", AREA_NAME_TAKEN)
        return _show_area(form), 422
    held_forms.let_go(viewer(), request)
    flash("The area is created. Invite its coordinator now.", "success")
    return redirect(url_for("accounts.invite_coordinator", area_id=area_id))


@blueprint.get("/areas/<int:area_id>")
@requires(P.MANAGE_COORDINATORS)
def area(area_id: int) -> ResponseReturnValue:
    """Name and kind of one area."""
    found = areas_queries.get_area(viewer(), area_id)
    kept = held_forms.take_back(viewer(), request)
    form = AreaForm(formdata=kept) if kept is not None else AreaForm(name=found.name, kind=found.kind)
    return _show_area(form, area=found, is_kept=kept is not None)


@blueprint.post("/areas/<int:area_id>")
@requires(P.MANAGE_COORDINATORS)
def change_area(area_id: int) -> ResponseReturnValue:
    """The area has another name or kind."""
    found = areas_queries.get_area(viewer(), area_id)
    form = AreaForm()
    if not form.validate_on_submit():
        return _show_area(form, area=found), 422
    try:
        areas_service.change_area(viewer(), area_id=area_id, name=form.name.data or "", kind=form.kind.data)
    except NameTaken:
        form.fail("name", AREA_NAME_TAKEN)
        return _show_area(form, area=found), 422
    held_forms.let_go(viewer(), request)
    flash("The area is saved.", "success")
    return redirect(url_for("accounts.areas"))


def _show_area(form: AreaForm, *, area: areas_queries.AreaRow | None = None, is_kept: bool = False) -> str:
    return render_template("accounts/area.html", form=form, area=area, is_kept=is_kept)
