"""What members have read, follow and mute, whom a post mentions, thanks, and announcements that were ticked off."""

from datetime import datetime
from enum import StrEnum

from sqlalchemy import ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from csaleads.core.database import Base, enum_column


class Heed(StrEnum):
    """What somebody wants to hear of a thread or a space."""

    FOLLOW = "follow"
    MUTE = "mute"


class ThreadRead(Base):
    """Up to which post somebody has read a thread, on whatever device."""

    __tablename__ = "forum_thread_reads"

    person_id: Mapped[int] = mapped_column(ForeignKey("people.id"), primary_key=True)
    thread_id: Mapped[int] = mapped_column(ForeignKey("forum_threads.id"), primary_key=True)
    last_number: Mapped[int]


class SpaceRead(Base):
    """Everything in the space that was posted up to `read_before` counts as read.

    `marked_at` is when that was said last, and `before` what held until then, for whoever takes it back at once.
    """

    __tablename__ = "forum_space_reads"

    person_id: Mapped[int] = mapped_column(ForeignKey("people.id"), primary_key=True)
    space_id: Mapped[int] = mapped_column(ForeignKey("forum_spaces.id"), primary_key=True)
    read_before: Mapped[datetime]
    marked_at: Mapped[datetime | None]
    before: Mapped[datetime | None]


class ThreadFollow(Base):
    """Somebody follows a thread, or has muted it. Without a row they hear of it as they do of its space."""

    __tablename__ = "forum_thread_follows"
    __table_args__ = (Index("ix_forum_thread_follows_thread", "thread_id", "heed"),)

    person_id: Mapped[int] = mapped_column(ForeignKey("people.id"), primary_key=True)
    thread_id: Mapped[int] = mapped_column(ForeignKey("forum_threads.id"), primary_key=True)
    heed: Mapped[Heed] = enum_column(Heed)


class ThreadTold(Base):
    """Up to which post somebody was told of a thread, because they follow it or its space, or were mentioned in it.

    They are told again when they have read as far.
    """

    __tablename__ = "forum_thread_told"

    person_id: Mapped[int] = mapped_column(ForeignKey("people.id"), primary_key=True)
    thread_id: Mapped[int] = mapped_column(ForeignKey("forum_threads.id"), primary_key=True)
    number: Mapped[int]


class SpaceFollow(Base):
    """Somebody follows a space, or has muted it."""

    __tablename__ = "forum_space_follows"
    __table_args__ = (Index("ix_forum_space_follows_space", "space_id", "heed"),)

    person_id: Mapped[int] = mapped_column(ForeignKey("people.id"), primary_key=True)
    space_id: Mapped[int] = mapped_column(ForeignKey("forum_spaces.id"), primary_key=True)
    heed: Mapped[Heed] = enum_column(Heed)


class Mention(Base):
    """A post names a member."""

    __tablename__ = "forum_mentions"
    __table_args__ = (Index("ix_forum_mentions_person", "person_id", "post_id"),)

    post_id: Mapped[int] = mapped_column(ForeignKey("forum_posts.id"), primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("people.id"), primary_key=True)


class Thanks(Base):
    """Somebody says that a post helped them."""

    __tablename__ = "forum_thanks"

    post_id: Mapped[int] = mapped_column(ForeignKey("forum_posts.id"), primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("people.id"), primary_key=True)


class Tick(Base):
    """Somebody ticked off an announcement that must be read."""

    __tablename__ = "forum_ticks"
    __table_args__ = (Index("ix_forum_ticks_person", "person_id"),)

    thread_id: Mapped[int] = mapped_column(ForeignKey("forum_threads.id"), primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("people.id"), primary_key=True)
    ticked_at: Mapped[datetime]


class NetworkDigest(Base):
    """The mail of titles that somebody was last sent about what they follow, and up to which moment it told."""

    __tablename__ = "forum_digests"

    person_id: Mapped[int] = mapped_column(ForeignKey("people.id"), primary_key=True)
    until: Mapped[datetime]
