"""Removing a learning day, and changing the places of one area."""

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from csaleads.access.guards import requires, viewer
from csaleads.core.errors import ChangedMeanwhile, NotFound, WrongState
from csaleads.core.formatting import joined, plural
from csaleads.core.input_bounds import whole_number
from csaleads.programmes import policy, queries, service
from csaleads.programmes.afternoons import group_queries
from csaleads.programmes.attendance.forms import PlacesForm, RemoveDayForm
from csaleads.programmes.blueprint import blueprint
from csaleads.programmes.days import held_days
from csaleads.programmes.days import queries as day_queries
from csaleads.programmes.days.page import RUNS, page_of_day, page_of_days, refused_at, run_by_viewer
from csaleads.programmes.errors import AreaInUse
from csaleads.programmes.members import removing_service
from csaleads.programmes.members.removing_service import Removed

STAYS = {
    held_days.ATTENDED: "Attendance is recorded for this day, so it stays.",
    held_days.LEARNT: "What a group learnt is written down for this day, so it stays.",
}


@blueprint.route("/cohorts/<int:cohort_id>/days/<int:day_id>/remove", methods=["GET", "POST"])
@requires(*RUNS)
def remove_day(cohort_id: int, day_id: int) -> ResponseReturnValue:
    """What hangs on the day, and what becomes of who presents; then the day goes."""
    cohort = run_by_viewer(cohort_id)
    try:
        day = day_queries.get_day(cohort, day_id)
    except NotFound:
        if request.method == "GET":
            raise
        flash("This day is not there any more.", "info")  # the second of two clicks
        return page_of_days(cohort_id)
    if reason := held_days.why_it_stays(day_id):
        flash(STAYS[reason], "info")
        return page_of_day(cohort_id, day_id)
    form = RemoveDayForm(data={"version": day.version})
    groups = group_queries.all_groups(cohort_id)
    is_dealt = any(group.dealt_at for group in groups)
    if form.validate_on_submit():
        try:
            removed = removing_service.remove_day(
                viewer(),
                cohort_id=cohort_id,
                day_id=day_id,
                version=whole_number(form.version.data),
                deals_anew=is_dealt and form.deals_anew.data == "anew",
            )
        except ChangedMeanwhile:
            form.version.data = str(day_queries.get_day(cohort, day_id).version)
            form.fail_whole("Somebody has just changed this day. Look at it again before you remove it")
        except WrongState as refused:
            if refused.state not in STAYS:
                return refused_at(cohort_id, refused)
            flash(STAYS[refused.state], "info")
            return page_of_day(cohort_id, day_id)
        else:
            _say(removed)
            return page_of_days(cohort_id)
    presenting = [
        group.member(turn.member_id).full_name
        for group in groups
        for turn in group.turns
        if turn.day_id == day_id and any(turn.member_id == each.member_id for each in group.members)
    ]
    page = render_template(
        "programmes/remove_day.html",
        form=form,
        cohort=cohort,
        day=day,
        presenting=presenting,
        asks_turns=is_dealt and not day.is_over,
    )
    return (page, 422) if form.is_submitted() else page


def _say(removed: Removed) -> None:
    flash("The day is removed, and its members are told.", "success")
    if removed.dealt_count:
        flash(f"Who presents when is dealt anew in {plural(removed.dealt_count, 'group')}.", "info")
    if removed.without_turn:
        flash(f"No turn any more: {joined(removed.without_turn)}.", "warning")


@blueprint.route("/cohorts/<int:cohort_id>/areas/<int:area_id>/places", methods=["GET", "POST"])
@requires(*RUNS)
def places(cohort_id: int, area_id: int) -> ResponseReturnValue:
    """How many places one area has."""
    cohort = run_by_viewer(cohort_id)
    area = cohort.area(area_id)
    form = PlacesForm(data={"places": area.places, "version": cohort.version})
    if form.validate_on_submit():
        try:
            service.set_places(
                viewer(),
                cohort_id=cohort_id,
                area_id=area_id,
                version=whole_number(form.version.data),
                places=form.places.data or 0,
            )
        except ChangedMeanwhile:
            now = queries.get_cohort(viewer(), cohort_id)
            form.version.data = str(now.version)
            form.fail(
                "places",
                f"Somebody has just changed this cohort. {area.name} has {now.area(area_id).places} now",
            )
        except AreaInUse:
            taken = queries.count_of(cohort_id, area_id, policy.HOLDS_A_PLACE)
            form.fail("places", f"{plural(taken, 'place is', 'places are')} taken. Enter at least as many")
        except WrongState as refused:
            return refused_at(cohort_id, refused)
        else:
            flash("Saved.", "success")
            return redirect(url_for("programmes.show", cohort_id=cohort_id, _anchor="coverage"))
    page = render_template("programmes/places.html", form=form, cohort=cohort, area=area)
    return (page, 422) if form.is_submitted() else page
