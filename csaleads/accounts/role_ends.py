"""Telling the rooms upstairs that somebody holds a role of an area no longer, in the transaction in which it ended.

A role that ends on a day to come ends without anybody pressing a button: the nightly `accounts tidy` tells of those.
"""

from collections.abc import Callable
from datetime import date, timedelta

from sqlalchemy import select

from csaleads.access.permissions import Role
from csaleads.access.viewer import SYSTEM, Viewer
from csaleads.accounts.models import Person, RoleInArea
from csaleads.accounts.queries import is_current
from csaleads.core import clock
from csaleads.core.database import db
from csaleads.core.unit_of_work import writes

TOLD_FOR = timedelta(days=7)  # after its last day, in case that nights were missed

Listener = Callable[[Viewer, int, int, Role], None]
LastDayListener = Callable[[Viewer, int, int, Role, date], None]
_listeners: list[Listener] = []
_last_day_listeners: list[LastDayListener] = []


def subscribe(listener: Listener) -> Listener:
    """Call `listener(actor, person_id, area_id, role)` when that person has ceased to hold the role there.

    It may be called again for the same end, and must then change nothing. If it raises, nothing has happened.
    """
    if listener not in _listeners:
        _listeners.append(listener)
    return listener


def subscribe_last_day(listener: LastDayListener) -> LastDayListener:
    """Call `listener(actor, person_id, area_id, role, ends_on)` when somebody says that a role ends on that day, not over yet.

    Until then the person holds it. If it raises, nothing was said.
    """
    if listener not in _last_day_listeners:
        _last_day_listeners.append(listener)
    return listener


@writes
def announce_last_day(
    actor: Viewer, *, person_id: int, area_id: int | None, role: Role, ends_on: date
) -> None:
    """Everybody who subscribed is told that the role has a last day, unless that day is over."""
    db.session.flush()
    if area_id is None or ends_on < clock.today():
        return
    for listener in _last_day_listeners:
        listener(actor, person_id, area_id, role, ends_on)


@writes
def announce_end(actor: Viewer, *, person_id: int, area_id: int | None, role: Role) -> None:
    """Everybody who subscribed is told, unless the person holds that role there today all the same.

    Roles of the network, which are held in no area, concern nobody.
    """
    db.session.flush()
    if area_id is None or _holds_today(person_id, area_id, role):
        return
    for listener in _listeners:
        listener(actor, person_id, area_id, role)


@writes
def announce_past_ends() -> None:
    """Everybody who subscribed is told of the roles of areas whose last day has passed within a week."""
    today = clock.today()
    query = (
        select(RoleInArea.person_id, RoleInArea.area_id, RoleInArea.role)
        .where(RoleInArea.ends_on < today, RoleInArea.ends_on >= today - TOLD_FOR)
        .where(RoleInArea.area_id.is_not(None))
        .order_by(RoleInArea.id)
    )
    for person_id, area_id, role in db.session.execute(query).all():
        announce_end(SYSTEM, person_id=person_id, area_id=area_id, role=role)


def _holds_today(person_id: int, area_id: int, role: Role) -> bool:
    query = (
        select(RoleInArea.id)
        .join(Person, Person.id == RoleInArea.person_id)
        .where(
            RoleInArea.person_id == person_id,
            RoleInArea.area_id == area_id,
            RoleInArea.role == role,
            Person.left_on.is_(None),
            is_current(RoleInArea),
        )
    )
    return db.session.scalar(query.limit(1)) is not None
