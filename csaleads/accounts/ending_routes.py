"""A role ends, or somebody leaves the area; and a colleague takes over what they had in hand."""

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from csaleads.access.guards import requires, viewer
from csaleads.access.permissions import Permission, Role
from csaleads.accounts import held_forms, in_hand, leaving, people_queries, policy, roles_service, spans
from csaleads.accounts.blueprint import blueprint
from csaleads.accounts.errors import CannotTakeOver, LastCoordinator, NotOneself, StillInHand
from csaleads.accounts.forms import EndRoleForm, HandOverForm
from csaleads.accounts.member_page import back_to_person, changed_already, get_member
from csaleads.accounts.people_queries import PersonPage
from csaleads.accounts.wording import (
    HANDED_OVER,
    HAS_A_SLOT,
    LAST_COORDINATOR,
    NOTHING_TO_HAND_OVER,
    STILL_IN_HAND,
)
from csaleads.core import clock
from csaleads.core.errors import InvalidChoice, WrongState

P = Permission


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
    except StillInHand:
        form.fail("ends_on", STILL_IN_HAND)
        return _show_end_role(form, person_id, role_id), 422
    except WrongState:
        return changed_already(person_id)
    held_forms.let_go(viewer(), request)
    flash("The role has its last day.", "success")
    return back_to_person(person_id)


def _show_end_role(form: EndRoleForm, person_id: int, role_id: int, *, is_kept: bool = False) -> str:
    span = people_queries.get_role(viewer(), person_id=person_id, role_id=role_id)
    is_lead = span.role is Role.PRACTICE_LEAD and policy.can_manage_people_of(viewer(), span.area_id)
    return render_template(
        "accounts/end_role.html",
        form=form,
        person=people_queries.get_person(viewer(), person_id),
        span=span,
        is_kept=is_kept,
        matters=in_hand.list_matters_of_lead(person_id, span.area_id) if is_lead else [],
    )


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
        return back_to_person(person_id)
    except NotOneself:
        flash("Another coordinator of the area must say that you have left.", "warning")
        return back_to_person(person_id)
    except WrongState:
        return changed_already(person_id)
    flash("They have left. Their history stays.", "success")
    return back_to_person(person_id)


def _show_leave(person_id: int, area_id: int) -> str:
    found = get_member(person_id, area_id)
    matters = in_hand.list_matters(person_id, area_id)
    return render_template(
        "accounts/leave.html",
        person=found,
        area_id=area_id,
        area_name=found.areas[area_id],
        matters=matters,
        must_go=[matter for matter in matters if matter.must_go],
    )


@blueprint.route("/people/<int:person_id>/areas/<int:area_id>/hand-over", methods=["GET", "POST"])
@requires(P.MANAGE_PEOPLE)
def hand_over(person_id: int, area_id: int) -> ResponseReturnValue:
    """Asks which colleague takes over what they have in hand as a lead, and gives it to them."""
    found = get_member(person_id, area_id)
    kept = held_forms.take_back(viewer(), request)
    form = HandOverForm(formdata=kept) if kept is not None else HandOverForm()
    others = in_hand.list_who_could_take_over(viewer(), person_id=person_id, area_id=area_id)
    form.to.choices = [(one.id, one.full_name) for one in others]
    if form.validate_on_submit():
        answer = _hand_over(form, found, area_id)
        if answer is not None:
            return answer
    page = render_template(
        "accounts/hand_over.html",
        form=form,
        person=found,
        area_id=area_id,
        area_name=found.areas[area_id],
        matters=in_hand.list_matters_of_lead(person_id, area_id),
        can_go=bool(others),
        is_kept=kept is not None,
    )
    return (page, 422) if form.is_submitted() else page


def _hand_over(form: HandOverForm, found: PersonPage, area_id: int) -> ResponseReturnValue | None:
    try:
        count = in_hand.hand_over(viewer(), person_id=found.id, area_id=area_id, to_id=form.to.data)
    except (InvalidChoice, CannotTakeOver) as refused:
        is_booked = isinstance(refused, CannotTakeOver)
        form.fail(
            "to", HAS_A_SLOT if is_booked else "Select a colleague who is a Practice Lead of the area today"
        )
        return None
    held_forms.let_go(viewer(), request)
    flash(HANDED_OVER if count else NOTHING_TO_HAND_OVER, "success" if count else "info")
    return redirect(url_for("accounts.person", person_id=found.id))
