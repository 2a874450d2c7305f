"""Reads of the directory: members who chose to be listed, and of each what they agreed to show."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, and_, case, exists, func, or_, select, true

from csaleads.access.permissions import Role
from csaleads.access.viewer import Viewer
from csaleads.accounts.models import Person, RoleInArea, Team, TeamMembership
from csaleads.accounts.queries import is_current
from csaleads.core.errors import NotFound
from csaleads.core.paging import ROWS_PER_PAGE, Page
from csaleads.core.statements import ESCAPE, Query, Statement, and_total, containing, one
from csaleads.finding.models import TopicKnower
from csaleads.learning.models import Topic
from csaleads.network import policy
from csaleads.network.models import DirectoryEntry, NetworkMember
from csaleads.network.people_queries import areas_led, belongs

BETWEEN = "\n"  # titles and names that stand in one column


@dataclass(frozen=True)
class Wanted:
    """Which members are looked for."""

    q: str = ""
    language: str = ""
    topic_id: UUID | None = None
    area_id: int | None = None
    can_shadow: bool = False
    person_id: int | None = None

    @property
    def narrowed_by(self) -> tuple[str, ...]:
        return tuple(name for name in NARROWINGS if getattr(self, name))

    @property
    def values(self) -> dict[str, Any]:
        """For the places of the conditions."""
        patterns = {"q": containing(self.q.lower()), "language": containing(self.language.lower())}
        return vars(self) | patterns


@dataclass(frozen=True, eq=False, slots=True)
class Listed:
    """A member as the directory shows them. What they do not show is empty, whatever stands behind it."""

    person_id: int
    full_name: str
    area: str
    team: str
    topics: tuple[str, ...]
    languages: str
    ask_me_about: str
    can_shadow: bool
    takes_private_questions: bool


def list_members(viewer: Viewer, wanted: Wanted, *, page: int) -> Page[Listed]:
    """A page of those who are listed, by name. One statement."""
    policy.require_member(viewer)
    shape, values = wanted.narrowed_by, wanted.values
    found, total = _listed.found(
        shape, **values, limit=ROWS_PER_PAGE, offset=(page - 1) * ROWS_PER_PAGE
    ).page(page, lambda: _count.scalar(shape, **values))
    return Page(found.made(read_listed), page, total)


def get_member(viewer: Viewer, person_id: int) -> Listed:
    """Somebody who is listed; NotFound for everybody else. One statement."""
    policy.require_member(viewer)
    row = _listed.first(("person_id",), person_id=person_id, limit=1, offset=0)
    if row is None:
        raise NotFound("member")
    return read_listed(row)


def read_listed(row: Any) -> Listed:
    """What the directory shows of a row of `shown_columns`."""
    return Listed(
        person_id=row.id,
        full_name=row.full_name,
        area=(row.areas or ("Programme team" if row.is_programme else "")) if row.shows_area else "",
        team=", ".join(_parts(row.teams)),
        topics=tuple(_parts(row.topics)),
        languages=row.languages or "",
        ask_me_about=row.ask_me_about or "",
        can_shadow=bool(row.can_shadow),
        takes_private_questions=bool(row.takes_private_questions),
    )


def _parts(text: str | None) -> list[str]:
    return sorted(set(filter(None, (text or "").split(BETWEEN))))


def _knows(*conditions: ColumnElement[bool]) -> ColumnElement[bool]:
    return exists().where(TopicKnower.person_id == Person.id, *conditions).correlate(Person)


def _leads_in(area: ColumnElement[Any]) -> ColumnElement[bool]:
    held = (
        RoleInArea.person_id == Person.id,
        RoleInArea.role == Role.PRACTICE_LEAD,
        RoleInArea.area_id == area,
        is_current(RoleInArea),
    )
    return exists().where(*held).correlate(Person)


def _names_or_offers(pattern: ColumnElement[Any]) -> ColumnElement[bool]:
    in_offer = func.lower(DirectoryEntry.ask_me_about).like(pattern, escape=ESCAPE)
    in_name = func.lower(Person.full_name).like(pattern, escape=ESCAPE)
    return or_(in_name, and_(DirectoryEntry.shows_ask_me_about, in_offer))


# What is not shown finds nobody: the filters look at what members let the others see, and at nothing else.
NARROWINGS: dict[str, Callable[[], ColumnElement[bool]]] = {
    "q": lambda: _names_or_offers(one("q")),
    "language": lambda: and_(
        DirectoryEntry.shows_languages,
        func.lower(DirectoryEntry.languages).like(one("language"), escape=ESCAPE),
    ),
    "topic_id": lambda: and_(DirectoryEntry.shows_topics, _knows(TopicKnower.topic_id == one("topic_id"))),
    "area_id": lambda: and_(DirectoryEntry.shows_area, _leads_in(one("area_id"))),
    "can_shadow": lambda: and_(DirectoryEntry.shows_can_shadow, DirectoryEntry.can_shadow),
    "person_id": lambda: Person.id == one("person_id"),
}


def shown_columns() -> list[Any]:
    """What a member shows of themselves; nothing where they did not agree to show it."""
    entry = DirectoryEntry
    return [
        Person.id,
        Person.full_name,
        entry.shows_area,
        areas_led().label("areas"),
        _is_programme().label("is_programme"),
        case((entry.shows_team, teams_of())).label("teams"),
        case((entry.shows_topics, topics_known())).label("topics"),
        case((entry.shows_languages, entry.languages)).label("languages"),
        case((entry.shows_ask_me_about, entry.ask_me_about)).label("ask_me_about"),
        and_(entry.shows_can_shadow, entry.can_shadow).label("can_shadow"),
        entry.takes_private_questions,
    ]


def teams_of() -> Any:
    """The names of the teams in which a person is today."""
    teams = select(func.aggregate_strings(Team.name, BETWEEN)).join(
        TeamMembership, TeamMembership.team_id == Team.id
    )
    own = teams.where(
        TeamMembership.person_id == Person.id, is_current(TeamMembership), Team.closed_on.is_(None)
    )
    return own.correlate(Person).scalar_subquery()


def topics_known() -> Any:
    """The titles of the topics that a person says they know well."""
    titles = select(func.aggregate_strings(Topic.title, BETWEEN)).join(
        TopicKnower, TopicKnower.topic_id == Topic.id
    )
    return titles.where(TopicKnower.person_id == Person.id).correlate(Person).scalar_subquery()


def _is_programme() -> ColumnElement[bool]:
    held = (
        RoleInArea.person_id == Person.id,
        RoleInArea.role == Role.PROGRAMME_TEAM,
        is_current(RoleInArea),
    )
    return exists().where(*held).correlate(Person)


def _is_listed(narrowed_by: tuple[str, ...]) -> list[ColumnElement[bool]]:
    return [
        DirectoryEntry.is_listed == true(),
        belongs(),
        *(NARROWINGS[name]() for name in narrowed_by),
    ]


def _from_entries(query: Query) -> Query:
    return (
        query.select_from(DirectoryEntry)
        .join(NetworkMember, NetworkMember.person_id == DirectoryEntry.person_id)
        .join(Person, Person.id == DirectoryEntry.person_id)
    )


@Statement
def _listed(narrowed_by: tuple[str, ...]) -> Query:
    by_name = (func.lower(Person.full_name), Person.id)
    page = (
        _from_entries(select(DirectoryEntry.person_id))
        .where(*_is_listed(narrowed_by))
        .order_by(*by_name)
        .limit(one("limit"))
        .offset(one("offset"))
        .subquery("page")
    )
    lines = (
        select(*shown_columns())
        .join(page, page.c.person_id == Person.id)
        .join(DirectoryEntry, DirectoryEntry.person_id == Person.id)
        .order_by(*by_name)
    )
    return and_total(lines, _counted(narrowed_by))


@Statement
def _count(narrowed_by: tuple[str, ...]) -> Query:
    return _counted(narrowed_by)


def _counted(narrowed_by: tuple[str, ...]) -> Query:
    return _from_entries(select(func.count())).where(*_is_listed(narrowed_by))
