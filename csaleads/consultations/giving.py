"""Giving resources with a record: in the draft by whoever writes it, after signing by its lead with an amendment.

Only what the worker may open is given: they are the one who reads it.
"""

from uuid import UUID

from csaleads.access.viewer import Viewer
from csaleads.accounts.queries import viewer_in
from csaleads.audit import service as audit
from csaleads.consultations import given_queries, policy, queries
from csaleads.consultations.errors import TooManyGiven
from csaleads.consultations.models import Amendment, Consultation, ResourceGiven
from csaleads.consultations.screened import subject_of
from csaleads.core import clock
from csaleads.core.database import db
from csaleads.core.errors import InvalidChoice
from csaleads.core.unit_of_work import writes
from csaleads.learning import giving_queries
from csaleads.notify import service as notify
from csaleads.notify.models import MessageKind
from csaleads.screening import service as screening
from csaleads.screening.service import NO_ANSWERS, Answers

MOST_GIVEN = 20


@writes
def give_resource(actor: Viewer, *, reference: str, resource_id: UUID) -> None:
    """The draft gives the resource, in its edition of now; giving it twice changes nothing.

    Raises NotFound and WrongState as saving the draft does, InvalidChoice for what the worker may not open, TooManyGiven.
    """
    record = _lock(actor, reference, "save")
    if given_queries.find_given(record.id, resource_id) is None:
        _add(actor, record, resource_id, None)
        _changed_by(actor, record)
        _note(actor, "give_resource", record)


@writes
def take_out_resource(actor: Viewer, *, reference: str, resource_id: UUID) -> None:
    """The draft does not give the resource any more; saying it twice changes nothing. Raises as `give_resource`."""
    record = _lock(actor, reference, "save")
    given = given_queries.find_given(record.id, resource_id)
    if given is not None:
        db.session.delete(given)
        db.session.flush()
        _changed_by(actor, record)
        _note(actor, "take_out_resource", record)


@writes
def amend_with_resource(
    actor: Viewer, *, reference: str, resource_id: UUID, reason: str, screened: Answers = NO_ANSWERS
) -> None:
    """The resource stands under the signed record, with who gave it, when and why; the worker is told.

    Raises NotFound and WrongState as amending does, InvalidChoice, TooManyGiven, CouldIdentify and CannotScreen for the reason.
    """
    record = _lock(actor, reference, "amend")
    if given_queries.find_given(record.id, resource_id) is not None:
        return
    passed = screening.pass_texts(
        actor, subject=subject_of(record), texts={"reason": reason}, answers=screened
    )
    amendment = Amendment(
        consultation_id=record.id, author_id=actor.person_id, amended_at=clock.now(), reason=passed["reason"]
    )
    db.session.add(amendment)
    db.session.flush()
    _add(actor, record, resource_id, amendment.id)
    _note(actor, "amend_record", record, **passed.counts)
    notify.tell(
        record.worker_id,
        MessageKind.ADVICE_AMENDED,
        facts={"reference": reference, "amendment_id": amendment.id.hex},
        path=f"/records/{reference}",
    )
    db.session.flush()


def _lock(actor: Viewer, reference: str, verb: str) -> Consultation:
    record = queries.lock_record(reference)
    policy.require_move(actor, queries.facts_of(actor, record), verb, clock.now())
    return record


def _add(actor: Viewer, record: Consultation, resource_id: UUID, amendment_id: UUID | None) -> None:
    edition = giving_queries.find_edition(viewer_in(record.worker_id, record.area_id), resource_id)
    if edition is None:
        raise InvalidChoice("resource")
    if given_queries.count_given(record.id) >= MOST_GIVEN:
        raise TooManyGiven
    given = ResourceGiven(
        consultation_id=record.id,
        resource_id=resource_id,
        edition=edition,
        given_by_id=actor.person_id,
        given_at=clock.now(),
        amendment_id=amendment_id,
    )
    db.session.add(given)
    db.session.flush()


def _changed_by(actor: Viewer, record: Consultation) -> None:
    """What the other lead did is read before the record is signed; the lead knows what they did themselves."""
    if actor.person_id != record.lead_id:
        record.version += 1
        record.saved_at, record.saved_by_id, record.saved_from = clock.now(), actor.person_id, None


def _note(actor: Viewer, verb: str, record: Consultation, **counts: int) -> None:
    audit.record(actor, verb, subject=("consultation", record.id), area_id=record.area_id, **counts)
    db.session.flush()
