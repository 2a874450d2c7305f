"""Opening a clinic or a series: area, one page of questions, a preview, and then it is made."""

from datetime import date
from typing import Any

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from csaleads.access.guards import requires, viewer
from csaleads.access.permissions import Permission
from csaleads.accounts import held_forms
from csaleads.clinics import create_service, plan_queries, policy, timetable
from csaleads.clinics.blueprint import blueprint
from csaleads.clinics.create_service import Plan
from csaleads.clinics.errors import InThePast, NoLeads, NoSlots
from csaleads.clinics.forms import ClinicForm
from csaleads.clinics.models import ClinicState
from csaleads.clinics.timetable import Repeats
from csaleads.core import clock, once
from csaleads.core.errors import InvalidChoice, NotFound
from csaleads.core.formatting import plural

NOT_CARRIED = ("csrf_token", "step")
STATES = {"draft": ClinicState.DRAFT, "publish": ClinicState.PUBLISHED}


@blueprint.route("/clinics/new", methods=["GET", "POST"])
@requires(Permission.RUN_CLINICS, Permission.RUN_CLINICS_OF_AREA)
def create() -> ResponseReturnValue:
    """Asks, previews and makes, by the button that was pressed."""
    area_id = _chosen_area()
    if area_id is None:
        return render_template(
            "clinics/choose_area.html", areas=viewer().area_names(policy.areas_run(viewer()))
        )
    held = held_forms.take_back(viewer(), request)
    form = creation_form(area_id, ClinicForm(formdata=held) if held else ClinicForm())
    step = request.form.get("step", "")
    if not form.is_submitted() or step == "change":
        return _ask(form, area_id, was_held=held is not None)
    if not form.validate():
        return _ask(form, area_id), 422
    plan = _plan(form, area_id)
    try:
        if step in STATES:
            return _make(form, plan, STATES[step])
        return _show_preview(form, plan)
    except (NoLeads, NoSlots, InThePast, InvalidChoice) as refused:
        explain(form, refused)
    return _ask(form, area_id), 422


def _chosen_area() -> int | None:
    """The only area in which the person opens clinics, or the one picked on the first page."""
    areas = policy.areas_run(viewer())
    if len(areas) == 1:
        return areas[0]
    asked = request.args.get("area", "")
    if not asked:
        return None
    if not (asked.isascii() and asked.isdigit() and int(asked) in areas):
        raise NotFound
    return int(asked)


def creation_form(area_id: int, form: ClinicForm) -> ClinicForm:
    """The form with the leads and teams of the area; a lead finds themselves picked."""
    leads = plan_queries.leads_to_choose(viewer(), area_id)
    form.lead_1.choices = form.lead_2.choices = [(lead.id, lead.full_name) for lead in leads]
    form.team_ids.choices = [(team.id, team.name) for team in plan_queries.teams_to_choose(viewer(), area_id)]
    form.on.earliest = clock.today()
    form.on.latest = timetable.latest_end(clock.today())
    if not form.lead_1.raw_data and any(lead.id == viewer().person_id for lead in leads):
        form.lead_1.data = viewer().person_id
    if not form.once_key.data:
        form.once_key.data = once.new_key()
    return form


def _ask(form: ClinicForm, area_id: int, *, was_held: bool = False) -> str:
    area_names = dict(viewer().area_names([area_id])) if len(policy.areas_run(viewer())) > 1 else {}
    return render_template(
        "clinics/create.html",
        form=form,
        area_name=area_names.get(area_id, ""),
        was_held=was_held,
        has_leads=bool(form.lead_1.choices),
    )


def _plan(form: ClinicForm, area_id: int) -> Plan:
    repeats: Repeats = form.repeats.data
    first_on: date = form.on.data
    last_on: date = form.last_on.data if repeats is not Repeats.ONCE else first_on
    return Plan(
        area_id=area_id,
        lead_ids=form.lead_ids,
        repeats=repeats,
        first_on=first_on,
        last_on=last_on,
        starts=form.starts.data,
        ends=form.ends.data,
        slot_minutes=form.slot_minutes.data,
        gap_minutes=form.gap_minutes.data or 0,
        place=form.place.data or "",
        online_link=form.online_link.data or "",
        team_ids=tuple(form.team_ids.data),
    )


def _show_preview(form: ClinicForm, plan: Plan) -> ResponseReturnValue:
    preview = create_service.preview_clinics(viewer(), plan=plan)
    names: dict[Any, str] = {int(choice.value): choice.label for choice in form.lead_1.choices}
    teams: dict[Any, str] = {int(choice.value): choice.label for choice in form.team_ids.choices}
    return render_template(
        "clinics/preview.html",
        plan=plan,
        preview=preview,
        rule=timetable.describe_rule(plan.rule, plan.first_on),
        is_series=plan.repeats is not Repeats.ONCE,
        leads=[names[lead] for lead in plan.lead_ids],
        teams=[teams[team] for team in plan.team_ids],
        carried=[pair for pair in request.form.items(multi=True) if pair[0] not in NOT_CARRIED],
    )


def _make(form: ClinicForm, plan: Plan, state: ClinicState) -> ResponseReturnValue:
    first = once.claim(form.once_key.data or "", person_id=viewer().person_id)
    if first is not None:
        return redirect(first)
    ids = create_service.create_clinics(viewer(), plan=plan, state=state)
    location = url_for("clinics.show", clinic_id=ids[0])
    once.leave_result(location)
    held_forms.let_go(viewer(), request)
    made = "Your clinic is" if len(ids) == 1 else f"{plural(len(ids), 'clinic')} are"
    if state is ClinicState.PUBLISHED:
        flash(f"{made} published. Colleagues can book now.", "success")
    else:
        kind = "a draft" if len(ids) == 1 else "drafts"
        flash(f"{made} saved as {kind}. Publish when colleagues may book.", "success")
    return redirect(location)


def explain(form: ClinicForm, refused: Exception) -> None:
    """Put what the service refused beside the field that can mend it."""
    if isinstance(refused, NoLeads):
        form.fail("lead_1", "You must be one of the leads. A coordinator can open a clinic for somebody else")
    elif isinstance(refused, NoSlots):
        form.fail("slot_minutes", "Not one slot fits into a clinic of this length")
    elif isinstance(refused, InThePast):
        form.fail("starts", "The clinic must begin later than now")
    elif isinstance(refused, InvalidChoice):
        form.fail("team_ids" if refused.field == "teams" else "lead_1", "Select from the list as it is now")
