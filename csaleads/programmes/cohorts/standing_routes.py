"""Completion: where the members of a cohort stand, one member's days, and what completes it."""

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from csaleads.access.guards import requires, viewer
from csaleads.access.permissions import Permission
from csaleads.core.errors import WrongState
from csaleads.core.paging import ROWS_PER_PAGE, Page, page_number
from csaleads.programmes import policy, queries
from csaleads.programmes.attendance import policy as attendance_policy
from csaleads.programmes.attendance import presenters as attendance_presenters
from csaleads.programmes.attendance import queries as attendance_queries
from csaleads.programmes.attendance.forms import RuleForm, StandingFilterForm
from csaleads.programmes.attendance.wording import (
    HALF_LABELS,
    PART_COUNTS_LABELS,
    PRESENCE_LABELS,
    REASON_LABELS,
)
from csaleads.programmes.blueprint import blueprint
from csaleads.programmes.certificates import queries as certificate_queries
from csaleads.programmes.cohorts import completion_service, standing_queries
from csaleads.programmes.cohorts.completion import DAY, in_days
from csaleads.programmes.cohorts.standing_queries import Learner
from csaleads.programmes.days import queries as day_queries
from csaleads.programmes.days.page import RUNS, page_of_days, run_by_viewer
from csaleads.programmes.models import MemberState
from csaleads.programmes.wording import cohort_refusal

P = Permission


@blueprint.get("/cohorts/<int:cohort_id>/attendance")
@requires(P.RUN_COHORTS, P.RUN_COHORTS_OF_AREA, P.AGREE_TIME)
def standings(cohort_id: int) -> ResponseReturnValue:
    """Where everybody stands whom the viewer looks after or manages."""
    cohort = queries.get_cohort(viewer(), cohort_id)
    lines = standing_queries.list_lines(viewer(), cohort)
    days = day_queries.list_days(cohort)
    learners = [Learner(line.id, line.state, line.state_since) for line in lines]
    found = standing_queries.days_of_members(cohort_id, days, learners)
    form = StandingFilterForm.of_address(request.args)
    level = None if form.level.errors else form.level.data
    rows = [
        (line, attendance_presenters.present_standing(found[line.id].standing))
        for line in lines
        if level is None or found[line.id].standing.level is level
    ]
    number = page_number()
    shown = rows[(number - 1) * ROWS_PER_PAGE : number * ROWS_PER_PAGE]
    rule = standing_queries.rule_for(cohort_id, len(days))
    return render_template(
        "programmes/standings.html",
        cohort=cohort,
        page=Page(shown, number, len(rows)),
        filter_form=form,
        is_narrowed=level is not None,
        needed=in_days(min(rule.needed, len(days) * DAY)),
        day_count=len(days),
        part_counts=PART_COUNTS_LABELS[rule.part_counts].lower(),
        can_change=policy.can_run(viewer(), cohort) and cohort.state in policy.EDITABLE,
    )


@blueprint.route("/cohorts/<int:cohort_id>/completion", methods=["GET", "POST"])
@requires(*RUNS)
def completion_rule(cohort_id: int) -> ResponseReturnValue:
    """How many days complete the cohort."""
    cohort = run_by_viewer(cohort_id)
    day_count = len(day_queries.list_days(cohort))
    rule = standing_queries.rule_for(cohort_id, day_count)
    whole, rest = divmod(rule.needed, DAY)  # the usual rule may ask for half a day, which nobody can type
    form = RuleForm(data={"days_needed": None if rest else whole or None, "part_counts": rule.part_counts})
    if form.validate_on_submit():
        try:
            completion_service.set_rule(
                viewer(),
                cohort_id=cohort_id,
                days_needed=form.days_needed.data or 1,
                part_counts=form.part_counts.data,
            )
        except WrongState as refused:
            flash(cohort_refusal(refused.verb, refused.state), "info")
            return page_of_days(cohort_id)
        flash("Saved. Whoever may not complete the cohort by this rule is told.", "success")
        return redirect(url_for("programmes.standings", cohort_id=cohort_id))
    page = render_template("programmes/completion.html", form=form, cohort=cohort, day_count=day_count)
    return (page, 422) if form.is_submitted() else page


@blueprint.get("/cohorts/<int:cohort_id>/members/<int:member_id>/attendance")
@requires(P.SEE_COHORTS)
def member_attendance(cohort_id: int, member_id: int) -> ResponseReturnValue:
    """One member's days by half, how they were corrected, and where that leads."""
    cohort = queries.get_cohort(viewer(), cohort_id)
    member, group = attendance_queries.get_seen(viewer(), cohort, member_id)
    days = day_queries.list_days(cohort)
    learner = Learner(member.id, member.state, member.state_since)
    found = standing_queries.days_of_members(cohort_id, days, [learner])[member.id]
    can_correct = attendance_policy.can_correct(viewer(), cohort, group, member)
    with_words = attendance_policy.can_read_reasons(viewer(), cohort, group, member)
    return render_template(
        "programmes/member_attendance.html",
        cohort=cohort,
        member=member,
        is_own=member.person_id == viewer().person_id,
        standing=attendance_presenters.present_standing(found.standing),
        days=attendance_presenters.present_days(
            days, found, can_correct=can_correct and member.state is MemberState.MEMBER
        ),
        changes=attendance_queries.list_changes(member_id, with_words=with_words),
        halves=HALF_LABELS,
        presences=PRESENCE_LABELS,
        reasons=REASON_LABELS,
        can_confirm=attendance_policy.can_confirm(viewer(), cohort, member),
        has_certificate=certificate_queries.find_valid(member_id) is not None,
        sees_list=policy.sees_to_area(viewer(), cohort, member.area_id)
        or viewer().can_in(P.AGREE_TIME, member.area_id),
    )
