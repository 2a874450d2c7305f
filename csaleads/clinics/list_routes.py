"""Finding a clinic: the list, the calendar, the page of one clinic and its calendar file."""

from datetime import date
from functools import lru_cache
from uuid import UUID

from flask import Response, abort, render_template, request, url_for
from flask.typing import ResponseReturnValue

from csaleads.access.guards import requires, viewer
from csaleads.access.permissions import Permission
from csaleads.access.viewer import Viewer
from csaleads.accounts.queries import PersonName, TeamName, area_names
from csaleads.clinics import beside, list_queries, plan_queries, policy, presenters, queries, timetable
from csaleads.clinics.blueprint import blueprint
from csaleads.clinics.calendar_file import calendar_file
from csaleads.clinics.forms import ListFilter
from csaleads.clinics.list_queries import Narrowing, View
from csaleads.clinics.models import SlotState
from csaleads.clinics.queries import ClinicView
from csaleads.core import clock
from csaleads.core.formatting import uk_date
from csaleads.core.month_grid import month_grid, next_month
from csaleads.core.paging import page_number
from csaleads.core.working_days import bank_holidays_of

MONTHS_TO_FILTER = 13
MY_TEAM = "mine"
SOME_ID = UUID(int=0)


@blueprint.get("/clinics")
@requires(Permission.SEE_CLINICS)
def list_clinics() -> ResponseReturnValue:
    """The list: upcoming, past or drafts."""
    who = viewer()
    can_open = bool(policy.areas_run(who))
    view = _chosen_view(can_open=can_open)
    form = _filter_form(view, list_queries.leads_to_filter(who), list_queries.teams_to_filter(who))
    narrowing = _narrowing(view, form)
    page = list_queries.list_clinics(who, narrowing, page=page_number())
    return render_template(
        "clinics/list.html",
        filter=form,
        view=view,
        views=_views(view, can_open=can_open),
        page=page,
        rows=presenters.list_rows(
            who, page.rows, show=_around("clinics.show"), order=_around("advice.running_order")
        ),
        is_narrowed=narrowing != Narrowing(view),
        can_open=can_open,
        can_ask=who.can(Permission.ASK_FOR_ADVICE),
        empty=presenters.EMPTY_LISTS[view],
        beside=beside.words_for(who) if who.can(Permission.RUN_CLINICS) and view is View.UPCOMING else [],
    )


def _around(endpoint: str) -> presenters.Around:
    """What stands before and after the clinic's id in the address, so that a loop need not build addresses."""
    before, after = url_for(endpoint, clinic_id=SOME_ID).split(str(SOME_ID))
    return before, after


def _chosen_view(*, can_open: bool) -> View:
    try:
        view = View(request.args.get("view", View.UPCOMING))
    except ValueError:
        return View.UPCOMING
    return View.UPCOMING if view is View.DRAFTS and not can_open else view


def _views(view: View | None, *, can_open: bool) -> list[tuple[str, str, bool]]:
    """(label, address, whether it is this one) of the views that the person has; None is the calendar."""
    labels = {View.UPCOMING: "Upcoming", View.PAST: "Past"} | ({View.DRAFTS: "Drafts"} if can_open else {})
    views = [
        (
            label,
            url_for("clinics.list_clinics", view=None if each is View.UPCOMING else each.value),
            each is view,
        )
        for each, label in labels.items()
    ]
    return [*views, ("Calendar", url_for("clinics.calendar"), view is None)]


def _filter_form(view: View, leads: list[PersonName], teams: list[TeamName]) -> ListFilter:
    return ListFilter.of_address(
        request.args,
        lead=[(lead.id, lead.full_name) for lead in leads],
        team=[(MY_TEAM, "My team"), *((team.id, team.name) for team in teams)],
        month=_months_to_filter(clock.today(), -1 if view is View.PAST else 1),
    )


@lru_cache(maxsize=8)
def _months_to_filter(today: date, step: int) -> tuple[tuple[str, str], ...]:
    months = [next_month(today, step * number) for number in range(MONTHS_TO_FILTER)]
    return tuple((f"{month:%Y-%m}", uk_date(month, "month")) for month in months)


def _narrowing(view: View, form: ListFilter) -> Narrowing:
    """What the address bar asks for; a value that is no choice asks for nothing."""
    team = form.team.data if not form.team.errors else ""
    month = form.month.data if not form.month.errors else ""
    return Narrowing(
        view=view,
        lead_id=form.lead.data if not form.lead.errors else None,
        team_id=int(team) if team and team != MY_TEAM else None,
        only_my_team=team == MY_TEAM,
        only_free=form.free.data and view is View.UPCOMING,
        month=_first_of(month),
    )


def _first_of(month: str | None) -> date | None:
    """The first day of a month written as 2026-12; None for anything else."""
    try:
        return date.fromisoformat(f"{month}-01")
    except ValueError:
        return None


@blueprint.get("/clinics/calendar")
@requires(Permission.SEE_CLINICS)
def calendar() -> ResponseReturnValue:
    """A month at a time, with bank holidays."""
    who = viewer()
    today = clock.today()
    month = _near(_first_of(request.args.get("month")), today) or today.replace(day=1)
    after, before = clock.start_of_day(month), clock.start_of_day(next_month(month))
    lines = list_queries.list_clinics_between(who, after, before)
    grid = month_grid(
        month,
        presenters.month_entries(lines, _around("clinics.show")),
        today=today,
        notes={day: f"Bank holiday: {name}" for day, name in bank_holidays_of(month.year).items()},
        previous_href=_month_href(next_month(month, -1), today),
        next_href=_month_href(next_month(month), today),
    )
    can_open = bool(policy.areas_run(who))
    return render_template(
        "clinics/calendar.html", month=grid, can_open=can_open, views=_views(None, can_open=can_open)
    )


def _near(month: date | None, today: date) -> date | None:
    """The month if it lies within ten years of today."""
    return month if month and abs(month.year - today.year) <= 10 else None


def _month_href(month: date, today: date) -> str:
    return url_for("clinics.calendar", month=f"{month:%Y-%m}") if _near(month, today) else ""


@blueprint.get("/clinics/<uuid:clinic_id>")
@requires(Permission.SEE_CLINICS)
def show(clinic_id: UUID) -> ResponseReturnValue:
    """One clinic: when, where, who, its slots, and what the viewer may do with it."""
    who = viewer()
    clinic = queries.get_clinic(who, clinic_id)
    now = clock.now()
    runs = policy.can_run(who, clinic)
    series = plan_queries.find_series(who, clinic.series_id)
    clinics_of_series = series.clinics if series else ()
    return render_template(
        "clinics/show.html",
        clinic=clinic,
        badge=presenters.badge_of(clinic.state, clinic.ends_at, now),
        slot_badges=presenters.SLOT_BADGES,
        place=presenters.place_words(clinic.place, is_online=clinic.is_online),
        area=area_names([clinic.area_id]).get(clinic.area_id, "") if len(who.area_ids) > 1 else "",
        series=series,
        rule=timetable.describe_rule(series.rule, series.first_on) if series else "",
        runs=runs,
        can_publish=policy.can_publish(who, clinic, now),
        can_hold=policy.can_hold(who, clinic, now),
        can_cancel=policy.can_cancel(who, clinic),
        can_edit=policy.can_edit(who, clinic, now),
        can_ask=_can_ask(who, clinic),
        can_shadow=policy.is_open(clinic, now)
        and who.can_in(Permission.RUN_CLINICS, clinic.area_id)
        and who.person_id not in clinic.lead_ids,
        SlotState=SlotState,
        has_later=_has_later(series, clinic),
        series_ahead=[other for other in clinics_of_series if other.starts_at >= clinic.starts_at],
        series_past=[other for other in clinics_of_series if other.starts_at < clinic.starts_at],
    )


def _can_ask(who: Viewer, clinic: ClinicView) -> bool:
    """Whether free slots lead to asking: nobody asks in their own clinic."""
    is_open = policy.is_open(clinic, clock.now())
    return (
        is_open
        and who.can_in(Permission.ASK_FOR_ADVICE, clinic.area_id)
        and who.person_id not in clinic.lead_ids
    )


def _has_later(series: plan_queries.SeriesView | None, clinic: ClinicView) -> bool:
    if series is None:
        return False
    return any(
        other.starts_at > clinic.starts_at and other.state in policy.EDITABLE for other in series.clinics
    )


@blueprint.get("/clinics/<uuid:clinic_id>/calendar.ics")
@requires(Permission.RUN_CLINICS, Permission.RUN_CLINICS_OF_AREA)
def download_calendar_file(clinic_id: UUID) -> ResponseReturnValue:
    """The clinic for the calendar of whoever runs it."""
    clinic = queries.get_clinic(viewer(), clinic_id)
    if not policy.can_run(viewer(), clinic):
        abort(404)
    page_url = url_for("clinics.show", clinic_id=clinic_id, _external=True)
    answer = Response(calendar_file(clinic, page_url=page_url), mimetype="text/calendar")
    day = clock.to_local(clinic.starts_at).date()
    answer.headers["Content-Disposition"] = f'attachment; filename="clinic-{day.isoformat()}.ics"'
    return answer
