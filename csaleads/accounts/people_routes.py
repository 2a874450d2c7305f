"""The people whom a coordinator or the programme team looks after: the list, and inviting."""

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from csaleads.access.guards import requires, viewer
from csaleads.access.permissions import Permission, Role
from csaleads.accounts import areas_queries, held_forms, invitations_service, people_list_queries, queries
from csaleads.accounts.blueprint import blueprint
from csaleads.accounts.errors import AlreadyInArea
from csaleads.accounts.forms import InviteCoordinatorForm, InviteForm, PeopleFilterForm
from csaleads.accounts.people_list_queries import PeopleFilter
from csaleads.core import once
from csaleads.core.errors import InvalidChoice
from csaleads.core.paging import page_number

ALREADY_HERE = (
    "Somebody with this email address belongs to the area already. Look for them in the list of people"
)


@blueprint.get("/people")
@requires(Permission.MANAGE_PEOPLE, Permission.MANAGE_COORDINATORS)
def people() -> ResponseReturnValue:
    """The list, narrowed down by the address."""
    asked, form = _filter()
    return render_template(
        "accounts/people.html",
        page=people_list_queries.page_of_people(viewer(), asked=asked, number=page_number()),
        filter_form=form,
        is_narrowed=asked != PeopleFilter(),
        is_coordinator=viewer().can(Permission.MANAGE_PEOPLE),
        is_programme=viewer().can(Permission.MANAGE_COORDINATORS),
    )


def _filter() -> tuple[PeopleFilter, PeopleFilterForm]:
    teams = queries.list_teams(viewer().areas_with(Permission.MANAGE_PEOPLE))
    form = PeopleFilterForm.of_address(request.args, team=[(team.id, team.name) for team in teams])
    asked = PeopleFilter(
        text=form.text.data or "",
        role=None if form.role.errors else form.role.data,
        team_id=None if form.team.errors else form.team.data,
        state="" if form.state.errors else form.state.data or "",
    )
    return asked, form


@blueprint.get("/people/invite")
@requires(Permission.MANAGE_PEOPLE)
def invite() -> ResponseReturnValue:
    """Whom to invite."""
    kept = held_forms.take_back(viewer(), request)
    form = InviteForm(formdata=kept) if kept is not None else InviteForm()
    _offer_choices(form)
    form.once_key.data = form.once_key.data or once.new_key()
    return _show_invite(form, is_kept=kept is not None)


@blueprint.post("/people/invite")
@requires(Permission.MANAGE_PEOPLE)
def invite_send() -> ResponseReturnValue:
    """The invitation is on its way."""
    form = InviteForm()
    only_area = _offer_choices(form)
    if not form.validate_on_submit():
        return _show_invite(form), 422
    done = once.claim(form.once_key.data or "", person_id=viewer().person_id)
    if done:
        return redirect(done)
    try:
        person_id = invitations_service.invite(
            viewer(),
            area_id=only_area if only_area is not None else form.area.data,
            email=form.email.data or "",
            full_name=form.full_name.data or "",
            roles=form.roles.data,
            team_ids=form.teams.data,
            manager_id=form.manager.data,
        )
    except AlreadyInArea:
        form.fail("email", ALREADY_HERE)
        return _show_invite(form), 422
    except InvalidChoice as refused:
        form.fail(refused.field, "Select one from the area that you invite to")
        return _show_invite(form), 422
    held_forms.let_go(viewer(), request)
    return _invited(person_id)


def _offer_choices(form: InviteForm) -> int | None:
    """Fill in areas, teams and managers; the answer is the area where there is only one, and it is not asked for."""
    area_ids = viewer().areas_with(Permission.MANAGE_PEOPLE)
    names = dict(viewer().area_names(area_ids))
    form.area.choices = list(names.items())
    is_one = len(area_ids) == 1
    form.teams.choices = [
        (team.id, team.name if is_one else f"{team.name}, {names[team.area_id]}")
        for team in queries.list_teams(area_ids)
    ]
    form.manager.choices = [
        (person.id, person.full_name if is_one else f"{person.full_name}, {names[person.area_id]}")
        for person in queries.list_people_in(area_ids, Role.LINE_MANAGER)
    ]
    if not is_one:
        return None
    del form.area
    return area_ids[0]


def _show_invite(form: InviteForm, *, is_kept: bool = False) -> str:
    return render_template("accounts/invite.html", form=form, is_kept=is_kept)


@blueprint.get("/areas/<int:area_id>/invite-coordinator")
@requires(Permission.MANAGE_COORDINATORS)
def invite_coordinator(area_id: int) -> ResponseReturnValue:
    """Whom to invite as a coordinator of the area."""
    kept = held_forms.take_back(viewer(), request)
    form = InviteCoordinatorForm(formdata=kept) if kept is not None else InviteCoordinatorForm()
    form.once_key.data = form.once_key.data or once.new_key()
    return _show_invite_coordinator(form, area_id, is_kept=kept is not None)


@blueprint.post("/areas/<int:area_id>/invite-coordinator")
@requires(Permission.MANAGE_COORDINATORS)
def invite_coordinator_send(area_id: int) -> ResponseReturnValue:
    """The invitation is on its way."""
    form = InviteCoordinatorForm()
    if not form.validate_on_submit():
        return _show_invite_coordinator(form, area_id), 422
    done = once.claim(form.once_key.data or "", person_id=viewer().person_id)
    if done:
        return redirect(done)
    try:
        person_id = invitations_service.invite(
            viewer(),
            area_id=area_id,
            email=form.email.data or "",
            full_name=form.full_name.data or "",
            roles=[Role.COORDINATOR],
        )
    except AlreadyInArea:
        form.fail("email", "Somebody with this email address is a coordinator of the area already")
        return _show_invite_coordinator(form, area_id), 422
    held_forms.let_go(viewer(), request)
    return _invited(person_id)


def _show_invite_coordinator(form: InviteCoordinatorForm, area_id: int, *, is_kept: bool = False) -> str:
    area = areas_queries.get_area(viewer(), area_id)
    return render_template("accounts/invite_coordinator.html", form=form, area=area, is_kept=is_kept)


def _invited(person_id: int) -> ResponseReturnValue:
    page = url_for("accounts.person", person_id=person_id)
    once.leave_result(page)
    flash("They get an email now, with what to do next.", "success")
    return redirect(page)
