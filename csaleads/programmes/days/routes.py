"""Learning days: planning all at once, adding and changing one, its page and its morning."""

from datetime import date
from typing import Any

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from csaleads.access.guards import requires, viewer
from csaleads.access.permissions import Permission
from csaleads.accounts import held_forms
from csaleads.core import clock, once
from csaleads.core.errors import ChangedMeanwhile, InvalidChoice, WrongState
from csaleads.core.formatting import joined, plural, uk_date
from csaleads.core.input_bounds import whole_number
from csaleads.programmes import policy, presenters, queries
from csaleads.programmes.attendance import policy as attendance_policy
from csaleads.programmes.blueprint import blueprint
from csaleads.programmes.cohorts.timetable import LONGEST_STRETCH, lay_out, longest_stretch
from csaleads.programmes.days import queries as day_queries
from csaleads.programmes.days import service as day_service
from csaleads.programmes.days import session_queries
from csaleads.programmes.days.page import (
    RUNS,
    page_of_day,
    page_of_days,
    refused_at,
    run_by_viewer,
    within_years,
)
from csaleads.programmes.days.queries import DayView
from csaleads.programmes.days.service import DaysPlan, Setting
from csaleads.programmes.errors import DayHeld, DayTaken, NotAWorkingDay
from csaleads.programmes.forms import DayForm, PlanDaysForm, SettingForm
from csaleads.programmes.members import seat_queries
from csaleads.programmes.queries import CohortView
from csaleads.programmes.wording import MODE_LABELS

P = Permission
NOT_CARRIED = ("csrf_token", "step")
REFUSED = (InvalidChoice, NotAWorkingDay, DayTaken, DayHeld)


@blueprint.route("/cohorts/<int:cohort_id>/days/plan", methods=["GET", "POST"])
@requires(*RUNS)
def plan_days(cohort_id: int) -> ResponseReturnValue:
    """Asks for the rhythm, shows the days it makes with the bank holidays passed over, and then makes them."""
    cohort = run_by_viewer(cohort_id)
    held = held_forms.take_back(viewer(), request)
    form = PlanDaysForm(formdata=held) if held else PlanDaysForm(data={"first_on": cohort.starts_on})
    within_years(form.first_on)
    form.first_on.earliest = clock.today()
    step = request.form.get("step", "")
    if not form.is_submitted() or step == "change":
        return _ask(form, cohort, is_kept=held is not None)
    if not form.validate():
        return _ask(form, cohort), 422
    plan = DaysPlan(form.first_on.data, form.count.data, form.every_weeks.data, _setting(form))
    try:
        if step != "make":
            return _preview(form, cohort, plan)
        count = day_service.plan_days(viewer(), cohort_id=cohort_id, plan=plan)
    except WrongState as refused:
        return refused_at(cohort_id, refused)
    except NotAWorkingDay as refused:
        form.fail("first_on", presenters.not_a_working_day(form.first_on.data, refused))
        return _ask(form, cohort), 422
    held_forms.let_go(viewer(), request)
    flash(f"{plural(count, 'learning day is', 'learning days are')} planned.", "success")
    return page_of_days(cohort_id)


def _ask(form: PlanDaysForm, cohort: CohortView, *, is_kept: bool = False) -> str:
    return render_template("programmes/plan_days.html", form=form, cohort=cohort, is_kept=is_kept)


def _preview(form: PlanDaysForm, cohort: CohortView, plan: DaysPlan) -> str:
    days, left_out = day_service.preview_days(cohort, plan)
    return render_template(
        "programmes/preview_days.html",
        cohort=cohort,
        days=days,
        left_out=left_out,
        setting=plan.setting,
        mode=MODE_LABELS[plan.setting.mode],
        carried=[pair for pair in request.form.items(multi=True) if pair[0] not in NOT_CARRIED],
    )


def _setting(form: SettingForm) -> Setting:
    return Setting(
        starts=form.starts.data,
        ends=form.ends.data,
        mode=form.mode.data,
        place=form.place.data or "",
        online_link=form.online_link.data or "",
    )


@blueprint.route("/cohorts/<int:cohort_id>/days/new", methods=["GET", "POST"])
@requires(*RUNS)
def add_day(cohort_id: int) -> ResponseReturnValue:
    """One more day."""
    cohort = run_by_viewer(cohort_id)
    held = held_forms.take_back(viewer(), request)
    form = _prepared(DayForm(formdata=held) if held else DayForm(), cohort)
    form.once_key.data = form.once_key.data or once.new_key()
    if not form.is_submitted():
        return _show_form(form, cohort, is_kept=held is not None)
    if not form.validate():
        return _show_form(form, cohort), 422
    done = once.claim(form.once_key.data or "", person_id=viewer().person_id)
    if done is not None:
        return redirect(done)
    try:
        day_id = day_service.add_day(
            viewer(),
            cohort_id=cohort_id,
            on=form.held_on.data,
            setting=_setting(form),
            topic_ids=form.topic_ids.data,
        )
    except WrongState as refused:
        return refused_at(cohort_id, refused)
    except REFUSED as refused:
        _explain(form, refused)
        return _show_form(form, cohort), 422
    once.leave_result(url_for("programmes.day", cohort_id=cohort_id, day_id=day_id))
    held_forms.let_go(viewer(), request)
    flash("The day is added.", "success")
    return page_of_day(cohort_id, day_id)


def _prepared(form: DayForm, cohort: CohortView, *known: date) -> DayForm:
    """The form with the topics that can be taught; `known` is the date on which the day is now."""
    within_years(form.held_on, *known)
    form.topic_ids.choices = [(topic.id, topic.title) for topic in day_queries.topics_of_track(cohort.track)]
    return form


def _show_form(form: DayForm, cohort: CohortView, day: DayView | None = None, **context: Any) -> str:
    return render_template(
        "programmes/day_form.html",
        form=form,
        cohort=cohort,
        day=day,
        **{"is_kept": False, "news": []} | context,
    )


def _explain(form: DayForm, refused: Exception) -> None:
    if isinstance(refused, NotAWorkingDay):
        form.fail("held_on", presenters.not_a_working_day(form.held_on.data, refused))
    elif isinstance(refused, DayHeld):
        form.fail(
            "held_on", "This day has been held, so it cannot be on a day to come. Enter a date that is past"
        )
    elif isinstance(refused, DayTaken):
        form.fail("held_on", "The cohort has a learning day on that date. Choose another date")
    else:
        form.fail("topic_ids", "Select topics from the list as it is now")


@blueprint.get("/cohorts/<int:cohort_id>/days/<int:day_id>")
@requires(P.SEE_COHORTS)
def day(cohort_id: int, day_id: int) -> ResponseReturnValue:
    """One day: when, where, what it teaches, and its morning."""
    cohort = queries.get_cohort(viewer(), cohort_id)
    found = day_queries.get_day(cohort, day_id)
    parts = day_queries.list_parts(day_id)
    seat = seat_queries.find_seat(viewer(), cohort)
    can_change = policy.can_run(viewer(), cohort) and cohort.state in policy.EDITABLE
    return render_template(
        "programmes/day.html",
        cohort=cohort,
        day=found,
        mode=MODE_LABELS[found.mode],
        morning=lay_out(found.starts, parts),
        stretch=longest_stretch(parts),
        longest=LONGEST_STRETCH,
        sees_link=bool(found.online_link) and seat.is_taken,
        can_change=can_change,
        takes_attendance=cohort.state in attendance_policy.KEEPS_ATTENDANCE
        and (policy.can_run(viewer(), cohort) or bool(seat.facilitates)),
        reads_topics=viewer().can(P.READ_RESOURCES),
        talks={each.position: each for each in session_queries.list_sessions(day_id)},
        has_pack=seat.is_taken,
        seat=seat,
    )


@blueprint.route("/cohorts/<int:cohort_id>/days/<int:day_id>/change", methods=["GET", "POST"])
@requires(*RUNS)
def change_day(cohort_id: int, day_id: int) -> ResponseReturnValue:
    """The day as it stands, to be changed; saved unless somebody else saved first."""
    cohort = run_by_viewer(cohort_id)
    found = day_queries.get_day(cohort, day_id)
    held = held_forms.take_back(viewer(), request)
    values = _values(found)
    form = DayForm(formdata=held, data=values) if held else DayForm(data=values)
    _prepared(form, cohort, found.held_on)
    if not form.is_submitted():
        return _show_form(form, cohort, found, is_kept=held is not None)
    if not form.validate():
        return _show_form(form, cohort, found), 422
    try:
        day_service.change_day(
            viewer(),
            cohort_id=cohort_id,
            day_id=day_id,
            version=whole_number(form.version.data),
            on=form.held_on.data,
            setting=_setting(form),
            topic_ids=form.topic_ids.data,
        )
    except ChangedMeanwhile:
        now = day_queries.get_day(cohort, day_id)
        form.version.data = str(now.version)
        return _show_form(form, cohort, now, news=_news(now)), 409
    except WrongState as refused:
        return refused_at(cohort_id, refused)
    except REFUSED as refused:
        _explain(form, refused)
        return _show_form(form, cohort, found), 422
    held_forms.let_go(viewer(), request)
    flash("Your changes are saved.", "success")
    return page_of_day(cohort_id, day_id)


def _values(day: DayView) -> dict[str, Any]:
    return {
        "held_on": day.held_on,
        "starts": day.starts,
        "ends": day.ends,
        "mode": day.mode,
        "place": day.place,
        "online_link": day.online_link,
        "topic_ids": [topic.id for topic in day.topics],
        "version": day.version,
    }


def _news(day: DayView) -> list[tuple[str, str]]:
    """How the day stands now, for somebody whose changes came second."""
    return [
        ("Date", uk_date(day.held_on)),
        ("Time", presenters.clock_range(day.starts, day.ends)),
        ("How it is held", MODE_LABELS[day.mode]),
        ("Place", day.place or "none"),
        ("Online link", day.online_link or "none"),
        ("Topics", joined(topic.title for topic in day.topics) or "none"),
    ]
