"""Tables of topics. What is written here is about the field, never about a case, and is kept readable."""

from datetime import datetime
from enum import StrEnum
from typing import Any
from uuid import UUID, uuid4

from sqlalchemy import JSON, CheckConstraint, ForeignKey, Index, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from csaleads.core.database import Base, enum_column

LONGEST_TITLE = 200
LONGEST_TEXT = 4000


class Track(StrEnum):
    """For whom a curriculum was made."""

    SOCIAL_WORK = "social_work"
    THIRD_SECTOR = "third_sector"

    @property
    def label(self) -> str:
        return TRACK_LABELS[self]


TRACK_LABELS = {Track.SOCIAL_WORK: "Social work", Track.THIRD_SECTOR: "Third sector"}


class Concern(StrEnum):
    """The six kinds of concern with which colleagues come. Requests for advice, a floor above, use the same."""

    INTRA_FAMILIAL = "intra_familial"
    EXTRA_FAMILIAL = "extra_familial"
    CHILD_SEXUAL_EXPLOITATION = "child_sexual_exploitation"
    HARMFUL_SEXUAL_BEHAVIOUR = "harmful_sexual_behaviour"
    ONLINE = "online"
    PEER_ON_PEER = "peer_on_peer"

    @property
    def label(self) -> str:
        return CONCERN_LABELS[self]


CONCERN_LABELS = {
    Concern.INTRA_FAMILIAL: "In the family",
    Concern.EXTRA_FAMILIAL: "Outside the family",
    Concern.CHILD_SEXUAL_EXPLOITATION: "Child sexual exploitation",
    Concern.HARMFUL_SEXUAL_BEHAVIOUR: "Harmful sexual behaviour by a child",
    Concern.ONLINE: "Online",
    Concern.PEER_ON_PEER: "Between children of similar age",
}


class Topic(Base):
    """A subject of the curriculum. `edition` is the number of its newest edition; `start_key` says where it shipped from."""

    __tablename__ = "topics"
    __table_args__ = (
        CheckConstraint("edition >= 1", name="has_an_edition"),
        Index("ix_topics_track_position", "track", "position"),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True, default=uuid4)
    start_key: Mapped[str | None] = mapped_column(String(80), unique=True)
    track: Mapped[Track] = enum_column(Track)
    position: Mapped[int]
    title: Mapped[str] = mapped_column(String(LONGEST_TITLE))
    about: Mapped[str] = mapped_column(Text)
    edition: Mapped[int] = mapped_column(default=1)


class TopicConcern(Base):
    """A kind of concern that the topic answers."""

    __tablename__ = "topic_concerns"

    topic_id: Mapped[UUID] = mapped_column(ForeignKey("topics.id"), primary_key=True)
    concern: Mapped[Concern] = enum_column(Concern, primary_key=True)


class TopicEdition(Base):
    """A topic as it read from `made_at` on. Nobody made those that csaleads shipped with."""

    __tablename__ = "topic_editions"
    __table_args__ = (UniqueConstraint("topic_id", "number"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    topic_id: Mapped[UUID] = mapped_column(ForeignKey("topics.id"))
    number: Mapped[int]
    content: Mapped[dict[str, Any]] = mapped_column(JSON)
    made_by_id: Mapped[int | None] = mapped_column(ForeignKey("people.id"))
    made_at: Mapped[datetime]
