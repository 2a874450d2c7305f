"""Reads of whoever can keep their CPD here no longer, or soon will not be able to."""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

from sqlalchemy import ColumnElement, exists, or_, select

from csaleads.access.permissions import PERMISSIONS, Permission
from csaleads.accounts.models import Person, RoleInArea
from csaleads.core import clock
from csaleads.core.database import db
from csaleads.development.models import CpdEntry, CpdQuiet, CpdShare, CpdSource, SelfRating

KEPT_AFTER_LEAVING = timedelta(days=365)  # a whole CPD year, so that whoever comes back finds what counts
KEEPING_ROLES = tuple(role for role, allowed in PERMISSIONS.items() if Permission.KEEP_CPD in allowed)


def last_day_of_keeping(person_id: int) -> date | None:
    """The last day on which the person holds a role with which one keeps CPD; None where one of them goes on."""
    query = select(RoleInArea.ends_on).where(
        RoleInArea.person_id == person_id, RoleInArea.role.in_(KEEPING_ROLES)
    )
    days = list(db.session.scalars(query))
    return None if not days or None in days else max(day for day in days if day is not None)


def keeps_something(person_id: int) -> bool:
    """Whether the person wrote an entry, or said how ready they feel."""
    wrote = exists().where(CpdEntry.person_id == person_id)
    rated = exists().where(SelfRating.person_id == person_id)
    return bool(db.session.scalar(select(or_(wrote, rated))))


def lock_those_gone() -> Sequence[int]:
    """Ids of those who left everything with which one keeps CPD long enough ago, and of whom something is kept; locked.

    Who wrote something since then is none of them, whatever their roles say.
    """
    last = clock.today() - KEPT_AFTER_LEAVING
    still = exists().where(
        RoleInArea.person_id == Person.id, or_(RoleInArea.ends_on.is_(None), RoleInArea.ends_on > last)
    )
    lately = exists().where(
        CpdEntry.person_id == Person.id, CpdEntry.saved_at >= clock.start_of_day(last + timedelta(days=1))
    )
    query = (
        select(Person.id)
        .where(or_(Person.left_on.is_(None), Person.left_on <= last), ~still, ~lately)
        .where(or_(*map(_has, (CpdEntry, CpdSource, CpdShare, CpdQuiet, SelfRating))))
        .order_by(Person.id)
        .with_for_update(of=Person)
    )
    return list(db.session.scalars(query))


def _has(model: Any) -> ColumnElement[bool]:
    return exists().where(model.person_id == Person.id)
