"""The list of cohorts: few columns, one statement whatever the count."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, exists, func, or_, select, true

from csaleads.access.permissions import Permission
from csaleads.access.viewer import Viewer
from csaleads.accounts.models import Area
from csaleads.core.paging import ROWS_PER_PAGE, Page
from csaleads.core.statements import Query, Statement, and_total, many, one
from csaleads.learning.models import Track
from csaleads.programmes.models import Cohort, CohortArea, CohortState
from csaleads.programmes.policy import SHOWN_TO_ALL


@dataclass(frozen=True)
class CohortFilter:
    """What narrows the list down; None leaves it as it is."""

    state: CohortState | None = None
    track: Track | None = None

    @property
    def narrowed_by(self) -> tuple[str, ...]:
        return tuple(name for name in ("state", "track") if getattr(self, name))


@dataclass(frozen=True, eq=False, slots=True)
class CohortLine:
    """A cohort as the list shows it, one object while it stays as it is."""

    id: int
    name: str
    track: Track
    state: CohortState
    starts_on: date
    areas: str
    places: int


def list_cohorts(viewer: Viewer, wanted: CohortFilter, *, page: int) -> Page[CohortLine]:
    """A page of the cohorts that the viewer sees, the latest day one first. One statement."""
    shape = (viewer.can(Permission.RUN_COHORTS), wanted.narrowed_by)
    asked = {
        "run_areas": viewer.areas_with(Permission.RUN_COHORTS_OF_AREA),
        "see_areas": viewer.areas_with(Permission.SEE_COHORTS),
        "state": wanted.state,
        "track": wanted.track,
    }
    found, total = _lines.found(*shape, **asked, limit=ROWS_PER_PAGE, offset=(page - 1) * ROWS_PER_PAGE).page(
        page, lambda: _count.scalar(*shape, **asked)
    )
    return Page(found.made(_line), page, total)


def _line(row: Any) -> CohortLine:
    return CohortLine(*row)


@Statement
def _lines(sees_all: bool, narrowed_by: tuple[str, ...]) -> Query:
    areas = (
        select(func.aggregate_strings(Area.name, ", "))
        .join(CohortArea, CohortArea.area_id == Area.id)
        .where(CohortArea.cohort_id == Cohort.id)
        .correlate(Cohort)
        .scalar_subquery()
    )
    places = (
        select(func.sum(CohortArea.places))
        .where(CohortArea.cohort_id == Cohort.id)
        .correlate(Cohort)
        .scalar_subquery()
    )
    lines = (
        select(
            Cohort.id,
            Cohort.name,
            Cohort.track,
            Cohort.state,
            Cohort.starts_on,
            areas.label("areas"),
            places.label("places"),
        )
        .where(*_conditions(sees_all, narrowed_by))
        .order_by(Cohort.starts_on.desc(), Cohort.id)
        .limit(one("limit"))
        .offset(one("offset"))
    )
    return and_total(lines, _counted(sees_all, narrowed_by))


@Statement
def _count(sees_all: bool, narrowed_by: tuple[str, ...]) -> Query:
    return _counted(sees_all, narrowed_by)


def _counted(sees_all: bool, narrowed_by: tuple[str, ...]) -> Query:
    return select(func.count()).select_from(Cohort).where(*_conditions(sees_all, narrowed_by))


def _conditions(sees_all: bool, narrowed_by: tuple[str, ...]) -> list[ColumnElement[bool]]:
    conditions = [true() if sees_all else is_seen()]
    if "state" in narrowed_by:
        conditions.append(Cohort.state == one("state"))
    if "track" in narrowed_by:
        conditions.append(Cohort.track == one("track"))
    return conditions


def is_seen() -> ColumnElement[bool]:
    """What policy.can_see says, in SQL, for `run_areas` and `see_areas`; the programme team needs no condition."""
    in_areas = exists().where(CohortArea.cohort_id == Cohort.id).correlate(Cohort)
    return or_(
        in_areas.where(CohortArea.area_id.in_(many("run_areas"))),
        Cohort.state.in_(sorted(SHOWN_TO_ALL)) & in_areas.where(CohortArea.area_id.in_(many("see_areas"))),
    )
