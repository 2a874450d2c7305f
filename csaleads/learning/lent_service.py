"""What an area lends another: the edition that was agreed stands in the other one's library, for as long as it is lent.

The room above keeps who asked, who agreed and on what terms, and has decided who may; here is what becomes readable.
"""

from dataclasses import replace
from datetime import date
from uuid import UUID, uuid4

from csaleads.access.viewer import Viewer
from csaleads.audit import service as audit
from csaleads.core import clock
from csaleads.core.database import db
from csaleads.core.errors import NotFound, WrongState
from csaleads.core.unit_of_work import writes
from csaleads.learning import lent_queries, policy
from csaleads.learning import resource_queries as queries
from csaleads.learning.content import ResourceContent
from csaleads.learning.lent_models import LentResource
from csaleads.learning.models import Resource, ResourceState
from csaleads.learning.resource_service import write_resource


@writes
def deliver(actor: Viewer, *, source_id: UUID, area_id: int, terms: str, until: date | None) -> UUID:
    """The area reads what the resource says now, under the id that is answered; nobody there writes it.

    Raises NotFound for whoever does not approve in the area of the resource, WrongState unless it is approved, may leave its
    area and is not read everywhere anyway.
    """
    source, content = _lendable(actor, source_id, "deliver")
    copy = Resource(id=uuid4(), area_id=area_id, version=0, added_at=clock.now(), is_lent=True)
    _say(actor, copy, content, source.edition, until)
    lent = LentResource(
        resource_id=copy.id,
        source_id=source_id,
        lender_area_id=source.area_id,
        edition=source.edition,
        terms=terms,
        delivered_at=clock.now(),
    )
    db.session.add(lent)
    _note(actor, "deliver_resource", source, edition=source.edition)
    db.session.flush()
    return copy.id


@writes
def renew(actor: Viewer, *, copy_id: UUID, terms: str, until: date | None) -> int:
    """Whoever has it on loan reads the newest edition from now on; its number. Raises as `deliver`."""
    lent = lent_queries.lock_lent(copy_id)
    source, content = _lendable(actor, lent.source_id, "renew")
    copy = queries.lock_resource(copy_id)
    if lent.ended_at is not None:
        raise WrongState("renew", copy.state.value)
    if source.edition > lent.edition:
        _say(actor, copy, content, source.edition, until)
        lent.edition, lent.terms = source.edition, terms
        _note(actor, "renew_resource", source, edition=source.edition)
    db.session.flush()
    return lent.edition


@writes
def follow_check(actor: Viewer, *, copy_id: UUID) -> int:
    """The actor looked at the original and it is still right: so is what is lent, with the new day. The number of that edition.

    Only where what is lent says what the original said before it was checked, which its room has asked.
    """
    lent = lent_queries.lock_lent(copy_id)
    source, copy = queries.lock_resource(lent.source_id), queries.lock_resource(copy_id)
    content = queries.content_of(copy, sorted(queries.positions_of(copy_id)), queries.file_of(copy))
    checked = replace(content, review_by=source.review_by, is_verified=source.is_verified)
    write_resource(copy, checked, number=source.edition, made_by_id=actor.person_id)
    copy.version += 1
    lent.edition = source.edition
    _note(actor, "renew_resource", source, edition=source.edition)
    db.session.flush()
    return lent.edition


@writes
def end(actor: Viewer, *, copy_id: UUID) -> None:
    """Nobody of the other area finds it any more. Saying it twice changes nothing."""
    lent = lent_queries.lock_lent(copy_id)
    if lent.ended_at is not None:
        return
    copy = queries.lock_resource(copy_id)
    copy.state, copy.approved_at, copy.approved_by_id = ResourceState.ARCHIVED, None, None
    copy.version += 1
    lent.ended_at = clock.now()
    _note(actor, "end_lent_resource", copy)
    db.session.flush()


def _lendable(actor: Viewer, source_id: UUID, verb: str) -> tuple[Resource, ResourceContent]:
    """The resource as it is now, and its words as another area reads them: theirs to use, not to pass on."""
    source = queries.lock_resource(source_id)
    facts = queries.facts_of(source)
    if source.area_id is None or not policy.may_approve(actor, facts):
        raise NotFound("resource")
    if not policy.can_be_lent(facts):
        raise WrongState(verb, source.state.value)
    content = queries.content_of(source, sorted(queries.positions_of(source_id)), queries.file_of(source))
    return source, replace(content, may_leave=False)


def _say(actor: Viewer, copy: Resource, content: ResourceContent, edition: int, until: date | None) -> None:
    copy.state, copy.approved_at, copy.approved_by_id = ResourceState.APPROVED, clock.now(), actor.person_id
    copy.lent_until = until
    copy.version += 1
    write_resource(copy, content, number=edition, made_by_id=actor.person_id)


def _note(actor: Viewer, verb: str, row: Resource, **details: int) -> None:
    audit.record(actor, verb, subject=("resource", row.id), area_id=row.area_id, **details)
