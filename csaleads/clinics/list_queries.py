"""The list and the calendar of clinics: many rows, few columns, a fixed number of statements whatever the count."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Select, bindparam, exists, func, or_, select
from sqlalchemy.orm import aliased

from csaleads.access.permissions import Permission
from csaleads.access.viewer import Viewer
from csaleads.accounts.models import Person, Team
from csaleads.accounts.queries import PersonName, TeamName, list_leads, list_teams
from csaleads.clinics.models import Clinic, ClinicLead, ClinicState, ClinicTeam, Slot, SlotState
from csaleads.clinics.scope_queries import is_for_teams_of, is_led_by, visible_to
from csaleads.core import clock
from csaleads.core.database import db
from csaleads.core.month_grid import next_month
from csaleads.core.paging import ROWS_PER_PAGE, Page


class View(StrEnum):
    """Which clinics the list shows."""

    UPCOMING = "upcoming"
    PAST = "past"
    DRAFTS = "drafts"


@dataclass(frozen=True)
class Narrowing:
    """What the list is narrowed down to. `month` is the first day of a month."""

    view: View = View.UPCOMING
    lead_id: int | None = None
    team_id: int | None = None
    only_my_team: bool = False
    only_free: bool = False
    month: date | None = None


@dataclass(frozen=True, slots=True)
class FreeSlot:
    """A slot that can be booked, as a list shows it."""

    id: int
    starts_at: datetime


@dataclass(frozen=True, slots=True)
class ClinicLine:
    """A clinic as a list shows it. `offered_count` counts free and booked slots."""

    id: UUID
    area_id: int
    state: ClinicState
    starts_at: datetime
    ends_at: datetime
    place: str
    is_online: bool
    lead_ids: tuple[int, ...]
    lead_names: tuple[str, ...]
    team_names: str
    free: tuple[FreeSlot, ...]
    offered_count: int


def _select_lines() -> Select[Any]:
    """Clinic columns with both leads and the names of the teams, in one statement."""
    first, second = aliased(ClinicLead), aliased(ClinicLead)
    first_person, second_person = aliased(Person), aliased(Person)
    teams = (
        select(func.aggregate_strings(Team.name, ", "))
        .join(ClinicTeam, ClinicTeam.team_id == Team.id)
        .where(ClinicTeam.clinic_id == Clinic.id)
        .correlate(Clinic)
        .scalar_subquery()
    )
    columns: list[Any] = [
        Clinic.id,
        Clinic.area_id,
        Clinic.state,
        Clinic.starts_at,
        Clinic.ends_at,
        Clinic.place,
        (Clinic.online_link != "").label("is_online"),
        first_person.id.label("first_id"),
        first_person.full_name.label("first_name"),
        second_person.id.label("second_id"),
        second_person.full_name.label("second_name"),
        teams.label("team_names"),
    ]
    return (
        select(*columns)
        .outerjoin(first, (first.clinic_id == Clinic.id) & (first.position == 1))
        .outerjoin(first_person, first_person.id == first.person_id)
        .outerjoin(second, (second.clinic_id == Clinic.id) & (second.position == 2))
        .outerjoin(second_person, second_person.id == second.person_id)
    )


# Put together once: on a page of this size, building a statement costs more than running it.
LINES = _select_lines()
COUNT = select(func.count()).select_from(Clinic)
OFFERED = (
    select(Slot.clinic_id, Slot.id, Slot.starts_at, (Slot.state == SlotState.FREE).label("is_free"))
    .where(Slot.clinic_id.in_(bindparam("clinic_ids", expanding=True)), Slot.state != SlotState.WITHDRAWN)
    .order_by(Slot.starts_at, Slot.id)
)


def list_clinics(viewer: Viewer, narrowing: Narrowing, *, page: int) -> Page[ClinicLine]:
    """A page of the clinics that the viewer sees: past ones latest first, the others earliest first. Three statements."""
    conditions = _conditions(viewer, narrowing)
    total_count = db.session.scalar(COUNT.where(*conditions)) or 0
    order = Clinic.starts_at.desc() if narrowing.view is View.PAST else Clinic.starts_at.asc()
    rows = LINES.where(*conditions).order_by(order, Clinic.id)
    lines = _with_slots(
        db.session.execute(rows.limit(ROWS_PER_PAGE).offset((page - 1) * ROWS_PER_PAGE)).all()
    )
    return Page(lines, page, total_count)


def list_clinics_between(viewer: Viewer, after: datetime, before: datetime) -> list[ClinicLine]:
    """The clinics that begin from `after` until before `before`, cancelled ones left out. Two statements."""
    query = LINES.where(
        visible_to(viewer),
        Clinic.starts_at >= after,
        Clinic.starts_at < before,
        Clinic.state != ClinicState.CANCELLED,
    )
    return _with_slots(db.session.execute(query.order_by(Clinic.starts_at, Clinic.id).limit(400)).all())


def leads_to_filter(viewer: Viewer) -> list[PersonName]:
    """The leads of the areas whose clinics the viewer sees, each once."""
    found = {lead.id: lead for lead in list_leads(viewer.areas_with(Permission.SEE_CLINICS))}
    return list(found.values())


def teams_to_filter(viewer: Viewer) -> list[TeamName]:
    """The open teams of the areas whose clinics the viewer sees."""
    return list_teams(viewer.areas_with(Permission.SEE_CLINICS))


def _conditions(viewer: Viewer, narrowing: Narrowing) -> list[ColumnElement[bool]]:
    """What a clinic must meet to be in the list."""
    found = [visible_to(viewer), _in_view(narrowing.view)]
    if narrowing.lead_id is not None:
        found.append(is_led_by(narrowing.lead_id))
    if narrowing.team_id is not None:
        found.append(_is_for_team(narrowing.team_id))
    if narrowing.only_my_team:
        found.append(is_for_teams_of(viewer.person_id))
    if narrowing.only_free:
        found.append(_has_free_slot())
    if narrowing.month is not None:
        found.append(Clinic.starts_at >= clock.start_of_day(narrowing.month))
        found.append(Clinic.starts_at < clock.start_of_day(next_month(narrowing.month)))
    return found


def _in_view(view: View) -> ColumnElement[bool]:
    now = clock.now()
    if view is View.DRAFTS:
        return Clinic.state == ClinicState.DRAFT
    if view is View.PAST:
        is_over = (Clinic.state == ClinicState.PUBLISHED) & (Clinic.ends_at <= now)
        return or_(is_over, Clinic.state == ClinicState.HELD, _was_cancelled_before(now))
    return (Clinic.ends_at > now) & or_(
        Clinic.state == ClinicState.PUBLISHED,
        (Clinic.state == ClinicState.CANCELLED) & Clinic.published_at.is_not(None),
    )


def _was_cancelled_before(now: datetime) -> ColumnElement[bool]:
    return (
        (Clinic.state == ClinicState.CANCELLED) & Clinic.published_at.is_not(None) & (Clinic.ends_at <= now)
    )


def _is_for_team(team_id: int) -> ColumnElement[bool]:
    limited = exists().where(ClinicTeam.clinic_id == Clinic.id).correlate(Clinic)
    return or_(~limited, limited.where(ClinicTeam.team_id == team_id))


def _has_free_slot() -> ColumnElement[bool]:
    free = exists().where(Slot.clinic_id == Clinic.id, Slot.state == SlotState.FREE).correlate(Clinic)
    return free & (Clinic.state == ClinicState.PUBLISHED) & (Clinic.starts_at > clock.now())


def _with_slots(rows: Sequence[Any]) -> list[ClinicLine]:
    free, offered = _slots_at_a_glance([row.id for row in rows]) if rows else ({}, {})
    return [
        ClinicLine(
            id=row.id,
            area_id=row.area_id,
            state=row.state,
            starts_at=row.starts_at,
            ends_at=row.ends_at,
            place=row.place,
            is_online=bool(row.is_online),
            lead_ids=tuple(person_id for person_id in (row.first_id, row.second_id) if person_id),
            lead_names=tuple(name for name in (row.first_name, row.second_name) if name),
            team_names=row.team_names or "",
            free=tuple(free.get(row.id, ())),
            offered_count=offered.get(row.id, 0),
        )
        for row in rows
    ]


def _slots_at_a_glance(clinic_ids: Collection[UUID]) -> tuple[dict[UUID, list[FreeSlot]], dict[UUID, int]]:
    """(free slots, number of free and booked slots) of each clinic. One statement."""
    free: dict[UUID, list[FreeSlot]] = {}
    offered: dict[UUID, int] = {}
    for clinic_id, slot_id, starts_at, is_free in db.session.execute(OFFERED, {"clinic_ids": clinic_ids}):
        offered[clinic_id] = offered.get(clinic_id, 0) + 1
        if is_free:
            free.setdefault(clinic_id, []).append(FreeSlot(slot_id, starts_at))
    return free, offered
