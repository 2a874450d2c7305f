"""One person whom a coordinator or the programme team looks after: history, roles, team, line manager, leaving."""

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from csaleads.access.guards import requires, viewer
from csaleads.access.permissions import AREA_ROLES, Permission, Role
from csaleads.accounts import (
    held_forms,
    invitations_service,
    leaving,
    people_queries,
    places_service,
    policy,
    queries,
    roles_service,
    spans,
)
from csaleads.accounts.blueprint import blueprint
from csaleads.accounts.errors import LastCoordinator, NotOneself, RoleAlreadyHeld, StillInHand
from csaleads.accounts.forms import EndRoleForm, GiveRoleForm, ManagerForm, TeamsOfPersonForm
from csaleads.accounts.wording import CHANGED_ALREADY, LAST_COORDINATOR
from csaleads.core import clock
from csaleads.core.errors import InvalidChoice, NotFound, WrongState

P = Permission


@blueprint.get("/people/<int:person_id>")
@requires(P.MANAGE_PEOPLE, P.MANAGE_COORDINATORS)
def person(person_id: int) -> ResponseReturnValue:
    """Who they are here, with their history."""
    found = people_queries.get_person(viewer(), person_id)
    return render_template(
        "accounts/person.html",
        person=found,
        today=clock.today(),
        managed_area_ids=[i for i in found.areas if policy.can_manage_people_of(viewer(), i)],
        is_oneself=person_id == viewer().person_id,
    )


@blueprint.get("/people/<int:person_id>/areas/<int:area_id>/roles/new")
@requires(P.MANAGE_PEOPLE)
def give_role(person_id: int, area_id: int) -> ResponseReturnValue:
    """Which role, and from when."""
    kept = held_forms.take_back(viewer(), request)
    form = GiveRoleForm(formdata=kept) if kept is not None else GiveRoleForm(starts_on=clock.today())
    return _show_give_role(form, person_id, area_id, is_kept=kept is not None)


@blueprint.post("/people/<int:person_id>/areas/<int:area_id>/roles/new")
@requires(P.MANAGE_PEOPLE)
def give_role_send(person_id: int, area_id: int) -> ResponseReturnValue:
    """The role is theirs from that day."""
    form = GiveRoleForm()
    form.starts_on.earliest = clock.today()
    form.role.choices = [(role, role.label) for role in AREA_ROLES]
    if not form.validate_on_submit():
        return _show_give_role(form, person_id, area_id), 422
    try:
        roles_service.give_role(
            viewer(),
            person_id=person_id,
            area_id=area_id,
            role=form.role.data,
            starts_on=form.starts_on.data,
        )
    except RoleAlreadyHeld:
        form.fail("role", "They hold this role on that day already. Choose another role, or a later day")
        return _show_give_role(form, person_id, area_id), 422
    except WrongState:
        return _changed_already(person_id)
    held_forms.let_go(viewer(), request)
    flash(f"The role is given: {form.role.data.label}.", "success")
    return redirect(url_for("accounts.person", person_id=person_id))


def _show_give_role(form: GiveRoleForm, person_id: int, area_id: int, *, is_kept: bool = False) -> str:
    found = _get_member(person_id, area_id)
    form.role.choices = [(role, role.label) for role in AREA_ROLES]
    return render_template(
        "accounts/give_role.html", form=form, person=found, area_name=found.areas[area_id], is_kept=is_kept
    )


@blueprint.get("/people/<int:person_id>/roles/<int:role_id>/end")
@requires(P.MANAGE_PEOPLE, P.MANAGE_COORDINATORS)
def end_role(person_id: int, role_id: int) -> ResponseReturnValue:
    """The last day in a role."""
    kept = held_forms.take_back(viewer(), request)
    form = EndRoleForm(formdata=kept) if kept is not None else EndRoleForm(ends_on=clock.today())
    return _show_end_role(form, person_id, role_id, is_kept=kept is not None)


@blueprint.post("/people/<int:person_id>/roles/<int:role_id>/end")
@requires(P.MANAGE_PEOPLE, P.MANAGE_COORDINATORS)
def end_role_send(person_id: int, role_id: int) -> ResponseReturnValue:
    """The role ends on that day and stays in the history."""
    form = EndRoleForm()
    span = people_queries.get_role(viewer(), person_id=person_id, role_id=role_id)
    form.ends_on.earliest = min(span.starts_on, spans.yesterday())
    if not form.validate_on_submit():
        return _show_end_role(form, person_id, role_id), 422
    try:
        roles_service.end_role(viewer(), role_id=role_id, ends_on=form.ends_on.data)
    except LastCoordinator:
        form.fail_whole(LAST_COORDINATOR)
        return _show_end_role(form, person_id, role_id), 422
    except WrongState:
        return _changed_already(person_id)
    held_forms.let_go(viewer(), request)
    flash("The role has its last day.", "success")
    return _back_to_person(person_id)


def _show_end_role(form: EndRoleForm, person_id: int, role_id: int, *, is_kept: bool = False) -> str:
    span = people_queries.get_role(viewer(), person_id=person_id, role_id=role_id)
    found = people_queries.get_person(viewer(), person_id)
    return render_template("accounts/end_role.html", form=form, person=found, span=span, is_kept=is_kept)


@blueprint.get("/people/<int:person_id>/areas/<int:area_id>/teams")
@requires(P.MANAGE_PEOPLE)
def change_teams(person_id: int, area_id: int) -> ResponseReturnValue:
    """In which teams they are."""
    kept = held_forms.take_back(viewer(), request)
    found = _get_member(person_id, area_id)
    mine = queries.team_ids_of(person_id)
    form = TeamsOfPersonForm(formdata=kept) if kept is not None else TeamsOfPersonForm(teams=mine)
    form.teams.choices = [(team.id, team.name) for team in queries.list_teams([area_id])]
    return render_template("accounts/change_teams.html", form=form, person=found, is_kept=kept is not None)


@blueprint.post("/people/<int:person_id>/areas/<int:area_id>/teams")
@requires(P.MANAGE_PEOPLE)
def change_teams_send(person_id: int, area_id: int) -> ResponseReturnValue:
    """They are in those teams from today."""
    found = _get_member(person_id, area_id)
    form = TeamsOfPersonForm()
    form.teams.choices = [(team.id, team.name) for team in queries.list_teams([area_id])]
    if not form.validate_on_submit():
        return render_template("accounts/change_teams.html", form=form, person=found, is_kept=False), 422
    places_service.set_teams(viewer(), person_id=person_id, area_id=area_id, team_ids=form.teams.data)
    held_forms.let_go(viewer(), request)
    flash("Their teams are saved.", "success")
    return redirect(url_for("accounts.person", person_id=person_id))


@blueprint.get("/people/<int:person_id>/areas/<int:area_id>/manager")
@requires(P.MANAGE_PEOPLE)
def change_manager(person_id: int, area_id: int) -> ResponseReturnValue:
    """Who manages them."""
    kept = held_forms.take_back(viewer(), request)
    now = people_queries.manager_of(person_id, area_id)
    form = ManagerForm(formdata=kept) if kept is not None else ManagerForm(manager=now)
    return _show_manager(form, person_id, area_id, is_kept=kept is not None)


@blueprint.post("/people/<int:person_id>/areas/<int:area_id>/manager")
@requires(P.MANAGE_PEOPLE)
def change_manager_send(person_id: int, area_id: int) -> ResponseReturnValue:
    """That person manages them from today."""
    form = ManagerForm()
    _offer_managers(form, person_id, area_id)
    if not form.validate_on_submit():
        return _show_manager(form, person_id, area_id), 422
    try:
        places_service.set_manager(
            viewer(), person_id=person_id, area_id=area_id, manager_id=form.manager.data
        )
    except InvalidChoice:
        form.fail("manager", "Select somebody who is a line manager in the area today")
        return _show_manager(form, person_id, area_id), 422
    held_forms.let_go(viewer(), request)
    flash("Their line manager is saved.", "success")
    return redirect(url_for("accounts.person", person_id=person_id))


def _offer_managers(form: ManagerForm, person_id: int, area_id: int) -> people_queries.PersonPage:
    found = _get_member(person_id, area_id)
    managers = queries.list_people_in([area_id], Role.LINE_MANAGER)
    form.manager.choices = [(one.id, one.full_name) for one in managers if one.id != person_id]
    return found


def _show_manager(form: ManagerForm, person_id: int, area_id: int, *, is_kept: bool = False) -> str:
    found = _offer_managers(form, person_id, area_id)
    return render_template("accounts/change_manager.html", form=form, person=found, is_kept=is_kept)


@blueprint.get("/people/<int:person_id>/areas/<int:area_id>/leave")
@requires(P.MANAGE_PEOPLE)
def leave(person_id: int, area_id: int) -> ResponseReturnValue:
    """What leaving means, and what must be handed over before."""
    return _show_leave(person_id, area_id)


@blueprint.post("/people/<int:person_id>/areas/<int:area_id>/leave")
@requires(P.MANAGE_PEOPLE)
def leave_send(person_id: int, area_id: int) -> ResponseReturnValue:
    """They have left."""
    try:
        leaving.leave_area(viewer(), person_id=person_id, area_id=area_id)
    except StillInHand:
        return _show_leave(person_id, area_id), 422
    except LastCoordinator:
        flash(LAST_COORDINATOR, "warning")
        return _back_to_person(person_id)
    except NotOneself:
        flash("Another coordinator of the area must say that you have left.", "warning")
        return _back_to_person(person_id)
    except WrongState:
        return _changed_already(person_id)
    flash("They have left. Their history stays.", "success")
    return _back_to_person(person_id)


def _show_leave(person_id: int, area_id: int) -> str:
    found = _get_member(person_id, area_id)
    matters = leaving.list_matters_in_hand(person_id, area_id)
    return render_template(
        "accounts/leave.html", person=found, area_id=area_id, area_name=found.areas[area_id], matters=matters
    )


@blueprint.post("/people/<int:person_id>/areas/<int:area_id>/invite-again")
@requires(P.MANAGE_PEOPLE, P.MANAGE_COORDINATORS)
def invite_again(person_id: int, area_id: int) -> ResponseReturnValue:
    """A new link, in place of the old one."""
    try:
        invitations_service.invite_again(viewer(), person_id=person_id, area_id=area_id)
    except WrongState:
        return _changed_already(person_id)
    flash("A new invitation is on its way. The link in the older one works no longer.", "success")
    return redirect(url_for("accounts.person", person_id=person_id))


@blueprint.post("/people/<int:person_id>/areas/<int:area_id>/withdraw-invitation")
@requires(P.MANAGE_PEOPLE, P.MANAGE_COORDINATORS)
def withdraw_invitation(person_id: int, area_id: int) -> ResponseReturnValue:
    """They are expected no longer."""
    try:
        invitations_service.withdraw_invitation(viewer(), person_id=person_id, area_id=area_id)
    except WrongState:
        return _changed_already(person_id)
    flash("The invitation is withdrawn. Its link works no longer.", "success")
    return _back_to_person(person_id)


def _get_member(person_id: int, area_id: int) -> people_queries.PersonPage:
    """The person, where the viewer manages the people of that area and this is one of them."""
    found = people_queries.get_person(viewer(), person_id)
    if area_id not in found.areas or not policy.can_manage_people_of(viewer(), area_id):
        raise NotFound("person")
    return found


def _changed_already(person_id: int) -> ResponseReturnValue:
    flash(CHANGED_ALREADY, "info")
    return _back_to_person(person_id)


def _back_to_person(person_id: int) -> ResponseReturnValue:
    """Their page, or the list where nothing of them is left to see (a role of today alone was taken back)."""
    try:
        people_queries.get_person(viewer(), person_id)
    except NotFound:
        return redirect(url_for("accounts.people"))
    return redirect(url_for("accounts.person", person_id=person_id))
