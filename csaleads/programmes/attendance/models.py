"""Tables of who was there: marks by half day, how they were corrected, joining codes, and what completes a cohort."""

from datetime import datetime
from enum import StrEnum

from sqlalchemy import CheckConstraint, ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from csaleads.core.database import Base, NarrativeRow, enum_column
from csaleads.core.encryption import Narrative, Screening, sealed_column
from csaleads.programmes.cohorts.timetable import MOST_DAYS

CODE_LENGTH = 5


class Half(StrEnum):
    """Half of a learning day."""

    MORNING = "morning"
    AFTERNOON = "afternoon"


class Presence(StrEnum):
    """Whether somebody was there. An apology was said beforehand."""

    PRESENT = "present"
    PART = "part"
    APOLOGY = "apology"
    ABSENT = "absent"


class MarkWay(StrEnum):
    """How a mark came about."""

    BY_REGISTER = "by_register"
    BY_CODE = "by_code"
    BY_CORRECTION = "by_correction"


class CorrectionReason(StrEnum):
    """Why a mark was corrected."""

    WRONG_ENTRY = "wrong_entry"
    CAME_LATER = "came_later"
    LEFT_EARLIER = "left_earlier"
    APOLOGY_FOUND = "apology_found"
    CODE_FAILED = "code_failed"
    OTHER = "other"


class PartCounts(StrEnum):
    """What somebody is given who was there for part of a half day."""

    HALF = "half"
    WHOLE = "whole"
    NOTHING = "nothing"


class EarlyWord(StrEnum):
    """What a member and their manager were told of in time."""

    IN_DANGER = "in_danger"
    OUT_OF_REACH = "out_of_reach"


class AttendanceMark(Base):
    """How a half day stands for a member. There is one mark or none; whoever changes it says why (`AttendanceChange`)."""

    __tablename__ = "attendance_marks"
    __table_args__ = (Index("ix_attendance_marks_day_id", "day_id"),)

    member_id: Mapped[int] = mapped_column(ForeignKey("cohort_members.id"), primary_key=True)
    day_id: Mapped[int] = mapped_column(ForeignKey("learning_days.id"), primary_key=True)
    half: Mapped[Half] = enum_column(Half, primary_key=True)
    presence: Mapped[Presence] = enum_column(Presence)
    way: Mapped[MarkWay] = enum_column(MarkWay)
    marked_by_id: Mapped[int] = mapped_column(ForeignKey("people.id"))
    marked_at: Mapped[datetime]


class AttendanceChange(NarrativeRow, Base):
    """A mark that was corrected: what it said, what it says, who changed it and why. Never changed, never deleted."""

    __tablename__ = "attendance_changes"
    __table_args__ = (Index("ix_attendance_changes_member_day", "member_id", "day_id"),)

    member_id: Mapped[int] = mapped_column(ForeignKey("cohort_members.id"))
    day_id: Mapped[int] = mapped_column(ForeignKey("learning_days.id"))
    half: Mapped[Half] = enum_column(Half)
    before: Mapped[Presence] = enum_column(Presence, constraint="before")
    after: Mapped[Presence] = enum_column(Presence, constraint="after")
    reason: Mapped[CorrectionReason] = enum_column(CorrectionReason)
    more_sealed: Mapped[bytes | None] = sealed_column()
    more = Narrative("more_sealed", Screening.AT_ONCE)
    changed_by_id: Mapped[int] = mapped_column(ForeignKey("people.id"))
    changed_at: Mapped[datetime]


class JoiningCode(Base):
    """What members type to say that they are there: of one half day, worth something during it alone."""

    __tablename__ = "joining_codes"

    day_id: Mapped[int] = mapped_column(ForeignKey("learning_days.id"), primary_key=True)
    half: Mapped[Half] = enum_column(Half, primary_key=True)
    code: Mapped[str] = mapped_column(String(CODE_LENGTH))
    made_by_id: Mapped[int] = mapped_column(ForeignKey("people.id"))
    made_at: Mapped[datetime]


class CompletionRule(Base):
    """How many days complete a cohort. Without a row it is nine of ten, and part of a half day counts as half of it."""

    __tablename__ = "completion_rules"
    __table_args__ = (CheckConstraint(f"days_needed BETWEEN 1 AND {MOST_DAYS}", name="days_needed"),)

    cohort_id: Mapped[int] = mapped_column(ForeignKey("cohorts.id"), primary_key=True)
    days_needed: Mapped[int]
    part_counts: Mapped[PartCounts] = enum_column(PartCounts)
    set_by_id: Mapped[int] = mapped_column(ForeignKey("people.id"))
    set_at: Mapped[datetime]


class CompletionWord(Base):
    """A member and their manager were told this. Once it is no longer so the row goes, and it may be told again."""

    __tablename__ = "completion_words"

    member_id: Mapped[int] = mapped_column(ForeignKey("cohort_members.id"), primary_key=True)
    word: Mapped[EarlyWord] = enum_column(EarlyWord, primary_key=True)
    told_at: Mapped[datetime]
