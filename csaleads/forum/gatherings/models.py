"""Polls and events: what hangs on a thread of those kinds. Who voted for what is never told."""

from datetime import datetime
from enum import StrEnum

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from csaleads.core.database import Base, enum_column

LONGEST_OPTION = 120
MOST_DAYS = 14  # that an event lasts: lists of what is ahead begin so long ago
MOST_OPTIONS = 10


class GatheringKind(StrEnum):
    """An event, or a network support session, at which attendance is taken."""

    EVENT = "event"
    SUPPORT_SESSION = "support_session"


class Answer(StrEnum):
    """What somebody says to an event."""

    COMING = "coming"
    PERHAPS = "perhaps"
    NOT_COMING = "not_coming"


class Poll(Base):
    """The poll of a thread; its question is the title."""

    __tablename__ = "forum_polls"

    thread_id: Mapped[int] = mapped_column(ForeignKey("forum_threads.id"), primary_key=True)
    is_multiple: Mapped[bool] = mapped_column(default=False)
    closes_at: Mapped[datetime]
    closed_at: Mapped[datetime | None]  # earlier, by hand
    voter_count: Mapped[int] = mapped_column(default=0)


class PollOption(Base):
    """A choice of a poll, in its place."""

    __tablename__ = "forum_poll_options"
    __table_args__ = (UniqueConstraint("thread_id", "position"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    thread_id: Mapped[int] = mapped_column(ForeignKey("forum_polls.thread_id"))
    position: Mapped[int]
    words: Mapped[str] = mapped_column(String(LONGEST_OPTION))
    vote_count: Mapped[int] = mapped_column(default=0)


class PollVote(Base):
    """Somebody's vote, so that nobody votes twice and everybody can change theirs."""

    __tablename__ = "forum_poll_votes"
    __table_args__ = (Index("ix_forum_poll_votes_person", "person_id"),)

    option_id: Mapped[int] = mapped_column(ForeignKey("forum_poll_options.id"), primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("people.id"), primary_key=True)


class Gathering(Base):
    """The event of a thread: when and where."""

    __tablename__ = "forum_gatherings"
    __table_args__ = (
        CheckConstraint("ends_at > starts_at", name="ends_after_start"),
        Index("ix_forum_gatherings_starts", "starts_at"),
    )

    thread_id: Mapped[int] = mapped_column(ForeignKey("forum_threads.id"), primary_key=True)
    kind: Mapped[GatheringKind] = enum_column(GatheringKind)
    starts_at: Mapped[datetime]
    ends_at: Mapped[datetime]
    place: Mapped[str] = mapped_column(String(200), default="")
    online_link: Mapped[str] = mapped_column(String(500), default="")
    places_count: Mapped[int | None]  # None: as many as come
    cancelled_at: Mapped[datetime | None]
    version: Mapped[int] = mapped_column(default=1)


class GatheringAnswer(Base):
    """What somebody said to an event, and at a support session whether they were there."""

    __tablename__ = "forum_gathering_answers"
    __table_args__ = (Index("ix_forum_gathering_answers_person", "person_id"),)

    thread_id: Mapped[int] = mapped_column(ForeignKey("forum_gatherings.thread_id"), primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("people.id"), primary_key=True)
    answer: Mapped[Answer | None] = enum_column(Answer, nullable=True)
    answered_at: Mapped[datetime]
    was_there: Mapped[bool | None]
    marked_by_id: Mapped[int | None] = mapped_column(ForeignKey("people.id"))
