"""Tables of sharing: the version for learning of a record, who reviewed it with what answers, and who opened it to read."""

from datetime import date, datetime
from enum import StrEnum
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from csaleads.core.database import Base, NarrativeRow, enum_column
from csaleads.core.encryption import Narrative, Screening, sealed_column
from csaleads.sharing.broadening import AgeGroup, ConcernGroup, Period, StageGroup


class SharingState(StrEnum):
    DRAFT = "draft"  # its lead edits it
    PROPOSED = "proposed"  # a colleague reads it first
    RETURNED = "returned"  # sent back with what to change
    SHARED = "shared"
    TAKEN_BACK = "taken_back"  # by its lead
    STOPPED = "stopped"  # by the coordinator, or by what happened to the record

    @property
    def label(self) -> str:
        return {
            "draft": "Not sent yet",
            "proposed": "Waiting for a colleague",
            "returned": "Sent back",
            "shared": "Shared",
            "taken_back": "Taken back",
            "stopped": "Stopped",
        }[self.value]


class StopReason(StrEnum):
    """Why sharing was stopped from outside."""

    COULD_IDENTIFY = "could_identify"
    LEAD_HAS_LEFT = "lead_has_left"
    NO_LONGER_RIGHT = "no_longer_right"

    @property
    def label(self) -> str:
        return {
            "could_identify": "Somebody could be recognised in it",
            "lead_has_left": "Its Practice Lead has left the area",
            "no_longer_right": "What it says is no longer right",
        }[self.value]


class Outcome(StrEnum):
    CONFIRMED = "confirmed"
    SENT_BACK = "sent_back"


class Question(StrEnum):
    """What somebody who wants to find out whom it is about would try (the motivated intruder of the ICO's guidance)."""

    RARE_EVENT = "rare_event"
    SMALL_PLACE = "small_place"
    UNUSUAL_FAMILY = "unusual_family"
    DATES = "dates"
    ONLY_ONE_IN_ROLE = "only_one_in_role"
    QUOTE = "quote"
    KNOWN_CASE = "known_case"


class LearningVersion(NarrativeRow, Base):
    """A copy of a signed record that its lead edits for colleagues to learn from. What is confirmed is what is read."""

    __tablename__ = "learning_versions"
    __table_args__ = (
        CheckConstraint("(state = 'proposed') = (proposed_at IS NOT NULL)", name="proposed_has_moment"),
        CheckConstraint("(state = 'shared') = (shared_at IS NOT NULL)", name="shared_has_moment"),
        CheckConstraint("(state = 'stopped') = (stopped_for IS NOT NULL)", name="stopped_has_reason"),
        CheckConstraint("(period = 'any_time') = (period_on IS NULL)", name="period_has_first_day"),
        Index("ix_learning_versions_area_state", "area_id", "state", "shared_at"),
        Index("ix_learning_versions_lead_state", "lead_id", "state"),
    )

    number: Mapped[str] = mapped_column(String(8), unique=True)  # never the reference
    consultation_id: Mapped[UUID] = mapped_column(ForeignKey("consultations.id"), unique=True)
    area_id: Mapped[int] = mapped_column(ForeignKey("areas.id"))
    lead_id: Mapped[int] = mapped_column(ForeignKey("people.id"))
    state: Mapped[SharingState] = enum_column(SharingState, default=SharingState.DRAFT)
    version: Mapped[int] = mapped_column(default=1)
    saved_at: Mapped[datetime]
    proposed_at: Mapped[datetime | None]
    shared_at: Mapped[datetime | None]
    stopped_for: Mapped[StopReason | None] = enum_column(StopReason, nullable=True)
    hidden_at: Mapped[datetime | None]  # as of its record: the two are hidden and shown together
    kept_at: Mapped[datetime | None]  # when the coordinator let it be shared on although its lead had left
    age_group: Mapped[AgeGroup] = enum_column(AgeGroup)
    concern: Mapped[ConcernGroup] = enum_column(ConcernGroup)
    stage: Mapped[StageGroup] = enum_column(StageGroup)
    period: Mapped[Period] = enum_column(Period)
    period_on: Mapped[date | None]  # the first day of the period; None for any time

    hypotheses_sealed: Mapped[bytes | None] = sealed_column()
    evidence_for_sealed: Mapped[bytes | None] = sealed_column()
    evidence_against_sealed: Mapped[bytes | None] = sealed_column()
    protective_factors_sealed: Mapped[bytes | None] = sealed_column()
    agencies_sealed: Mapped[bytes | None] = sealed_column()
    advice_sealed: Mapped[bytes | None] = sealed_column()
    say_to_child_sealed: Mapped[bytes | None] = sealed_column()
    actions_sealed: Mapped[bytes | None] = sealed_column()
    manager_decision_sealed: Mapped[bytes | None] = sealed_column()
    added_later_sealed: Mapped[bytes | None] = sealed_column()
    hypotheses = Narrative("hypotheses_sealed", Screening.WHEN_SENT)
    evidence_for = Narrative("evidence_for_sealed", Screening.WHEN_SENT)
    evidence_against = Narrative("evidence_against_sealed", Screening.WHEN_SENT)
    protective_factors = Narrative("protective_factors_sealed", Screening.WHEN_SENT)
    agencies = Narrative("agencies_sealed", Screening.WHEN_SENT)
    advice = Narrative("advice_sealed", Screening.WHEN_SENT)
    say_to_child = Narrative("say_to_child_sealed", Screening.WHEN_SENT)
    actions = Narrative("actions_sealed", Screening.WHEN_SENT)
    manager_decision = Narrative("manager_decision_sealed", Screening.WHEN_SENT)
    added_later = Narrative("added_later_sealed", Screening.WHEN_SENT)


class LearningReview(NarrativeRow, Base):
    """A colleague's answer to one proposal. There is one answer to each version that was proposed."""

    __tablename__ = "learning_reviews"
    __table_args__ = (UniqueConstraint("learning_version_id", "version"),)

    learning_version_id: Mapped[UUID] = mapped_column(ForeignKey("learning_versions.id"))
    version: Mapped[int]
    reviewer_id: Mapped[int] = mapped_column(ForeignKey("people.id"), index=True)
    reviewed_at: Mapped[datetime]
    outcome: Mapped[Outcome] = enum_column(Outcome)
    what_to_change_sealed: Mapped[bytes | None] = sealed_column()
    what_to_change = Narrative("what_to_change_sealed", Screening.AT_ONCE)


class ReviewAnswer(Base):
    """Whether somebody could be recognised by one of the ways that the questions name."""

    __tablename__ = "learning_review_answers"
    __table_args__ = (UniqueConstraint("review_id", "question"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    review_id: Mapped[UUID] = mapped_column(ForeignKey("learning_reviews.id"))
    question: Mapped[Question] = enum_column(Question)
    could_identify: Mapped[bool]


class LearningReading(Base):
    """Somebody opened a version to read or to review it. The words are shown to them until `ends_at`."""

    __tablename__ = "learning_readings"
    __table_args__ = (Index("ix_learning_readings_version_person", "learning_version_id", "person_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    learning_version_id: Mapped[UUID] = mapped_column(ForeignKey("learning_versions.id"))
    person_id: Mapped[int] = mapped_column(ForeignKey("people.id"))
    opened_at: Mapped[datetime]
    ends_at: Mapped[datetime]
