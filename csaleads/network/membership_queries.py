"""Who belongs to the network, for the programme team: counts by area, the list of members, and who moderates."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, and_, case, exists, func, or_, select

from csaleads.access.permissions import Role
from csaleads.access.viewer import Viewer
from csaleads.accounts.models import Area, Person, RoleInArea
from csaleads.accounts.queries import is_current
from csaleads.core.errors import NotFound
from csaleads.core.paging import ROWS_PER_PAGE, Page
from csaleads.core.statements import ESCAPE, Query, Statement, and_total, containing, one
from csaleads.network import policy
from csaleads.network.models import ConductVersion, DirectoryEntry, NetworkMember, NetworkModerator
from csaleads.network.people_queries import areas_led, belongs

PROGRAMME = "Programme team"
MOST_MODERATORS = 200


class AreaCount(NamedTuple):
    """How many people of an area, or of the programme team, belong; how many have agreed to the newest code, and are listed."""

    area_name: str
    members: int
    agreed: int
    listed: int


class Named(NamedTuple):
    """A member whom the programme team named as a moderator."""

    person_id: int
    full_name: str
    since: datetime


@dataclass(frozen=True, eq=False, slots=True)
class MemberLine:
    """Somebody who belongs to the network, whether they have entered or not."""

    person_id: int
    full_name: str
    areas: str
    accepted_number: int | None
    newest_number: int | None
    is_programme: bool
    is_named: bool

    @property
    def has_agreed(self) -> bool:
        return self.accepted_number is not None and self.accepted_number == self.newest_number

    @property
    def can_be_named(self) -> bool:
        """Whoever has agreed to the newest code, and does not moderate yet."""
        return self.has_agreed and not self.is_programme and not self.is_named


@dataclass(frozen=True)
class Sought:
    """Which members are looked for."""

    q: str = ""
    area_id: int | None = None
    state: str = ""

    @property
    def narrowed_by(self) -> tuple[str, ...]:
        found = ["q"] if self.q else []
        return (*found, *(["area_id"] if self.area_id else []), *([self.state] if self.state else []))

    @property
    def values(self) -> dict[str, Any]:
        return {"q": containing(self.q.lower()), "area_id": self.area_id}


def newest_number() -> Any:
    return select(func.max(ConductVersion.number)).scalar_subquery()


def count_by_area(viewer: Viewer) -> list[AreaCount]:
    """Counts of every area with a Practice Lead today, by name, and last those of the programme team. One statement."""
    policy.require_programme(viewer)
    rows = [AreaCount(row.name or PROGRAMME, *row[1:]) for row in _by_area.rows(role=Role.PROGRAMME_TEAM)]
    return sorted(rows, key=lambda count: (count.area_name == PROGRAMME, count.area_name.lower()))


@Statement
def _by_area() -> Query:
    agreed = case((NetworkMember.accepted_number == newest_number(), RoleInArea.person_id))
    listed = case((DirectoryEntry.is_listed, RoleInArea.person_id))
    return (
        select(
            Area.name,
            func.count(RoleInArea.person_id.distinct()),
            func.count(agreed.distinct()),
            func.count(listed.distinct()),
        )
        .select_from(RoleInArea)
        .join(Person, Person.id == RoleInArea.person_id)
        .outerjoin(Area, Area.id == RoleInArea.area_id)
        .outerjoin(NetworkMember, NetworkMember.person_id == Person.id)
        .outerjoin(DirectoryEntry, DirectoryEntry.person_id == Person.id)
        .where(
            RoleInArea.role.in_(policy.MEMBER_ROLES),
            or_(RoleInArea.area_id.is_not(None), RoleInArea.role == one("role")),
            is_current(RoleInArea),
            Person.left_on.is_(None),
        )
        .group_by(Area.id, Area.name)
    )


def list_moderators(viewer: Viewer) -> list[Named]:
    """Those who were named and belong today, by name. One statement."""
    policy.require_programme(viewer)
    return [Named(*row) for row in _moderators.rows(limit=MOST_MODERATORS)]


@Statement
def _moderators() -> Query:
    return (
        select(Person.id, Person.full_name, NetworkModerator.since)
        .join(NetworkModerator, NetworkModerator.person_id == Person.id)
        .where(NetworkModerator.until.is_(None), belongs())
        .order_by(func.lower(Person.full_name), Person.id)
        .limit(one("limit"))
    )


def list_members(viewer: Viewer, sought: Sought, *, page: int) -> Page[MemberLine]:
    """A page of those who belong today, by name. One statement."""
    policy.require_programme(viewer)
    shape, values = sought.narrowed_by, sought.values
    found, total = _members.found(
        shape, **values, limit=ROWS_PER_PAGE, offset=(page - 1) * ROWS_PER_PAGE
    ).page(page, lambda: _count.scalar(shape, **values))
    return Page(found.made(_line), page, total)


def get_member(viewer: Viewer, person_id: int) -> MemberLine:
    """Somebody who belongs today; NotFound for everybody else. One statement."""
    policy.require_programme(viewer)
    row = _members.first(("person_id",), person_id=person_id, limit=1, offset=0)
    if row is None:
        raise NotFound("member")
    return _line(row)


def _line(row: Any) -> MemberLine:
    values = {name: getattr(row, name) for name in MemberLine.__slots__}
    is_programme, is_named = bool(row.is_programme), bool(row.is_named)
    areas = row.areas or (PROGRAMME if is_programme else "")
    return MemberLine(**values | {"areas": areas, "is_programme": is_programme, "is_named": is_named})


def is_named() -> ColumnElement[bool]:
    """The condition that a person is a named moderator now."""
    named = exists().where(NetworkModerator.person_id == Person.id, NetworkModerator.until.is_(None))
    return named.correlate(Person)


def _holds(*conditions: ColumnElement[bool]) -> ColumnElement[bool]:
    held = exists().where(RoleInArea.person_id == Person.id, is_current(RoleInArea), *conditions)
    return held.correlate(Person)


def _has_agreed() -> ColumnElement[bool]:
    agreed: ColumnElement[bool] = func.coalesce(NetworkMember.accepted_number, 0) == newest_number()
    return agreed


NARROWINGS: dict[str, Callable[[], ColumnElement[bool]]] = {
    "q": lambda: func.lower(Person.full_name).like(one("q"), escape=ESCAPE),
    "area_id": lambda: _holds(
        and_(RoleInArea.role == Role.PRACTICE_LEAD, RoleInArea.area_id == one("area_id"))
    ),
    "entered": _has_agreed,
    "missing": lambda: ~_has_agreed(),
    "named": is_named,
    "person_id": lambda: Person.id == one("person_id"),
}


@Statement
def _members(narrowed_by: tuple[str, ...]) -> Query:
    lines = (
        select(
            Person.id.label("person_id"),
            Person.full_name,
            areas_led().label("areas"),
            NetworkMember.accepted_number,
            newest_number().label("newest_number"),
            _holds(RoleInArea.role == Role.PROGRAMME_TEAM).label("is_programme"),
            is_named().label("is_named"),
        )
        .outerjoin(NetworkMember, NetworkMember.person_id == Person.id)
        .where(belongs(), *(NARROWINGS[name]() for name in narrowed_by))
        .order_by(func.lower(Person.full_name), Person.id)
        .limit(one("limit"))
        .offset(one("offset"))
    )
    return and_total(lines, _counted(narrowed_by))


@Statement
def _count(narrowed_by: tuple[str, ...]) -> Query:
    return _counted(narrowed_by)


def _counted(narrowed_by: tuple[str, ...]) -> Query:
    counted = (
        select(func.count())
        .select_from(Person)
        .outerjoin(NetworkMember, NetworkMember.person_id == Person.id)
    )
    return counted.where(belongs(), *(NARROWINGS[name]() for name in narrowed_by))
