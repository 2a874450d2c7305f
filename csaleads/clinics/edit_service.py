"""Changing clinics: one, or this and the rest of its series. What is booked keeps its time."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, time
from uuid import UUID

from sqlalchemy import delete, select
from sqlalchemy.exc import IntegrityError

from csaleads.access.viewer import Viewer
from csaleads.accounts.queries import list_leads, list_teams
from csaleads.audit import service as audit
from csaleads.clinics import policy, timetable
from csaleads.clinics.errors import BookedTimes, InThePast, NoLeads, NoSlots, SlotsAreBooked
from csaleads.clinics.models import Clinic, ClinicLead, ClinicTeam, Slot, SlotState
from csaleads.clinics.series_service import LockedClinic, Scope, lock_scope
from csaleads.clinics.service import ClinicChange, announce
from csaleads.clinics.timetable import Sitting
from csaleads.core import clock
from csaleads.core.database import db
from csaleads.core.errors import ChangedMeanwhile, InvalidChoice, WrongState
from csaleads.core.unit_of_work import savepoint, writes

TIME_FIELDS = frozenset({"on", "starts", "ends", "slot_minutes", "gap_minutes"})
PLACE_FIELDS = frozenset({"place", "online_link"})


@dataclass(frozen=True)
class Details:
    """Everything of a clinic that can be changed, with times as the wall clock shows them."""

    on: date
    starts: time
    ends: time
    slot_minutes: int
    gap_minutes: int
    place: str
    online_link: str
    lead_ids: tuple[int, ...]
    team_ids: frozenset[int]

    def differences(self, other: "Details") -> frozenset[str]:
        """Names of what is not the same in both."""
        return frozenset(name for name, value in vars(self).items() if value != getattr(other, name))


@dataclass(frozen=True)
class Edited:
    """What an edit did: the clinics it changed, and those that kept their times because slots are booked."""

    changed_ids: tuple[UUID, ...]
    kept_times: tuple[BookedTimes, ...]


@writes
def edit_clinics(actor: Viewer, *, clinic_id: UUID, version: int, wanted: Details, scope: Scope) -> Edited:
    """The clinic is as `wanted`; the rest of the series, if in scope, takes over what differs from this clinic as it was.

    Sending the same thing twice changes nothing the second time. Raises ChangedMeanwhile (somebody saved a newer version),
    SlotsAreBooked (the clinic's own times cannot move), NoLeads, NoSlots, InThePast, InvalidChoice, WrongState; and, from a
    room that listens, LeadIsBooked.
    """
    clinics = [clinic for clinic in lock_scope(actor, clinic_id, scope) if _is_open(clinic, clinic_id)]
    opened = next(clinic for clinic in clinics if clinic.row.id == clinic_id)
    before = details_of(opened)
    differing = before.differences(wanted)
    if not differing:
        return Edited((), ())
    if opened.row.version != version:
        raise ChangedMeanwhile
    _check_people(actor, opened, before, wanted)
    if scope is Scope.REST and "on" in differing and len(clinics) > 1:
        raise InvalidChoice("on")
    changed: list[UUID] = []
    kept: list[BookedTimes] = []
    for clinic in clinics:
        is_changed, booked = _apply(actor, clinic, wanted, differing, must_move=clinic is opened)
        changed += [clinic.row.id] if is_changed else []
        kept += [booked] if booked else []
    return Edited(tuple(changed), tuple(kept))


def _is_open(clinic: LockedClinic, opened_id: UUID) -> bool:
    """Whether the clinic can be edited; for the one that was opened, an error if it cannot."""
    is_open = clinic.state in policy.EDITABLE and clock.now() < clinic.starts_at
    if clinic.row.id == opened_id:
        if clinic.state not in policy.EDITABLE:
            raise WrongState("edit", clinic.state.value)
        policy.require_not_begun(clinic, clock.now(), "edit")
    return is_open


def details_of(clinic: LockedClinic) -> Details:
    """The clinic as it stands, in the terms of the form."""
    row = clinic.row
    team_ids = db.session.scalars(select(ClinicTeam.team_id).where(ClinicTeam.clinic_id == row.id))
    local = clock.to_local(row.starts_at)
    return Details(
        on=local.date(),
        starts=local.time(),
        ends=clock.to_local(row.ends_at).time(),
        slot_minutes=row.slot_minutes,
        gap_minutes=row.gap_minutes,
        place=row.place,
        online_link=row.online_link,
        lead_ids=clinic.lead_ids,
        team_ids=frozenset(team_ids),
    )


def _check_people(actor: Viewer, clinic: LockedClinic, before: Details, wanted: Details) -> None:
    """New leads and teams are of the area; those the clinic has already may stay although they have since left."""
    if not 1 <= len(wanted.lead_ids) <= 2 or len(set(wanted.lead_ids)) != len(wanted.lead_ids):
        raise NoLeads
    if not policy.runs_all_of(actor, clinic.area_id) and actor.person_id not in wanted.lead_ids:
        raise NoLeads
    area = [clinic.area_id]
    if set(wanted.lead_ids) - set(before.lead_ids) - {lead.id for lead in list_leads(area)}:
        raise InvalidChoice("leads")
    if wanted.team_ids - before.team_ids - {team.id for team in list_teams(area)}:
        raise InvalidChoice("teams")


def _apply(
    actor: Viewer, clinic: LockedClinic, wanted: Details, differing: frozenset[str], *, must_move: bool
) -> tuple[bool, BookedTimes | None]:
    """Take over what differs: (whether anything changed, the booked slots that kept the times where they are)."""
    changes: set[ClinicChange] = set()
    booked = None
    if differing & TIME_FIELDS:
        booked = _booked_times(clinic.row)
        if booked and must_move:
            raise SlotsAreBooked(booked)
        if not booked:
            _move(clinic.row, wanted, differing)
            changes.add(ClinicChange.TIMES)
    if differing & PLACE_FIELDS and _place(clinic.row, wanted, differing):
        changes.add(ClinicChange.PLACE)
    if "lead_ids" in differing and wanted.lead_ids != clinic.lead_ids:
        replace_leads(clinic.row.id, wanted.lead_ids)
        changes.add(ClinicChange.LEADS)
    has_new_teams = "team_ids" in differing and _replace_teams(clinic.row.id, wanted.team_ids)
    if not changes and not has_new_teams:
        return False, booked
    clinic.row.version += 1
    words = "+".join(sorted([change.value for change in changes] + ["teams"] * has_new_teams))
    audit.record(actor, "edit", subject=("clinic", clinic.row.id), area_id=clinic.area_id, changed=words)
    announce(actor, clinic.row.id, frozenset(changes))
    return True, booked


def _booked_times(row: Clinic) -> BookedTimes | None:
    query = select(Slot.starts_at).where(Slot.clinic_id == row.id, Slot.state == SlotState.BOOKED)
    starts = tuple(db.session.scalars(query.order_by(Slot.starts_at)))
    return BookedTimes(row.id, row.starts_at, starts) if starts else None


def _move(row: Clinic, wanted: Details, differing: frozenset[str]) -> None:
    """Take over those times that differ, on the clinic's own day unless that differs too, and cut new slots."""
    local_start, local_end = clock.to_local(row.starts_at), clock.to_local(row.ends_at)
    slot_minutes = wanted.slot_minutes if "slot_minutes" in differing else row.slot_minutes
    gap_minutes = wanted.gap_minutes if "gap_minutes" in differing else row.gap_minutes
    sitting = timetable.sitting_on(
        wanted.on if "on" in differing else local_start.date(),
        wanted.starts if "starts" in differing else local_start.time(),
        wanted.ends if "ends" in differing else local_end.time(),
        slot_minutes=slot_minutes,
        gap_minutes=gap_minutes,
    )
    if not sitting.slots:
        raise NoSlots
    if sitting.starts_at <= clock.now():
        raise InThePast
    row.starts_at, row.ends_at = sitting.starts_at, sitting.ends_at
    row.slot_minutes, row.gap_minutes = slot_minutes, gap_minutes
    _replace_slots(row.id, sitting)


def _replace_slots(clinic_id: UUID, sitting: Sitting) -> None:
    """The sitting's slots are free; one that was withdrawn and keeps its time stays so.

    A slot of the old times is removed, or stays withdrawn where somebody once booked it, for the history.
    """
    old = {
        slot.starts_at: slot for slot in db.session.scalars(select(Slot).where(Slot.clinic_id == clinic_id))
    }
    for span in sitting.slots:
        kept = old.pop(span.starts_at, None)
        if kept is None:
            db.session.add(Slot(clinic_id=clinic_id, starts_at=span.starts_at, ends_at=span.ends_at))
        elif kept.ends_at != span.ends_at:
            kept.ends_at = span.ends_at
            kept.state = SlotState.FREE
    db.session.flush()
    _remove_or_withdraw(list(old.values()))


def _remove_or_withdraw(slots: Sequence[Slot]) -> None:
    ids = [slot.id for slot in slots]
    for slot, slot_id in zip(slots, ids, strict=True):
        try:
            with savepoint():
                db.session.execute(
                    delete(Slot).where(Slot.id == slot_id), execution_options={"synchronize_session": False}
                )
            db.session.expunge(slot)
        except IntegrityError:  # a booking of the past refers to it
            slot.state = SlotState.WITHDRAWN
    db.session.flush()


def _place(row: Clinic, wanted: Details, differing: frozenset[str]) -> bool:
    place = wanted.place if "place" in differing else row.place
    link = wanted.online_link if "online_link" in differing else row.online_link
    if (place, link) == (row.place, row.online_link):
        return False
    row.place, row.online_link = place, link
    return True


def replace_leads(clinic_id: UUID, lead_ids: tuple[int, ...]) -> None:
    """These lead the clinic, in this order. Whoever may is asked before, and the rooms upstairs are told after."""
    db.session.execute(delete(ClinicLead).where(ClinicLead.clinic_id == clinic_id))
    db.session.add_all(
        ClinicLead(clinic_id=clinic_id, person_id=person_id, position=position)
        for position, person_id in enumerate(lead_ids, start=1)
    )
    db.session.flush()


def _replace_teams(clinic_id: UUID, team_ids: frozenset[int]) -> bool:
    old = set(db.session.scalars(select(ClinicTeam.team_id).where(ClinicTeam.clinic_id == clinic_id)))
    if old == team_ids:
        return False
    db.session.execute(delete(ClinicTeam).where(ClinicTeam.clinic_id == clinic_id))
    db.session.add_all(ClinicTeam(clinic_id=clinic_id, team_id=team_id) for team_id in sorted(team_ids))
    db.session.flush()
    return True
