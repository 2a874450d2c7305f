"""Tables of themes: what several consultations taught, on which versions for learning it rests, and what their leads said."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from csaleads.core.database import Base, NarrativeRow, enum_column
from csaleads.core.encryption import Narrative, Screening, sealed_column
from csaleads.learning.knowledge import Consent, KnowledgeState
from csaleads.sharing.broadening import AgeGroup, ConcernGroup, StageGroup

LONGEST_TITLE = 150
LONGEST_SUMMARY = 5_000


class LearningTheme(NarrativeRow, Base):
    """What somebody learnt from several versions and proposes for the library, in their words; and the resource that it is now.

    The area is the one of whoever proposed it: the screening knows its words, and its trail tells what became of the theme.
    """

    __tablename__ = "learning_themes"
    __table_args__ = (
        CheckConstraint("state <> 'published' OR resource_id IS NOT NULL", name="published_is_there"),
        Index("ix_learning_themes_state", "state", "proposed_at"),
        Index("ix_learning_themes_proposed_by", "proposed_by_id", "proposed_at"),
    )

    area_id: Mapped[int] = mapped_column(ForeignKey("areas.id"))
    state: Mapped[KnowledgeState] = enum_column(KnowledgeState, default=KnowledgeState.ASKED)
    proposed_by_id: Mapped[int] = mapped_column(ForeignKey("people.id"))
    proposed_at: Mapped[datetime]
    age_group: Mapped[AgeGroup] = enum_column(AgeGroup)
    concern: Mapped[ConcernGroup] = enum_column(ConcernGroup)
    stage: Mapped[StageGroup] = enum_column(StageGroup)
    checked_by_id: Mapped[int | None] = mapped_column(ForeignKey("people.id"))
    checked_at: Mapped[datetime | None]
    resource_id: Mapped[UUID | None] = mapped_column(ForeignKey("resources.id"), unique=True)
    version: Mapped[int] = mapped_column(default=1)

    title_sealed: Mapped[bytes | None] = sealed_column()
    summary_sealed: Mapped[bytes | None] = sealed_column()
    title = Narrative("title_sealed", Screening.AT_ONCE)
    summary = Narrative("summary_sealed", Screening.AT_ONCE)


class LearningThemeTopic(Base):
    """A topic under which the theme is to stand in the library; the first is the main one."""

    __tablename__ = "learning_theme_topics"

    theme_id: Mapped[UUID] = mapped_column(ForeignKey("learning_themes.id"), primary_key=True)
    topic_id: Mapped[UUID] = mapped_column(ForeignKey("topics.id"), primary_key=True)
    position: Mapped[int]


class LearningThemeVersion(Base):
    """A version on which the theme rests, and whether the lead who wrote it agrees. Refused, it is out of the theme for good."""

    __tablename__ = "learning_theme_versions"
    __table_args__ = (Index("ix_learning_theme_versions_version", "learning_version_id"),)

    theme_id: Mapped[UUID] = mapped_column(ForeignKey("learning_themes.id"), primary_key=True)
    learning_version_id: Mapped[UUID] = mapped_column(ForeignKey("learning_versions.id"), primary_key=True)
    consent: Mapped[Consent] = enum_column(Consent, default=Consent.ASKED)
    answered_at: Mapped[datetime | None]
