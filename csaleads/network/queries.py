"""How a viewer stands in the network. One statement, by keys: it is asked before every page of the network and the forum."""

from typing import Any

from sqlalchemy import ColumnElement, and_, exists, func, literal, or_, select, true

from csaleads.access.viewer import Viewer
from csaleads.core.database import UtcDateTime
from csaleads.core.statements import NOW, Query, Statement, one
from csaleads.network import name_queries, policy
from csaleads.network.models import (
    ConductVersion,
    MailRhythm,
    NetworkMember,
    NetworkModerator,
    Restriction,
    RestrictionKind,
)
from csaleads.network.name_queries import name_mark
from csaleads.network.standing import WITHOUT_END, Standing


def find_standing(viewer: Viewer) -> Standing:
    """How the viewer stands in the network now; NotFound to whoever may not use it. One statement."""
    policy.require_member(viewer)
    row = _standing.first(person_id=viewer.person_id)
    is_programme = policy.is_programme(viewer)
    if row is not None:
        name_queries.remember_sight(viewer, row.name_mark, sees_all=is_programme or bool(row.is_named))
    if row is None:  # no code of conduct yet: nobody can have agreed
        return Standing(
            viewer.person_id, 0, 0, is_programme, False, None, None, 0, MailRhythm.DAILY, is_programme
        )
    return Standing(
        person_id=viewer.person_id,
        accepted_number=row.accepted_number or 0,
        current_number=row.number,
        is_moderator=is_programme or bool(row.is_named),
        held=bool(row.held),
        suspended_until=row.suspended_until,
        joined_at=row.joined_at,
        read_version=row.read_version or 0,
        mail_rhythm=row.mail_rhythm or MailRhythm.DAILY,
        is_programme=is_programme,
    )


def is_in_force() -> list[ColumnElement[bool]]:
    """The conditions that a restriction holds now."""
    return [Restriction.lifted_at.is_(None), or_(Restriction.until.is_(None), Restriction.until > NOW)]


def may_enter() -> ColumnElement[bool]:
    """The condition that the person at the place `person_id` may enter now, as `Standing.may_enter` says it."""
    newest = select(func.max(ConductVersion.number)).scalar_subquery()
    has_agreed = exists().where(
        NetworkMember.person_id == one("person_id"), NetworkMember.accepted_number >= newest
    )
    is_suspended = exists().where(
        Restriction.person_id == one("person_id"),
        Restriction.kind == RestrictionKind.SUSPENDED,
        *is_in_force(),
    )
    return and_(has_agreed, ~is_suspended)


def moderates(is_programme: bool) -> ColumnElement[bool]:
    """The condition that the same person moderates now, for statements of rooms above."""
    return and_(may_enter(), true() if is_programme else _is_named())


@Statement
def _standing() -> Query:
    return (
        select(
            ConductVersion.number,
            NetworkMember.accepted_number,
            NetworkMember.joined_at,
            NetworkMember.read_version,
            NetworkMember.mail_rhythm,
            _is_named().label("is_named"),
            _laid(func.count(Restriction.id), RestrictionKind.HELD).label("held"),
            _laid(func.max(_end()), RestrictionKind.SUSPENDED).label("suspended_until"),
            name_mark.column().label("name_mark"),
        )
        .outerjoin(NetworkMember, NetworkMember.person_id == one("person_id"))
        .order_by(ConductVersion.number.desc())
        .limit(1)
    )


def _is_named() -> ColumnElement[bool]:
    named = select(NetworkModerator.id).where(
        NetworkModerator.person_id == one("person_id"), NetworkModerator.until.is_(None)
    )
    return named.exists()


def _end() -> ColumnElement[Any]:
    return func.coalesce(Restriction.until, literal(WITHOUT_END, UtcDateTime()), type_=UtcDateTime())


def _laid(what: ColumnElement[Any], kind: RestrictionKind) -> Any:
    laid = select(what).where(
        Restriction.person_id == one("person_id"), Restriction.kind == kind, *is_in_force()
    )
    return laid.scalar_subquery()
