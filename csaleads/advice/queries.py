"""Reading requests: each answer holds only what the viewer may see. Lists never load narrative."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import Select, select
from sqlalchemy.orm import undefer_group

from csaleads.access.viewer import Viewer
from csaleads.accounts.models import Person, Team
from csaleads.advice import policy
from csaleads.advice.models import (
    AgeBand,
    Attendance,
    Booking,
    Concern,
    RequestForAdvice,
    RequestState,
    Stage,
)
from csaleads.advice.references import tidy_reference
from csaleads.clinics.models import Clinic, ClinicLead, Slot
from csaleads.core.database import db
from csaleads.core.errors import NotFound


@dataclass(frozen=True)
class BookingView:
    """The booking that a request holds now: its slot, its clinic and the clinic's leads, in order."""

    id: UUID
    request_id: UUID
    slot_id: int
    clinic_id: UUID
    starts_at: datetime
    ends_at: datetime
    clinic_starts_at: datetime
    place: str
    online_link: str
    attendance: Attendance
    lead_ids: tuple[int, ...]
    lead_names: tuple[str, ...]
    times_booked: (
        int  # how many bookings this request has had, which is also the SEQUENCE of its calendar entry
    )

    @property
    def is_online(self) -> bool:
        return bool(self.online_link)


@dataclass(frozen=True)
class RequestView:
    """A request with its words opened, for somebody who may read them."""

    id: UUID
    reference: str
    area_id: int
    worker_id: int
    worker_name: str
    team_id: int | None
    team_name: str
    lead_id: int | None
    lead_name: str
    state: RequestState
    concern: Concern | None
    age_band: AgeBand | None
    stage: Stage | None
    confidence_before: int | None
    wanted_slot_id: int | None
    started_at: datetime
    saved_at: datetime
    submitted_at: datetime | None
    ended_at: datetime | None
    version: int
    known: str
    worrying: str
    going_well: str
    question: str
    ended_reason: str
    booking: BookingView | None

    @property
    def answering_lead_ids(self) -> tuple[int, ...]:
        """Who answers it: the leads of its clinic, or the lead who took it from the queue; empty before that."""
        if self.booking is not None:
            return self.booking.lead_ids
        return (self.lead_id,) if self.lead_id is not None else ()

    @property
    def clinic_starts_at(self) -> datetime | None:
        return self.booking.clinic_starts_at if self.booking else None


def get_request(viewer: Viewer, reference: str) -> RequestView:
    """The request, narrative opened, if it is the viewer's own, or theirs to answer; raises NotFound otherwise."""
    row = _find_row(tidy_reference(reference))
    if row is None:
        raise NotFound
    booking = find_booking_of_request(row.id)
    if not _can_read(viewer, row, booking):
        raise NotFound
    return _opened(row, booking)


def find_booking_of_request(request_id: UUID) -> BookingView | None:
    """The booking that the request holds now, or None. Says nothing about who may see it: for rooms that know."""
    query = (
        select(Booking, Slot, Clinic)
        .join(Slot, Slot.id == Booking.slot_id)
        .join(Clinic, Clinic.id == Slot.clinic_id)
        .where(Booking.request_id == request_id)
        .order_by(Booking.booked_at, Booking.id)
    )
    rows = list(db.session.execute(query))
    held = next((row for row in rows if row.Booking.released_at is None), None)
    if held is None:
        return None
    leads = list(db.session.execute(_leads_of(held.Clinic.id)))
    return BookingView(
        id=held.Booking.id,
        request_id=request_id,
        slot_id=held.Slot.id,
        clinic_id=held.Clinic.id,
        starts_at=held.Slot.starts_at,
        ends_at=held.Slot.ends_at,
        clinic_starts_at=held.Clinic.starts_at,
        place=held.Clinic.place,
        online_link=held.Clinic.online_link,
        attendance=held.Booking.attendance,
        lead_ids=tuple(lead.id for lead in leads),
        lead_names=tuple(lead.full_name for lead in leads),
        times_booked=len(rows),
    )


def _leads_of(clinic_id: UUID) -> Select[int, str]:
    return (
        select(Person.id, Person.full_name)
        .join(ClinicLead, ClinicLead.person_id == Person.id)
        .where(ClinicLead.clinic_id == clinic_id)
        .order_by(ClinicLead.position)
    )


def _find_row(reference: str) -> RequestForAdvice | None:
    query = select(RequestForAdvice).where(RequestForAdvice.reference == reference)
    return db.session.scalar(query.options(undefer_group("narrative")))


def _can_read(viewer: Viewer, row: RequestForAdvice, booking: BookingView | None) -> bool:
    return policy.is_own(viewer, area_id=row.area_id, worker_id=row.worker_id) or policy.can_answer(
        viewer,
        area_id=row.area_id,
        state=row.state,
        lead_id=row.lead_id,
        clinic_lead_ids=booking.lead_ids if booking else (),
    )


def _opened(row: RequestForAdvice, booking: BookingView | None) -> RequestView:
    people = _names(filter(None, (row.worker_id, row.lead_id)))
    team = db.session.scalar(select(Team.name).where(Team.id == row.team_id)) if row.team_id else None
    return RequestView(
        id=row.id,
        reference=row.reference,
        area_id=row.area_id,
        worker_id=row.worker_id,
        worker_name=people.get(row.worker_id, ""),
        team_id=row.team_id,
        team_name=team or "",
        lead_id=row.lead_id,
        lead_name=people.get(row.lead_id, "") if row.lead_id else "",
        state=row.state,
        concern=row.concern,
        age_band=row.age_band,
        stage=row.stage,
        confidence_before=row.confidence_before,
        wanted_slot_id=row.wanted_slot_id,
        started_at=row.started_at,
        saved_at=row.saved_at,
        submitted_at=row.submitted_at,
        ended_at=row.ended_at,
        version=row.version,
        known=row.known,
        worrying=row.worrying,
        going_well=row.going_well,
        question=row.question,
        ended_reason=row.ended_reason,
        booking=booking,
    )


def _names(person_ids: Iterable[int]) -> dict[int, str]:
    query = select(Person.id, Person.full_name).where(Person.id.in_(list(person_ids)))
    return {row.id: row.full_name for row in db.session.execute(query)}
