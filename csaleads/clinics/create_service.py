"""Making clinics: one, or a series without bank holidays, looked at before anything is made."""

from dataclasses import dataclass
from datetime import date, datetime, time
from uuid import UUID, uuid4

from csaleads.access.viewer import Viewer
from csaleads.accounts.queries import list_leads, list_teams
from csaleads.audit import service as audit
from csaleads.clinics import policy, timetable
from csaleads.clinics.errors import InThePast, NoLeads, NoSlots
from csaleads.clinics.models import Clinic, ClinicLead, ClinicSeries, ClinicState, ClinicTeam, Slot
from csaleads.clinics.plan_queries import Clash, find_clashes
from csaleads.clinics.timetable import Holiday, Repeats, Sitting
from csaleads.core import clock
from csaleads.core.database import db
from csaleads.core.errors import InvalidChoice
from csaleads.core.unit_of_work import writes


@dataclass(frozen=True)
class Plan:
    """What somebody asked for: the recurrence, the times on the wall clock, and for whom."""

    area_id: int
    lead_ids: tuple[int, ...]
    repeats: Repeats
    first_on: date
    last_on: date
    starts: time
    ends: time
    slot_minutes: int
    gap_minutes: int
    place: str
    online_link: str
    team_ids: tuple[int, ...]

    @property
    def rule(self) -> str:
        return timetable.rule_of(self.repeats, self.first_on, self.last_on)


@dataclass(frozen=True)
class Preview:
    """What would be made: the sittings, the bank holidays left out, and clashes by the start of the sitting."""

    sittings: tuple[Sitting, ...]
    left_out: tuple[Holiday, ...]
    clashes: dict[datetime, list[Clash]]


def preview_clinics(viewer: Viewer, *, plan: Plan) -> Preview:
    """What `create_clinics` would make of the plan; raises what it would raise and changes nothing."""
    check_people(viewer, area_id=plan.area_id, lead_ids=plan.lead_ids, team_ids=plan.team_ids)
    days, left_out = timetable.leave_out_holidays(timetable.dates_of(plan.rule, plan.first_on))
    sittings = tuple(
        timetable.sitting_on(
            day, plan.starts, plan.ends, slot_minutes=plan.slot_minutes, gap_minutes=plan.gap_minutes
        )
        for day in days
    )
    if any(not sitting.slots for sitting in sittings):
        raise NoSlots
    if any(sitting.starts_at <= clock.now() for sitting in sittings):
        raise InThePast
    clashes = find_clashes(viewer, lead_ids=plan.lead_ids, sittings=sittings)
    return Preview(sittings, tuple(left_out), clashes)


def check_people(
    actor: Viewer, *, area_id: int, lead_ids: tuple[int, ...], team_ids: tuple[int, ...]
) -> None:
    """Leads and teams are of the area, and whoever runs only their own clinics is one of the leads."""
    policy.require_open_in(actor, area_id)
    if not 1 <= len(lead_ids) <= 2 or len(set(lead_ids)) != len(lead_ids):
        raise NoLeads
    if not policy.runs_all_of(actor, area_id) and actor.person_id not in lead_ids:
        raise NoLeads
    if not set(lead_ids) <= {lead.id for lead in list_leads([area_id])}:
        raise InvalidChoice("leads")
    if team_ids and not set(team_ids) <= {team.id for team in list_teams([area_id])}:
        raise InvalidChoice("teams")


@writes
def create_clinics(actor: Viewer, *, plan: Plan, state: ClinicState) -> list[UUID]:
    """The clinics of the plan, as drafts or published, with free slots; their ids in order of time.

    Raises NotAllowed, NoLeads, InvalidChoice, NoSlots (also where only bank holidays are left) and InThePast.
    """
    if state not in policy.EDITABLE:
        raise InvalidChoice("state")
    sittings = preview_clinics(actor, plan=plan).sittings
    if not sittings:
        raise NoSlots
    series = None if plan.repeats is Repeats.ONCE else _add_series(actor, plan)
    ids = [_add_clinic(actor, plan, sitting, state=state, series=series) for sitting in sittings]
    _add_parts(plan, dict(zip(ids, sittings, strict=True)))
    for clinic_id in ids:
        audit.record(
            actor,
            "create",
            subject=("clinic", clinic_id),
            area_id=plan.area_id,
            state=state.value,
            series_id=series.id if series else None,
        )
    db.session.flush()
    return ids


def _add_series(actor: Viewer, plan: Plan) -> ClinicSeries:
    series = ClinicSeries(
        area_id=plan.area_id,
        rule=plan.rule,
        first_on=plan.first_on,
        last_on=plan.last_on,
        starts_at_local=plan.starts,
        made_by_id=actor.person_id,
        made_at=clock.now(),
    )
    db.session.add(series)
    db.session.flush()
    return series


def _add_clinic(
    actor: Viewer, plan: Plan, sitting: Sitting, *, state: ClinicState, series: ClinicSeries | None
) -> UUID:
    clinic_id = uuid4()
    clinic = Clinic(
        id=clinic_id,
        area_id=plan.area_id,
        series_id=series.id if series else None,
        state=state,
        starts_at=sitting.starts_at,
        ends_at=sitting.ends_at,
        slot_minutes=plan.slot_minutes,
        gap_minutes=plan.gap_minutes,
        place=plan.place,
        online_link=plan.online_link,
        made_by_id=actor.person_id,
        made_at=clock.now(),
        published_at=clock.now() if state is ClinicState.PUBLISHED else None,
    )
    db.session.add(clinic)
    return clinic_id


def _add_parts(plan: Plan, sittings: dict[UUID, Sitting]) -> None:
    """Leads, teams and slots of the clinics, after the clinics themselves."""
    db.session.flush()
    for clinic_id, sitting in sittings.items():
        db.session.add_all(
            ClinicLead(clinic_id=clinic_id, person_id=person_id, position=position)
            for position, person_id in enumerate(plan.lead_ids, start=1)
        )
        db.session.add_all(ClinicTeam(clinic_id=clinic_id, team_id=team_id) for team_id in plan.team_ids)
        db.session.add_all(
            Slot(clinic_id=clinic_id, starts_at=slot.starts_at, ends_at=slot.ends_at)
            for slot in sitting.slots
        )
