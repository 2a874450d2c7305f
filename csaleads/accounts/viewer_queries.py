"""People as viewers, with the roles they hold today: for commands that act on what each of them may see."""

from itertools import groupby
from operator import attrgetter
from typing import Any

from sqlalchemy import select

from csaleads.access.permissions import Permission
from csaleads.access.viewer import RoleHeld, Viewer
from csaleads.accounts.models import Area, Person, RoleInArea
from csaleads.accounts.queries import is_current
from csaleads.core.statements import Query, Statement, one


def list_viewers(permission: Permission) -> list[Viewer]:
    """Everybody who has joined, has not left, and may do that somewhere today, by id. One statement."""
    return [viewer for viewer in _read(_everybody.rows(False)) if viewer.can(permission)]


def find_viewer(person_id: int) -> Viewer | None:
    """One person as they are today; None for whoever has not joined, has left, or holds no role. One statement."""
    found = _read(_everybody.rows(True, person_id=person_id))
    return found[0] if found else None


def _read(rows: list[Any]) -> list[Viewer]:
    return [_viewer(list(held)) for _, held in groupby(rows, key=attrgetter("id"))]


def _viewer(rows: list[Any]) -> Viewer:
    first = rows[0]
    roles = tuple(RoleHeld(row.role, row.area_id, row.area_name or "") for row in rows)
    return Viewer(person_id=first.id, full_name=first.full_name, email=first.email, roles=roles)


@Statement
def _everybody(only_one: bool) -> Query:
    query = (
        select(
            Person.id,
            Person.full_name,
            Person.email,
            RoleInArea.role,
            RoleInArea.area_id,
            Area.name.label("area_name"),
        )
        .join(RoleInArea, RoleInArea.person_id == Person.id)
        .outerjoin(Area, Area.id == RoleInArea.area_id)
        .where(is_current(RoleInArea), Person.joined_at.is_not(None), Person.left_on.is_(None))
        .order_by(Person.id, RoleInArea.id)
    )
    return query.where(Person.id == one("person_id")) if only_one else query
