"""Naming moderators, ending that, and what ends with the role."""

from sqlalchemy import select
from sqlalchemy.exc import IntegrityError

from csaleads.access.permissions import Role
from csaleads.access.viewer import Viewer
from csaleads.accounts import role_ends
from csaleads.audit import service as audit
from csaleads.core import clock
from csaleads.core.database import db
from csaleads.core.errors import NotFound, WrongState
from csaleads.core.unit_of_work import savepoint, writes
from csaleads.network import people_queries, policy
from csaleads.network.models import ConductVersion, DirectoryEntry, NetworkMember, NetworkModerator
from csaleads.network.queries import find_standing
from csaleads.notify import service as notify
from csaleads.notify.models import MessageKind
from csaleads.notify.service import News


@writes
def name(actor: Viewer, *, person_id: int) -> None:
    """The member moderates from now on, and is told.

    Raises NotFound to whoever is not of the programme team, and for somebody who does not belong or has not agreed to the newest
    code, WrongState where they moderate already.
    """
    _require_programme(actor)
    if not people_queries.is_member(person_id) or not _has_agreed(person_id):
        raise NotFound("member")
    if people_queries.is_of_programme(person_id):
        raise WrongState("name", "named")
    naming = NetworkModerator(person_id=person_id, named_by_id=actor.person_id, since=clock.now())
    try:
        with savepoint():
            db.session.add(naming)
    except IntegrityError:  # named before, or by a colleague in the same moment
        raise WrongState("name", "named") from None
    audit.record(actor, "name_moderator", subject=("person", person_id), area_id=None)
    _tell(person_id, MessageKind.MODERATOR_NAMED)


@writes
def end(actor: Viewer, *, person_id: int) -> None:
    """The member moderates no longer, and is told. Raises as `name`, WrongState where they do not moderate."""
    _require_programme(actor)
    if not _end_naming(person_id):
        raise WrongState("end", "ended")
    audit.record(actor, "end_moderator", subject=("person", person_id), area_id=None)
    _tell(person_id, MessageKind.MODERATOR_ENDED)


def _require_programme(actor: Viewer) -> None:
    policy.require_programme(actor)
    policy.require_may_enter(find_standing(actor))


def _has_agreed(person_id: int) -> bool:
    newest = db.session.scalar(select(ConductVersion.number).order_by(ConductVersion.number.desc()).limit(1))
    query = select(NetworkMember.accepted_number).where(NetworkMember.person_id == person_id)
    return newest is not None and db.session.scalar(query.with_for_update()) == newest


def _end_naming(person_id: int) -> bool:
    query = select(NetworkModerator).where(
        NetworkModerator.person_id == person_id, NetworkModerator.until.is_(None)
    )
    naming = db.session.scalar(query.with_for_update().execution_options(populate_existing=True))
    if naming is None:
        return False
    naming.until = clock.now()
    db.session.flush()
    return True


def _tell(person_id: int, kind: MessageKind) -> None:
    notify.tell_all([News(person_id, kind, {"person_id": person_id}, "/network/part")])
    db.session.flush()


@role_ends.subscribe
@writes
def end_with_role(actor: Viewer, person_id: int, area_id: int, role: Role) -> None:
    """Whoever belongs no longer stands in no directory and moderates nothing. What was laid on them stays."""
    if role not in policy.MEMBER_ROLES or people_queries.is_member(person_id):
        return
    query = select(DirectoryEntry).where(DirectoryEntry.person_id == person_id).with_for_update()
    entry = db.session.scalar(query.execution_options(populate_existing=True))
    was_listed = entry is not None and entry.is_listed
    if entry is not None and was_listed:
        entry.is_listed = False
        entry.version += 1
        entry.changed_at = clock.now()
    if _end_naming(person_id) or was_listed:
        audit.record(actor, "end_membership", subject=("person", person_id), area_id=None)
    db.session.flush()
