"""What must be so after whatever anybody has done, in whatever order: asked of the database, not of the code that wrote it."""

from itertools import pairwise

from sqlalchemy import func, select

from csaleads.accounts.models import LineManagement, Person, RoleInArea, SignInSession, TeamMembership
from csaleads.advice.models import Attendance, Booking, RequestForAdvice, RequestState
from csaleads.audit.queries import find_break, list_chains
from csaleads.clinics.models import Clinic, ClinicState, Slot, SlotState
from csaleads.consultations.models import Consultation, RecordState
from csaleads.core.database import db
from csaleads.notify.models import Message, OutboxRow

# A request holds a booking in these states. One that was missed keeps it, for the history of that slot, even once withdrawn.
HOLDS = {RequestState.BOOKED, RequestState.CONSULTED, RequestState.DID_NOT_ATTEND, RequestState.WITHDRAWN}


def broken() -> list[str]:
    """A line for everything that is not as it must be; none where all is well."""
    db.session.rollback()
    db.session.expire_all()
    found = [*_bookings(), *_requests(), *_slots(), *_records(), *_messages(), *_people(), *_trail()]
    db.session.rollback()
    return found


def _bookings() -> list[str]:
    found = []
    held: dict[object, int] = {}
    asked: dict[object, int] = {}
    query = select(Booking, Slot, RequestForAdvice, Clinic).select_from(Booking)
    query = query.join(Slot, Slot.id == Booking.slot_id).join(Clinic, Clinic.id == Slot.clinic_id)
    for booking, slot, request, clinic in db.session.execute(
        query.join(RequestForAdvice, RequestForAdvice.id == Booking.request_id)
    ):
        name = f"booking of {request.reference}"
        if request.area_id != clinic.area_id:
            found.append(f"{name} is in another area")
        if (booking.released_at is None) != (booking.released_kind is None):
            found.append(f"{name} is released by halves")
        if booking.released_at is not None:
            continue
        held[slot.id] = held.get(slot.id, 0) + 1
        asked[request.id] = asked.get(request.id, 0) + 1
        if slot.state is not SlotState.BOOKED:
            found.append(f"{name} holds a slot that is {slot.state}")
        if request.state not in HOLDS:
            found.append(f"{name} is held by a request that is {request.state}")
        if request.state is RequestState.WITHDRAWN and booking.attendance is not Attendance.DID_NOT_ATTEND:
            found.append(f"{name} is held by a request that was withdrawn")
        if clinic.state is ClinicState.DRAFT:
            found.append(f"{name} is in a draft")
        if clinic.state is ClinicState.CANCELLED and request.state is RequestState.BOOKED:
            found.append(f"{name} is in a cancelled clinic")
    found += [f"slot {slot} is held {count} times" for slot, count in held.items() if count > 1]
    found += [f"request {request} holds {count} slots" for request, count in asked.items() if count > 1]
    return found


def _requests() -> list[str]:
    found = []
    holders = set(db.session.scalars(select(Booking.request_id).where(Booking.released_at.is_(None))))
    for request in db.session.scalars(select(RequestForAdvice)):
        if request.state is RequestState.BOOKED and request.id not in holders:
            found.append(f"{request.reference} is booked and holds nothing")
        if (request.state is RequestState.ACCEPTED) and request.lead_id is None:
            found.append(f"{request.reference} is accepted by nobody")
        if request.state in (RequestState.QUEUED, RequestState.SUBMITTED) and request.lead_id is not None:
            found.append(f"{request.reference} is {request.state} and has a lead")
        may_be_unsent = request.state in (RequestState.DRAFT, RequestState.WITHDRAWN)
        if (request.state is RequestState.DRAFT and request.submitted_at) or not (
            may_be_unsent or request.submitted_at
        ):
            found.append(f"{request.reference} is {request.state}, sent {request.submitted_at}")
    return found


def _slots() -> list[str]:
    """A slot is booked exactly while a booking holds it, or was used up by somebody who did not come."""
    found = []
    used = {
        slot_id
        for slot_id, released, attendance in db.session.execute(
            select(Booking.slot_id, Booking.released_at, Booking.attendance)
        )
        if released is None or attendance is Attendance.DID_NOT_ATTEND
    }
    for slot, state in db.session.execute(
        select(Slot, Clinic.state).join(Clinic, Clinic.id == Slot.clinic_id)
    ):
        if slot.state is SlotState.BOOKED and slot.id not in used:
            found.append(f"slot {slot.id} is booked by nobody")
        if slot.state is SlotState.FREE and state is ClinicState.CANCELLED:
            found.append(f"slot {slot.id} is free in a cancelled clinic")
    spans = (
        select(Slot.clinic_id, Slot.starts_at, Slot.ends_at)
        .where(Slot.state != SlotState.WITHDRAWN)
        .order_by(Slot.clinic_id, Slot.starts_at)
    )
    rows = list(db.session.execute(spans))
    for one, following in pairwise(rows):
        if one.clinic_id == following.clinic_id and following.starts_at < one.ends_at:
            found.append(f"slots of clinic {one.clinic_id} overlap at {one.ends_at}")
    return found


def _records() -> list[str]:
    found = []
    query = select(Consultation, RequestForAdvice.state, RequestForAdvice.worker_id)
    for record, state, worker_id in db.session.execute(
        query.join(RequestForAdvice, RequestForAdvice.id == Consultation.request_id)
    ):
        if state is not RequestState.CONSULTED:
            found.append(f"record of a request that is {state}")
        if (record.state is RecordState.SIGNED) != (record.signed_at is not None):
            found.append(f"record {record.state} signed {record.signed_at}")
        if record.lead_id == worker_id:
            found.append("somebody advised themselves")
    consulted = select(RequestForAdvice.reference).where(
        RequestForAdvice.state == RequestState.CONSULTED,
        RequestForAdvice.id.not_in(select(Consultation.request_id)),
    )
    return found + [
        f"{reference} is consulted without a record" for reference in db.session.scalars(consulted)
    ]


def _messages() -> list[str]:
    """A mail about a message names the same person and thing as the message."""
    query = select(OutboxRow, Message).outerjoin(Message, Message.id == OutboxRow.message_id)
    return [
        f"mail {mail.id} without its message"
        for mail, message in db.session.execute(query)
        if mail.message_id is not None
        and (message is None or (message.person_id, message.kind) != (mail.person_id, mail.kind))
    ]


def _people() -> list[str]:
    found = []
    gone = set(db.session.scalars(select(Person.id).where(Person.left_on.is_not(None))))
    live = select(SignInSession.person_id).where(SignInSession.ended_at.is_(None))
    found += [f"person {one} left and is signed in" for one in db.session.scalars(live) if one in gone]
    for model in (RoleInArea, TeamMembership, LineManagement):
        wrong = select(func.count()).select_from(model).where(model.ends_on < model.starts_on)
        if db.session.scalar(wrong):
            found.append(f"{model.__tablename__} ends before it begins")
    return found


def _trail() -> list[str]:
    return [f"chain {chain} is broken" for chain in list_chains() if find_break(chain) is not None]
