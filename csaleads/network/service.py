"""What moderators lay on members, and lift again. The reasons, messages and appeals are the forum's."""

from datetime import datetime

from sqlalchemy import select

from csaleads.access.viewer import Viewer
from csaleads.audit import service as audit
from csaleads.core import clock
from csaleads.core.database import db
from csaleads.core.errors import InvalidChoice, NotAllowed, NotFound, WrongState
from csaleads.core.unit_of_work import writes
from csaleads.network import people_queries, policy
from csaleads.network.models import NetworkMember, Restriction, RestrictionKind
from csaleads.network.queries import find_standing, is_in_force


@writes
def restrict(actor: Viewer, *, person_id: int, kind: RestrictionKind, until: datetime | None) -> int:
    """The restriction holds from now on, until `until` or until it is lifted; its id.

    Raises NotFound to whoever does not moderate and for somebody who never entered, NotAllowed for oneself, and for the programme
    team where a named moderator asks, InvalidChoice for an end that is over, WrongState where one of that kind holds already.
    """
    standing = find_standing(actor)
    policy.require_moderator(standing)
    _lock_member(person_id)
    is_of_programme = people_queries.is_of_programme(person_id)
    if person_id == actor.person_id or (is_of_programme and not standing.is_programme):
        raise NotAllowed("restrict")
    if until is not None and until <= clock.now():
        raise InvalidChoice("until")
    if _find_in_force(person_id, kind) is not None:
        raise WrongState("restrict", kind.value)
    laid = Restriction(person_id=person_id, kind=kind, since=clock.now(), until=until)
    db.session.add(laid)
    db.session.flush()
    audit.record(
        actor,
        "hold_member" if kind is RestrictionKind.HELD else "suspend_member",
        subject=("person", person_id),
        area_id=None,
        has_end=until is not None,
    )
    return laid.id


@writes
def restrict_unnamed(actor: Viewer, *, person_id: int, kind: RestrictionKind, until: datetime | None) -> None:
    """The same for the author of something anonymous. Nothing here says what it was, and the caller's trail not who it is.

    `since` is the beginning of the day, so that no moment joins the row to an act. Rank is not asked and another one may hold
    already: a refusal would tell who it is. Raises NotFound to whoever does not moderate, InvalidChoice for an end that is over.
    """
    policy.require_moderator(find_standing(actor))
    if until is not None and until <= clock.now():
        raise InvalidChoice("until")
    day = clock.now().replace(hour=0, minute=0, second=0, microsecond=0)
    db.session.add(Restriction(person_id=person_id, kind=kind, since=day, until=until))
    db.session.flush()


@writes
def lift_unnamed(actor: Viewer, *, restriction_id: int) -> None:
    """What was laid on somebody unnamed holds no longer. The caller's trail tells, without who it is. Raises NotFound."""
    policy.require_moderator(find_standing(actor))
    laid = db.session.get(Restriction, restriction_id, with_for_update=True, populate_existing=True)
    if laid is None:
        raise NotFound("restriction")
    laid.lifted_at = laid.lifted_at or clock.now()
    db.session.flush()


@writes
def lift(actor: Viewer, *, restriction_id: int) -> None:
    """The restriction holds no longer. Raises as `restrict`, WrongState where it holds no longer already."""
    policy.require_moderator(find_standing(actor))
    query = select(Restriction).where(Restriction.id == restriction_id).with_for_update()
    laid = db.session.scalar(query.execution_options(populate_existing=True))
    if laid is None:
        raise NotFound("restriction")
    if laid.person_id == actor.person_id:
        raise NotAllowed("lift")
    if laid.lifted_at is not None or (laid.until is not None and laid.until <= clock.now()):
        raise WrongState("lift", "over")
    laid.lifted_at = clock.now()
    audit.record(
        actor, "lift_restriction", subject=("person", laid.person_id), area_id=None, kind=laid.kind.value
    )
    db.session.flush()


def _lock_member(person_id: int) -> None:
    """Two moderators wait for one another. NotFound for somebody who never entered."""
    query = select(NetworkMember.person_id).where(NetworkMember.person_id == person_id).with_for_update()
    if db.session.scalar(query) is None:
        raise NotFound("member")


def _find_in_force(person_id: int, kind: RestrictionKind) -> int | None:
    query = select(Restriction.id).where(
        Restriction.person_id == person_id, Restriction.kind == kind, *is_in_force()
    )
    return db.session.scalar(query.limit(1))
