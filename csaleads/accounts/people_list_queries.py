"""The list of the people that a coordinator or the programme team looks after."""

from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, and_, func, or_, select

from csaleads.access.permissions import Permission, Role
from csaleads.access.viewer import Viewer
from csaleads.accounts import policy, spans
from csaleads.accounts.models import Area, Person, RoleInArea, Team, TeamMembership
from csaleads.accounts.people_queries import seen_roles_in
from csaleads.core.paging import ROWS_PER_PAGE, Page
from csaleads.core.statements import ESCAPE, Query, Statement, Unread, containing, many, one


@dataclass(frozen=True)
class PeopleFilter:
    """What the reader of the list asks for; empty means: invited and active people with any role in any team."""

    text: str = ""
    role: Role | None = None
    team_id: int | None = None
    state: str = ""  # "", active, invited, left or all


@dataclass(frozen=True, eq=False, slots=True)
class PersonRow:
    """A line of the list, one object while it stays as it is. `roles` and `teams` are those of today or to come, as text."""

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
    found = _people.found(
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
    if not found.rows:
        return Page([], number, 0)
    ids = found.made(_id_of)
    roles = _roles_of.found(is_programme, person_ids=ids, area_ids=area_ids).by_first()
    teams = _teams_of.found(person_ids=ids, area_ids=area_ids).by_first() if area_ids else {}
    names_areas = is_programme or len(area_ids) > 1
    beside = ((roles.get(row[0]), teams.get(row[0]), names_areas) for row in found.rows)
    return Page(found.made(_row, beside), number, found.made(_total_of)[0])


def _id_of(row: Any) -> int:
    return int(row.id)


def _total_of(row: Any) -> int:
    return int(row.total)


def _row(row: Any, roles: Unread | None, teams: Unread | None, names_areas: bool) -> PersonRow:
    held = roles.read() if roles else []
    labels = [f"{each.role.label}, {each.area_name}" if names_areas else each.role.label for each in held]
    return PersonRow(
        id=row.id,
        full_name=row.full_name,
        email=row.email,
        state=policy.state_of(
            has_joined=row.joined_at is not None, has_left=row.left_on is not None, has_role=bool(labels)
        ),
        roles="; ".join(dict.fromkeys(labels)),
        teams="; ".join(team.team_name for team in teams.read()) if teams else "",
    )


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


@Statement
def _roles_of(is_programme: bool) -> Query:
    return (
        select(RoleInArea.person_id, RoleInArea.role, Area.name.label("area_name"))
        .join(Area, Area.id == RoleInArea.area_id)
        .where(
            RoleInArea.person_id.in_(many("person_ids")),
            seen_roles_in(many("area_ids"), is_programme=is_programme),
            spans.holds_or_will(RoleInArea),
        )
        .order_by(RoleInArea.person_id, RoleInArea.id)
    )


@Statement
def _teams_of() -> Query:
    return (
        select(TeamMembership.person_id, Team.name.label("team_name"))
        .join(Team, Team.id == TeamMembership.team_id)
        .where(
            TeamMembership.person_id.in_(many("person_ids")),
            Team.area_id.in_(many("area_ids")),
            spans.holds_or_will(TeamMembership),
        )
        .order_by(TeamMembership.person_id, Team.name, Team.id)
    )
