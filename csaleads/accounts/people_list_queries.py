"""The list of the people that a coordinator or the programme team looks after."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from sqlalchemy import ColumnElement, and_, func, or_, select

from csaleads.access.permissions import Permission, Role
from csaleads.access.viewer import Viewer
from csaleads.accounts import policy, spans
from csaleads.accounts.models import Area, Person, RoleInArea, Team, TeamMembership
from csaleads.accounts.people_queries import seen_roles_in
from csaleads.core.paging import ROWS_PER_PAGE, Page
from csaleads.core.statements import ESCAPE, Query, Statement, containing, many, one


@dataclass(frozen=True)
class PeopleFilter:
    """What the reader of the list asks for; empty means: invited and active people with any role in any team."""

    text: str = ""
    role: Role | None = None
    team_id: int | None = None
    state: str = ""  # "", active, invited, left or all


class PersonRow(NamedTuple):
    """A line of the list. `roles` and `teams` are those of today or to come, as text."""

    id: int
    full_name: str
    email: str
    state: str
    roles: str
    teams: str


def page_of_people(viewer: Viewer, *, asked: PeopleFilter, number: int) -> Page[PersonRow]:
    """The people whom `viewer` looks after, by name."""
    is_programme = viewer.can(Permission.MANAGE_COORDINATORS)
    area_ids = viewer.areas_with(Permission.MANAGE_PEOPLE)
    narrowed_by = tuple(name for name in ("role", "team_id", "text") if getattr(asked, name))
    found = _people.rows(
        is_programme,
        asked.state,
        narrowed_by,
        area_ids=area_ids,
        role=asked.role,
        team_id=asked.team_id,
        text=containing(asked.text.lower()),
        limit=ROWS_PER_PAGE,
        offset=(number - 1) * ROWS_PER_PAGE,
    )
    ids = [row.id for row in found]
    roles, teams = _roles_text(viewer, ids), _teams_text(area_ids, ids)
    rows = [
        PersonRow(
            id=row.id,
            full_name=row.full_name,
            email=row.email,
            state=policy.state_of(
                has_joined=row.joined_at is not None,
                has_left=row.left_on is not None,
                has_role=row.id in roles,
            ),
            roles=roles.get(row.id, ""),
            teams=teams.get(row.id, ""),
        )
        for row in found
    ]
    return Page(rows, number, found[0].total if found else 0)


@Statement
def _people(is_programme: bool, state: str, narrowed_by: tuple[str, ...]) -> Query:
    columns = (Person.id, Person.full_name, Person.email, Person.joined_at, Person.left_on)
    return (
        select(*columns, func.count().over().label("total"))
        .where(*_conditions(state, narrowed_by, is_programme=is_programme))
        .order_by(func.lower(Person.full_name), Person.id)
        .limit(one("limit"))
        .offset(one("offset"))
    )


def _conditions(state: str, narrowed_by: tuple[str, ...], *, is_programme: bool) -> list[ColumnElement[bool]]:
    known = select(RoleInArea.person_id).where(seen_roles_in(many("area_ids"), is_programme=is_programme))
    current = known.where(spans.holds_or_will(RoleInArea))
    holds_now = and_(Person.left_on.is_(None), Person.id.in_(current))
    by_state: dict[str, list[ColumnElement[bool]]] = {
        "": [holds_now],
        "active": [holds_now, Person.joined_at.is_not(None)],
        "invited": [holds_now, Person.joined_at.is_(None)],
        "left": [Person.id.in_(known), ~holds_now],
        "all": [Person.id.in_(known)],
    }
    conditions = by_state[state]
    if "role" in narrowed_by:
        of_role = known if state in ("left", "all") else current
        conditions.append(Person.id.in_(of_role.where(RoleInArea.role == one("role"))))
    if "team_id" in narrowed_by:
        members = (
            select(TeamMembership.person_id)
            .join(Team, Team.id == TeamMembership.team_id)
            .where(
                Team.id == one("team_id"),
                Team.area_id.in_(many("area_ids")),
                spans.holds_or_will(TeamMembership),
            )
        )
        conditions.append(Person.id.in_(members))
    if "text" in narrowed_by:
        in_name = func.lower(Person.full_name).like(one("text"), escape=ESCAPE)
        conditions.append(or_(in_name, Person.email.like(one("text"), escape=ESCAPE)))
    return conditions


def _roles_text(viewer: Viewer, person_ids: Sequence[int]) -> dict[int, str]:
    rows = _roles_of.rows(
        viewer.can(Permission.MANAGE_COORDINATORS),
        person_ids=person_ids,
        area_ids=viewer.areas_with(Permission.MANAGE_PEOPLE),
    )
    names_area = _sees_several_areas(viewer)
    found: dict[int, list[str]] = {}
    for person_id, role, area_name in rows:
        found.setdefault(person_id, []).append(f"{role.label}, {area_name}" if names_area else role.label)
    return {person_id: "; ".join(dict.fromkeys(labels)) for person_id, labels in found.items()}


@Statement
def _roles_of(is_programme: bool) -> Query:
    return (
        select(RoleInArea.person_id, RoleInArea.role, Area.name)
        .join(Area, Area.id == RoleInArea.area_id)
        .where(
            RoleInArea.person_id.in_(many("person_ids")),
            seen_roles_in(many("area_ids"), is_programme=is_programme),
            spans.holds_or_will(RoleInArea),
        )
        .order_by(RoleInArea.id)
    )


def _teams_text(area_ids: Sequence[int], person_ids: Sequence[int]) -> dict[int, str]:
    if not area_ids:
        return {}
    found: dict[int, list[str]] = {}
    for person_id, name in _teams_of.rows(person_ids=person_ids, area_ids=area_ids):
        found.setdefault(person_id, []).append(name)
    return {person_id: "; ".join(names) for person_id, names in found.items()}


@Statement
def _teams_of() -> Query:
    return (
        select(TeamMembership.person_id, Team.name)
        .join(Team, Team.id == TeamMembership.team_id)
        .where(
            TeamMembership.person_id.in_(many("person_ids")),
            Team.area_id.in_(many("area_ids")),
            spans.holds_or_will(TeamMembership),
        )
        .order_by(Team.name, Team.id)
    )


def _sees_several_areas(viewer: Viewer) -> bool:
    return viewer.can(Permission.MANAGE_COORDINATORS) or len(viewer.areas_with(Permission.MANAGE_PEOPLE)) > 1
