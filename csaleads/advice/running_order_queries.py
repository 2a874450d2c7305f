"""The running order of a clinic: who comes when and, for its leads alone, what they ask."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from typing import NamedTuple
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import aliased

from csaleads.access.viewer import Viewer
from csaleads.accounts.models import Person, Team
from csaleads.advice import policy
from csaleads.advice.models import Attendance, Booking, ReleaseKind, RequestForAdvice, RequestState
from csaleads.clinics.models import SlotState
from csaleads.clinics.queries import ClinicView, SlotView, get_clinic
from csaleads.core.errors import NotFound
from csaleads.core.statements import Query, Statement, columns_of, many, rows_like


class BookingLine(NamedTuple):
    """A booking of the clinic, held or released."""

    id: UUID
    slot_id: int
    request_id: UUID
    reference: str
    state: RequestState
    worker_name: str
    team_name: str | None
    attendance: Attendance
    released_at: datetime | None
    released_kind: ReleaseKind | None
    is_hidden: bool  # what is asked is being corrected, and nobody reads it meanwhile
    taken_by: str | None  # the colleague who took over from the leads and writes the record, if one did


@dataclass(frozen=True)
class Sitting:
    """A slot with the booking that holds it, what was asked (None for whoever may not read it), and earlier bookings."""

    slot: SlotView
    booking: BookingLine | None
    request: RequestForAdvice | None
    released: list[BookingLine] = field(default_factory=list)


@dataclass(frozen=True)
class RunningOrder:
    """A clinic in the order in which it runs. `is_for_lead` tells whether names and narrative are in it."""

    clinic: ClinicView
    sittings: list[Sitting]
    is_for_lead: bool
    reasons: dict[UUID, str]  # why a booking was cancelled, by booking

    @property
    def booked_count(self) -> int:
        return sum(sitting.booking is not None for sitting in self.sittings)


def get_running_order(viewer: Viewer, clinic_id: UUID) -> RunningOrder:
    """For a lead of the clinic everything, for a coordinator of the area times and references; else raises NotFound."""
    clinic = get_clinic(viewer, clinic_id)
    is_for_lead = policy.leads_clinic(viewer, area_id=clinic.area_id, clinic_lead_ids=clinic.lead_ids)
    if not is_for_lead and not policy.can_see_times(viewer, clinic.area_id):
        raise NotFound
    held: dict[int, BookingLine] = {}
    released: dict[int, list[BookingLine]] = defaultdict(list)
    for line in _lines([slot.id for slot in clinic.slots]):
        if line.released_at is None:
            held[line.slot_id] = line
        else:
            released[line.slot_id].append(line)
    opened = _opened([line.request_id for line in held.values() if not line.is_hidden]) if is_for_lead else {}
    sittings = [
        Sitting(
            slot,
            found := held.get(slot.id),
            opened.get(found.request_id) if found else None,
            released[slot.id],
        )
        for slot in clinic.slots
        if slot.state is not SlotState.WITHDRAWN or slot.id in held or released[slot.id]
    ]
    gone = [line.id for lines in released.values() for line in lines if not line.is_hidden]
    return RunningOrder(clinic, sittings, is_for_lead, _reasons(gone) if is_for_lead else {})


def _lines(slot_ids: Iterable[int]) -> list[BookingLine]:
    return [BookingLine(*row) for row in _lines_of.rows(slot_ids=list(slot_ids))]


@Statement
def _lines_of() -> Query:
    taker = aliased(Person)
    return (
        select(Booking.id, Booking.slot_id, RequestForAdvice.id, RequestForAdvice.reference)
        .add_columns(RequestForAdvice.state, Person.full_name, Team.name)
        .add_columns(Booking.attendance, Booking.released_at, Booking.released_kind)
        .add_columns(RequestForAdvice.hidden_at.is_not(None), taker.full_name.label("taken_by"))
        .join(RequestForAdvice, RequestForAdvice.id == Booking.request_id)
        .join(Person, Person.id == RequestForAdvice.worker_id)
        .outerjoin(taker, taker.id == RequestForAdvice.lead_id)
        .outerjoin(Team, Team.id == RequestForAdvice.team_id)
        .where(Booking.slot_id.in_(many("slot_ids")))
        .order_by(Booking.booked_at, Booking.id)
    )


def _opened(request_ids: Iterable[UUID]) -> dict[UUID, RequestForAdvice]:
    return {row.id: row for row in _requests.rows(request_ids=list(request_ids))}


@rows_like(RequestForAdvice)
def _requests() -> Query:
    return select(*columns_of(RequestForAdvice)).where(RequestForAdvice.id.in_(many("request_ids")))


def _reasons(booking_ids: list[UUID]) -> dict[UUID, str]:
    if not booking_ids:
        return {}
    return {row.id: row.released_reason for row in _released.rows(booking_ids=booking_ids)}


@rows_like(Booking)
def _released() -> Query:
    return select(*columns_of(Booking)).where(Booking.id.in_(many("booking_ids")))
