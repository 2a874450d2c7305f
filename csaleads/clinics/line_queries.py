"""A clinic in one row: its leads, its teams and its slots beside it, so that a list of clinics is one statement."""

from collections.abc import Iterable
from datetime import UTC, datetime
from typing import Any, NamedTuple
from uuid import UUID

from sqlalchemy import ColumnElement, ScalarSelect, Select, Text, case, cast, func, literal, select
from sqlalchemy.orm import aliased

from csaleads.accounts.models import Person, Team
from csaleads.clinics.models import Clinic, ClinicLead, ClinicTeam, Slot, SlotState
from csaleads.core.statements import one


class SlotTime(NamedTuple):
    """A slot that can be booked."""

    id: int
    starts_at: datetime
    ends_at: datetime


def select_lines(*conditions: ColumnElement[bool], backwards: bool = False, with_teams: bool) -> Select[Any]:
    """`limit` clinics from `offset` on that meet the conditions, in order of time, with both leads, the names of the teams if
    wanted, and `slots`, which `read_slots` reads.

    First the clinics, then what stands beside them: SQLite would otherwise look it up for every clinic that it sorts.
    """
    order = (Clinic.starts_at.desc() if backwards else Clinic.starts_at.asc(), Clinic.id)
    shown: list[Any] = [
        Clinic.id,
        Clinic.area_id,
        Clinic.state,
        Clinic.starts_at,
        Clinic.ends_at,
        Clinic.place,
    ]
    chosen = select(*shown, (Clinic.online_link != "").label("is_online")).where(*conditions)
    page = chosen.order_by(*order).limit(one("limit")).offset(one("offset")).subquery("page")
    first, second = aliased(ClinicLead), aliased(ClinicLead)
    first_person, second_person = aliased(Person), aliased(Person)
    columns: list[Any] = [
        *page.c,
        first_person.id.label("first_id"),
        first_person.full_name.label("first_name"),
        second_person.id.label("second_id"),
        second_person.full_name.label("second_name"),
        _slots_in_words(page.c.id).label("slots"),
    ]
    if with_teams:
        columns.append(_teams_of(page.c.id).label("team_names"))
    return (
        select(*columns)
        .outerjoin(first, (first.clinic_id == page.c.id) & (first.position == 1))
        .outerjoin(first_person, first_person.id == first.person_id)
        .outerjoin(second, (second.clinic_id == page.c.id) & (second.position == 2))
        .outerjoin(second_person, second_person.id == second.person_id)
        .order_by(page.c.starts_at.desc() if backwards else page.c.starts_at, page.c.id)
    )


def _teams_of(clinic_id: ColumnElement[UUID]) -> ScalarSelect[Any]:
    return (
        select(func.aggregate_strings(Team.name, ", "))
        .join(ClinicTeam, ClinicTeam.team_id == Team.id)
        .where(ClinicTeam.clinic_id == clinic_id)
        .scalar_subquery()
    )


def _slots_in_words(clinic_id: ColumnElement[UUID]) -> ScalarSelect[Any]:
    """How many slots are on offer, booked or not, and the free ones: "3|17,2026-12-01 …,2026-12-01 …;18,…"."""
    parts: tuple[ColumnElement[str], ...] = (
        cast(Slot.id, Text),
        literal(","),
        cast(Slot.starts_at, Text),
        literal(","),
        cast(Slot.ends_at, Text),
    )
    free = case((Slot.state == SlotState.FREE, _joined(parts)))
    words = (cast(func.count(), Text), literal("|"), func.coalesce(func.aggregate_strings(free, ";"), ""))
    offered = select(_joined(words)).where(Slot.clinic_id == clinic_id, Slot.state != SlotState.WITHDRAWN)
    return offered.scalar_subquery()


def _joined(parts: Iterable[ColumnElement[str]]) -> ColumnElement[str]:
    first, *rest = parts
    for part in rest:
        first = first + part
    return first


def read_slots(words: str) -> tuple[int, tuple[SlotTime, ...]]:
    """(how many slots are on offer or booked, the free ones in order of time) of the column `slots`."""
    count, _, free = words.partition("|")
    slots = [_read_slot(slot) for slot in free.split(";")] if free else []
    return int(count), tuple(sorted(slots, key=lambda slot: (slot.starts_at, slot.id)))


def _read_slot(words: str) -> SlotTime:
    slot_id, starts_at, ends_at = words.split(",")
    return SlotTime(int(slot_id), _read_moment(starts_at), _read_moment(ends_at))


def _read_moment(text: str) -> datetime:
    """PostgreSQL writes the offset of its session, SQLite has none: what we store there is UTC."""
    moment = datetime.fromisoformat(text)
    return moment.replace(tzinfo=UTC) if moment.tzinfo is None else moment.astimezone(UTC)


def leads_in(row: Any) -> tuple[tuple[int, ...], tuple[str, ...]]:
    """(ids, names) of the leads of a line, in their order."""
    ids = tuple(person_id for person_id in (row.first_id, row.second_id) if person_id)
    return ids, tuple(name for name in (row.first_name, row.second_name) if name)
