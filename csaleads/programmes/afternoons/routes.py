"""The afternoon of a group on a day: who presents, the reserve case where nobody can, and what the group learnt."""

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from csaleads.access.guards import requires, viewer
from csaleads.access.permissions import Permission
from csaleads.accounts import held_forms
from csaleads.core.errors import ChangedMeanwhile, NotFound, WrongState
from csaleads.core.input_bounds import whole_number
from csaleads.core.unit_of_work import roll_back
from csaleads.programmes import queries
from csaleads.programmes.afternoons import (
    group_queries,
    points_queries,
    points_service,
    presenting_queries,
    vignette_queries,
)
from csaleads.programmes.afternoons import policy as afternoon_policy
from csaleads.programmes.afternoons import presenters as afternoon_presenters
from csaleads.programmes.afternoons.forms import PointsForm
from csaleads.programmes.blueprint import blueprint
from csaleads.programmes.days import queries as day_queries
from csaleads.programmes.screened import points_subject
from csaleads.screening import asking
from csaleads.screening.service import NotPassed

SEES = Permission.SEE_COHORTS
PLACE = "/cohorts/<int:cohort_id>/groups/<int:group_id>/days/<int:day_id>"


@blueprint.get(PLACE)
@requires(SEES)
def afternoon(cohort_id: int, group_id: int, day_id: int) -> ResponseReturnValue:
    """Who presents, what they shared, the reserve case, and what the group learnt."""
    cohort = queries.get_cohort(viewer(), cohort_id)
    group = group_queries.get_group(viewer(), cohort, group_id)
    days = day_queries.list_days(cohort)
    day = next((each for each in days if each.id == day_id), None)
    if day is None:
        raise NotFound("day")
    shared = []
    if afternoon_policy.is_of_group(viewer(), group):
        shared = presenting_queries.list_shared(day_id, [member.member_id for member in group.members])
    shown = afternoon_presenters.present_afternoon(viewer(), day, days, group, shared)
    topic_ids = [topic.id for topic in day.topics]
    return render_template(
        "programmes/afternoon.html",
        cohort=cohort,
        group=group,
        day=day,
        afternoon=shown,
        reserve=vignette_queries.list_of_topics(topic_ids) if shown.sees_reserve else [],
        points=points_queries.find_points(day_id, group.number),
    )


@blueprint.route(f"{PLACE}/learnt", methods=["GET", "POST"])
@requires(SEES)
def points(cohort_id: int, group_id: int, day_id: int) -> ResponseReturnValue:
    """What the group learnt, for the lead who sees to it."""
    cohort = queries.get_cohort(viewer(), cohort_id)
    group = group_queries.get_group(viewer(), cohort, group_id)
    afternoon_policy.require_write_points(viewer(), group)
    day = day_queries.get_day(cohort, day_id)
    now = points_queries.find_points(day_id, group.number)
    back = url_for("programmes.afternoon", cohort_id=cohort_id, group_id=group_id, day_id=day_id)
    held = held_forms.take_back(viewer(), request)
    values = {"text": now.text, "version": now.version}
    form = PointsForm(formdata=held, data=values) if held else PointsForm(data=values)
    taken = asking.take_up(form, points_subject(day_id, group.number))
    context = {
        "cohort": cohort,
        "group": group,
        "day": day,
        "form": form,
        "is_kept": held is not None,
        "theirs": "",
        "back": back,
    }
    if not taken.is_complete(form):
        page = render_template("programmes/points.html", **context)
        return (page, 422) if form.is_submitted() else page
    try:
        points_service.write_points(
            viewer(),
            cohort_id=cohort_id,
            group_id=group_id,
            day_id=day_id,
            text=form.text.typed,
            version=whole_number(form.version.data),
            screened=taken.answers,
        )
    except ChangedMeanwhile:
        roll_back()
        newest = points_queries.find_points(day_id, group.number)
        form.version.data = str(newest.version)
        return render_template("programmes/points.html", **context | {"theirs": newest.text}), 409
    except WrongState:
        flash("Write down what the group learnt once the day has begun.", "info")
        return redirect(back)
    except NotPassed as stopped:
        return asking.page(form, stopped, taken)
    held_forms.let_go(viewer(), request)
    flash("Saved. The group and those who look after the cohort can read it.", "success")
    return redirect(back)
