"""One person whom a coordinator or the programme team looks after: history, new roles, team, line manager, invitation."""

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from csaleads.access.guards import requires, viewer
from csaleads.access.permissions import AREA_ROLES, Permission, Role
from csaleads.accounts import (
    held_forms,
    in_hand,
    invitations_service,
    people_queries,
    places_service,
    policy,
    queries,
    roles_service,
)
from csaleads.accounts.blueprint import blueprint
from csaleads.accounts.errors import RoleAlreadyHeld
from csaleads.accounts.forms import GiveRoleForm, ManagerForm, TeamsOfPersonForm
from csaleads.accounts.member_page import back_to_person, changed_already, get_member
from csaleads.core import clock
from csaleads.core.errors import InvalidChoice, WrongState

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
        left_in_hand=_left_in_hand(found),
    )


def _left_in_hand(found: people_queries.PersonPage) -> list[int]:
    """Areas of which they are no lead any more, where something that they had in hand waits for a colleague."""
    area_ids = [i for i in found.areas if policy.can_manage_people_of(viewer(), i)]
    were, are = found.areas_led_until(clock.today())
    return [i for i in area_ids if i in were - are and in_hand.list_matters_of_lead(found.id, i)]


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
        return changed_already(person_id)
    held_forms.let_go(viewer(), request)
    flash(f"The role is given: {form.role.data.label}.", "success")
    return redirect(url_for("accounts.person", person_id=person_id))


def _show_give_role(form: GiveRoleForm, person_id: int, area_id: int, *, is_kept: bool = False) -> str:
    found = get_member(person_id, area_id)
    form.role.choices = [(role, role.label) for role in AREA_ROLES]
    return render_template(
        "accounts/give_role.html", form=form, person=found, area_name=found.areas[area_id], is_kept=is_kept
    )


@blueprint.get("/people/<int:person_id>/areas/<int:area_id>/teams")
@requires(P.MANAGE_PEOPLE)
def change_teams(person_id: int, area_id: int) -> ResponseReturnValue:
    """In which teams they are."""
    kept = held_forms.take_back(viewer(), request)
    found = get_member(person_id, area_id)
    mine = queries.team_ids_of(person_id)
    form = TeamsOfPersonForm(formdata=kept) if kept is not None else TeamsOfPersonForm(teams=mine)
    form.teams.choices = [(team.id, team.name) for team in queries.list_teams([area_id])]
    return render_template("accounts/change_teams.html", form=form, person=found, is_kept=kept is not None)


@blueprint.post("/people/<int:person_id>/areas/<int:area_id>/teams")
@requires(P.MANAGE_PEOPLE)
def change_teams_send(person_id: int, area_id: int) -> ResponseReturnValue:
    """They are in those teams from today."""
    found = get_member(person_id, area_id)
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
    found = get_member(person_id, area_id)
    managers = queries.list_people_in([area_id], Role.LINE_MANAGER)
    form.manager.choices = [(one.id, one.full_name) for one in managers if one.id != person_id]
    return found


def _show_manager(form: ManagerForm, person_id: int, area_id: int, *, is_kept: bool = False) -> str:
    found = _offer_managers(form, person_id, area_id)
    return render_template("accounts/change_manager.html", form=form, person=found, is_kept=is_kept)


@blueprint.post("/people/<int:person_id>/areas/<int:area_id>/invite-again")
@requires(P.MANAGE_PEOPLE, P.MANAGE_COORDINATORS)
def invite_again(person_id: int, area_id: int) -> ResponseReturnValue:
    """A new link, in place of the old one."""
    try:
        invitations_service.invite_again(viewer(), person_id=person_id, area_id=area_id)
    except WrongState:
        return changed_already(person_id)
    flash("A new invitation is on its way. The link in the older one works no longer.", "success")
    return redirect(url_for("accounts.person", person_id=person_id))


@blueprint.post("/people/<int:person_id>/areas/<int:area_id>/withdraw-invitation")
@requires(P.MANAGE_PEOPLE, P.MANAGE_COORDINATORS)
def withdraw_invitation(person_id: int, area_id: int) -> ResponseReturnValue:
    """They are expected no longer."""
    try:
        invitations_service.withdraw_invitation(viewer(), person_id=person_id, area_id=area_id)
    except WrongState:
        return changed_already(person_id)
    flash("The invitation is withdrawn. Its link works no longer.", "success")
    return back_to_person(person_id)
