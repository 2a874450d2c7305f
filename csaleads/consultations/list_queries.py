"""The lists of records: plain columns, never a word of narrative, the same number of statements however many rows."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from itertools import repeat
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, and_, case, func, select

from csaleads.access.permissions import Permission
from csaleads.access.viewer import Viewer
from csaleads.accounts.models import Person
from csaleads.advice import met_queries
from csaleads.advice.models import Booking, RequestForAdvice, RequestState
from csaleads.clinics.models import Clinic, ClinicLead, Slot
from csaleads.consultations.models import Consultation, RecordState
from csaleads.consultations.policy import DAYS_TO_SIGN
from csaleads.core import clock
from csaleads.core.database import db
from csaleads.core.month_grid import next_month
from csaleads.core.paging import ROWS_PER_PAGE, Page
from csaleads.core.statements import ESCAPE, FoundRows, Query, Statement, and_total, beginning_with, many, one
from csaleads.core.working_days import working_days_between
from csaleads.practice.models import Concern

AT_MOST = 20  # beside the list


class Side(StrEnum):
    """From which side the viewer looks at a list of records."""

    WRITTEN = "written"  # records they lead
    ASKED = "asked"  # signed records about their own requests


@dataclass(frozen=True)
class ListFilter:
    """What narrows a list down; None or empty leaves it as it is. `month` is the first day of one."""

    state: RecordState | None = None
    month: date | None = None
    concern: Concern | None = None
    reference: str = ""


@dataclass(frozen=True, eq=False, slots=True)
class RecordRow:
    """A line of a list, one object for a day. `person_name` is the other side: the worker to a lead, the lead to a worker."""

    reference: str
    state: RecordState
    held_at: datetime
    signed_at: datetime | None
    working_days_to_advice: int | None
    read_by_worker_at: datetime | None
    concern: Concern | None
    person_name: str
    days_old: int

    @property
    def is_late(self) -> bool:
        """An unsigned draft that has waited long enough to be marked."""
        return self.state is RecordState.DRAFT and self.days_old >= DAYS_TO_SIGN


def list_records(viewer: Viewer, side: Side, wanted: ListFilter, *, page: int) -> Page[RecordRow]:
    """The viewer's records from that side, drafts first, then the newest. One statement."""
    shape = (
        side,
        wanted.state is not None,
        wanted.month is not None,
        wanted.concern is not None,
        bool(wanted.reference),
    )
    needed = Permission.WRITE_RECORDS if side is Side.WRITTEN else Permission.ASK_FOR_ADVICE
    values = {
        "person_id": viewer.person_id,
        "area_ids": viewer.areas_with(needed),
        "state": wanted.state,
        "begins": clock.start_of_day(wanted.month) if wanted.month else None,
        "ends": clock.start_of_day(next_month(wanted.month)) if wanted.month else None,
        "concern": wanted.concern,
        "reference": beginning_with(wanted.reference),
    }
    found, total = _records.found(
        *shape, **values, limit=ROWS_PER_PAGE, offset=(page - 1) * ROWS_PER_PAGE
    ).page(page, lambda: _count.scalar(*shape, **values))
    return Page(_of_today(found), page, total)


def list_co_led_drafts(viewer: Viewer) -> list[RecordRow]:
    """Drafts that a colleague opened at a clinic of the viewer's, oldest first: the viewer may add to them."""
    area_ids = viewer.areas_with(Permission.WRITE_RECORDS)
    return _of_today(_co_led.found(person_id=viewer.person_id, area_ids=area_ids))


@Statement
def _co_led() -> Query:
    return (
        _columns(Consultation.lead_id)
        .join(ClinicLead, ClinicLead.clinic_id == Consultation.clinic_id)
        .where(
            ClinicLead.person_id == one("person_id"),
            Consultation.state == RecordState.DRAFT,
            Consultation.signed_at.is_(None),  # true of every draft, and what the index of an area knows
            Consultation.lead_id != one("person_id"),
            Consultation.worker_id != one("person_id"),
            Consultation.area_id.in_(many("area_ids")),
        )
        .order_by(Consultation.held_at, Consultation.id)
        .limit(AT_MOST)
    )


class ToBegin(NamedTuple):
    """A consultation that was met in a clinic and of which there is no record yet, for the viewer to write."""

    reference: str
    held_at: datetime
    concern: Concern | None
    person_name: str
    is_taken_over: bool


def list_to_begin(viewer: Viewer) -> list[ToBegin]:
    """What the viewer led a clinic for, or took over, and is to write a record of, oldest first."""
    area_ids = viewer.areas_with(Permission.WRITE_RECORDS)
    rows = _to_begin.rows(person_id=viewer.person_id, area_ids=area_ids, now=clock.now())
    return [ToBegin(*row) for row in rows]


@Statement
def _to_begin() -> Query:
    held = and_(Booking.request_id == RequestForAdvice.id, Booking.released_at.is_(None))
    return (
        select(
            RequestForAdvice.reference,
            Slot.starts_at,
            RequestForAdvice.concern,
            Person.full_name,
            RequestForAdvice.lead_id.is_not(None).label("is_taken_over"),
        )
        .join(Booking, held)
        .join(Slot, Slot.id == Booking.slot_id)
        .join(Clinic, Clinic.id == Slot.clinic_id)
        .join(Person, Person.id == RequestForAdvice.worker_id)
        .where(
            met_queries.is_to_write(),
            RequestForAdvice.state == RequestState.BOOKED,
            RequestForAdvice.area_id.in_(many("area_ids")),
        )
        .order_by(Slot.starts_at, RequestForAdvice.id)
        .limit(AT_MOST)
    )


def is_advice_unread(reference: str, worker_id: int) -> bool:
    """Whether that worker has a signed record of that reference and has not said that they read it."""
    query = (
        select(Consultation.read_by_worker_at)
        .join(RequestForAdvice, RequestForAdvice.id == Consultation.request_id)
        .where(
            RequestForAdvice.reference == reference,
            Consultation.worker_id == worker_id,
            Consultation.state == RecordState.SIGNED,
        )
    )
    found = db.session.execute(query).first()
    return found is not None and found.read_by_worker_at is None


class Breakable(NamedTuple):
    """A signed record that may be opened by break-glass, once it is not `is_hidden` any more."""

    is_hidden: bool


def find_breakable(viewer: Viewer, reference: str) -> Breakable | None:
    """The signed record of that reference, if it lies in an area that the viewer may break the glass in; else None."""
    query = (
        select(Consultation.hidden_at.is_not(None))
        .join(RequestForAdvice, RequestForAdvice.id == Consultation.request_id)
        .where(
            RequestForAdvice.reference == reference,
            Consultation.state == RecordState.SIGNED,
            Consultation.area_id.in_(viewer.areas_with(Permission.BREAK_GLASS)),
            Consultation.lead_id != viewer.person_id,
            Consultation.worker_id != viewer.person_id,
        )
    )
    found = db.session.execute(query).first()
    return Breakable(bool(found[0])) if found is not None else None


@Statement
def _records(side: Side, *narrowed_by: bool) -> Query:
    query = _columns(Consultation.worker_id if side is Side.WRITTEN else Consultation.lead_id)
    return (
        and_total(query, _counted(side, *narrowed_by))
        .where(*_conditions(side, *narrowed_by))
        .order_by(_drafts_first(), Consultation.held_at.desc(), Consultation.id)
        .limit(one("limit"))
        .offset(one("offset"))
    )


@Statement
def _count(side: Side, *narrowed_by: bool) -> Query:
    return _counted(side, *narrowed_by)


def _counted(side: Side, *narrowed_by: bool) -> Query:
    counted = select(func.count()).select_from(Consultation)
    _, _, by_concern, by_reference = narrowed_by
    if by_concern or by_reference:
        counted = counted.join(RequestForAdvice, RequestForAdvice.id == Consultation.request_id)
    return counted.where(*_conditions(side, *narrowed_by))


def _conditions(side: Side, *narrowed_by: bool) -> list[ColumnElement[bool]]:
    """Whose records, and what narrows them down: by state, month, concern and reference, in this order."""
    by_state, by_month, by_concern, by_reference = narrowed_by
    conditions: list[ColumnElement[bool]] = [Consultation.area_id.in_(many("area_ids"))]
    if side is Side.WRITTEN:
        conditions.append(Consultation.lead_id == one("person_id"))
    else:
        conditions += [Consultation.worker_id == one("person_id"), Consultation.state == RecordState.SIGNED]
    if by_state:
        conditions.append(Consultation.state == one("state"))
    if by_month:
        conditions += [Consultation.held_at >= one("begins"), Consultation.held_at < one("ends")]
    if by_concern:
        conditions.append(RequestForAdvice.concern == one("concern"))
    if by_reference:
        conditions.append(RequestForAdvice.reference.like(one("reference"), escape=ESCAPE))
    return conditions


def _columns(other_person: Any) -> Query:
    return (
        select(
            RequestForAdvice.reference,
            Consultation.state,
            Consultation.held_at,
            Consultation.signed_at,
            Consultation.working_days_to_advice,
            Consultation.read_by_worker_at,
            RequestForAdvice.concern,
            Person.full_name,
        )
        .select_from(Consultation)
        .join(RequestForAdvice, RequestForAdvice.id == Consultation.request_id)
        .join(Person, Person.id == other_person)
    )


def _drafts_first() -> Any:
    return case((Consultation.state == RecordState.DRAFT, 0), else_=1)


def _of_today(found: FoundRows) -> list[RecordRow]:
    return found.made(_row, repeat((clock.today(),)))


def _row(row: Any, today: date) -> RecordRow:
    days = 0
    if row.state is RecordState.DRAFT:
        days = working_days_between(clock.to_local(row.held_at).date(), today)
    return RecordRow(*(*row, days))
