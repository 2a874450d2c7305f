"""The list and the calendar of clinics: many rows, few columns, a fixed number of statements whatever the count."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, bindparam, exists, func, or_, select

from csaleads.access.permissions import Permission
from csaleads.access.viewer import Viewer
from csaleads.accounts.queries import PersonName, TeamName, list_leads, list_teams
from csaleads.clinics.line_queries import SlotTime, leads_in, read_slots, select_lines
from csaleads.clinics.models import Clinic, ClinicState, ClinicTeam, Slot, SlotState
from csaleads.clinics.scope_queries import Ways, is_for_teams_of, is_led_by, is_seen, seen_by
from csaleads.core import clock
from csaleads.core.database import UtcDateTime
from csaleads.core.month_grid import next_month
from csaleads.core.paging import ROWS_PER_PAGE, Page
from csaleads.core.statements import NOW, TODAY, Query, Statement, and_total, one


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

    @property
    def narrowed_by(self) -> tuple[str, ...]:
        """By what, as far as a statement is built differently for it."""
        return tuple(name for name in NARROWINGS if getattr(self, name))


@dataclass(frozen=True, eq=False, slots=True)
class ClinicLine:
    """A clinic as a list shows it, one object while nothing about it changes. `offered_count` counts free and booked slots."""

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
    free: tuple[SlotTime, ...]
    offered_count: int


MOST_IN_A_MONTH = 400
# A clinic has one date and two times of that day, so what has not ended began within it; the index is by the beginning.
A_DAY_AGO = bindparam("a_day_ago", type_=UtcDateTime, callable_=lambda: clock.now() - timedelta(days=1))


def list_clinics(viewer: Viewer, narrowing: Narrowing, *, page: int) -> Page[ClinicLine]:
    """A page of the clinics that the viewer sees: past ones latest first, the others earliest first. One statement."""
    ways, asked = seen_by(viewer)
    shape = (ways, narrowing.view, narrowing.narrowed_by)
    month = narrowing.month
    asked |= {
        "lead_id": narrowing.lead_id,
        "team_id": narrowing.team_id,
        "after": clock.start_of_day(month) if month else None,
        "before": clock.start_of_day(next_month(month)) if month else None,
    }
    found, total_count = _lines.found(
        *shape, **asked, limit=ROWS_PER_PAGE, offset=(page - 1) * ROWS_PER_PAGE
    ).page(page, lambda: _count.scalar(*shape, **asked))
    return Page(found.made(_line), page, total_count)


def list_clinics_between(viewer: Viewer, after: datetime, before: datetime) -> list[ClinicLine]:
    """The clinics that begin from `after` until before `before`, cancelled ones left out. One statement."""
    ways, asked = seen_by(viewer)
    return _lines_between.found(
        ways, **asked, after=after, before=before, limit=MOST_IN_A_MONTH, offset=0
    ).made(_line)


@Statement
def _lines(ways: Ways | None, view: View, narrowed_by: tuple[str, ...]) -> Query:
    lines = select_lines(*_conditions(ways, view, narrowed_by), backwards=view is View.PAST, with_teams=True)
    return and_total(lines, _counted(ways, view, narrowed_by))


@Statement
def _count(ways: Ways | None, view: View, narrowed_by: tuple[str, ...]) -> Query:
    return _counted(ways, view, narrowed_by)


def _counted(ways: Ways | None, view: View, narrowed_by: tuple[str, ...]) -> Query:
    return select(func.count()).select_from(Clinic).where(*_conditions(ways, view, narrowed_by))


@Statement
def _lines_between(ways: Ways | None) -> Query:
    return select_lines(
        is_seen(ways), _begins_between(), Clinic.state != ClinicState.CANCELLED, with_teams=True
    )


def leads_to_filter(viewer: Viewer) -> list[PersonName]:
    """The leads of the areas whose clinics the viewer sees, each once."""
    found = {lead.id: lead for lead in list_leads(viewer.areas_with(Permission.SEE_CLINICS))}
    return list(found.values())


def teams_to_filter(viewer: Viewer) -> list[TeamName]:
    """The open teams of the areas whose clinics the viewer sees."""
    return list_teams(viewer.areas_with(Permission.SEE_CLINICS))


def _conditions(ways: Ways | None, view: View, narrowed_by: tuple[str, ...]) -> Iterator[ColumnElement[bool]]:
    """What a clinic must meet to be in the list."""
    yield is_seen(ways)
    yield _in_view(view)
    for name in narrowed_by:
        yield NARROWINGS[name]()


def _in_view(view: View) -> ColumnElement[bool]:
    if view is View.DRAFTS:
        return Clinic.state == ClinicState.DRAFT
    if view is View.PAST:
        is_over = (Clinic.state == ClinicState.PUBLISHED) & (Clinic.ends_at <= NOW)
        return or_(is_over, Clinic.state == ClinicState.HELD, _was_cancelled())
    return (
        (Clinic.starts_at > A_DAY_AGO)
        & (Clinic.ends_at > NOW)
        & or_(
            Clinic.state == ClinicState.PUBLISHED,
            (Clinic.state == ClinicState.CANCELLED) & Clinic.published_at.is_not(None),
        )
    )


def _was_cancelled() -> ColumnElement[bool]:
    """It was cancelled after it was published, and would be over by now."""
    return (
        (Clinic.state == ClinicState.CANCELLED) & Clinic.published_at.is_not(None) & (Clinic.ends_at <= NOW)
    )


def _is_for_team() -> ColumnElement[bool]:
    limited = exists().where(ClinicTeam.clinic_id == Clinic.id).correlate(Clinic)
    return or_(~limited, limited.where(ClinicTeam.team_id == one("team_id")))


def _has_free_slot() -> ColumnElement[bool]:
    free = exists().where(Slot.clinic_id == Clinic.id, Slot.state == SlotState.FREE).correlate(Clinic)
    return free & (Clinic.state == ClinicState.PUBLISHED) & (Clinic.starts_at > NOW)


def _begins_between() -> ColumnElement[bool]:
    return (Clinic.starts_at >= one("after")) & (Clinic.starts_at < one("before"))


NARROWINGS: dict[str, Callable[[], ColumnElement[bool]]] = {
    "lead_id": lambda: is_led_by(one("lead_id")),
    "team_id": _is_for_team,
    "only_my_team": lambda: is_for_teams_of(one("person_id"), TODAY),
    "only_free": _has_free_slot,
    "month": _begins_between,
}


def _line(row: Any) -> ClinicLine:
    lead_ids, lead_names = leads_in(row)
    offered_count, free = read_slots(row.slots)
    return ClinicLine(
        id=row.id,
        area_id=row.area_id,
        state=row.state,
        starts_at=row.starts_at,
        ends_at=row.ends_at,
        place=row.place,
        is_online=bool(row.is_online),
        lead_ids=lead_ids,
        lead_names=lead_names,
        team_names=row.team_names or "",
        free=free,
        offered_count=offered_count,
    )
