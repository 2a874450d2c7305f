"""Tables of this room: who says of themselves that they know a topic well, and to whom the weekly mail went."""

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from csaleads.core.database import Base


class TopicKnower(Base):
    """Somebody agreed to be shown as a person who knows the topic well. They take it back, or leave, and the row goes."""

    __tablename__ = "topic_knowers"

    person_id: Mapped[int] = mapped_column(ForeignKey("people.id"), primary_key=True)
    topic_id: Mapped[UUID] = mapped_column(ForeignKey("topics.id"), primary_key=True, index=True)
    said_at: Mapped[datetime]


class LearningDigest(Base):
    """A person's mail of the week that begins on `week_on`: of what was new or changed after `since` and up to `until`.

    It names no resource: the titles are read when the mail is sent.
    """

    __tablename__ = "learning_digests"

    person_id: Mapped[int] = mapped_column(ForeignKey("people.id"), primary_key=True)
    week_on: Mapped[date] = mapped_column(primary_key=True)
    since: Mapped[datetime]
    until: Mapped[datetime]
    with_shipped: Mapped[bool]  # whether what csaleads ships with counts as new
