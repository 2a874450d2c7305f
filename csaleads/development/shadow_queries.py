"""Reads of sitting in on clinics: one's own, those asked of one's clinics, clinics to ask for, and where one stands."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, NamedTuple
from uuid import UUID

from sqlalchemy import ColumnElement, and_, exists, func, select

from csaleads.access.permissions import Permission
from csaleads.access.viewer import Viewer
from csaleads.accounts.models import Person
from csaleads.clinics.models import Clinic, ClinicLead, ClinicState
from csaleads.clinics.queries import leads_of
from csaleads.core.errors import NotFound, WrongState
from csaleads.core.paging import Page
from csaleads.core.statements import NOW, Query, Statement, and_total, many, one
from csaleads.development.models import DeclineReason, Shadowing, ShadowingState
from csaleads.development.policy import OPEN_STATES
from csaleads.development.shadow_next_queries import is_led

S = ShadowingState
ROWS = 25
MOST_OPEN = 60


@dataclass(frozen=True)
class ShadowingView:
    """Somebody sits in on a clinic, or would like to."""

    id: int
    clinic_id: UUID
    area_id: int
    person_id: int
    full_name: str
    state: ShadowingState
    decline_reason: DeclineReason | None
    starts_at: datetime
    ends_at: datetime
    place: str
    lead_ids: tuple[int, ...]
    lead_names: tuple[str, ...]


class ClinicToShadow(NamedTuple):
    """A clinic to come of a colleague."""

    id: UUID
    starts_at: datetime
    ends_at: datetime
    place: str
    lead_names: tuple[str, ...]


class Standing(NamedTuple):
    """Whether somebody has shadowed a clinic, when they would, and whether they have held one of their own."""

    done_at: datetime | None
    next_at: datetime | None
    has_held: bool


def list_own(viewer: Viewer, *, page: int) -> Page[ShadowingView]:
    """A page of the clinics that the viewer asked to shadow, the latest first. Two statements."""
    asked = {"person_id": viewer.person_id}
    found, total = _own.found(**asked, limit=ROWS, offset=(page - 1) * ROWS).page(
        page, lambda: _count_own.scalar(**asked)
    )
    return Page(_views(found.read()), page, total, ROWS)


@Statement
def _own() -> Query:
    lines = (
        _lines(Shadowing.person_id == one("person_id"))
        .order_by(Clinic.starts_at.desc(), Shadowing.id.desc())
        .limit(one("limit"))
        .offset(one("offset"))
    )
    return and_total(lines, _own_counted())


@Statement
def _count_own() -> Query:
    return _own_counted()


def _own_counted() -> Query:
    return select(func.count()).select_from(Shadowing).where(Shadowing.person_id == one("person_id"))


def list_asked_of(viewer: Viewer) -> list[ShadowingView]:
    """What is asked of the viewer or waits for them to say that it happened, the earliest clinic first. Two statements."""
    rows = _asked_of.rows(
        person_id=viewer.person_id, run_in=viewer.areas_with(Permission.RUN_CLINICS), limit=MOST_OPEN
    )
    return _views(rows)


@Statement
def _asked_of() -> Query:
    asked: Query = (
        _lines(is_asked_of()).order_by(Clinic.starts_at, Shadowing.asked_at, Shadowing.id).limit(one("limit"))
    )
    return asked


def is_asked_of() -> ColumnElement[bool]:
    """The condition that the lead `person_id` of the areas `run_in` answers it: of a clinic they lead, by somebody else."""
    leads = exists().where(
        ClinicLead.clinic_id == Shadowing.clinic_id, ClinicLead.person_id == one("person_id")
    )
    return and_(
        Shadowing.state.in_(OPEN_STATES),
        Shadowing.area_id.in_(many("run_in")),
        Shadowing.person_id != one("person_id"),
        leads.correlate(Shadowing),
    )


def _lines(*conditions: ColumnElement[bool]) -> Any:
    return (
        select(
            Shadowing.id,
            Shadowing.clinic_id,
            Shadowing.area_id,
            Shadowing.person_id,
            Person.full_name,
            Shadowing.state,
            Shadowing.decline_reason,
            Clinic.starts_at,
            Clinic.ends_at,
            Clinic.place,
        )
        .join(Clinic, Clinic.id == Shadowing.clinic_id)
        .join(Person, Person.id == Shadowing.person_id)
        .where(*conditions)
    )


def _views(rows: Sequence[Any]) -> list[ShadowingView]:
    leads = leads_of({row.clinic_id for row in rows}) if rows else {}
    return [_view(row, leads[row.clinic_id]) for row in rows]


def _view(row: Any, leads: Sequence[tuple[int, str]]) -> ShadowingView:
    return ShadowingView(
        row.id,
        row.clinic_id,
        row.area_id,
        row.person_id,
        row.full_name,
        row.state,
        row.decline_reason,
        row.starts_at,
        row.ends_at,
        row.place,
        tuple(person_id for person_id, _ in leads),
        tuple(name for _, name in leads),
    )


def get_shadowing(viewer: Viewer, shadowing_id: int) -> ShadowingView:
    """One of them; NotFound for anybody but who asked and the leads of the clinic."""
    row = _one.first(id=shadowing_id)
    if row is None:
        raise NotFound("shadowing")
    found = _views([row])[0]
    is_own = found.person_id == viewer.person_id
    leads = viewer.person_id in found.lead_ids and viewer.can_in(Permission.RUN_CLINICS, found.area_id)
    if not is_own and not leads:
        raise NotFound("shadowing")
    return found


@Statement
def _one() -> Query:
    query: Query = _lines(Shadowing.id == one("id"))
    return query


def list_to_shadow(viewer: Viewer, *, page: int) -> Page[ClinicToShadow]:
    """A page of the clinics to come that the viewer could ask to shadow, the earliest first. Two statements."""
    asked = {"person_id": viewer.person_id, "area_ids": viewer.areas_with(Permission.RUN_CLINICS)}
    found, total = _to_shadow.found(**asked, limit=ROWS, offset=(page - 1) * ROWS).page(
        page, lambda: _count_to_shadow.scalar(**asked)
    )
    rows = found.read()
    leads = leads_of([row.id for row in rows]) if rows else {}
    clinics = [
        ClinicToShadow(
            row.id, row.starts_at, row.ends_at, row.place, tuple(name for _, name in leads[row.id])
        )
        for row in rows
    ]
    return Page(clinics, page, total, ROWS)


@Statement
def _to_shadow() -> Query:
    lines = (
        select(Clinic.id, Clinic.starts_at, Clinic.ends_at, Clinic.place)
        .where(*_can_be_asked())
        .order_by(Clinic.starts_at, Clinic.id)
        .limit(one("limit"))
        .offset(one("offset"))
    )
    return and_total(lines, _to_shadow_counted())


@Statement
def _count_to_shadow() -> Query:
    return _to_shadow_counted()


def _to_shadow_counted() -> Query:
    return select(func.count()).select_from(Clinic).where(*_can_be_asked())


def _can_be_asked() -> tuple[ColumnElement[bool], ...]:
    """What `policy.can_ask`, `require_not_declined` and `require_somebody_leads` say, and that the viewer has not asked yet."""
    own = exists().where(ClinicLead.clinic_id == Clinic.id, ClinicLead.person_id == one("person_id"))
    asked = exists().where(
        Shadowing.clinic_id == Clinic.id,
        Shadowing.person_id == one("person_id"),
        Shadowing.state.in_((*OPEN_STATES, S.DECLINED)),
    )
    return (
        Clinic.area_id.in_(many("area_ids")),
        Clinic.state == ClinicState.PUBLISHED,
        Clinic.starts_at > NOW,
        ~own.correlate(Clinic),
        ~asked.correlate(Clinic),
        is_led(),
    )


def require_not_declined(viewer: Viewer, clinic_id: UUID) -> None:
    """Raises WrongState where a lead has told the viewer that this clinic does not fit: it is not asked for again."""
    if _times_declined.scalar(person_id=viewer.person_id, clinic_id=clinic_id):
        raise WrongState("ask_to_shadow", S.DECLINED.value)


@Statement
def _times_declined() -> Query:
    return (
        select(func.count())
        .select_from(Shadowing)
        .where(
            Shadowing.clinic_id == one("clinic_id"),
            Shadowing.person_id == one("person_id"),
            Shadowing.state == S.DECLINED,
        )
    )


def standing_of(viewer: Viewer) -> Standing:
    """Where the viewer stands. One statement."""
    row = _standing.first(person_id=viewer.person_id)
    return Standing(row.done_at, row.next_at, bool(row.held)) if row else Standing(None, None, False)


@Statement
def _standing() -> Query:
    asked, led = Shadowing.person_id == one("person_id"), ClinicLead.person_id == one("person_id")
    return select(
        done_at(asked).label("done_at"), next_at(asked).label("next_at"), has_held(led).label("held")
    )


def done_at(*whose: ColumnElement[bool]) -> Any:
    """When the first clinic was that was shadowed, of the rows of Shadowing that `whose` names."""
    return (
        select(func.min(Clinic.starts_at))
        .join(Shadowing, Shadowing.clinic_id == Clinic.id)
        .where(*whose, Shadowing.state == S.DONE)
        .scalar_subquery()
    )


def next_at(*whose: ColumnElement[bool]) -> Any:
    """When the next clinic is that somebody asked to shadow, agreed or not yet, of the same."""
    return (
        select(func.min(Clinic.starts_at))
        .join(Shadowing, Shadowing.clinic_id == Clinic.id)
        .where(*whose, Shadowing.state.in_(OPEN_STATES), Clinic.ends_at > NOW)
        .scalar_subquery()
    )


def has_held(*whose: ColumnElement[bool]) -> Any:
    """Whether a clinic was held, of the rows of ClinicLead and Clinic that `whose` names."""
    return exists().where(ClinicLead.clinic_id == Clinic.id, *whose, Clinic.state == ClinicState.HELD)
