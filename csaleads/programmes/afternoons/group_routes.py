"""Reflective groups: making them, dealing the rota, who sees to a group, and its rota by day and by person."""

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from csaleads.access.guards import requires, viewer
from csaleads.access.permissions import Permission
from csaleads.accounts.queries import area_names, list_leads
from csaleads.core.errors import InvalidChoice, WrongState
from csaleads.core.formatting import plural
from csaleads.programmes import policy, queries
from csaleads.programmes.afternoons import group_presenters, group_queries, group_service
from csaleads.programmes.afternoons.grouping import TooFew
from csaleads.programmes.blueprint import blueprint
from csaleads.programmes.days import queries as day_queries
from csaleads.programmes.forms import FacilitatorForm, GroupsForm
from csaleads.programmes.queries import CohortView
from csaleads.programmes.wording import cohort_refusal

P = Permission
RUNS = (P.RUN_COHORTS, P.RUN_COHORTS_OF_AREA)
REFUSALS = {
    "without_groups": "Make the groups first: each has four to ten members.",
    "without_days": "Plan days to come first: the rota is dealt for days that are not over.",
    "placed": "They are in a group already.",
    "full": "Every group has ten members. Make the groups again.",
}


def _refused(cohort_id: int, refused: WrongState) -> ResponseReturnValue:
    flash(REFUSALS.get(refused.state) or cohort_refusal(refused.verb, refused.state), "info")
    return _groups_page(cohort_id)


def _groups_page(cohort_id: int) -> ResponseReturnValue:
    return redirect(url_for("programmes.groups", cohort_id=cohort_id))


@blueprint.get("/cohorts/<int:cohort_id>/groups")
@requires(*RUNS)
def groups(cohort_id: int) -> ResponseReturnValue:
    """Every group that the viewer looks after: who is in it, and what does not work out."""
    cohort = queries.get_cohort(viewer(), cohort_id)
    days = day_queries.list_days(cohort)
    found = group_queries.list_groups(viewer(), cohort)
    can_change = policy.can_run(viewer(), cohort) and cohort.state in policy.TAKES_PEOPLE
    return render_template(
        "programmes/groups.html",
        cohort=cohort,
        groups=[(group, group_presenters.shortfalls(group, days)) for group in found],
        days=days,
        can_change=can_change,
        is_dealt=any(group.dealt_at for group in found),
        unplaced=group_queries.members_without_group(cohort_id) if can_change else [],
    )


@blueprint.route("/cohorts/<int:cohort_id>/groups/make", methods=["GET", "POST"])
@requires(*RUNS)
def make_groups(cohort_id: int) -> ResponseReturnValue:
    """Asks how large and how mixed, and makes the groups."""
    cohort = queries.get_cohort(viewer(), cohort_id)
    policy.require_run(viewer(), cohort)
    form = GroupsForm()
    if form.validate_on_submit():
        try:
            count = group_service.make_all_groups(
                viewer(), cohort_id=cohort_id, size=form.size.data, mixing=form.mixing.data
            )
        except WrongState as refused:
            return _refused(cohort_id, refused)
        except TooFew as few:
            form.fail("mixing" if few.area is not None else "size", _too_few(cohort, few))
        else:
            flash(f"{plural(count, 'group is', 'groups are')} made. Deal the rota next.", "success")
            return _groups_page(cohort_id)
    page = render_template(
        "programmes/make_groups.html",
        cohort=cohort,
        form=form,
        member_count=len(group_queries.members_with_area(cohort_id)),
        has_groups=bool(group_queries.list_groups(viewer(), cohort)),
    )
    return (page, 422) if form.is_submitted() else page


def _too_few(cohort: CohortView, few: TooFew) -> str:
    members = plural(few.count, "member")
    if few.area is None:
        return f"There are {members}, and a group needs four. Give more places first"
    name = cohort.area(int(str(few.area))).name
    return f"{name} has {members}, and a group needs four. Mix the areas instead"


@blueprint.post("/cohorts/<int:cohort_id>/groups/deal")
@requires(*RUNS)
def deal(cohort_id: int) -> ResponseReturnValue:
    """Who presents when is dealt, for the days to come."""
    try:
        count = group_service.deal_rotas(viewer(), cohort_id=cohort_id)
    except WrongState as refused:
        return _refused(cohort_id, refused)
    flash(f"The rota is dealt for {plural(count, 'group')}.", "success")
    return _groups_page(cohort_id)


@blueprint.post("/cohorts/<int:cohort_id>/groups/place/<int:member_id>")
@requires(*RUNS)
def place_member(cohort_id: int, member_id: int) -> ResponseReturnValue:
    """Somebody who came later joins the smallest group."""
    try:
        number = group_service.place_member(viewer(), cohort_id=cohort_id, member_id=member_id)
    except WrongState as refused:
        return _refused(cohort_id, refused)
    flash(f"They are in group {number}. Deal the rota again, so that they have a turn.", "success")
    return _groups_page(cohort_id)


@blueprint.get("/cohorts/<int:cohort_id>/groups/<int:group_id>")
@requires(P.SEE_COHORTS)
def group(cohort_id: int, group_id: int) -> ResponseReturnValue:
    """The rota of a group, by day or by person."""
    cohort = queries.get_cohort(viewer(), cohort_id)
    found = group_queries.get_group(viewer(), cohort, group_id)
    days = day_queries.list_days(cohort)
    is_by_person = request.args.get("by") == "person"
    here = url_for("programmes.group", cohort_id=cohort_id, group_id=group_id)
    return render_template(
        "programmes/group.html",
        cohort=cohort,
        group=found,
        is_by_person=is_by_person,
        by_day=group_presenters.by_day(found, days),
        by_person=group_presenters.by_person(found, days),
        shortfalls=group_presenters.shortfalls(found, days),
        views=[
            ("By day", here, not is_by_person),
            ("By person", f"{here}?by=person", is_by_person),
        ],
        sees_all=viewer().can(P.RUN_COHORTS) or viewer().can(P.RUN_COHORTS_OF_AREA),
        can_change=policy.can_run(viewer(), cohort) and cohort.state in policy.TAKES_PEOPLE,
        is_member=viewer().person_id in found.person_ids,
    )


@blueprint.route("/cohorts/<int:cohort_id>/groups/<int:group_id>/facilitator", methods=["GET", "POST"])
@requires(*RUNS)
def facilitator(cohort_id: int, group_id: int) -> ResponseReturnValue:
    """Which Practice Lead sees to the group."""
    cohort = queries.get_cohort(viewer(), cohort_id)
    policy.require_run(viewer(), cohort)
    found = group_queries.get_group(viewer(), cohort, group_id)
    form = FacilitatorForm(data={"facilitator_id": found.facilitator_id})
    names = area_names(cohort.area_ids)
    form.facilitator_id.choices = list(
        {lead.id: f"{lead.full_name}, {names[lead.area_id]}" for lead in list_leads(cohort.area_ids)}.items()
    )
    if form.validate_on_submit():
        try:
            group_service.set_facilitator(
                viewer(), cohort_id=cohort_id, group_id=group_id, person_id=form.facilitator_id.data
            )
        except WrongState as refused:
            return _refused(cohort_id, refused)
        except InvalidChoice:
            form.fail("facilitator_id", "Select from the list as it is now")
        else:
            flash("Saved.", "success")
            return redirect(url_for("programmes.group", cohort_id=cohort_id, group_id=group_id))
    page = render_template("programmes/facilitator.html", cohort=cohort, group=found, form=form)
    return (page, 422) if form.is_submitted() else page
