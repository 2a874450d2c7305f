"""Changing a clinic, or this and the rest of its series."""

from typing import Any
from uuid import UUID

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from csaleads.access.guards import requires, viewer
from csaleads.access.permissions import Permission
from csaleads.accounts import held_forms
from csaleads.clinics import edit_service, plan_queries, policy, presenters, queries
from csaleads.clinics.blueprint import blueprint
from csaleads.clinics.edit_service import Details, Edited
from csaleads.clinics.errors import InThePast, LeadIsBooked, NoLeads, NoSlots, SlotsAreBooked
from csaleads.clinics.forms import EditForm
from csaleads.clinics.queries import ClinicView
from csaleads.clinics.series_service import Scope
from csaleads.core import clock
from csaleads.core.errors import ChangedMeanwhile, InvalidChoice, WrongState
from csaleads.core.formatting import joined, plural, uk_time
from csaleads.core.input_bounds import whole_number

SAVED = "Your changes are saved."


@blueprint.route("/clinics/<uuid:clinic_id>/edit", methods=["GET", "POST"])
@requires(Permission.RUN_CLINICS, Permission.RUN_CLINICS_OF_AREA)
def edit(clinic_id: UUID) -> ResponseReturnValue:
    """The form with everything as it stands; saved unless somebody else saved first."""
    clinic = queries.get_clinic(viewer(), clinic_id)
    policy.require_run(viewer(), clinic)
    if not policy.can_edit(viewer(), clinic, clock.now()):
        flash(presenters.refusal_words(WrongState("edit", _why_not(clinic))), "info")
        return redirect(url_for("clinics.show", clinic_id=clinic_id))
    held = held_forms.take_back(viewer(), request)
    form = _edit_form(clinic, held)
    if not form.is_submitted():
        return _show(form, clinic, was_held=held is not None)
    if not form.validate():
        return _show(form, clinic), 422
    return _save(form, clinic)


def _why_not(clinic: ClinicView) -> str:
    return "begun" if clinic.state in policy.EDITABLE else clinic.state.value


def _edit_form(clinic: ClinicView, held: Any) -> EditForm:
    now = _details_of(clinic)
    values = vars(now) | {
        "lead_1": now.lead_ids[0] if now.lead_ids else None,
        "lead_2": now.lead_ids[1] if len(now.lead_ids) > 1 else None,
        "version": clinic.version,
    }
    form = EditForm(formdata=held, data=values) if held else EditForm(data=values)
    leads = {lead.id: lead.full_name for lead in plan_queries.leads_to_choose(viewer(), clinic.area_id)}
    leads |= dict(zip(clinic.lead_ids, clinic.lead_names, strict=True))
    teams = {team.id: team.name for team in plan_queries.teams_to_choose(viewer(), clinic.area_id)}
    teams |= dict(zip(clinic.team_ids, clinic.team_names, strict=True))
    form.lead_1.choices = form.lead_2.choices = list(leads.items())
    form.team_ids.choices = list(teams.items())
    form.on.earliest = clock.today()
    return form


def _details_of(clinic: ClinicView) -> Details:
    starts, ends = clock.to_local(clinic.starts_at), clock.to_local(clinic.ends_at)
    return Details(
        on=starts.date(),
        starts=starts.time(),
        ends=ends.time(),
        slot_minutes=clinic.slot_minutes,
        gap_minutes=clinic.gap_minutes,
        place=clinic.place,
        online_link=clinic.online_link,
        lead_ids=clinic.lead_ids,
        team_ids=frozenset(clinic.team_ids),
    )


def _wanted(form: EditForm) -> Details:
    return Details(
        on=form.on.data,
        starts=form.starts.data,
        ends=form.ends.data,
        slot_minutes=form.slot_minutes.data,
        gap_minutes=form.gap_minutes.data or 0,
        place=form.place.data or "",
        online_link=form.online_link.data or "",
        lead_ids=form.lead_ids,
        team_ids=frozenset(form.team_ids.data),
    )


def _show(
    form: EditForm, clinic: ClinicView, *, was_held: bool = False, news: list[tuple[str, str]] | None = None
) -> str:
    return render_template(
        "clinics/edit.html",
        form=form,
        clinic=clinic,
        was_held=was_held,
        news=news or [],
        affected=plan_queries.list_affected(viewer(), clinic),
    )


def _save(form: EditForm, clinic: ClinicView) -> ResponseReturnValue:
    try:
        edited = edit_service.edit_clinics(
            viewer(),
            clinic_id=clinic.id,
            version=whole_number(form.version.data),
            wanted=_wanted(form),
            scope=Scope(form.scope.data or Scope.THIS),
        )
    except ChangedMeanwhile:
        return _show_what_changed(form, clinic.id), 409
    except WrongState as refused:
        flash(presenters.refusal_words(refused), "info")
        return redirect(url_for("clinics.show", clinic_id=clinic.id))
    except (SlotsAreBooked, LeadIsBooked, NoLeads, NoSlots, InThePast, InvalidChoice) as refused:
        _explain(form, refused)
        return _show(form, clinic), 422
    held_forms.let_go(viewer(), request)
    _tell(edited, clinic.id)
    return redirect(url_for("clinics.show", clinic_id=clinic.id))


def _show_what_changed(form: EditForm, clinic_id: UUID) -> str:
    """What was typed stays; beside it what the clinic says now, and the next sending knows of it."""
    now = queries.get_clinic(viewer(), clinic_id)
    typed = _wanted(form)
    form.version.data = str(now.version)
    names: dict[int, str] = {int(choice.value): choice.label for choice in form.lead_1.choices}
    teams: dict[int, str] = {int(choice.value): choice.label for choice in form.team_ids.choices}
    return _show(form, now, news=presenters.news_of(_details_of(now), typed, names=names, teams=teams))


def _explain(form: EditForm, refused: Exception) -> None:
    """Put what the service refused beside the field that can mend it."""
    if isinstance(refused, SlotsAreBooked):
        times = joined(uk_time(start) for start in refused.booked.slot_starts)
        form.fail("starts", f"Date and times cannot change while slots are booked: {times}")
    elif isinstance(refused, NoLeads):
        form.fail(
            "lead_1", "You must stay one of the leads. A coordinator can hand the clinic to somebody else"
        )
    elif isinstance(refused, LeadIsBooked):
        form.fail("lead_1", "One of these leads has a slot booked in this clinic. Choose somebody else")
    elif isinstance(refused, NoSlots):
        form.fail("slot_minutes", "Not one slot fits into a clinic of this length")
    elif isinstance(refused, InThePast):
        form.fail("starts", "The clinic must begin later than now")
    elif isinstance(refused, InvalidChoice) and refused.field == "on":
        form.fail("on", "Change the date of one clinic at a time: select “This clinic only”")
    else:
        form.fail("lead_1", "Select leads and teams from the lists as they are now")


def _tell(edited: Edited, clinic_id: UUID) -> None:
    """What was saved, what kept its times, and what the leads now have at the same time."""
    count = len(edited.changed_ids)
    flash(SAVED if count < 2 else f"Your changes are saved in {plural(count, 'clinic')}.", "success")
    if edited.kept_times:
        flash(presenters.kept_words(edited.kept_times), "warning")
    clinic = queries.get_clinic(viewer(), clinic_id)
    clashes = plan_queries.find_clashes(
        viewer(), lead_ids=clinic.lead_ids, sittings=[clinic], but_not=[clinic_id]
    )
    if edited.changed_ids and clashes:
        flash(presenters.clash_words(clashes[clinic.starts_at][0]), "warning")
