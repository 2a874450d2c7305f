"""What other rooms may ask about people: names, who holds which role today, teams and line managers.

Everything here answers for today and is plain data. Callers pass areas that their viewer was already allowed to see.
"""

from collections.abc import Collection, Sequence
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, and_, func, or_, select

from csaleads.access.permissions import Role
from csaleads.access.viewer import SYSTEM, SYSTEM_PERSON_ID, RoleHeld, Viewer
from csaleads.accounts.models import Area, LineManagement, Person, RoleInArea, Team, TeamMembership
from csaleads.core.database import db
from csaleads.core.statements import TODAY, Query, Statement, many, one


class PersonName(NamedTuple):
    """A person as a list or a choice shows them."""

    id: int
    full_name: str
    area_id: int


class TeamName(NamedTuple):
    """A team as a list or a choice shows it."""

    id: int
    name: str
    area_id: int


def is_current(model: Any) -> ColumnElement[bool]:
    """The condition that a dated row (a role, a team, a manager) holds today; its last day counts."""
    return and_(model.starts_on <= TODAY, or_(model.ends_on.is_(None), model.ends_on >= TODAY))


def names_of(person_ids: Collection[int]) -> dict[int, str]:
    """Full names by id in one statement; unknown ids are left out, id 0 is csaleads itself."""
    wanted = set(person_ids)
    names = {SYSTEM_PERSON_ID: SYSTEM.full_name} if SYSTEM_PERSON_ID in wanted else {}
    wanted.discard(SYSTEM_PERSON_ID)
    if wanted:
        names.update((person_id, name) for person_id, name in _names.rows(ids=list(wanted)))
    return names


@Statement
def _names() -> Query:
    return select(Person.id, Person.full_name).where(Person.id.in_(many("ids")))


def list_people_in(area_ids: Sequence[int], role: Role) -> list[PersonName]:
    """Those who hold `role` today in the areas and have not left, by name. Twice if in two of the areas."""
    rows = _holders.rows(area_ids=area_ids, role=role)
    return [PersonName(person_id, name, area_id or 0) for person_id, name, area_id in rows]


@Statement
def _holders() -> Query:
    return (
        select(Person.id, Person.full_name, RoleInArea.area_id)
        .join(RoleInArea, RoleInArea.person_id == Person.id)
        .where(
            RoleInArea.area_id.in_(many("area_ids")),
            RoleInArea.role == one("role"),
            is_current(RoleInArea),
            Person.left_on.is_(None),
        )
        .distinct()
        .order_by(Person.full_name, Person.id, RoleInArea.area_id)
    )


def list_leads(area_ids: Sequence[int]) -> list[PersonName]:
    """The Practice Leads of the areas today, by name."""
    return list_people_in(area_ids, Role.PRACTICE_LEAD)


def coordinator_ids(area_id: int) -> list[int]:
    """Ids of the coordinators of the area today."""
    return [person.id for person in list_people_in([area_id], Role.COORDINATOR)]


def list_teams(area_ids: Sequence[int]) -> list[TeamName]:
    """The open teams of the areas, by name."""
    return [TeamName(*row) for row in _open_teams.rows(area_ids=area_ids)]


@Statement
def _open_teams() -> Query:
    return (
        select(Team.id, Team.name, Team.area_id)
        .where(Team.area_id.in_(many("area_ids")), Team.closed_on.is_(None))
        .order_by(Team.name, Team.id)
    )


def team_of(person_id: int, area_id: int) -> TeamName | None:
    """The team of the person in the area today (the newest where there are several), or None."""
    query = (
        select(Team.id, Team.name, Team.area_id)
        .join(TeamMembership, TeamMembership.team_id == Team.id)
        .where(
            TeamMembership.person_id == person_id,
            Team.area_id == area_id,
            is_current(TeamMembership),
        )
        .order_by(TeamMembership.starts_on.desc(), TeamMembership.id.desc())
        .limit(1)
    )
    row = db.session.execute(query).first()
    return TeamName(row.id, row.name, row.area_id) if row else None


def team_ids_of(person_id: int) -> list[int]:
    """Ids of every team in which the person is today, whatever the area."""
    return sorted({team_id for (team_id,) in _own_teams.rows(person_id=person_id)})


@Statement
def _own_teams() -> Query:
    return select(TeamMembership.team_id).where(
        TeamMembership.person_id == one("person_id"), is_current(TeamMembership)
    )


def viewer_in(person_id: int, area_id: int) -> Viewer:
    """The person as a viewer who holds the roles that they hold today in that area, and no others: for asking what they reach."""
    rows = _roles_in.rows(person_id=person_id, area_id=area_id)
    return Viewer(person_id, "", "", tuple(RoleHeld(role, area_id) for (role,) in rows))


@Statement
def _roles_in() -> Query:
    holders = select(RoleInArea.role).join(Person, Person.id == RoleInArea.person_id)
    return holders.where(
        RoleInArea.person_id == one("person_id"),
        RoleInArea.area_id == one("area_id"),
        Person.left_on.is_(None),
        is_current(RoleInArea),
    ).order_by(RoleInArea.role)


def managed_person_ids(viewer: Viewer) -> list[int]:
    """Ids of those whom `viewer` manages today, in areas where `viewer` is a line manager today."""
    managed_in = [held.area_id for held in viewer.roles if held.role is Role.LINE_MANAGER]
    area_ids = [area_id for area_id in managed_in if area_id is not None]
    return sorted(
        {person_id for (person_id,) in _managed.rows(manager_id=viewer.person_id, area_ids=area_ids)}
    )


@Statement
def _managed() -> Query:
    return select(LineManagement.person_id).where(
        LineManagement.manager_id == one("manager_id"),
        LineManagement.area_id.in_(many("area_ids")),
        is_current(LineManagement),
    )


def area_names(area_ids: Collection[int] | None = None) -> dict[int, str]:
    """Names of the areas by id, in order of name; of every area where none are named."""
    if area_ids is None:
        return dict(map(tuple, _areas.rows(False)))
    return dict(map(tuple, _areas.rows(True, ids=list(area_ids))))


@Statement
def _areas(is_narrowed: bool) -> Query:
    query = select(Area.id, Area.name).order_by(func.lower(Area.name), Area.id)
    return query.where(Area.id.in_(many("ids"))) if is_narrowed else query
