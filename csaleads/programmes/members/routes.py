"""Who takes part: the list, nominating and applying, one member, and coming in somebody's place."""

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from csaleads.access.guards import requires, viewer
from csaleads.access.permissions import Permission
from csaleads.accounts import held_forms
from csaleads.core.errors import InvalidChoice, NotFound, WrongState
from csaleads.core.paging import page_number
from csaleads.programmes import policy, queries
from csaleads.programmes.blueprint import blueprint
from csaleads.programmes.errors import KnownAlready, NoPlaceLeft
from csaleads.programmes.forms import MembersFilterForm, NominateForm, ReplaceForm
from csaleads.programmes.members import queries as member_queries
from csaleads.programmes.members import service as member_service
from csaleads.programmes.wording import (
    MEMBER_ACTS,
    MEMBER_DONE,
    MEMBER_LABELS,
    MEMBER_TONES,
    OWN_ACTS,
    WAY_LABELS,
    member_refusal,
)

P = Permission
LOOKS_AFTER = (P.RUN_COHORTS, P.RUN_COHORTS_OF_AREA, P.AGREE_TIME)


@blueprint.get("/cohorts/<int:cohort_id>/members")
@requires(*LOOKS_AFTER)
def members(cohort_id: int) -> ResponseReturnValue:
    """Those whom the viewer looks after or manages, by name."""
    cohort = queries.get_cohort(viewer(), cohort_id)
    form = MembersFilterForm.of_address(request.args)
    state = None if form.state.errors else form.state.data
    page = member_queries.list_members(viewer(), cohort, state=state, page=page_number())
    return render_template(
        "programmes/members.html",
        cohort=cohort,
        page=page,
        filter_form=form,
        is_narrowed=state is not None,
        coverage=queries.list_coverage(viewer(), cohort),
        nominate_in=_nominates_in(cohort),
        labels=MEMBER_LABELS,
        tones=MEMBER_TONES,
    )


def _nominates_in(cohort: queries.CohortView) -> list[queries.AreaPlaces]:
    """The areas of the cohort in which the viewer can nominate somebody."""
    if cohort.state not in policy.TAKES_PEOPLE:
        return []
    return [
        area
        for area in cohort.areas
        if policy.sees_to_area(viewer(), cohort, area.id) or viewer().can_in(P.AGREE_TIME, area.id)
    ]


@blueprint.route("/cohorts/<int:cohort_id>/areas/<int:area_id>/nominate", methods=["GET", "POST"])
@requires(*LOOKS_AFTER)
def nominate(cohort_id: int, area_id: int) -> ResponseReturnValue:
    """Somebody of the area is nominated."""
    cohort = queries.get_cohort(viewer(), cohort_id)
    people = member_queries.people_to_nominate(viewer(), cohort, area_id)
    held = held_forms.take_back(viewer(), request)
    form = NominateForm(formdata=held) if held else NominateForm()
    form.person_id.choices = [(person.id, person.full_name) for person in people]
    if form.validate_on_submit():
        try:
            member_id = member_service.nominate(
                viewer(), cohort_id=cohort_id, area_id=area_id, person_id=form.person_id.data
            )
        except WrongState:
            flash("This cohort takes nobody now.", "info")
            return redirect(url_for("programmes.show", cohort_id=cohort_id))
        except (InvalidChoice, KnownAlready):
            form.fail("person_id", "Somebody has just nominated them. Select somebody else")
        else:
            held_forms.let_go(viewer(), request)
            flash("They are nominated, and their manager is asked to agree the time.", "success")
            return _member_page(cohort_id, member_id)
    page = render_template(
        "programmes/nominate.html",
        cohort=cohort,
        area=cohort.area(area_id),
        form=form,
        has_people=bool(people),
    )
    return (page, 422) if form.is_submitted() else page


@blueprint.post("/cohorts/<int:cohort_id>/areas/<int:area_id>/apply")
@requires(P.JOIN_COHORTS)
def apply(cohort_id: int, area_id: int) -> ResponseReturnValue:
    """The viewer applies for a place."""
    try:
        member_id = member_service.apply(viewer(), cohort_id=cohort_id, area_id=area_id)
    except KnownAlready:
        flash("You take part already.", "info")
        return redirect(url_for("programmes.show", cohort_id=cohort_id))
    except WrongState:
        flash("This cohort takes nobody now.", "info")
        return redirect(url_for("programmes.show", cohort_id=cohort_id))
    flash("You have applied. Your manager is asked to agree the time.", "success")
    return _member_page(cohort_id, member_id)


def _member_page(cohort_id: int, member_id: int) -> ResponseReturnValue:
    return redirect(url_for("programmes.member", cohort_id=cohort_id, member_id=member_id))


@blueprint.get("/cohorts/<int:cohort_id>/members/<int:member_id>")
@requires(P.SEE_COHORTS)
def member(cohort_id: int, member_id: int) -> ResponseReturnValue:
    """Somebody's part in the cohort, and what the viewer can do about it."""
    cohort = queries.get_cohort(viewer(), cohort_id)
    found = member_queries.get_member(viewer(), cohort, member_id)
    verbs = policy.verbs_for(viewer(), cohort, found, found.state)
    is_own = found.person_id == viewer().person_id
    words = OWN_ACTS if is_own else MEMBER_ACTS
    coverage = [row for row in queries.list_coverage(viewer(), cohort) if row.area.id == found.area_id]
    return render_template(
        "programmes/member.html",
        cohort=cohort,
        member=found,
        is_own=is_own,
        label=MEMBER_LABELS[found.state],
        tone=MEMBER_TONES[found.state],
        way=WAY_LABELS[found.way],
        acts=[(verb, *words[verb]) for verb in verbs if verb in words],
        can_replace="replace" in verbs,
        coverage=coverage[0] if coverage else None,
        sees_list=policy.sees_to_area(viewer(), cohort, found.area_id)
        or viewer().can_in(P.AGREE_TIME, found.area_id),
    )


@blueprint.post("/cohorts/<int:cohort_id>/members/<int:member_id>/move")
@requires(P.SEE_COHORTS)
def move_member(cohort_id: int, member_id: int) -> ResponseReturnValue:
    """Time is agreed, a place given, the part put off or left."""
    verb = request.form.get("verb", "")
    if verb not in MEMBER_DONE:
        raise NotFound
    try:
        member_service.move_member(viewer(), cohort_id=cohort_id, member_id=member_id, verb=verb)
    except NoPlaceLeft:
        flash(
            "Every place of the area is taken. Somebody has to leave first, or the area needs more places.",
            "warning",
        )
    except WrongState as refused:
        flash(member_refusal(refused.state), "info")
    else:
        flash(MEMBER_DONE[verb], "success")
    return _member_page(cohort_id, member_id)


@blueprint.route("/cohorts/<int:cohort_id>/members/<int:member_id>/replace", methods=["GET", "POST"])
@requires(P.RUN_COHORTS, P.RUN_COHORTS_OF_AREA)
def replace(cohort_id: int, member_id: int) -> ResponseReturnValue:
    """Somebody whose time is agreed comes in the member's place."""
    cohort = queries.get_cohort(viewer(), cohort_id)
    found = member_queries.get_member(viewer(), cohort, member_id)
    if (found.state, "replace") not in policy.MEMBER_MOVES:
        flash(member_refusal(found.state.value), "info")
        return _member_page(cohort_id, member_id)
    successors = member_queries.successors_of(viewer(), cohort, found)
    form = ReplaceForm()
    form.successor_id.choices = successors
    if form.validate_on_submit():
        try:
            member_service.replace_member(
                viewer(), cohort_id=cohort_id, member_id=member_id, successor_id=form.successor_id.data
            )
        except WrongState as refused:
            flash(member_refusal(refused.state), "info")
            return _member_page(cohort_id, member_id)
        except InvalidChoice:
            form.fail("successor_id", "Select from the list as it is now")
        else:
            flash("Their place is taken over.", "success")
            return _member_page(cohort_id, member_id)
    page = render_template(
        "programmes/replace.html", cohort=cohort, member=found, form=form, has_people=bool(successors)
    )
    return (page, 422) if form.is_submitted() else page
