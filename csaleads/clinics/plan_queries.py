"""Reads for planning: whom a clinic can be given to, and what else its leads have on at the same time."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Protocol
from uuid import UUID

from sqlalchemy import ColumnElement, func, select

from csaleads.access.viewer import Viewer
from csaleads.accounts.models import Person
from csaleads.accounts.queries import PersonName, TeamName, list_leads, list_teams
from csaleads.clinics import policy
from csaleads.clinics.models import Clinic, ClinicLead, ClinicSeries, ClinicState, SlotState
from csaleads.clinics.queries import ClinicView, slots_of
from csaleads.clinics.scope_queries import is_led_by, visible_to
from csaleads.core import clock
from csaleads.core.database import db


class Timed(Protocol):
    """Anything from a moment to a moment."""

    @property
    def starts_at(self) -> datetime: ...
    @property
    def ends_at(self) -> datetime: ...


@dataclass(frozen=True)
class Clash:
    """Another clinic of the same lead at the same time."""

    clinic_id: UUID
    lead_name: str
    starts_at: datetime
    ends_at: datetime


@dataclass(frozen=True)
class Affected:
    """A clinic that would be cancelled, with the times that are booked in it."""

    clinic_id: UUID
    starts_at: datetime
    booked: tuple[datetime, ...]


@dataclass(frozen=True)
class SeriesDate:
    """A clinic of a series."""

    id: UUID
    starts_at: datetime
    state: ClinicState


@dataclass(frozen=True)
class SeriesView:
    """The recurrence a clinic comes from, with the clinics of it that the viewer sees."""

    rule: str
    first_on: date
    clinics: tuple[SeriesDate, ...]


def leads_to_choose(viewer: Viewer, area_id: int) -> list[PersonName]:
    """The leads of the area, for somebody who opens clinics in it."""
    policy.require_open_in(viewer, area_id)
    return list_leads([area_id])


def teams_to_choose(viewer: Viewer, area_id: int) -> list[TeamName]:
    """The open teams of the area, for somebody who opens clinics in it."""
    policy.require_open_in(viewer, area_id)
    return list_teams([area_id])


def find_clashes(
    viewer: Viewer, *, lead_ids: Collection[int], sittings: Sequence[Timed], but_not: Iterable[UUID] = ()
) -> dict[datetime, list[Clash]]:
    """Clinics of the leads that overlap each sitting, by the sitting's start. One statement, however many sittings."""
    if not sittings or not lead_ids:
        return {}
    query = (
        select(Clinic.id, Person.full_name, Clinic.starts_at, Clinic.ends_at)
        .join(ClinicLead, ClinicLead.clinic_id == Clinic.id)
        .join(Person, Person.id == ClinicLead.person_id)
        .where(
            ClinicLead.person_id.in_(lead_ids),
            Clinic.state.in_(policy.EDITABLE),
            Clinic.starts_at < max(sitting.ends_at for sitting in sittings),
            Clinic.ends_at > min(sitting.starts_at for sitting in sittings),
            Clinic.id.not_in(list(but_not)),
            visible_to(viewer),
        )
        .order_by(Clinic.starts_at, Clinic.id, ClinicLead.position)
    )
    others = [Clash(*row) for row in db.session.execute(query)]
    found: dict[datetime, list[Clash]] = defaultdict(list)
    for sitting in sittings:
        for other in others:
            if other.starts_at < sitting.ends_at and other.ends_at > sitting.starts_at:
                found[sitting.starts_at].append(other)
    return found


def count_clinics_to_come(person_id: int, area_id: int) -> tuple[int, datetime | None]:
    """(how many, when the first is) of the clinics in the area that the person leads and that are neither over nor cancelled."""
    query = select(func.count(), func.min(Clinic.starts_at)).where(*_is_to_come(person_id, area_id))
    count, first = db.session.execute(query).one()
    return count, first


def lock_clinics_to_come(person_id: int, area_id: int) -> list[Clinic]:
    """Those clinics, which nobody else can change before this unit ends; locked in order of time, as a series is.

    Rows that name them can be written meanwhile (`key_share`), so that whoever saves a record of one waits for nobody.
    """
    query = select(Clinic).where(*_is_to_come(person_id, area_id)).order_by(Clinic.starts_at, Clinic.id)
    return list(
        db.session.scalars(query.with_for_update(key_share=True).execution_options(populate_existing=True))
    )


def _is_to_come(person_id: int, area_id: int) -> list[ColumnElement[bool]]:
    return [
        is_led_by(person_id),
        Clinic.area_id == area_id,
        Clinic.state.in_(policy.EDITABLE),
        Clinic.ends_at > clock.now(),
    ]


def find_series(viewer: Viewer, series_id: int | None) -> SeriesView | None:
    """The series with the clinics that the viewer may see, in order of time."""
    if series_id is None:
        return None
    series = db.session.get(ClinicSeries, series_id)
    query = (
        select(Clinic.id, Clinic.starts_at, Clinic.state)
        .where(Clinic.series_id == series_id, visible_to(viewer))
        .order_by(Clinic.starts_at, Clinic.id)
    )
    clinics = tuple(SeriesDate(row.id, row.starts_at, row.state) for row in db.session.execute(query))
    if series is None or not clinics:
        return None
    return SeriesView(series.rule, series.first_on, clinics)


def list_affected(viewer: Viewer, clinic: ClinicView) -> list[Affected]:
    """The clinic and those later ones of its series that the viewer runs and that are not over: what a cancellation hits."""
    series = find_series(viewer, clinic.series_id)
    later = [
        other
        for other in (series.clinics if series else ())
        if other.starts_at > clinic.starts_at and other.state in policy.EDITABLE
    ]
    if later and not policy.runs_all_of(viewer, clinic.area_id):
        own = set(_led_by([other.id for other in later], viewer.person_id))
        later = [other for other in later if other.id in own]
    slots = slots_of([clinic.id, *(other.id for other in later)])
    return [
        Affected(
            clinic_id,
            starts_at,
            tuple(slot.starts_at for slot in slots[clinic_id] if slot.state is SlotState.BOOKED),
        )
        for clinic_id, starts_at in [
            (clinic.id, clinic.starts_at),
            *((other.id, other.starts_at) for other in later),
        ]
    ]


def _led_by(clinic_ids: Collection[UUID], person_id: int) -> list[UUID]:
    query = select(ClinicLead.clinic_id).where(
        ClinicLead.person_id == person_id, ClinicLead.clinic_id.in_(clinic_ids)
    )
    return list(db.session.scalars(query))
