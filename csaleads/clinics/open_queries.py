"""Times that can still be booked, as whoever asks for advice sees them."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, exists, select

from csaleads.access.viewer import Viewer
from csaleads.clinics.line_queries import SlotTime, leads_in, read_slots, select_lines
from csaleads.clinics.models import Clinic, ClinicState, Slot, SlotState
from csaleads.clinics.scope_queries import Ways, is_led_by, is_seen, seen_by
from csaleads.core import clock
from csaleads.core.statements import NOW, Query, Statement, many, one

CLINICS_AT_MOST = 30


@dataclass(frozen=True, eq=False, slots=True)
class OpenClinic:
    """A clinic with times that the viewer could take now; one object while nothing about it changes."""

    id: UUID
    area_id: int
    starts_at: datetime
    day: date  # in London
    place: str
    is_online: bool
    lead_ids: tuple[int, ...]
    lead_names: tuple[str, ...]
    slots: tuple[SlotTime, ...]


def list_open_clinics(
    viewer: Viewer,
    *,
    area_ids: Sequence[int],
    after: datetime | None = None,
    before: datetime | None = None,
    lead_id: int | None = None,
    limit: int = CLINICS_AT_MOST,
) -> list[OpenClinic]:
    """Published clinics that have not begun and have free slots, the earliest first; `after` and `before` are about when they
    begin. One statement.
    """
    asked = {"after": after, "before": before, "lead_id": lead_id}
    narrowed_by = tuple(name for name, value in asked.items() if value is not None)
    ways, values = seen_by(viewer)
    found = _open_clinics.found(
        ways, ("area_ids", *narrowed_by), **asked, **values, area_ids=area_ids, limit=limit, offset=0
    )
    return found.made(_open_clinic)


def find_open_slot(viewer: Viewer, slot_id: int) -> OpenClinic | None:
    """The clinic of that slot, with that slot alone, if the viewer could take it now."""
    ways, values = seen_by(viewer)
    row = _open_clinics.first(ways, ("slot_id",), **values, slot_id=slot_id, limit=1, offset=0)
    return None if row is None else _open_clinic(row, only=slot_id)


@Statement
def _open_clinics(ways: Ways | None, narrowed_by: tuple[str, ...]) -> Query:
    free = exists().where(Slot.clinic_id == Clinic.id, Slot.state == SlotState.FREE).correlate(Clinic)
    return select_lines(
        Clinic.starts_at > NOW,
        Clinic.state == ClinicState.PUBLISHED,
        is_seen(ways),
        *([] if "slot_id" in narrowed_by else [free]),
        *(OPEN_BY[name]() for name in narrowed_by),
        with_teams=False,
    )


def _is_of_that_slot() -> ColumnElement[bool]:
    that = select(Slot.clinic_id).where(Slot.id == one("slot_id"), Slot.state == SlotState.FREE)
    return Clinic.id == that.scalar_subquery()


OPEN_BY: dict[str, Callable[[], ColumnElement[bool]]] = {
    "area_ids": lambda: Clinic.area_id.in_(many("area_ids")),
    "slot_id": _is_of_that_slot,
    "after": lambda: Clinic.starts_at > one("after"),
    "before": lambda: Clinic.starts_at < one("before"),
    "lead_id": lambda: is_led_by(one("lead_id")),
}


def _open_clinic(row: Any, *, only: int | None = None) -> OpenClinic:
    lead_ids, lead_names = leads_in(row)
    free = read_slots(row.slots)[1]
    return OpenClinic(
        id=row.id,
        area_id=row.area_id,
        starts_at=row.starts_at,
        day=clock.to_local(row.starts_at).date(),
        place=row.place,
        is_online=bool(row.is_online),
        lead_ids=lead_ids,
        lead_names=lead_names,
        slots=tuple(slot for slot in free if only is None or slot.id == only),
    )
