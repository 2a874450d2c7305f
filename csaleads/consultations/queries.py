"""Finding and locking records for this room's services: facts for policy, what a record says, its rows."""

from collections.abc import Collection, Sequence
from datetime import datetime
from typing import Any, NamedTuple
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.orm import InstrumentedAttribute, undefer, undefer_group

from csaleads.access.permissions import Permission
from csaleads.access.viewer import Viewer
from csaleads.advice.models import Booking, RequestForAdvice
from csaleads.clinics.models import Clinic, ClinicLead, Slot
from csaleads.consultations import policy
from csaleads.consultations.content import LEAD_NOTE, SHARED_NAMES, ActionEntry, AgencyEntry, RecordContent
from csaleads.consultations.models import Action, AgencyInvolved, BreakGlassRead, Consultation, RecordState
from csaleads.core import clock
from csaleads.core.database import db
from csaleads.core.errors import NotFound
from csaleads.core.statements import Query, Statement, many, one


def get_facts(viewer: Viewer, reference: str) -> policy.RecordFacts:
    """What policy needs to know of the record, for `viewer`; raises NotFound where there is none at all."""
    return facts_of(viewer, find_pair(reference)[0])


def find_pair(reference: str) -> tuple[Consultation, RequestForAdvice]:
    """The record and its request, without their words; raises NotFound."""
    query = (
        select(Consultation, RequestForAdvice)
        .join(RequestForAdvice, RequestForAdvice.id == Consultation.request_id)
        .where(RequestForAdvice.reference == reference)
    )
    found = db.session.execute(query).first()
    if found is None:
        raise NotFound
    return found[0], found[1]


def lock_record(reference: str) -> Consultation:
    """The row of the record, locked until the unit ends; raises NotFound. For services, which ask policy next."""
    query = (
        select(Consultation)
        .join(RequestForAdvice, RequestForAdvice.id == Consultation.request_id)
        .where(RequestForAdvice.reference == reference)
        .with_for_update(of=Consultation)
        .execution_options(populate_existing=True)
    )
    record = db.session.scalar(query)
    if record is None:
        raise NotFound
    return record


def facts_of(viewer: Viewer, record: Consultation) -> policy.RecordFacts:
    """What policy needs to know of `record` to answer for `viewer`; asks no more than the answer can depend on."""
    is_concerned = viewer.person_id in (record.lead_id, record.worker_id)
    may_break_glass = viewer.can_in(Permission.BREAK_GLASS, record.area_id)
    return policy.RecordFacts(
        area_id=record.area_id,
        lead_id=record.lead_id,
        worker_id=record.worker_id,
        state=record.state,
        clinic_lead_ids=frozenset(() if is_concerned else _clinic_lead_ids(record.clinic_id)),
        glass_until=_glass_until(viewer, record.id) if may_break_glass and not is_concerned else None,
        hidden_at=record.hidden_at,
    )


class HeldSlot(NamedTuple):
    """The slot that a request holds, and when its clinic begins."""

    clinic_id: UUID
    starts_at: datetime
    clinic_starts_at: datetime


def find_held_slot_id(reference: str) -> int | None:
    """The slot that the request of that reference holds now, or None."""
    query = select(Booking.slot_id).join(RequestForAdvice, RequestForAdvice.id == Booking.request_id)
    return db.session.scalar(
        query.where(RequestForAdvice.reference == reference, Booking.released_at.is_(None))
    )


def find_opening(reference: str) -> tuple[RequestForAdvice, HeldSlot | None] | None:
    """The request, locked, with the slot that it holds; None where there is no such request."""
    lock = select(RequestForAdvice).where(RequestForAdvice.reference == reference).with_for_update()
    request = db.session.scalar(lock.execution_options(populate_existing=True))
    if request is None:
        return None
    held = db.session.execute(
        select(Slot.clinic_id, Slot.starts_at, Clinic.starts_at)
        .join(Booking, Booking.slot_id == Slot.id)
        .join(Clinic, Clinic.id == Slot.clinic_id)
        .where(Booking.request_id == request.id, Booking.released_at.is_(None))
    ).first()
    return request, HeldSlot(*held) if held else None


def opening_facts(request: RequestForAdvice, held: HeldSlot | None) -> policy.OpeningFacts:
    """What policy needs to know before a record is opened."""
    return policy.OpeningFacts(
        area_id=request.area_id,
        worker_id=request.worker_id,
        state=request.state,
        accepted_by_id=request.lead_id,
        clinic_lead_ids=frozenset(_clinic_lead_ids(held.clinic_id if held else None)),
        clinic_starts_at=held.clinic_starts_at if held else None,
        hidden_at=request.hidden_at,
    )


def find_record_of_request(request_id: UUID) -> Consultation | None:
    """The record of the request, if one was opened."""
    query = select(Consultation).where(Consultation.request_id == request_id)
    return db.session.scalar(query.execution_options(populate_existing=True))


def can_read_record_of(viewer: Viewer, request_id: UUID) -> bool:
    """Whether `viewer` may read a record of the request now. The room of requests asks before it links to one."""
    record = find_record_of_request(request_id)
    if record is None:
        return False
    facts = facts_of(viewer, record)
    return policy.can_read(policy.relation_of(viewer, facts, clock.now()), facts.state)


def own_requests_with_advice(viewer: Viewer, request_ids: Collection[UUID]) -> set[UUID]:
    """Those of the requests, asked by `viewer`, whose record is signed and theirs to read. One statement."""
    rows = _with_advice.rows(
        request_ids=list(request_ids),
        worker_id=viewer.person_id,
        area_ids=viewer.areas_with(Permission.ASK_FOR_ADVICE),
    )
    return {request_id for (request_id,) in rows}


@Statement
def _with_advice() -> Query:
    return select(Consultation.request_id).where(
        Consultation.request_id.in_(many("request_ids")),
        Consultation.worker_id == one("worker_id"),
        Consultation.state == RecordState.SIGNED,
        Consultation.area_id.in_(many("area_ids")),
    )


def get_content(record: Consultation, *, with_note: bool) -> RecordContent:
    """What the record says, its rows in order. `lead_note` is left unread unless `with_note`."""
    names = (*SHARED_NAMES, LEAD_NOTE) if with_note else SHARED_NAMES
    query = select(Consultation).where(Consultation.id == record.id)
    row = db.session.scalars(query.options(*(undefer(_sealed(name)) for name in names))).one()
    return content_of(row, list_agencies(record.id), list_actions(record.id), with_note=with_note)


def content_of(
    record: Consultation, agencies: Sequence[AgencyInvolved], actions: Sequence[Action], *, with_note: bool
) -> RecordContent:
    """Like `get_content`, for a caller that has the words of the record and its rows at hand."""
    return RecordContent(
        texts={name: getattr(record, name) for name in SHARED_NAMES},
        agencies=tuple(AgencyEntry(agency.agency, agency.role) for agency in agencies),
        actions=tuple(ActionEntry(row.description, row.owner_role, row.due_on) for row in actions),
        lead_note=record.lead_note if with_note else None,
    )


def list_agencies(record_id: UUID) -> list[AgencyInvolved]:
    """The agencies of a record in order, their words loaded."""
    query = select(AgencyInvolved).where(AgencyInvolved.consultation_id == record_id)
    return list(
        db.session.scalars(query.options(undefer_group("narrative")).order_by(AgencyInvolved.position))
    )


def list_actions(record_id: UUID) -> list[Action]:
    """The actions of a record in order, their words loaded."""
    query = select(Action).where(Action.consultation_id == record_id)
    return list(db.session.scalars(query.options(undefer_group("narrative")).order_by(Action.position)))


def find_action(record_id: UUID, action_id: UUID) -> Action | None:
    """The action of that record, locked; None where the id belongs to another record or to nothing."""
    query = select(Action).where(Action.id == action_id, Action.consultation_id == record_id)
    return db.session.scalar(query.with_for_update().execution_options(populate_existing=True))


def asked_at(record: Consultation) -> datetime:
    """When the record's request was asked (when it was begun, should that be unknown)."""
    query = select(RequestForAdvice.submitted_at, RequestForAdvice.started_at)
    submitted, started = db.session.execute(query.where(RequestForAdvice.id == record.request_id)).one()
    return submitted or started


def _sealed(name: str) -> InstrumentedAttribute[Any]:
    column: InstrumentedAttribute[Any] = getattr(Consultation, f"{name}_sealed")
    return column


def who_met(record: Any) -> list[int]:
    """Leads of the clinic of a record that somebody else has taken over and writes; nobody where its own lead was there.

    `record` is a row with `answered_by_id`, the `lead_id` of its request: without one nobody took anything over.
    """
    if record.clinic_id is None or record.answered_by_id is None:
        return []
    met = _clinic_lead_ids(record.clinic_id)
    return [] if record.lead_id in met else met


def _clinic_lead_ids(clinic_id: UUID | None) -> list[int]:
    if clinic_id is None:
        return []
    return [person_id for (person_id,) in _leads_of_clinic.rows(clinic_id=clinic_id)]


@Statement
def _leads_of_clinic() -> Query:
    return select(ClinicLead.person_id).where(ClinicLead.clinic_id == one("clinic_id"))


def _glass_until(viewer: Viewer, record_id: UUID) -> datetime | None:
    until: datetime | None = _last_glass.scalar(record_id=record_id, person_id=viewer.person_id)
    return until


@Statement
def _last_glass() -> Query:
    return select(func.max(BreakGlassRead.ends_at)).where(
        BreakGlassRead.consultation_id == one("record_id"), BreakGlassRead.person_id == one("person_id")
    )
