"""One person with their history, as far as a coordinator or the programme team may know of it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, and_, or_, select
from sqlalchemy.orm import aliased

from csaleads.access.permissions import Permission, Role
from csaleads.access.viewer import Viewer
from csaleads.accounts import policy, spans
from csaleads.accounts.models import Area, LineManagement, Person, RoleInArea, Team, TeamMembership
from csaleads.core.database import db
from csaleads.core.errors import NotFound


class RoleSpan(NamedTuple):
    """A role of one person, from its first day to its last."""

    id: int
    area_id: int
    area_name: str
    role: Role
    starts_on: date
    ends_on: date | None
    given_by: str | None
    ended_by: str | None


class PlaceSpan(NamedTuple):
    """A team or a line manager of one person (`name`), or somebody whom they manage, from a first day to a last."""

    area_id: int
    name: str
    starts_on: date
    ends_on: date | None


@dataclass(frozen=True)
class PersonPage:
    """Everything that one viewer may see of one person. Lists are newest first."""

    id: int
    full_name: str
    email: str
    state: str
    invited_at: datetime
    joined_at: datetime | None
    left_on: date | None
    areas: dict[int, str]
    roles: list[RoleSpan]
    teams: list[PlaceSpan]
    managers: list[PlaceSpan]
    manages: list[PlaceSpan]

    def areas_led_until(self, today: date) -> tuple[set[int], set[int]]:
        """(areas in which they were a Practice Lead at some time, those in which they are or will be)."""
        led = [span for span in self.roles if span.role is Role.PRACTICE_LEAD]
        were = {span.area_id for span in led if span.starts_on <= today}
        return were, {span.area_id for span in led if span.ends_on is None or span.ends_on >= today}


def seen_roles(viewer: Viewer) -> ColumnElement[bool]:
    """The condition that `viewer` may know of a role: of the own areas all, elsewhere coordinators to the programme team."""
    area_ids = viewer.areas_with(Permission.MANAGE_PEOPLE)
    return seen_roles_in(area_ids, is_programme=viewer.can(Permission.MANAGE_COORDINATORS))


def seen_roles_in(area_ids: Any, *, is_programme: bool) -> ColumnElement[bool]:
    """The same for a statement that is built once: `area_ids` is whatever `in_` takes."""
    parts: list[ColumnElement[bool]] = [RoleInArea.area_id.in_(area_ids)]
    if is_programme:
        parts.append(and_(RoleInArea.role == Role.COORDINATOR, RoleInArea.area_id.is_not(None)))
    return or_(*parts)


def get_person(viewer: Viewer, person_id: int) -> PersonPage:
    """One person with their history, as far as `viewer` may know of it; NotFound for everybody else's people."""
    roles = _role_history(viewer, person_id)
    person = db.session.execute(
        select(
            Person.id,
            Person.full_name,
            Person.email,
            Person.invited_at,
            Person.joined_at,
            Person.left_on,
        ).where(Person.id == person_id)
    ).first()
    if person is None or not roles:
        raise NotFound("person")
    area_ids = [i for i in viewer.areas_with(Permission.MANAGE_PEOPLE) if i in {r.area_id for r in roles}]
    has_role = any(span.ends_on is None or span.ends_on > spans.yesterday() for span in roles)
    return PersonPage(
        id=person.id,
        full_name=person.full_name,
        email=person.email,
        state=policy.state_of(
            has_joined=person.joined_at is not None, has_left=person.left_on is not None, has_role=has_role
        ),
        invited_at=person.invited_at,
        joined_at=person.joined_at,
        left_on=person.left_on,
        areas={span.area_id: span.area_name for span in sorted(roles, key=lambda span: span.area_name)},
        roles=roles,
        teams=_team_history(person_id, area_ids),
        managers=_managers_of(person_id, area_ids),
        manages=_managed_by(person_id, area_ids),
    )


def _role_history(viewer: Viewer, person_id: int) -> list[RoleSpan]:
    giver, ender = aliased(Person), aliased(Person)
    query = (
        select(
            RoleInArea.id,
            Area.id,
            Area.name,
            RoleInArea.role,
            RoleInArea.starts_on,
            RoleInArea.ends_on,
            giver.full_name.label("given_by"),
            ender.full_name.label("ended_by"),
        )
        .join(Area, Area.id == RoleInArea.area_id)
        .outerjoin(giver, giver.id == RoleInArea.given_by_id)
        .outerjoin(ender, ender.id == RoleInArea.ended_by_id)
        .where(RoleInArea.person_id == person_id, seen_roles(viewer))
        .order_by(RoleInArea.starts_on.desc(), RoleInArea.id.desc())
    )
    return [RoleSpan(*row) for row in db.session.execute(query)]


def _team_history(person_id: int, area_ids: Sequence[int]) -> list[PlaceSpan]:
    query = (
        select(Team.area_id, Team.name, TeamMembership.starts_on, TeamMembership.ends_on)
        .join(Team, Team.id == TeamMembership.team_id)
        .where(TeamMembership.person_id == person_id, Team.area_id.in_(area_ids))
        .order_by(TeamMembership.starts_on.desc(), TeamMembership.id.desc())
    )
    return [PlaceSpan(*row) for row in db.session.execute(query)]


def _managers_of(person_id: int, area_ids: Sequence[int]) -> list[PlaceSpan]:
    return _management(LineManagement.person_id == person_id, LineManagement.manager_id, area_ids)


def _managed_by(person_id: int, area_ids: Sequence[int]) -> list[PlaceSpan]:
    return _management(LineManagement.manager_id == person_id, LineManagement.person_id, area_ids)


def _management(of: ColumnElement[bool], other: Any, area_ids: Sequence[int]) -> list[PlaceSpan]:
    query = (
        select(LineManagement.area_id, Person.full_name, LineManagement.starts_on, LineManagement.ends_on)
        .join(Person, Person.id == other)
        .where(of, LineManagement.area_id.in_(area_ids))
        .order_by(LineManagement.starts_on.desc(), LineManagement.id.desc())
    )
    return [PlaceSpan(*row) for row in db.session.execute(query)]


def get_role(viewer: Viewer, *, person_id: int, role_id: int) -> RoleSpan:
    """One role of one person; NotFound where `viewer` may not know of it."""
    for span in _role_history(viewer, person_id):
        if span.id == role_id:
            return span
    raise NotFound("role")


def manager_of(person_id: int, area_id: int) -> int | None:
    """Id of the person's line manager in the area today."""
    query = select(LineManagement.manager_id).where(
        LineManagement.person_id == person_id,
        LineManagement.area_id == area_id,
        LineManagement.ends_on.is_(None),
    )
    return db.session.scalar(query)
