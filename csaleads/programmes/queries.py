"""Reads of cohorts: one whole, its coverage and checklist by area, and cohorts locked for change. Scoped to the viewer."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import NamedTuple

from sqlalchemy import func, select

from csaleads.access.permissions import Permission
from csaleads.access.viewer import Viewer
from csaleads.accounts.models import Area, Person
from csaleads.core.database import db
from csaleads.core.errors import NotFound
from csaleads.core.statements import Query, Statement, many, one
from csaleads.learning.models import Track
from csaleads.programmes import policy
from csaleads.programmes.models import (
    CheckItem,
    Cohort,
    CohortArea,
    CohortCheck,
    CohortMember,
    CohortState,
    MemberState,
)


class AreaPlaces(NamedTuple):
    """An area of a cohort."""

    id: int
    name: str
    places: int


@dataclass(frozen=True)
class CohortView:
    """A cohort as it stands."""

    id: int
    name: str
    track: Track
    state: CohortState
    state_since: datetime
    starts_on: date
    made_at: datetime
    version: int
    areas: tuple[AreaPlaces, ...]

    @property
    def area_ids(self) -> tuple[int, ...]:
        return tuple(area.id for area in self.areas)

    def area(self, area_id: int) -> AreaPlaces:
        """The area of that id; raises NotFound where it takes no part."""
        for area in self.areas:
            if area.id == area_id:
                return area
        raise NotFound


class Ticked(NamedTuple):
    """Something that was seen to."""

    area_id: int
    item: CheckItem
    by: str
    at: datetime


@dataclass(frozen=True)
class Coverage:
    """How an area's places stand. `taken` counts members and those who completed."""

    area: AreaPlaces
    taken: int
    agreed: int
    nominated: int

    @property
    def still_to_find(self) -> int:
        """Places for which nobody is a member, has agreed time or is nominated."""
        return max(0, self.area.places - self.taken - self.agreed - self.nominated)

    @property
    def free(self) -> int:
        return max(0, self.area.places - self.taken)


def get_cohort(viewer: Viewer, cohort_id: int) -> CohortView:
    """One cohort with its areas; NotFound for whoever may not see it. One statement."""
    cohort = view_of(cohort_id)
    if not policy.can_see(viewer, cohort):
        raise NotFound("cohort")
    return cohort


def view_of(cohort_id: int) -> CohortView:
    """The same for this room's own services, whoever asks; raises NotFound."""
    rows = _cohort.rows(id=cohort_id)
    if not rows:
        raise NotFound("cohort")
    first = rows[0]
    areas = tuple(AreaPlaces(row.area_id, row.area_name, row.places) for row in rows)
    return CohortView(
        first.id,
        first.name,
        first.track,
        first.state,
        first.state_since,
        first.starts_on,
        first.made_at,
        first.version,
        areas,
    )


@Statement
def _cohort() -> Query:
    return (
        select(
            Cohort.id,
            Cohort.name,
            Cohort.track,
            Cohort.state,
            Cohort.state_since,
            Cohort.starts_on,
            Cohort.made_at,
            Cohort.version,
            CohortArea.area_id,
            Area.name.label("area_name"),
            CohortArea.places,
        )
        .join(CohortArea, CohortArea.cohort_id == Cohort.id)
        .join(Area, Area.id == CohortArea.area_id)
        .where(Cohort.id == one("id"))
        .order_by(func.lower(Area.name), Area.id)
    )


def lock_cohort(actor: Viewer, cohort_id: int) -> tuple[Cohort, CohortView]:
    """The cohort, locked until the unit ends, and as it now stands; NotFound for whoever may not see it."""
    return lock_row(cohort_id), get_cohort(actor, cohort_id)


def lock_row(cohort_id: int) -> Cohort:
    """The cohort, locked until the unit ends, for this room's own services; raises NotFound."""
    query = select(Cohort).where(Cohort.id == cohort_id).with_for_update()
    row = db.session.scalar(query.execution_options(populate_existing=True))
    if row is None:
        raise NotFound("cohort")
    return row


def list_coverage(viewer: Viewer, cohort: CohortView) -> list[Coverage]:
    """How the places of each area stand that the viewer looks after. One statement."""
    counts: dict[tuple[int, MemberState], int] = {
        (area_id, state): count for area_id, state, count in _counts.rows(cohort_id=cohort.id)
    }
    return [
        Coverage(
            area,
            taken=sum(counts.get((area.id, state), 0) for state in policy.HOLDS_A_PLACE),
            agreed=counts.get((area.id, MemberState.AGREED), 0),
            nominated=counts.get((area.id, MemberState.NOMINATED), 0),
        )
        for area in cohort.areas
        if policy.sees_to_area(viewer, cohort, area.id)
    ]


@Statement
def _counts() -> Query:
    return (
        select(CohortMember.area_id, CohortMember.state, func.count())
        .where(CohortMember.cohort_id == one("cohort_id"))
        .group_by(CohortMember.area_id, CohortMember.state)
    )


def count_of(cohort_id: int, area_id: int, states: frozenset[MemberState]) -> int:
    """How many of the area are in one of `states` in the cohort."""
    return (
        db.session.scalar(
            select(func.count())
            .select_from(CohortMember)
            .where(
                CohortMember.cohort_id == cohort_id,
                CohortMember.area_id == area_id,
                CohortMember.state.in_(states),
            )
        )
        or 0
    )


def list_ticked(viewer: Viewer, cohort: CohortView) -> list[Ticked]:
    """What was seen to in the areas that the viewer looks after. One statement."""
    area_ids = [area.id for area in cohort.areas if policy.sees_to_area(viewer, cohort, area.id)]
    return [Ticked(*row) for row in _ticked.rows(cohort_id=cohort.id, area_ids=area_ids)]


@Statement
def _ticked() -> Query:
    return (
        select(CohortCheck.area_id, CohortCheck.item, Person.full_name, CohortCheck.ticked_at)
        .join(Person, Person.id == CohortCheck.ticked_by_id)
        .where(CohortCheck.cohort_id == one("cohort_id"), CohortCheck.area_id.in_(many("area_ids")))
        .order_by(CohortCheck.area_id, CohortCheck.item)
    )


def areas_to_make_in(viewer: Viewer) -> list[tuple[int, str]]:
    """(id, name) of the areas for which the viewer can make a cohort, by name."""
    if viewer.can(Permission.RUN_COHORTS):
        return list(_all_areas.rows())
    return viewer.area_names(viewer.areas_with(Permission.RUN_COHORTS_OF_AREA))


@Statement
def _all_areas() -> Query:
    return select(Area.id, Area.name).order_by(func.lower(Area.name), Area.id)
