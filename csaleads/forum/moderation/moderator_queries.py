"""Who moderates, and what was laid on the author of an anonymous post without naming them."""

from sqlalchemy import ColumnElement, exists, or_, select

from csaleads.access.permissions import Role
from csaleads.accounts.models import Person, RoleInArea
from csaleads.accounts.queries import is_current
from csaleads.core.database import db
from csaleads.forum.moderation.models import ModerationAct
from csaleads.network.models import NetworkMember, NetworkModerator, Restriction, RestrictionKind
from csaleads.network.people_queries import belongs
from csaleads.network.queries import is_in_force


def list_moderators() -> list[int]:
    """Ids of everybody who moderates today and has entered. Inside a write."""
    named = exists().where(NetworkModerator.person_id == Person.id, NetworkModerator.until.is_(None))
    team = exists().where(
        RoleInArea.person_id == Person.id, RoleInArea.role == Role.PROGRAMME_TEAM, is_current(RoleInArea)
    )
    query = (
        select(Person.id)
        .join(NetworkMember, NetworkMember.person_id == Person.id)
        .where(belongs(), or_(named, team))
        .order_by(Person.id)
    )
    return list(db.session.scalars(query))


def list_unnamed_restrictions(person_id: int, kind: RestrictionKind) -> list[int]:
    """Ids of what holds for the person and was laid on the author of an anonymous post: no act names it. Inside a write."""
    query = select(Restriction.id).where(*_unnamed(person_id, kind), *is_in_force())
    return list(db.session.scalars(query.order_by(Restriction.id)))


def _unnamed(person_id: int, kind: RestrictionKind) -> list[ColumnElement[bool]]:
    is_named = exists().where(ModerationAct.restriction_id == Restriction.id)
    return [Restriction.person_id == person_id, Restriction.kind == kind, ~is_named]
