"""From talk to knowledge: a thread becomes an entry of the library when its authors agree and somebody else has read it."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, Index, Text, text
from sqlalchemy.orm import Mapped, mapped_column

from csaleads.core.database import Base, enum_column
from csaleads.learning.knowledge import Consent, KnowledgeState


class KnowledgeProposal(Base):
    """What a thread should become: its words, who proposed it, who read it for anonymity, and the resource that it is now."""

    __tablename__ = "forum_knowledge"
    __table_args__ = (
        CheckConstraint("(state = 'published') = (resource_id IS NOT NULL)", name="published_is_there"),
        Index(
            "uq_forum_knowledge_open",
            "thread_id",
            unique=True,
            sqlite_where=text("state IN ('asked', 'agreed')"),
            postgresql_where=text("state IN ('asked', 'agreed')"),
        ),
        Index("ix_forum_knowledge_state", "state", "id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    thread_id: Mapped[int] = mapped_column(ForeignKey("forum_threads.id"))
    state: Mapped[KnowledgeState] = enum_column(KnowledgeState, default=KnowledgeState.ASKED)
    proposed_by_id: Mapped[int] = mapped_column(ForeignKey("people.id"))
    proposed_at: Mapped[datetime]
    topic_id: Mapped[UUID] = mapped_column(ForeignKey("topics.id"))
    title: Mapped[str] = mapped_column(Text)
    summary: Mapped[str] = mapped_column(Text)
    checked_by_id: Mapped[int | None] = mapped_column(ForeignKey("people.id"))
    checked_at: Mapped[datetime | None]
    resource_id: Mapped[UUID | None] = mapped_column(ForeignKey("resources.id"))
    version: Mapped[int] = mapped_column(default=1)


class KnowledgeConsent(Base):
    """Whether somebody whose post is used agrees. An anonymous author is asked too, and stands here by no name."""

    __tablename__ = "forum_knowledge_consents"
    __table_args__ = (Index("ix_forum_knowledge_consents_post", "post_id"),)

    knowledge_id: Mapped[int] = mapped_column(ForeignKey("forum_knowledge.id"), primary_key=True)
    post_id: Mapped[int] = mapped_column(ForeignKey("forum_posts.id"), primary_key=True)
    consent: Mapped[Consent] = enum_column(Consent, default=Consent.ASKED)
    answered_at: Mapped[datetime | None]
