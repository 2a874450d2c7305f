"""Tables of clinics. Times are UTC; a series keeps the local time of day, so that 13:30 stays 13:30 all year."""

from datetime import date, datetime, time
from enum import StrEnum
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from csaleads.core.database import Base, NarrativeRow, enum_column
from csaleads.core.encryption import Narrative, Screening, sealed_column


class ClinicState(StrEnum):
    DRAFT = "draft"
    PUBLISHED = "published"
    HELD = "held"
    CANCELLED = "cancelled"


class SlotState(StrEnum):
    FREE = "free"
    BOOKED = "booked"
    WITHDRAWN = "withdrawn"


class ClinicSeries(Base):
    """The recurrence from which clinics were made. `rule` is an RFC 5545 RRULE over local dates."""

    __tablename__ = "clinic_series"

    id: Mapped[int] = mapped_column(primary_key=True)
    area_id: Mapped[int] = mapped_column(ForeignKey("areas.id"), index=True)
    rule: Mapped[str] = mapped_column(String(200))
    first_on: Mapped[date]
    last_on: Mapped[date]
    starts_at_local: Mapped[time]
    made_by_id: Mapped[int] = mapped_column(ForeignKey("people.id"))
    made_at: Mapped[datetime]


class Clinic(NarrativeRow, Base):
    """One sitting. `version` grows with every edit, so that two people editing at once are told."""

    __tablename__ = "clinics"
    __table_args__ = (
        CheckConstraint("ends_at > starts_at", name="ends_after_start"),
        CheckConstraint("slot_minutes BETWEEN 10 AND 240", name="slot_minutes"),
        CheckConstraint("gap_minutes BETWEEN 0 AND 120", name="gap_minutes"),
        Index("ix_clinics_area_starts", "area_id", "starts_at"),
        Index("ix_clinics_state_starts", "state", "starts_at"),
    )

    area_id: Mapped[int] = mapped_column(ForeignKey("areas.id"))
    series_id: Mapped[int | None] = mapped_column(ForeignKey("clinic_series.id"), index=True)
    state: Mapped[ClinicState] = enum_column(ClinicState, default=ClinicState.DRAFT)
    starts_at: Mapped[datetime]
    ends_at: Mapped[datetime]
    slot_minutes: Mapped[int]
    gap_minutes: Mapped[int] = mapped_column(default=0)
    place: Mapped[str] = mapped_column(String(200), default="")
    online_link: Mapped[str] = mapped_column(String(500), default="")
    made_by_id: Mapped[int] = mapped_column(ForeignKey("people.id"))
    made_at: Mapped[datetime]
    published_at: Mapped[datetime | None]
    held_at: Mapped[datetime | None]
    cancelled_at: Mapped[datetime | None]
    cancelled_by_id: Mapped[int | None] = mapped_column(ForeignKey("people.id"))
    cancelled_reason_sealed: Mapped[bytes | None] = sealed_column()
    cancelled_reason = Narrative("cancelled_reason_sealed", Screening.AT_ONCE)
    version: Mapped[int] = mapped_column(default=1)

    leads: Mapped[list["ClinicLead"]] = relationship(
        lazy="raise", order_by="ClinicLead.position", viewonly=True
    )
    slots: Mapped[list["Slot"]] = relationship(lazy="raise", order_by="Slot.starts_at", viewonly=True)
    teams: Mapped[list["ClinicTeam"]] = relationship(
        lazy="raise", order_by="ClinicTeam.team_id", viewonly=True
    )


class ClinicLead(Base):
    """A lead of a clinic: one or two, in order."""

    __tablename__ = "clinic_leads"
    __table_args__ = (
        CheckConstraint("position IN (1, 2)", name="one_or_two"),
        UniqueConstraint("clinic_id", "position"),
    )

    clinic_id: Mapped[UUID] = mapped_column(ForeignKey("clinics.id"), primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("people.id"), primary_key=True, index=True)
    position: Mapped[int] = mapped_column(default=1)


class ClinicTeam(Base):
    """A team that a clinic is for. A clinic with none is for every team of its area."""

    __tablename__ = "clinic_teams"

    clinic_id: Mapped[UUID] = mapped_column(ForeignKey("clinics.id"), primary_key=True)
    team_id: Mapped[int] = mapped_column(ForeignKey("teams.id"), primary_key=True)


class Slot(Base):
    """A part of a clinic that one request can hold. Its state follows the booking, in the same transaction."""

    __tablename__ = "slots"
    __table_args__ = (
        UniqueConstraint("clinic_id", "starts_at"),
        CheckConstraint("ends_at > starts_at", name="ends_after_start"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    clinic_id: Mapped[UUID] = mapped_column(ForeignKey("clinics.id"))
    starts_at: Mapped[datetime]
    ends_at: Mapped[datetime]
    state: Mapped[SlotState] = enum_column(SlotState, default=SlotState.FREE)
