"""The list of cohorts and the page of one."""

from flask import render_template, request
from flask.typing import ResponseReturnValue

from csaleads.access.guards import requires, viewer
from csaleads.access.permissions import Permission
from csaleads.core import clock
from csaleads.core.paging import page_number
from csaleads.programmes import policy, presenters, queries
from csaleads.programmes.afternoons import policy as afternoon_policy
from csaleads.programmes.blueprint import blueprint
from csaleads.programmes.cohorts import list_queries
from csaleads.programmes.cohorts.list_queries import CohortFilter
from csaleads.programmes.days import queries as day_queries
from csaleads.programmes.days import session_queries
from csaleads.programmes.forms import CohortsFilterForm
from csaleads.programmes.members import queries as member_queries
from csaleads.programmes.members import seat_queries
from csaleads.programmes.wording import COHORT_LABELS, COHORT_TONES, MEMBER_LABELS


@blueprint.get("/cohorts")
@requires(Permission.SEE_COHORTS)
def list_cohorts() -> ResponseReturnValue:
    """The cohorts that the viewer sees, the latest first."""
    form = CohortsFilterForm.of_address(request.args)
    wanted = CohortFilter(
        state=None if form.state.errors else form.state.data,
        track=None if form.track.errors else form.track.data,
    )
    page = list_queries.list_cohorts(viewer(), wanted, page=page_number())
    return render_template(
        "programmes/cohorts.html",
        page=page,
        rows=[(row, COHORT_LABELS[row.state], COHORT_TONES[row.state]) for row in page.rows],
        filter_form=form,
        is_narrowed=wanted != CohortFilter(),
        can_make=bool(queries.areas_to_make_in(viewer())),
        reads_vignettes=afternoon_policy.can_read_vignettes(viewer()),
    )


@blueprint.get("/cohorts/<int:cohort_id>")
@requires(Permission.SEE_COHORTS)
def show(cohort_id: int) -> ResponseReturnValue:
    """One cohort: how it stands, what is still to be seen to, and what the viewer may do with it."""
    who = viewer()
    cohort = queries.get_cohort(who, cohort_id)
    runs = policy.can_run(who, cohort)
    days = day_queries.list_days(cohort)
    own = member_queries.find_own(who, cohort_id)
    ticked = queries.list_ticked(who, cohort)
    lists = presenters.checklists(who, cohort, ticked)
    return render_template(
        "programmes/cohort.html",
        cohort=cohort,
        label=COHORT_LABELS[cohort.state],
        tone=COHORT_TONES[cohort.state],
        runs=runs,
        coverage=queries.list_coverage(who, cohort),
        checklists=lists,
        is_preparing=cohort.state in presenters.IN_PREPARATION,
        warning=presenters.time_warning(cohort, lists, today=clock.today()),
        verbs=presenters.verbs_of(cohort, days) if runs else (),
        own=own,
        sees_groups=bool(lists),
        own_label=MEMBER_LABELS[own[1]] if own else "",
        apply_in=[area for area in cohort.areas if own is None and policy.can_apply(who, cohort, area.id)],
        sees_members=any(
            policy.sees_to_area(who, cohort, area.id) or who.can_in(Permission.AGREE_TIME, area.id)
            for area in cohort.areas
        ),
        days=days,
        open_sessions=session_queries.list_open_sessions(cohort_id) if runs else [],
        has_packs=seat_queries.has_seat(who, cohort, own[1] if own else None),
        can_tick=bool(lists) and cohort.state in policy.EDITABLE,
        can_change=runs and cohort.state in policy.EDITABLE,
    )
