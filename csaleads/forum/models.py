"""Spaces, threads and posts. What is written here names nobody; it is kept readable so that it can be searched.

The author of an anonymous thread or post stands in no column that can be read: `sealed_author` opens with the narrative keys.
"""

from datetime import datetime
from enum import StrEnum
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, Index, LargeBinary, String, Text, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from csaleads.core.database import Base, NarrativeRow, enum_column
from csaleads.core.encryption import Narrative, Screening, sealed_column
from csaleads.core.resealing import also_sealed

LONGEST_TITLE = 150
LONGEST_POST = 10_000
LONGEST_CORRECTION = 2_000
LONGEST_PURPOSE = 300
POSTS_PER_PAGE = 50


class SpaceKind(StrEnum):
    """Who reads a space: all members, or those of an area, of a cohort, of a single thread."""

    OPEN = "open"
    TOPIC = "topic"
    ANNOUNCEMENTS = (
        "announcements"  # all members read, the programme team writes, and what must be read is ticked off
    )
    AREA = "area"
    COHORT = "cohort"
    ONE_TO_ONE = "one_to_one"  # there is one, and its threads are read by their two participants alone


class ThreadKind(StrEnum):
    """What a thread is for."""

    QUESTION = "question"
    DISCUSSION = "discussion"
    ANNOUNCEMENT = "announcement"
    POLL = "poll"
    EVENT = "event"


class PostState(StrEnum):
    """How a post stands. Of all but the first, a mark is left in its place."""

    SHOWN = "shown"
    HIDDEN = "hidden"  # reported as identifying somebody; its author and moderators read it
    REMOVED_BY_AUTHOR = "removed_by_author"
    REMOVED_BY_MODERATOR = "removed_by_moderator"
    MOVED = "moved"  # to another thread, when a thread was split


class Space(Base):
    """A place for threads of one purpose. `version` grows with everything that members can see change in it."""

    __tablename__ = "forum_spaces"
    __table_args__ = (
        CheckConstraint("(kind = 'topic') = (topic_id IS NOT NULL)", name="topic_has_topic"),
        CheckConstraint("(kind = 'area') = (area_id IS NOT NULL)", name="area_has_area"),
        CheckConstraint("(kind = 'cohort') = (cohort_id IS NOT NULL)", name="cohort_has_cohort"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    start_key: Mapped[str | None] = mapped_column(
        String(40), unique=True
    )  # of those that csaleads ships with
    kind: Mapped[SpaceKind] = enum_column(SpaceKind)
    name: Mapped[str] = mapped_column(String(120))
    purpose: Mapped[str] = mapped_column(String(LONGEST_PURPOSE), default="")
    position: Mapped[int] = mapped_column(default=0)
    topic_id: Mapped[UUID | None] = mapped_column(ForeignKey("topics.id"), unique=True)
    area_id: Mapped[int | None] = mapped_column(ForeignKey("areas.id"), unique=True)
    cohort_id: Mapped[int | None] = mapped_column(ForeignKey("cohorts.id"), unique=True)
    made_at: Mapped[datetime]
    made_by_id: Mapped[int | None] = mapped_column(ForeignKey("people.id"))
    archived_at: Mapped[datetime | None]
    thread_count: Mapped[int] = mapped_column(default=0)
    last_posted_at: Mapped[datetime | None]
    version: Mapped[int] = mapped_column(default=1)


class Thread(Base):
    """A title and the posts below it. Posts are numbered from 1 without holes; `last_number` is that of the newest.

    `author_id` is None where it was asked anonymously, and `anonymous_key` is what its sealed author is bound to.
    """

    __tablename__ = "forum_threads"
    __table_args__ = (
        CheckConstraint("(author_id IS NULL) = (anonymous_key IS NOT NULL)", name="author_or_anonymous"),
        Index("ix_forum_threads_space_order", "space_id", "is_listed", "is_pinned", "last_posted_at", "id"),
        Index("ix_forum_threads_space_new", "space_id", "is_listed", "last_posted_at"),
        Index(
            "ix_forum_threads_must_read",
            "space_id",
            sqlite_where=text("must_read = 1"),
            postgresql_where=text("must_read"),
        ),
        Index("ix_forum_threads_author", "author_id", "id"),
        Index("ix_forum_threads_unanswered", "kind", "answer_count", "accepted_post_id", "is_listed", "id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    space_id: Mapped[int] = mapped_column(ForeignKey("forum_spaces.id"))
    kind: Mapped[ThreadKind] = enum_column(ThreadKind)
    title: Mapped[str] = mapped_column(String(LONGEST_TITLE))
    hidden_title: Mapped[str | None] = mapped_column(
        String(LONGEST_TITLE)
    )  # while its first post is not shown
    author_id: Mapped[int | None] = mapped_column(ForeignKey("people.id"))
    anonymous_key: Mapped[str | None] = mapped_column(String(32))
    sealed_author: Mapped[bytes | None] = mapped_column(LargeBinary)
    started_at: Mapped[datetime]
    last_number: Mapped[int] = mapped_column(default=0)
    answer_count: Mapped[int] = mapped_column(default=0)  # shown posts beside the first
    last_posted_at: Mapped[datetime]
    last_author_id: Mapped[int | None] = mapped_column(ForeignKey("people.id"))  # None: anonymous
    accepted_post_id: Mapped[int | None] = mapped_column()
    is_pinned: Mapped[bool] = mapped_column(default=False)
    is_locked: Mapped[bool] = mapped_column(default=False)
    must_read: Mapped[bool] = mapped_column(default=False)
    reminded_at: Mapped[datetime | None]  # when those who had not ticked it off were told again
    is_listed: Mapped[bool] = mapped_column(default=True)  # False: removed, or merged into another
    merged_into_id: Mapped[int | None] = mapped_column(ForeignKey("forum_threads.id"))
    version: Mapped[int] = mapped_column(default=1)


class Post(Base):
    """What somebody wrote in a thread: Markdown as typed, and the safe HTML that was made of it then."""

    __tablename__ = "forum_posts"
    __table_args__ = (
        UniqueConstraint("thread_id", "number"),
        CheckConstraint("(author_id IS NULL) = (anonymous_key IS NOT NULL)", name="author_or_anonymous"),
        Index("ix_forum_posts_author", "author_id", "posted_at"),
        Index("ix_forum_posts_thread_new", "thread_id", "posted_at", "number"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    thread_id: Mapped[int] = mapped_column(ForeignKey("forum_threads.id"))
    number: Mapped[int]
    author_id: Mapped[int | None] = mapped_column(ForeignKey("people.id"))
    anonymous_key: Mapped[str | None] = mapped_column(String(32))
    sealed_author: Mapped[bytes | None] = mapped_column(LargeBinary)
    body: Mapped[str] = mapped_column(Text)
    body_html: Mapped[str] = mapped_column(Text)
    state: Mapped[PostState] = enum_column(PostState, default=PostState.SHOWN)
    posted_at: Mapped[datetime]
    edited_at: Mapped[datetime | None]
    edition: Mapped[int] = mapped_column(default=1)
    thanks_count: Mapped[int] = mapped_column(default=0)
    correction_count: Mapped[int] = mapped_column(default=0)
    resource_ids: Mapped[str] = mapped_column(
        Text, default=""
    )  # of the resources it links to, in hex, with spaces between
    moved_to_id: Mapped[int | None] = mapped_column(ForeignKey("forum_posts.id"))


class PostEdition(Base):
    """What a post said before it was edited. Goes where the words of the post are wiped."""

    __tablename__ = "forum_post_editions"

    post_id: Mapped[int] = mapped_column(ForeignKey("forum_posts.id"), primary_key=True)
    edition: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    title: Mapped[str] = mapped_column(
        String(LONGEST_TITLE), default=""
    )  # what the thread was called, of a first post
    body: Mapped[str] = mapped_column(Text)
    body_html: Mapped[str] = mapped_column(Text)
    made_at: Mapped[datetime]


class Correction(Base):
    """What its author added to a post when the day on which it can be edited was over."""

    __tablename__ = "forum_corrections"
    __table_args__ = (Index("ix_forum_corrections_post", "post_id", "id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    post_id: Mapped[int] = mapped_column(ForeignKey("forum_posts.id"))
    body: Mapped[str] = mapped_column(Text)
    body_html: Mapped[str] = mapped_column(Text)
    made_at: Mapped[datetime]


class Participant(Base):
    """One of the two who read a one-to-one thread."""

    __tablename__ = "forum_participants"
    __table_args__ = (Index("ix_forum_participants_person", "person_id", "thread_id"),)

    thread_id: Mapped[int] = mapped_column(ForeignKey("forum_threads.id"), primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("people.id"), primary_key=True)


class Draft(NarrativeRow, Base):
    """What somebody has begun to write and not posted: theirs alone, sealed. One for each thread, and one for each space."""

    __tablename__ = "forum_drafts"
    __table_args__ = (
        CheckConstraint("(thread_id IS NULL) <> (space_id IS NULL)", name="of_thread_or_space"),
        UniqueConstraint("person_id", "thread_id"),
        UniqueConstraint("person_id", "space_id"),
        Index("ix_forum_drafts_saved", "saved_at"),
    )

    person_id: Mapped[int] = mapped_column(ForeignKey("people.id"))
    thread_id: Mapped[int | None] = mapped_column(ForeignKey("forum_threads.id"))
    space_id: Mapped[int | None] = mapped_column(ForeignKey("forum_spaces.id"))
    saved_at: Mapped[datetime]
    saved_from: Mapped[str | None] = mapped_column(
        String(40)
    )  # the open page whose autosave was the last one
    version: Mapped[int] = mapped_column(default=1)
    title_sealed: Mapped[bytes | None] = sealed_column()
    body_sealed: Mapped[bytes | None] = sealed_column()
    title = Narrative("title_sealed", Screening.WHEN_SENT)
    body = Narrative("body_sealed", Screening.WHEN_SENT)


def author_bound_to(anonymous_key: str) -> str:
    """What the sealed author of an anonymous thread or post is bound to."""
    return f"forum:author:{anonymous_key}"


also_sealed(Thread, "sealed_author", lambda row: author_bound_to(row.anonymous_key))
also_sealed(Post, "sealed_author", lambda row: author_bound_to(row.anonymous_key))
