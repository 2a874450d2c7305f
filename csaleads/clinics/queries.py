"""Reads of clinics for every room: a clinic whole, open slots. Each is scoped to its viewer."""

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple
from uuid import UUID

from sqlalchemy import select

from csaleads.access.viewer import Viewer
from csaleads.accounts.models import Person, Team
from csaleads.clinics.models import Clinic, ClinicLead, ClinicState, ClinicTeam, Slot, SlotState
from csaleads.clinics.scope_queries import Ways, is_seen, seen_by
from csaleads.core import clock
from csaleads.core.errors import NotFound
from csaleads.core.statements import (
    Query,
    Statement,
    columns_of,
    many,
    one,
    rows_like,
)


class SlotView(NamedTuple):
    """A slot of a clinic, without who holds it: that is not this room's to tell."""

    id: int
    starts_at: datetime
    ends_at: datetime
    state: SlotState


@dataclass(frozen=True)
class ClinicView:
    """A clinic as it stands. `online_link` is shown only to whoever runs it and to people with a booking;
    `cancelled_reason` likewise."""

    id: UUID
    area_id: int
    series_id: int | None
    state: ClinicState
    starts_at: datetime
    ends_at: datetime
    slot_minutes: int
    gap_minutes: int
    place: str
    online_link: str
    version: int
    made_by_id: int
    published_at: datetime | None
    held_at: datetime | None
    cancelled_at: datetime | None
    cancelled_by_id: int | None
    cancelled_reason: str
    lead_ids: tuple[int, ...]
    lead_names: tuple[str, ...]
    team_ids: tuple[int, ...]
    team_names: tuple[str, ...]
    slots: tuple[SlotView, ...]

    @property
    def is_online(self) -> bool:
        return bool(self.online_link)

    @property
    def has_begun(self) -> bool:
        return clock.now() >= self.starts_at

    @property
    def free_slots(self) -> tuple[SlotView, ...]:
        return tuple(slot for slot in self.slots if slot.state is SlotState.FREE)

    @property
    def booked_slots(self) -> tuple[SlotView, ...]:
        return tuple(slot for slot in self.slots if slot.state is SlotState.BOOKED)


def get_clinic(viewer: Viewer, clinic_id: UUID) -> ClinicView:
    """The clinic with its slots, leads and teams; raises NotFound where it does not exist for the viewer."""
    ways, values = seen_by(viewer)
    row = _clinic.first(ways, **values, clinic_id=clinic_id)
    if row is None:
        raise NotFound
    leads = leads_of([clinic_id])[clinic_id]
    teams = _teams_of_clinic.rows(clinic_id=clinic_id)
    slots = slots_of([clinic_id])[clinic_id]
    return ClinicView(
        id=row.id,
        area_id=row.area_id,
        series_id=row.series_id,
        state=row.state,
        starts_at=row.starts_at,
        ends_at=row.ends_at,
        slot_minutes=row.slot_minutes,
        gap_minutes=row.gap_minutes,
        place=row.place,
        online_link=row.online_link,
        version=row.version,
        made_by_id=row.made_by_id,
        published_at=row.published_at,
        held_at=row.held_at,
        cancelled_at=row.cancelled_at,
        cancelled_by_id=row.cancelled_by_id,
        cancelled_reason=row.cancelled_reason,
        lead_ids=tuple(person_id for person_id, _ in leads),
        lead_names=tuple(name for _, name in leads),
        team_ids=tuple(team_id for team_id, _ in teams),
        team_names=tuple(name for _, name in teams),
        slots=tuple(slots),
    )


@rows_like(Clinic)
def _clinic(ways: Ways | None) -> Query:
    return select(*columns_of(Clinic)).where(Clinic.id == one("clinic_id"), is_seen(ways))


def leads_of(clinic_ids: Collection[UUID]) -> dict[UUID, list[tuple[int, str]]]:
    """(person id, name) of the leads of each clinic, in their order. One statement."""
    found: dict[UUID, list[tuple[int, str]]] = defaultdict(list)
    for clinic_id, person_id, name in _leads_of.rows(clinic_ids=list(clinic_ids)):
        found[clinic_id].append((person_id, name))
    return found


@Statement
def _leads_of() -> Query:
    return (
        select(ClinicLead.clinic_id, Person.id, Person.full_name)
        .join(Person, Person.id == ClinicLead.person_id)
        .where(ClinicLead.clinic_id.in_(many("clinic_ids")))
        .order_by(ClinicLead.clinic_id, ClinicLead.position)
    )


@Statement
def _teams_of_clinic() -> Query:
    return (
        select(Team.id, Team.name)
        .join(ClinicTeam, ClinicTeam.team_id == Team.id)
        .where(ClinicTeam.clinic_id == one("clinic_id"))
        .order_by(Team.name, Team.id)
    )


def slots_of(clinic_ids: Collection[UUID]) -> dict[UUID, list[SlotView]]:
    """The slots of each clinic in order of time. One statement."""
    found: dict[UUID, list[SlotView]] = defaultdict(list)
    for clinic_id, slot_id, starts_at, ends_at, state in _slots_of.rows(clinic_ids=list(clinic_ids)):
        found[clinic_id].append(SlotView(slot_id, starts_at, ends_at, state))
    return found


@Statement
def _slots_of() -> Query:
    return (
        select(Slot.clinic_id, Slot.id, Slot.starts_at, Slot.ends_at, Slot.state)
        .where(Slot.clinic_id.in_(many("clinic_ids")))
        .order_by(Slot.starts_at, Slot.id)
    )
