"""Tables of requests and bookings. One booking a slot and one booking a request are unique indexes."""

from datetime import datetime
from enum import StrEnum
from typing import Any
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, text
from sqlalchemy.orm import Mapped, mapped_column

from csaleads.core.database import Base, NarrativeRow, enum_column
from csaleads.core.encryption import Narrative, Screening, sealed_column
from csaleads.practice.models import AgeBand, Concern

HELD_NOW: dict[str, Any] = {
    "sqlite_where": text("released_at IS NULL"),
    "postgresql_where": text("released_at IS NULL"),
}


class Stage(StrEnum):
    """Where the response to the child stands."""

    FIRST_CONCERN = "first_concern"
    EARLY_HELP = "early_help"
    STRATEGY_DISCUSSION = "strategy_discussion"
    SECTION_47 = "section_47"
    CHILD_PROTECTION_PLAN = "child_protection_plan"
    CHILD_IN_NEED = "child_in_need"
    CARE_PROCEEDINGS = "care_proceedings"
    LOOKED_AFTER = "looked_after"
    CRIMINAL_INVESTIGATION = "criminal_investigation"
    AFTER_THE_INVESTIGATION = "after_the_investigation"

    @property
    def label(self) -> str:
        return STAGE_LABELS[self]


STAGE_LABELS = {
    Stage.FIRST_CONCERN: "First concern",
    Stage.EARLY_HELP: "Early help",
    Stage.STRATEGY_DISCUSSION: "Strategy discussion",
    Stage.SECTION_47: "Section 47 enquiry",
    Stage.CHILD_PROTECTION_PLAN: "Child protection plan",
    Stage.CHILD_IN_NEED: "Child in need plan",
    Stage.CARE_PROCEEDINGS: "Care proceedings",
    Stage.LOOKED_AFTER: "Looked after",
    Stage.CRIMINAL_INVESTIGATION: "Criminal investigation",
    Stage.AFTER_THE_INVESTIGATION: "After the investigation",
}


class RequestState(StrEnum):
    DRAFT = "draft"
    SUBMITTED = "submitted"  # sent, and still to choose a slot or the queue
    BOOKED = "booked"
    QUEUED = "queued"
    ACCEPTED = "accepted"  # a lead took it from the queue
    CONSULTED = "consulted"
    WITHDRAWN = "withdrawn"
    DECLINED = "declined"
    DID_NOT_ATTEND = "did_not_attend"

    @property
    def label(self) -> str:
        return STATE_LABELS[self]


STATE_LABELS = {
    RequestState.DRAFT: "Draft",
    RequestState.SUBMITTED: "Choose a time",
    RequestState.BOOKED: "Booked",
    RequestState.QUEUED: "Waiting for a lead",
    RequestState.ACCEPTED: "With a lead",
    RequestState.CONSULTED: "Consulted",
    RequestState.WITHDRAWN: "Withdrawn",
    RequestState.DECLINED: "Not taken on",
    RequestState.DID_NOT_ATTEND: "Did not attend",
}


class RequestForAdvice(NarrativeRow, Base):
    """What a social worker asks. `reference` is what they write on the child's file; the link runs that way only."""

    __tablename__ = "requests"
    __table_args__ = (
        CheckConstraint("confidence_before BETWEEN 1 AND 10", name="confidence_before"),
        Index("ix_requests_worker_asked", "worker_id", "started_at"),
        Index("ix_requests_area_state", "area_id", "state"),
        Index("ix_requests_lead_state", "lead_id", "state"),
    )

    reference: Mapped[str] = mapped_column(String(12), unique=True)
    area_id: Mapped[int] = mapped_column(ForeignKey("areas.id"))
    worker_id: Mapped[int] = mapped_column(ForeignKey("people.id"))
    team_id: Mapped[int | None] = mapped_column(ForeignKey("teams.id"))
    lead_id: Mapped[int | None] = mapped_column(
        ForeignKey("people.id")
    )  # who took it, from the queue or over
    state: Mapped[RequestState] = enum_column(RequestState, default=RequestState.DRAFT)
    concern: Mapped[Concern | None] = enum_column(Concern, nullable=True)
    age_band: Mapped[AgeBand | None] = enum_column(AgeBand, nullable=True)
    stage: Mapped[Stage | None] = enum_column(Stage, nullable=True)
    confidence_before: Mapped[int | None]
    # The slot at which asking began: a wish and no hold, and the slot may be gone, so no foreign key.
    wanted_slot_id: Mapped[int | None]
    started_at: Mapped[datetime]
    saved_at: Mapped[datetime]
    submitted_at: Mapped[datetime | None]
    ended_at: Mapped[datetime | None]  # withdrawn, declined, consulted or did not attend
    version: Mapped[int] = mapped_column(default=1)
    hidden_at: Mapped[datetime | None]  # since when nobody reads it, for something in it identifies somebody
    corrected_at: Mapped[datetime | None]  # when words that could identify somebody were last taken out
    corrected_parts: Mapped[str] = mapped_column(
        String(600), default="", server_default=""
    )  # headings, no words

    known_sealed: Mapped[bytes | None] = sealed_column()
    worrying_sealed: Mapped[bytes | None] = sealed_column()
    going_well_sealed: Mapped[bytes | None] = sealed_column()
    question_sealed: Mapped[bytes | None] = sealed_column()
    ended_reason_sealed: Mapped[bytes | None] = sealed_column()
    known = Narrative("known_sealed", Screening.WHEN_SENT)
    worrying = Narrative("worrying_sealed", Screening.WHEN_SENT)
    going_well = Narrative("going_well_sealed", Screening.WHEN_SENT)
    question = Narrative("question_sealed", Screening.WHEN_SENT)
    ended_reason = Narrative("ended_reason_sealed", Screening.AT_ONCE)


class ReleaseKind(StrEnum):
    """Why a booking no longer holds its slot."""

    MOVED = "moved"
    CANCELLED_BY_WORKER = "cancelled_by_worker"
    CANCELLED_BY_LEAD = "cancelled_by_lead"
    CLINIC_CANCELLED = "clinic_cancelled"


class Attendance(StrEnum):
    EXPECTED = "expected"
    ATTENDED = "attended"
    DID_NOT_ATTEND = "did_not_attend"


class Booking(NarrativeRow, Base):
    """A request holding a slot, until it is released. Released bookings stay as history."""

    __tablename__ = "bookings"
    __table_args__ = (
        Index("uq_bookings_slot_held", "slot_id", unique=True, **HELD_NOW),
        Index("uq_bookings_request_held", "request_id", unique=True, **HELD_NOW),
        Index("ix_bookings_request", "request_id"),
        Index("ix_bookings_slot", "slot_id"),  # released ones too, for the running order
    )

    request_id: Mapped[UUID] = mapped_column(ForeignKey("requests.id"))
    slot_id: Mapped[int] = mapped_column(ForeignKey("slots.id"))
    booked_by_id: Mapped[int] = mapped_column(ForeignKey("people.id"))
    booked_at: Mapped[datetime]
    attendance: Mapped[Attendance] = enum_column(Attendance, default=Attendance.EXPECTED)
    attendance_at: Mapped[datetime | None]
    released_at: Mapped[datetime | None]
    released_by_id: Mapped[int | None] = mapped_column(ForeignKey("people.id"))
    released_kind: Mapped[ReleaseKind | None] = enum_column(ReleaseKind, nullable=True)
    released_reason_sealed: Mapped[bytes | None] = sealed_column()
    released_reason = Narrative("released_reason_sealed", Screening.AT_ONCE)


class SafeRouteStop(Base):
    """Somebody said that a child is in immediate danger and was shown the emergency steps. Counted, nothing else."""

    __tablename__ = "safe_route_stops"

    id: Mapped[int] = mapped_column(primary_key=True)
    area_id: Mapped[int] = mapped_column(ForeignKey("areas.id"), index=True)
    stopped_at: Mapped[datetime]
