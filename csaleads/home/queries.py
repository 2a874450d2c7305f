"""What Today asks about the viewer's own work: requests, records and clinics. One statement for each question.

No narrative is loaded: references, moments, states and counts, each of the viewer's own or theirs to answer.
"""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from sqlalchemy import ColumnElement, and_, case, exists, func, or_, select
from sqlalchemy.orm import aliased

from csaleads.access.permissions import Permission
from csaleads.access.viewer import Viewer
from csaleads.advice.models import Attendance, Booking, RequestForAdvice, RequestState
from csaleads.clinics.models import Clinic, ClinicLead, ClinicState, Slot, SlotState
from csaleads.consultations.models import Action, Consultation, OwnerRole, RecordState
from csaleads.core import clock
from csaleads.core.statements import Query, Statement, many, one

ACTIONS_AHEAD = timedelta(days=7)
ASK_FEEDBACK_FOR = timedelta(days=90)
MOST = 60  # of one kind; nobody has more open at once, and a page could not show more
OPEN_TO_WORKER = (
    RequestState.DRAFT,
    RequestState.SUBMITTED,
    RequestState.BOOKED,
    RequestState.QUEUED,
    RequestState.ACCEPTED,
)


@dataclass(frozen=True)
class OpenRequest:
    """A request of the viewer's own, one that they took from the queue, or one that was met and that they took over."""

    reference: str
    state: RequestState
    is_own: bool
    saved_at: datetime
    submitted_at: datetime | None
    starts_at: datetime | None
    place: str
    is_online: bool


@dataclass(frozen=True)
class OpenRecord:
    """A record that waits for its lead to sign it, or for the worker to read it, answer it or act on it."""

    reference: str
    is_to_sign: bool
    held_at: datetime
    signed_at: datetime | None
    is_read: bool
    has_feedback: bool
    actions_due: int
    first_due_on: date | None


@dataclass(frozen=True)
class LeadsClinic:
    """A clinic of the viewer's that is not over and done with."""

    id: UUID
    state: ClinicState
    starts_at: datetime
    ends_at: datetime
    place: str
    is_online: bool
    booked_count: int
    free_count: int
    to_mark_count: int  # booked, and nobody has said yet whether they came
    has_begun: bool
    is_over: bool


def list_open_requests(viewer: Viewer) -> list[OpenRequest]:
    """The viewer's requests under way, those that they accepted, and those that they took over once met; soonest first."""
    rows = _open_requests.rows(
        viewer_id=viewer.person_id,
        asks_in=viewer.areas_with(Permission.ASK_FOR_ADVICE),
        answers_in=viewer.areas_with(Permission.ANSWER_REQUESTS),
    )
    return [OpenRequest(*row) for row in rows]


@Statement
def _open_requests() -> Query:
    own = and_(
        RequestForAdvice.worker_id == one("viewer_id"),
        RequestForAdvice.area_id.in_(many("asks_in")),
        RequestForAdvice.state.in_(OPEN_TO_WORKER),
    )
    accepted = and_(
        RequestForAdvice.lead_id == one("viewer_id"),
        RequestForAdvice.area_id.in_(many("answers_in")),
        RequestForAdvice.state.in_((RequestState.ACCEPTED, RequestState.BOOKED)),
    )
    return (
        select(
            RequestForAdvice.reference,
            RequestForAdvice.state,
            (RequestForAdvice.worker_id == one("viewer_id")).label("is_own"),
            RequestForAdvice.saved_at,
            RequestForAdvice.submitted_at,
            Slot.starts_at,
            func.coalesce(Clinic.place, "").label("place"),
            (func.coalesce(Clinic.online_link, "") != "").label("is_online"),
        )
        .outerjoin(Booking, and_(Booking.request_id == RequestForAdvice.id, Booking.released_at.is_(None)))
        .outerjoin(Slot, Slot.id == Booking.slot_id)
        .outerjoin(Clinic, Clinic.id == Slot.clinic_id)
        .where(or_(own, accepted))
        .order_by(func.coalesce(Slot.starts_at, RequestForAdvice.saved_at), RequestForAdvice.reference)
        .limit(MOST)
    )


def list_open_records(viewer: Viewer) -> list[OpenRecord]:
    """Drafts for the viewer to sign, and signed records that wait for something of theirs; oldest first."""
    rows = _open_records.rows(
        viewer_id=viewer.person_id,
        writes_in=viewer.areas_with(Permission.WRITE_RECORDS),
        asks_in=viewer.areas_with(Permission.ASK_FOR_ADVICE),
        asked_since=clock.now() - ASK_FEEDBACK_FOR,
        due_by=clock.today() + ACTIONS_AHEAD,
    )
    return [OpenRecord(*row) for row in rows]


@Statement
def _open_records() -> Query:
    to_sign = and_(
        Consultation.lead_id == one("viewer_id"),
        Consultation.area_id.in_(many("writes_in")),
        Consultation.signed_at.is_(None),
    )
    still_asked = and_(Consultation.feedback_at.is_(None), Consultation.signed_at > one("asked_since"))
    any_action = aliased(Action)
    has_due = exists().where(any_action.consultation_id == Consultation.id, _is_due(any_action))
    to_do = and_(
        Consultation.worker_id == one("viewer_id"),
        Consultation.area_id.in_(many("asks_in")),
        Consultation.state == RecordState.SIGNED,
        or_(Consultation.read_by_worker_at.is_(None), still_asked, has_due),
    )
    is_to_sign = case((Consultation.signed_at.is_(None), True), else_=False).label("is_to_sign")
    return (
        select(
            RequestForAdvice.reference,
            is_to_sign,
            Consultation.held_at,
            Consultation.signed_at,
            Consultation.read_by_worker_at.is_not(None).label("is_read"),
            case((still_asked, False), else_=True).label("has_feedback"),
            func.count(Action.id).label("actions_due"),
            func.min(Action.due_on).label("first_due_on"),
        )
        .join(RequestForAdvice, RequestForAdvice.id == Consultation.request_id)
        .outerjoin(Action, and_(Action.consultation_id == Consultation.id, _is_due(Action)))
        .where(or_(to_sign, to_do))
        .group_by(Consultation.id, RequestForAdvice.reference)
        .order_by(Consultation.held_at, RequestForAdvice.reference)
        .limit(MOST)
    )


def _is_due(action: type[Action]) -> ColumnElement[bool]:
    """An action of the social worker's that is not done, and due within a week or late."""
    return and_(
        action.owner_role == OwnerRole.SOCIAL_WORKER,
        action.done_at.is_(None),
        action.due_on <= one("due_by"),
    )


def list_leads_clinics(viewer: Viewer) -> list[LeadsClinic]:
    """The viewer's clinics that are drafts, to come, or past and not yet closed; soonest first."""
    rows = _leads_clinics.rows(
        viewer_id=viewer.person_id, runs_in=viewer.areas_with(Permission.RUN_CLINICS), now=clock.now()
    )
    return [LeadsClinic(*row) for row in rows]


@Statement
def _leads_clinics() -> Query:
    booked = Slot.state == SlotState.BOOKED
    to_mark = and_(booked, Booking.attendance == Attendance.EXPECTED)
    return (
        select(
            Clinic.id,
            Clinic.state,
            Clinic.starts_at,
            Clinic.ends_at,
            Clinic.place,
            (Clinic.online_link != "").label("is_online"),
            func.sum(case((booked, 1), else_=0)).label("booked_count"),
            func.sum(case((Slot.state == SlotState.FREE, 1), else_=0)).label("free_count"),
            func.sum(case((to_mark, 1), else_=0)).label("to_mark_count"),
            (Clinic.starts_at <= one("now")).label("has_begun"),
            (Clinic.ends_at <= one("now")).label("is_over"),
        )
        .join(ClinicLead, ClinicLead.clinic_id == Clinic.id)
        .outerjoin(Slot, Slot.clinic_id == Clinic.id)
        .outerjoin(Booking, and_(Booking.slot_id == Slot.id, Booking.released_at.is_(None)))
        .where(
            ClinicLead.person_id == one("viewer_id"),
            Clinic.area_id.in_(many("runs_in")),
            or_(
                Clinic.state == ClinicState.PUBLISHED,
                and_(Clinic.state == ClinicState.DRAFT, Clinic.starts_at > one("now")),
            ),
        )
        .group_by(Clinic.id)
        .order_by(Clinic.starts_at, Clinic.id)
        .limit(MOST)
    )
