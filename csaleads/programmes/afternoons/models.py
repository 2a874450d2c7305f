"""Tables of an afternoon: the case that somebody presents, what the group learnt, reserve cases, and how people are after it.

A case and what somebody says of themselves are sealed and short-lived; what a group learnt is sealed and kept.
"""

from datetime import datetime
from enum import StrEnum
from uuid import UUID, uuid4

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from csaleads.core.database import Base, NarrativeRow, enum_column
from csaleads.core.encryption import Narrative, Screening, sealed_column
from csaleads.practice.models import AgeBand, Concern

LONGEST_CASE_TEXT = 3000
LONGEST_VIGNETTE = 4000
LONGEST_TITLE = 160


class PresentedCase(NarrativeRow, Base):
    """What a member prepares for the afternoon on which they present. The author's alone until it is shared.

    It names neither its group nor its turn: both may change. Who reads it follows from who presents that day.
    """

    __tablename__ = "presented_cases"
    __table_args__ = (UniqueConstraint("day_id", "member_id"),)

    day_id: Mapped[int] = mapped_column(ForeignKey("learning_days.id"))
    member_id: Mapped[int] = mapped_column(ForeignKey("cohort_members.id"), index=True)
    concern: Mapped[Concern | None] = enum_column(Concern, nullable=True)
    age_band: Mapped[AgeBand | None] = enum_column(AgeBand, nullable=True)
    saved_at: Mapped[datetime]
    shared_at: Mapped[datetime | None]
    held_at: Mapped[datetime | None]  # since when a colleague thinks that something in it identifies somebody

    wanted_sealed: Mapped[bytes | None] = sealed_column()
    known_sealed: Mapped[bytes | None] = sealed_column()
    worrying_sealed: Mapped[bytes | None] = sealed_column()
    going_well_sealed: Mapped[bytes | None] = sealed_column()
    wanted = Narrative("wanted_sealed", Screening.WHEN_SENT)
    known = Narrative("known_sealed", Screening.WHEN_SENT)
    worrying = Narrative("worrying_sealed", Screening.WHEN_SENT)
    going_well = Narrative("going_well_sealed", Screening.WHEN_SENT)


class LearningPoints(NarrativeRow, Base):
    """What the group of that number learnt on a day. Kept, with no case in it."""

    __tablename__ = "learning_points"
    __table_args__ = (UniqueConstraint("day_id", "group_number"),)

    day_id: Mapped[int] = mapped_column(ForeignKey("learning_days.id"))
    group_number: Mapped[int]
    written_by_id: Mapped[int] = mapped_column(ForeignKey("people.id"))
    written_at: Mapped[datetime]
    version: Mapped[int] = mapped_column(default=1)
    text_sealed: Mapped[bytes | None] = sealed_column()
    text = Narrative("text_sealed", Screening.AT_ONCE)


class Vignette(Base):
    """A made-up case of a topic, for an afternoon on which nobody can present. Fiction, and kept readable."""

    __tablename__ = "vignettes"
    __table_args__ = (Index("ix_vignettes_topic_title", "topic_id", "title"),)

    id: Mapped[UUID] = mapped_column(primary_key=True, default=uuid4)
    start_key: Mapped[str | None] = mapped_column(String(80), unique=True)
    topic_id: Mapped[UUID] = mapped_column(ForeignKey("topics.id"))
    title: Mapped[str] = mapped_column(String(LONGEST_TITLE))
    text: Mapped[str] = mapped_column(Text)
    questions: Mapped[str] = mapped_column(Text, default="")
    is_in_use: Mapped[bool] = mapped_column(default=True)
    changed_by_id: Mapped[int | None] = mapped_column(ForeignKey("people.id"))
    changed_at: Mapped[datetime]
    version: Mapped[int] = mapped_column(default=1)


class Weight(StrEnum):
    """How heavy the day was."""

    LIGHT = "light"
    SOME = "some"
    HEAVY = "heavy"


class Mood(StrEnum):
    """How somebody is now."""

    FINE = "fine"
    UNSETTLED = "unsettled"
    NOT_FINE = "not_fine"


class Support(StrEnum):
    """Whether somebody knows whom to talk to."""

    YES = "yes"
    NOT_SURE = "not_sure"
    NO = "no"


class CheckOut(NarrativeRow, Base):
    """How a member is after a day. Theirs alone; `contact_id` is whom they asked to get in touch, who reads it where shared."""

    __tablename__ = "check_outs"
    __table_args__ = (
        UniqueConstraint("day_id", "member_id"),
        CheckConstraint("NOT is_shared OR contact_id IS NOT NULL", name="shared_with_somebody"),
    )

    day_id: Mapped[int] = mapped_column(ForeignKey("learning_days.id"))
    member_id: Mapped[int] = mapped_column(ForeignKey("cohort_members.id"), index=True)
    weight: Mapped[Weight] = enum_column(Weight)
    mood: Mapped[Mood] = enum_column(Mood)
    support: Mapped[Support] = enum_column(Support)
    answered_at: Mapped[datetime]
    contact_id: Mapped[int | None] = mapped_column(ForeignKey("people.id"), index=True)
    is_shared: Mapped[bool] = mapped_column(default=False)
    contacted_at: Mapped[datetime | None]
    note_sealed: Mapped[bytes | None] = sealed_column()
    note = Narrative("note_sealed", Screening.AT_ONCE)
