"""Reading requests: each answer holds only what the viewer may see. Lists never load narrative."""

from collections.abc import Sequence
from dataclasses import dataclass, fields
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import select

from csaleads.access.viewer import Viewer
from csaleads.accounts.models import Person, Team
from csaleads.accounts.queries import names_of
from csaleads.advice import policy
from csaleads.advice.models import Attendance, Booking, RequestForAdvice, RequestState, Stage
from csaleads.advice.references import tidy_reference
from csaleads.clinics.models import Clinic, ClinicLead, Slot
from csaleads.core import clock
from csaleads.core.database import db, table_of
from csaleads.core.errors import NotFound
from csaleads.core.statements import Query, Statement, columns_of, one, rows_like
from csaleads.practice.models import AgeBand, Concern

WORDS = ("known", "worrying", "going_well", "question", "ended_reason")


@dataclass(frozen=True)
class BookingView:
    """The booking that a request holds now: its slot, its clinic and the clinic's leads, in order."""

    id: UUID
    request_id: UUID
    slot_id: int
    clinic_id: UUID
    area_id: int
    starts_at: datetime
    ends_at: datetime
    clinic_starts_at: datetime
    place: str
    online_link: str
    attendance: Attendance
    lead_ids: tuple[int, ...]
    lead_names: tuple[str, ...]
    is_held: bool
    sequence: int  # of its calendar entry: rises when the request moves, and when its clinic is edited

    @property
    def is_online(self) -> bool:
        return bool(self.online_link)

    @property
    def where(self) -> str:
        """Where they meet, in words without a link."""
        return self.place or ("Online" if self.online_link else "")

    @property
    def has_begun(self) -> bool:
        return clock.now() >= self.clinic_starts_at


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
    hidden_at: datetime | None  # the words below are then empty, whoever reads
    corrected_at: datetime | None
    corrected_parts: str
    known: str
    worrying: str
    going_well: str
    question: str
    ended_reason: str
    booking: BookingView | None

    @property
    def was_taken_over(self) -> bool:
        """Whether it was met in a clinic, and a colleague (`lead_id`) has taken over from whoever led it."""
        return self.booking is not None and self.lead_id is not None

    def allows(self, verb: str) -> bool:
        """Whether the life cycle lets `verb` happen now; who may do it is another question."""
        starts_at = self.booking.clinic_starts_at if self.booking else None
        return policy.can_move(self.state, verb, clinic_starts_at=starts_at, now=clock.now())


AS_THEY_ARE = [f.name for f in fields(RequestView) if f.name in table_of(RequestForAdvice).columns]


def get_request(viewer: Viewer, reference: str) -> RequestView:
    """The request, narrative opened, if it is the viewer's own, or theirs to answer; raises NotFound otherwise.

    While it is hidden it is without its words, and everything else goes on.
    """
    row = _find_row(tidy_reference(reference))
    if row is None:
        raise NotFound
    booking = find_booking_of_request(row.id)
    if not _can_read(viewer, row, booking):
        raise NotFound
    return _opened(row, booking)


def get_own_request(viewer: Viewer, reference: str) -> RequestView:
    """The same for the worker alone: whoever only answers it does not change it."""
    request = get_request(viewer, reference)
    if request.worker_id != viewer.person_id:
        raise NotFound
    return request


def find_booking_of_request(request_id: UUID) -> BookingView | None:
    """The booking that the request holds now, or None. Says nothing about who may see it: for rooms that know."""
    rows = _bookings_of(request_id)
    held = next((row for row in rows if row.released_at is None), None)
    return _booking_view(held, rows) if held else None


def find_last_booking(request_id: UUID) -> BookingView | None:
    """The booking that the request holds, or the last one that it held."""
    rows = _bookings_of(request_id)
    return _booking_view(rows[-1], rows) if rows else None


def _bookings_of(request_id: UUID) -> Sequence[Any]:
    return _bookings.rows(False, request_id=request_id)


@Statement
def _bookings(by_reference: bool) -> Query:
    condition = (
        RequestForAdvice.reference == one("reference")
        if by_reference
        else Booking.request_id == one("request_id")
    )
    return (
        select(Booking.id, Booking.request_id, Booking.slot_id, Booking.attendance, Booking.released_at)
        .add_columns(Slot.starts_at, Slot.ends_at, Slot.clinic_id, Clinic.area_id, Clinic.version)
        .add_columns(Clinic.starts_at.label("clinic_starts_at"), Clinic.place, Clinic.online_link)
        .join(Slot, Slot.id == Booking.slot_id)
        .join(Clinic, Clinic.id == Slot.clinic_id)
        .join(RequestForAdvice, RequestForAdvice.id == Booking.request_id)
        .where(condition)
        .order_by(Booking.released_at.is_(None), Booking.booked_at, Booking.id)
    )


def _booking_view(row: Any, rows: Sequence[Any]) -> BookingView:
    leads = _leads.rows(clinic_id=row.clinic_id)
    changes = len(rows) - 1 + sum(each.released_at is not None for each in rows)
    return BookingView(
        id=row.id,
        request_id=row.request_id,
        slot_id=row.slot_id,
        clinic_id=row.clinic_id,
        area_id=row.area_id,
        starts_at=row.starts_at,
        ends_at=row.ends_at,
        clinic_starts_at=row.clinic_starts_at,
        place=row.place,
        online_link=row.online_link,
        attendance=row.attendance,
        lead_ids=tuple(lead.id for lead in leads),
        lead_names=tuple(lead.full_name for lead in leads),
        is_held=row.released_at is None,
        sequence=changes * 1000 + min(row.version, 999),
    )


def find_booking_of_reference(reference: str) -> BookingView | None:
    """The same by reference."""
    rows = _bookings.rows(True, reference=tidy_reference(reference))
    held = next((row for row in rows if row.released_at is None), None)
    return _booking_view(held, rows) if held else None


@dataclass(frozen=True)
class RequestStatus:
    """Where a request stands, without a word of it: for mail that is about to be sent."""

    state: RequestState
    lead_id: int | None
    slot_id: int | None
    starts_at: datetime | None
    lead_ids: tuple[int, ...]


def find_status(reference: str) -> RequestStatus | None:
    """The status of the request with that reference."""
    query = select(RequestForAdvice.id, RequestForAdvice.state, RequestForAdvice.lead_id)
    row = db.session.execute(query.where(RequestForAdvice.reference == reference)).first()
    if row is None:
        return None
    held = find_booking_of_request(row.id)
    return RequestStatus(
        state=row.state,
        lead_id=row.lead_id,
        slot_id=held.slot_id if held else None,
        starts_at=held.starts_at if held else None,
        lead_ids=held.lead_ids if held else (),
    )


@Statement
def _leads() -> Query:
    return (
        select(Person.id, Person.full_name)
        .join(ClinicLead, ClinicLead.person_id == Person.id)
        .where(ClinicLead.clinic_id == one("clinic_id"))
        .order_by(ClinicLead.position)
    )


def _find_row(reference: str) -> RequestForAdvice | None:
    found: RequestForAdvice | None = _request_of.first(reference=reference)
    return found


@rows_like(RequestForAdvice)
def _request_of() -> Query:
    return select(*columns_of(RequestForAdvice)).where(RequestForAdvice.reference == one("reference"))


def _can_read(viewer: Viewer, row: RequestForAdvice, booking: BookingView | None) -> bool:
    return policy.is_own(viewer, area_id=row.area_id, worker_id=row.worker_id) or policy.can_answer(
        viewer,
        area_id=row.area_id,
        state=row.state,
        lead_id=row.lead_id,
        clinic_lead_ids=booking.lead_ids if booking else (),
    )


def _opened(row: RequestForAdvice, booking: BookingView | None) -> RequestView:
    people = names_of([person_id for person_id in (row.worker_id, row.lead_id) if person_id])
    team = _team_name.scalar(team_id=row.team_id) if row.team_id else None
    as_they_are: dict[str, Any] = {name: getattr(row, name) for name in AS_THEY_ARE}
    words: dict[str, Any] = {name: "" if row.hidden_at else getattr(row, name) for name in WORDS}
    return RequestView(
        worker_name=people.get(row.worker_id, ""),
        team_name=team or "",
        lead_name=people.get(row.lead_id, "") if row.lead_id else "",
        booking=booking,
        **as_they_are,
        **words,
    )


@Statement
def _team_name() -> Query:
    return select(Team.name).where(Team.id == one("team_id"))
