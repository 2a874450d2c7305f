"""Tables of consultations. Every word of a record is narrative; what is counted stands beside it in the clear."""

from datetime import date, datetime
from enum import StrEnum
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from csaleads.core.database import Base, NarrativeRow, enum_column
from csaleads.core.encryption import Narrative, Screening, sealed_column


class RecordState(StrEnum):
    DRAFT = "draft"
    SIGNED = "signed"

    @property
    def label(self) -> str:
        return {"draft": "Draft", "signed": "Signed"}[self.value]


class ExternalAdvice(StrEnum):
    """Would advice from outside otherwise have been bought?"""

    YES = "yes"
    NO = "no"
    NOT_SURE = "not_sure"

    @property
    def label(self) -> str:
        return {"yes": "Yes", "no": "No", "not_sure": "I am not sure"}[self.value]


class Agency(StrEnum):
    POLICE = "police"
    SCHOOL_OR_COLLEGE = "school_or_college"
    EARLY_YEARS = "early_years"
    HEALTH_VISITOR = "health_visitor"
    GP = "gp"
    HOSPITAL_OR_SARC = "hospital_or_sarc"
    CAMHS = "camhs"
    SPECIALIST_CSA_SERVICE = "specialist_csa_service"
    PROBATION = "probation"
    YOUTH_JUSTICE = "youth_justice"
    HOUSING = "housing"
    ADULT_SOCIAL_CARE = "adult_social_care"
    VOLUNTARY_SECTOR = "voluntary_sector"
    OTHER = "other"

    @property
    def label(self) -> str:
        return AGENCY_LABELS[self]


AGENCY_LABELS = {
    Agency.POLICE: "Police",
    Agency.SCHOOL_OR_COLLEGE: "School or college",
    Agency.EARLY_YEARS: "Nursery or early years",
    Agency.HEALTH_VISITOR: "Health visitor",
    Agency.GP: "GP",
    Agency.HOSPITAL_OR_SARC: "Hospital or sexual assault referral centre",
    Agency.CAMHS: "CAMHS",
    Agency.SPECIALIST_CSA_SERVICE: "Specialist sexual abuse service",
    Agency.PROBATION: "Probation",
    Agency.YOUTH_JUSTICE: "Youth justice",
    Agency.HOUSING: "Housing",
    Agency.ADULT_SOCIAL_CARE: "Adult social care",
    Agency.VOLUNTARY_SECTOR: "Voluntary organisation",
    Agency.OTHER: "Another agency",
}


class OwnerRole(StrEnum):
    """Whose action it is, by role: no names are needed."""

    SOCIAL_WORKER = "social_worker"
    PRACTICE_LEAD = "practice_lead"
    TEAM_MANAGER = "team_manager"
    OTHER_AGENCY = "other_agency"

    @property
    def label(self) -> str:
        return {
            "social_worker": "Social worker",
            "practice_lead": "Practice Lead",
            "team_manager": "Team manager",
            "other_agency": "Another agency",
        }[self.value]


class Consultation(NarrativeRow, Base):
    """The conversation and its record. Draft until signed by its lead; then only amendments are added."""

    __tablename__ = "consultations"
    __table_args__ = (
        CheckConstraint("confidence_after BETWEEN 1 AND 10", name="confidence_after"),
        CheckConstraint("(state = 'draft') = (signed_at IS NULL)", name="signed_has_moment"),
        Index("ix_consultations_lead_held", "lead_id", "held_at"),
        Index("ix_consultations_worker_held", "worker_id", "held_at"),
        Index("ix_consultations_area_signed", "area_id", "signed_at"),
        Index("ix_consultations_lead_signed", "lead_id", "signed_at"),
    )

    request_id: Mapped[UUID] = mapped_column(ForeignKey("requests.id"), unique=True)
    area_id: Mapped[int] = mapped_column(ForeignKey("areas.id"))
    lead_id: Mapped[int] = mapped_column(ForeignKey("people.id"))
    worker_id: Mapped[int] = mapped_column(ForeignKey("people.id"))
    clinic_id: Mapped[UUID | None] = mapped_column(
        ForeignKey("clinics.id"), index=True
    )  # None: between clinics
    state: Mapped[RecordState] = enum_column(RecordState, default=RecordState.DRAFT)
    held_at: Mapped[datetime]
    saved_at: Mapped[datetime]
    saved_by_id: Mapped[int | None] = mapped_column(ForeignKey("people.id"))
    saved_from: Mapped[str | None] = mapped_column(
        String(40)
    )  # the open page whose autosave was the last one
    signed_at: Mapped[datetime | None]
    working_days_to_advice: Mapped[
        int | None
    ]  # from asking to signing, bank holidays of England and Wales left out
    read_by_worker_at: Mapped[datetime | None]
    confidence_after: Mapped[int | None]
    external_advice: Mapped[ExternalAdvice | None] = enum_column(ExternalAdvice, nullable=True)
    feedback_at: Mapped[datetime | None]
    version: Mapped[int] = mapped_column(default=1)
    hidden_at: Mapped[datetime | None]  # as of its request: the two are hidden and shown together

    hypotheses_sealed: Mapped[bytes | None] = sealed_column()
    evidence_for_sealed: Mapped[bytes | None] = sealed_column()
    evidence_against_sealed: Mapped[bytes | None] = sealed_column()
    protective_factors_sealed: Mapped[bytes | None] = sealed_column()
    advice_sealed: Mapped[bytes | None] = sealed_column()
    lead_note_sealed: Mapped[bytes | None] = sealed_column()
    manager_decision_sealed: Mapped[bytes | None] = sealed_column()
    say_to_child_sealed: Mapped[bytes | None] = sealed_column()
    feedback_comment_sealed: Mapped[bytes | None] = sealed_column()
    hypotheses = Narrative("hypotheses_sealed", Screening.WHEN_SENT)
    evidence_for = Narrative("evidence_for_sealed", Screening.WHEN_SENT)
    evidence_against = Narrative("evidence_against_sealed", Screening.WHEN_SENT)
    protective_factors = Narrative("protective_factors_sealed", Screening.WHEN_SENT)
    advice = Narrative("advice_sealed", Screening.WHEN_SENT)
    lead_note = Narrative("lead_note_sealed", Screening.WHEN_SENT)  # never shared
    manager_decision = Narrative("manager_decision_sealed", Screening.WHEN_SENT)
    say_to_child = Narrative("say_to_child_sealed", Screening.WHEN_SENT)
    feedback_comment = Narrative("feedback_comment_sealed", Screening.AT_ONCE)


class AgencyInvolved(NarrativeRow, Base):
    """An agency that works with the child, in what role, and what it is waiting for."""

    __tablename__ = "agencies_involved"
    __table_args__ = (UniqueConstraint("consultation_id", "position"),)

    consultation_id: Mapped[UUID] = mapped_column(ForeignKey("consultations.id"))
    position: Mapped[int]
    agency: Mapped[Agency | None] = enum_column(Agency, nullable=True)  # chosen before the record is signed
    role_sealed: Mapped[bytes | None] = sealed_column()
    role = Narrative("role_sealed", Screening.WHEN_SENT)


class Action(NarrativeRow, Base):
    """Something agreed, with an owner's role and a due date."""

    __tablename__ = "actions"
    __table_args__ = (UniqueConstraint("consultation_id", "position"),)

    consultation_id: Mapped[UUID] = mapped_column(ForeignKey("consultations.id"))
    position: Mapped[int]
    owner_role: Mapped[OwnerRole | None] = enum_column(OwnerRole, nullable=True)  # chosen before signing
    due_on: Mapped[date | None]
    done_at: Mapped[datetime | None]
    done_by_id: Mapped[int | None] = mapped_column(ForeignKey("people.id"))
    description_sealed: Mapped[bytes | None] = sealed_column()
    description = Narrative("description_sealed", Screening.WHEN_SENT)


class Amendment(NarrativeRow, Base):
    """What was added to a signed record, by whom, and why. Never edited, never removed."""

    __tablename__ = "amendments"

    consultation_id: Mapped[UUID] = mapped_column(ForeignKey("consultations.id"), index=True)
    author_id: Mapped[int] = mapped_column(ForeignKey("people.id"))
    amended_at: Mapped[datetime]
    text_sealed: Mapped[bytes | None] = sealed_column()
    reason_sealed: Mapped[bytes | None] = sealed_column()
    text = Narrative("text_sealed", Screening.AT_ONCE)
    reason = Narrative("reason_sealed", Screening.AT_ONCE)


class ResourceGiven(Base):
    """A resource of the library that the lead gave with the record, in the edition that it had then.

    Given in the draft, or after signing with an amendment; never taken out of a signed record. It says nothing about the case.
    """

    __tablename__ = "resources_given"
    __table_args__ = (UniqueConstraint("consultation_id", "resource_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    consultation_id: Mapped[UUID] = mapped_column(ForeignKey("consultations.id"))
    resource_id: Mapped[UUID] = mapped_column(ForeignKey("resources.id"), index=True)
    edition: Mapped[int]
    given_by_id: Mapped[int] = mapped_column(ForeignKey("people.id"))
    given_at: Mapped[datetime]
    amendment_id: Mapped[UUID | None] = mapped_column(ForeignKey("amendments.id"))


class BreakGlassRead(NarrativeRow, Base):
    """A coordinator read a record that is not theirs, for a reason that its lead was told of at once."""

    __tablename__ = "break_glass_reads"

    consultation_id: Mapped[UUID] = mapped_column(ForeignKey("consultations.id"), index=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("people.id"), index=True)
    asked_at: Mapped[datetime]
    ends_at: Mapped[datetime]
    reason_sealed: Mapped[bytes | None] = sealed_column()
    reason = Narrative("reason_sealed", Screening.AT_ONCE)
