"""What people note for themselves: read, to read later, a favourite, and that they have seen what is new."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.exc import IntegrityError

from csaleads.access.viewer import Viewer
from csaleads.audit import service as audit
from csaleads.core import clock
from csaleads.core.database import db
from csaleads.core.unit_of_work import savepoint, writes
from csaleads.learning import policy
from csaleads.learning import resource_queries as queries
from csaleads.learning.models import LearningVisit, Mark, ResourceMark


@writes
def mark_resource(actor: Viewer, *, resource_id: UUID, mark: Mark, is_set: bool) -> None:
    """The actor has noted `mark` of the resource, or not any more; saying it twice changes nothing.

    What is read is not to be read later any more. The trail tells that something was noted, never what. Raises NotFound unless
    the actor sees the resource.
    """
    shown = queries.get_resource(actor, resource_id)
    row = _mark_of(actor.person_id, resource_id)
    now = clock.now() if is_set else None
    before = (row.read_at, row.later_at, row.favourite_at)
    if mark is Mark.READ:
        row.read_at = _kept(row.read_at, now)
        row.later_at = None if is_set else row.later_at
    elif mark is Mark.LATER:
        row.later_at = _kept(row.later_at, now)
    else:
        row.favourite_at = _kept(row.favourite_at, now)
    if before != (row.read_at, row.later_at, row.favourite_at):
        audit.record(actor, "mark_resource", subject=("resource", resource_id), area_id=shown.facts.area_id)
    db.session.flush()


def _kept(before: datetime | None, now: datetime | None) -> datetime | None:
    """The first moment stays where something is noted again."""
    return before if before and now else now


def _mark_of(person_id: int, resource_id: UUID) -> ResourceMark:
    query = select(ResourceMark).where(
        ResourceMark.person_id == person_id, ResourceMark.resource_id == resource_id
    )
    found = db.session.scalar(query.with_for_update())
    if found is not None:
        return found
    try:
        with savepoint():
            db.session.add(ResourceMark(person_id=person_id, resource_id=resource_id))
    except IntegrityError:
        pass  # the second of two clicks at once
    return db.session.scalars(query.with_for_update()).one()


@writes
def see_new(actor: Viewer) -> None:
    """Nothing that is there now is new to the actor any more. Raises NotFound to whoever reads no resources."""
    policy.require_reader(actor)
    query = select(LearningVisit).where(LearningVisit.person_id == actor.person_id)
    if db.session.scalar(query) is None:
        try:
            with savepoint():
                db.session.add(LearningVisit(person_id=actor.person_id, seen_at=clock.now()))
        except IntegrityError:
            pass  # the second of two clicks at once
    db.session.scalars(query.with_for_update()).one().seen_at = clock.now()
    audit.record(actor, "see_new_resources", subject=("person", actor.person_id), area_id=None)
    db.session.flush()
