"""Teams of the areas that a coordinator looks after, areas with their coordinators, and what people see of themselves."""

from datetime import date
from typing import NamedTuple

from sqlalchemy import and_, func, select

from csaleads.access.permissions import Permission, Role
from csaleads.access.viewer import Viewer
from csaleads.accounts import spans
from csaleads.accounts.models import Area, AreaKind, Person, RoleInArea, Team, TeamMembership
from csaleads.accounts.queries import is_current
from csaleads.core.database import db
from csaleads.core.errors import NotFound


class TeamRow(NamedTuple):
    """A team with how many people are in it."""

    id: int
    name: str
    area_id: int
    area_name: str
    closed_on: date | None
    people_count: int


class AreaRow(NamedTuple):
    """An area as the programme team sees it."""

    id: int
    name: str
    kind: AreaKind
    coordinators: str


class OwnRole(NamedTuple):
    """A role of one's own, from its first day to its last. Network roles have no area."""

    role: Role
    area_name: str | None
    starts_on: date
    ends_on: date | None


def list_teams_with_counts(viewer: Viewer) -> list[TeamRow]:
    """Every team of the viewer's areas, the open ones first, by name."""
    here = and_(
        TeamMembership.team_id == Team.id,
        spans.holds_or_will(TeamMembership),
        TeamMembership.person_id.in_(select(Person.id).where(Person.left_on.is_(None))),
    )
    query = (
        select(
            Team.id, Team.name, Team.area_id, Area.name, Team.closed_on, func.count(TeamMembership.person_id)
        )
        .join(Area, Area.id == Team.area_id)
        .outerjoin(TeamMembership, here)
        .where(Team.area_id.in_(viewer.areas_with(Permission.MANAGE_PEOPLE)))
        .group_by(Team.id, Team.name, Team.area_id, Area.name, Team.closed_on)
        .order_by(Team.closed_on.is_not(None), Area.name, Team.name, Team.id)
    )
    return [TeamRow(*row) for row in db.session.execute(query)]


def get_team(viewer: Viewer, team_id: int) -> TeamRow:
    """One team of the viewer's areas; NotFound for any other."""
    found = next((team for team in list_teams_with_counts(viewer) if team.id == team_id), None)
    if found is None:
        raise NotFound("team")
    return found


def list_areas(viewer: Viewer) -> list[AreaRow]:
    """Every area with the names of its coordinators, for the programme team; nothing for anybody else."""
    if not viewer.can(Permission.MANAGE_COORDINATORS):
        return []
    query = select(Area.id, Area.name, Area.kind).order_by(func.lower(Area.name), Area.id)
    coordinators = (
        select(RoleInArea.area_id, Person.full_name)
        .join(Person, Person.id == RoleInArea.person_id)
        .where(RoleInArea.role == Role.COORDINATOR, spans.holds_or_will(RoleInArea), Person.left_on.is_(None))
        .order_by(Person.full_name, Person.id)
    )
    names: dict[int | None, list[str]] = {}
    for row in db.session.execute(coordinators):
        names.setdefault(row.area_id, []).append(row.full_name)
    return [
        AreaRow(row.id, row.name, row.kind, ", ".join(dict.fromkeys(names.get(row.id, []))))
        for row in db.session.execute(query)
    ]


def get_area(viewer: Viewer, area_id: int) -> AreaRow:
    """One area, for the programme team; NotFound for anybody else."""
    found = next((area for area in list_areas(viewer) if area.id == area_id), None)
    if found is None:
        raise NotFound("area")
    return found


def list_own_roles(viewer: Viewer) -> list[OwnRole]:
    """Every role that the viewer holds, held or will hold; the newest first."""
    query = (
        select(RoleInArea.role, Area.name, RoleInArea.starts_on, RoleInArea.ends_on)
        .outerjoin(Area, Area.id == RoleInArea.area_id)
        .where(RoleInArea.person_id == viewer.person_id)
        .order_by(RoleInArea.starts_on.desc(), RoleInArea.id.desc())
    )
    return [OwnRole(*row) for row in db.session.execute(query)]


def list_own_teams(viewer: Viewer) -> list[str]:
    """Names of the teams in which the viewer is today, each with its area."""
    query = (
        select(Team.name, Area.name)
        .join(TeamMembership, TeamMembership.team_id == Team.id)
        .join(Area, Area.id == Team.area_id)
        .where(TeamMembership.person_id == viewer.person_id, is_current(TeamMembership))
        .order_by(Team.name, Team.id)
    )
    return [f"{team}, {area}" for team, area in db.session.execute(query)]


def demonstration_accounts(emails: list[str]) -> set[str]:
    """Which of the addresses can sign in today."""
    query = select(Person.email).where(
        Person.email.in_(emails), Person.joined_at.is_not(None), Person.left_on.is_(None)
    )
    return set(db.session.scalars(query))


def name_and_state_of(person_id: int) -> tuple[str, bool]:
    """(full name, whether they have joined) of somebody who holds a link of their own."""
    row = db.session.execute(select(Person.full_name, Person.joined_at).where(Person.id == person_id)).one()
    return row.full_name, row.joined_at is not None
