"""The list of the people that a coordinator or the programme team looks after."""

from dataclasses import dataclass
from itertools import repeat
from typing import Any

from sqlalchemy import ColumnElement, ScalarSelect, Text, and_, func, literal, or_, select
from sqlalchemy import cast as sql_cast

from csaleads.access.permissions import Permission, Role
from csaleads.access.viewer import Viewer
from csaleads.accounts import policy, spans
from csaleads.accounts.models import Area, Person, RoleInArea, Team, TeamMembership
from csaleads.accounts.people_queries import seen_roles_in
from csaleads.core.paging import ROWS_PER_PAGE, Page
from csaleads.core.statements import ESCAPE, Query, Statement, and_total, containing, many, one

BETWEEN_TEXTS, BETWEEN_ROWS = "\x1f", "\x1e"  # ASCII's separators of units and records


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
    shape = (is_programme, asked.state, narrowed_by)
    values = {
        "area_ids": area_ids,
        "role": asked.role,
        "team_id": asked.team_id,
        "text": containing(asked.text.lower()),
    }
    found, total = _people.found(
        *shape, **values, limit=ROWS_PER_PAGE, offset=(number - 1) * ROWS_PER_PAGE
    ).page(number, lambda: _count.scalar(*shape, **values))
    return Page(found.made(_row, repeat((is_programme or len(area_ids) > 1,))), number, total)


def _row(row: Any, names_areas: bool) -> PersonRow:
    held = [(Role(role), area) for role, area in _read_list(row.roles)]
    labels = [f"{role.label}, {area}" if names_areas else role.label for role, area in held]
    return PersonRow(
        id=row.id,
        full_name=row.full_name,
        email=row.email,
        state=policy.state_of(
            has_joined=row.joined_at is not None, has_left=row.left_on is not None, has_role=bool(labels)
        ),
        roles="; ".join(dict.fromkeys(labels)),
        teams="; ".join(sorted(name for (name,) in _read_list(row.teams))),
    )


@Statement
def _people(is_programme: bool, state: str, narrowed_by: tuple[str, ...]) -> Query:
    columns: Query = select(Person.id, Person.full_name, Person.email, Person.joined_at, Person.left_on)
    page = (
        columns.where(*_conditions(state, narrowed_by, is_programme=is_programme))
        .order_by(func.lower(Person.full_name), Person.id)
        .limit(one("limit"))
        .offset(one("offset"))
        .subquery("page")
    )
    rows: Query = select(
        page,  # first the page, then roles and teams of those on it: SQLite would otherwise look them up for everybody
        _roles_of(page.c.id, is_programme=is_programme).label("roles"),
        _teams_of(page.c.id).label("teams"),
    )
    total = _counted(state, narrowed_by, is_programme=is_programme)
    return and_total(rows, total).order_by(func.lower(page.c.full_name), page.c.id)


@Statement
def _count(is_programme: bool, state: str, narrowed_by: tuple[str, ...]) -> Query:
    return _counted(state, narrowed_by, is_programme=is_programme)


def _counted(state: str, narrowed_by: tuple[str, ...], *, is_programme: bool) -> Query:
    conditions = _conditions(state, narrowed_by, is_programme=is_programme)
    return select(func.count()).select_from(Person).where(*conditions)


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


def _roles_of(person_id: ColumnElement[int], *, is_programme: bool) -> ScalarSelect[Any]:
    """The roles of a person as a list in words, in the order in which they were given."""
    return _listed(
        select(RoleInArea.id, sql_cast(RoleInArea.role, Text), Area.name)
        .join(Area, Area.id == RoleInArea.area_id)
        .where(
            RoleInArea.person_id == person_id,
            seen_roles_in(many("area_ids"), is_programme=is_programme),
            spans.holds_or_will(RoleInArea),
        )
    )


def _teams_of(person_id: ColumnElement[int]) -> ScalarSelect[Any]:
    return _listed(
        select(Team.id, Team.name)
        .join(TeamMembership, Team.id == TeamMembership.team_id)
        .where(
            TeamMembership.person_id == person_id,
            Team.area_id.in_(many("area_ids")),
            spans.holds_or_will(TeamMembership),
        )
    )


def _listed(rows: Query) -> ScalarSelect[Any]:
    """The rows, an id and texts, as one text, which `_read_list` reads; names never hold the characters between."""
    number, *texts = rows.selected_columns
    line: ColumnElement[str] = sql_cast(number, Text)
    for text in texts:
        line = line + literal(BETWEEN_TEXTS) + text
    return rows.with_only_columns(func.aggregate_strings(line, BETWEEN_ROWS)).scalar_subquery()


def _read_list(text: str | None) -> list[tuple[str, ...]]:
    rows = [row.split(BETWEEN_TEXTS) for row in text.split(BETWEEN_ROWS)] if text else []
    return [tuple(texts) for _, *texts in sorted(rows, key=lambda row: int(row[0]))]
