"""Which leads of an area have shadowed a clinic, for its coordinator."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import ColumnElement, func, select

from csaleads.access.permissions import Permission, Role
from csaleads.access.viewer import Viewer
from csaleads.accounts.models import Area, Person, RoleInArea
from csaleads.accounts.queries import is_current
from csaleads.clinics.models import Clinic, ClinicLead
from csaleads.core.errors import NotFound
from csaleads.core.paging import ROWS_PER_PAGE, Page
from csaleads.core.statements import Query, Statement, and_total, many, one
from csaleads.development.models import Shadowing
from csaleads.development.shadow_queries import done_at, has_held, next_at

# What happened in the area of the row alone: a coordinator learns nothing of other areas.
_ASKED_THERE = (Shadowing.person_id == Person.id, Shadowing.area_id == RoleInArea.area_id)
_LED_THERE = (ClinicLead.person_id == Person.id, Clinic.area_id == RoleInArea.area_id)


class Which(StrEnum):
    """Which leads of an area the coordinator looks at."""

    NOT_YET = "not_yet"
    DONE = "done"


@dataclass(frozen=True, slots=True)
class LeadLine:
    """A lead of the area, and whether they have shadowed a clinic of it or would soon."""

    person_id: int
    full_name: str
    area_name: str
    done_at: datetime | None
    next_at: datetime | None
    has_held: bool


def list_leads(viewer: Viewer, which: Which | None, *, page: int) -> Page[LeadLine]:
    """A page of the leads of the areas that the viewer coordinates, by name. One statement; NotFound for whoever has none."""
    areas = viewer.areas_with(Permission.RUN_CLINICS_OF_AREA)
    if not areas:
        raise NotFound("leads")
    asked = {"area_ids": areas}
    found, total = _leads.found(which, **asked, limit=ROWS_PER_PAGE, offset=(page - 1) * ROWS_PER_PAGE).page(
        page, lambda: _count.scalar(which, **asked)
    )
    return Page(found.made(_line), page, total)


def _line(row: Any) -> LeadLine:
    return LeadLine(row.id, row.full_name, row.area_name, row.done_at, row.next_at, bool(row.held))


@Statement
def _leads(which: Which | None) -> Query:
    lines = (
        select(
            Person.id,
            Person.full_name,
            Area.name.label("area_name"),
            done_at(*_ASKED_THERE).label("done_at"),
            next_at(*_ASKED_THERE).label("next_at"),
            has_held(*_LED_THERE).label("held"),
        )
        .join(RoleInArea, RoleInArea.person_id == Person.id)
        .join(Area, Area.id == RoleInArea.area_id)
        .where(*_conditions(which))
        .distinct()
        .order_by(Person.full_name, Person.id, Area.name)
        .limit(one("limit"))
        .offset(one("offset"))
    )
    return and_total(lines, _counted(which))


@Statement
def _count(which: Which | None) -> Query:
    return _counted(which)


def _counted(which: Which | None) -> Query:
    rows = (
        select(Person.id, RoleInArea.area_id)
        .join(RoleInArea, RoleInArea.person_id == Person.id)
        .where(*_conditions(which))
        .distinct()
    )
    return select(func.count()).select_from(rows.subquery())


def _conditions(which: Which | None) -> list[ColumnElement[bool]]:
    conditions = [
        RoleInArea.area_id.in_(many("area_ids")),
        RoleInArea.role == Role.PRACTICE_LEAD,
        is_current(RoleInArea),
        Person.left_on.is_(None),
    ]
    if which is not None:
        first = done_at(*_ASKED_THERE)
        conditions.append(first.is_(None) if which is Which.NOT_YET else first.is_not(None))
    return conditions
