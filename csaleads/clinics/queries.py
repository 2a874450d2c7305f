"""Reads of clinics for every room: a clinic whole, open slots. Each is scoped to its viewer."""

from collections import defaultdict
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, NamedTuple
from uuid import UUID

from sqlalchemy import ColumnElement, select

from csaleads.access.viewer import Viewer
from csaleads.accounts.models import Person, Team
from csaleads.clinics.models import Clinic, ClinicLead, ClinicState, ClinicTeam, Slot, SlotState
from csaleads.clinics.scope_queries import Ways, is_led_by, is_seen, seen_by
from csaleads.core import clock
from csaleads.core.errors import NotFound
from csaleads.core.statements import (
    NOW,
    FoundRows,
    Query,
    Statement,
    Unread,
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


@dataclass(frozen=True, eq=False, slots=True)
class OpenSlot:
    """A free slot that the viewer could take now, one object while it stays as it is."""

    slot_id: int
    clinic_id: UUID
    area_id: int
    starts_at: datetime
    ends_at: datetime
    place: str
    is_online: bool
    lead_names: tuple[str, ...]
    day: date  # in London


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


def list_open_slots(
    viewer: Viewer,
    *,
    area_ids: Sequence[int],
    after: datetime | None = None,
    before: datetime | None = None,
    lead_id: int | None = None,
    limit: int = 50,
) -> list[OpenSlot]:
    """Free slots of published clinics that have not begun, the earliest first. Two statements."""
    asked = {"after": after, "before": before, "lead_id": lead_id}
    narrowed_by = tuple(name for name, value in asked.items() if value is not None)
    ways, values = seen_by(viewer)
    return _with_leads(
        _open_slots.found(ways, ("area_ids", *narrowed_by), **asked, **values, area_ids=area_ids, limit=limit)
    )


def find_open_slot(viewer: Viewer, slot_id: int) -> OpenSlot | None:
    """The slot if the viewer could take it now."""
    ways, values = seen_by(viewer)
    found = _with_leads(_open_slots.found(ways, ("slot_id",), **values, slot_id=slot_id, limit=1))
    return found[0] if found else None


@Statement
def _open_slots(ways: Ways | None, narrowed_by: tuple[str, ...]) -> Query:
    """Found by way of the clinics of an area, which are few; that of all areas' free slots has no index on purpose."""
    return (
        select(Slot.clinic_id, Slot.id, Clinic.area_id, Slot.starts_at, Slot.ends_at, Clinic.place)
        .add_columns((Clinic.online_link != "").label("is_online"))
        .join(Clinic, Clinic.id == Slot.clinic_id)
        .where(
            Slot.state == SlotState.FREE,
            Clinic.starts_at > NOW,
            Clinic.state == ClinicState.PUBLISHED,
            is_seen(ways),
            *(OPEN_SLOTS_BY[name]() for name in narrowed_by),
        )
        .order_by(Slot.starts_at, Slot.id)
        .limit(one("limit"))
    )


OPEN_SLOTS_BY: dict[str, Callable[[], ColumnElement[bool]]] = {
    "area_ids": lambda: Clinic.area_id.in_(many("area_ids")),
    "slot_id": lambda: Slot.id == one("slot_id"),
    "after": lambda: Slot.starts_at > one("after"),
    "before": lambda: Slot.starts_at < one("before"),
    "lead_id": lambda: is_led_by(one("lead_id")),
}


def _with_leads(found: FoundRows) -> list[OpenSlot]:
    if not found.rows:
        return []
    clinics = dict(zip((row[0] for row in found.rows), found.made(_clinic_of), strict=True))
    leads = _leads_of.found(clinic_ids=list(clinics.values())).by_first()
    return found.made(_open_slot, ((leads.get(row[0]),) for row in found.rows))


def _clinic_of(row: Any) -> UUID:
    clinic_id: UUID = row.clinic_id
    return clinic_id


def _open_slot(row: Any, leads: Unread | None) -> OpenSlot:
    return OpenSlot(
        slot_id=row.id,
        clinic_id=row.clinic_id,
        area_id=row.area_id,
        starts_at=row.starts_at,
        ends_at=row.ends_at,
        place=row.place,
        is_online=bool(row.is_online),
        lead_names=tuple(lead.full_name for lead in leads.read()) if leads else (),
        day=clock.to_local(row.starts_at).date(),
    )
