"""Reports, what moderators did and why, appeals, posts that wait for a moderator, and phrases to watch."""

from datetime import datetime
from enum import StrEnum

from sqlalchemy import CheckConstraint, ForeignKey, Index, LargeBinary, String, Text, text
from sqlalchemy.orm import Mapped, mapped_column

from csaleads.core.database import Base, enum_column
from csaleads.core.resealing import also_sealed
from csaleads.forum.models import ThreadKind, author_bound_to

LONGEST_REASON = 1000
LONGEST_PHRASE = 80


class ReportKind(StrEnum):
    """Why somebody reports a post."""

    IDENTIFIES = "identifies"  # hides it at once
    UNKIND = "unkind"
    OFF_SUBJECT = "off_subject"
    OTHER = "other"


class ReportState(StrEnum):
    OPEN = "open"
    UPHELD = "upheld"
    DISMISSED = "dismissed"


class ActVerb(StrEnum):
    """What a moderator does. Each act has a reason, stands in the audit trail, and whoever it concerns can appeal."""

    HIDE = "hide"
    SHOW_AGAIN = "show_again"
    REMOVE = "remove"
    WIPE = "wipe"
    LOCK = "lock"
    UNLOCK = "unlock"
    PIN = "pin"
    UNPIN = "unpin"
    MOVE = "move"
    MERGE = "merge"
    SPLIT = "split"
    WARN = "warn"
    HOLD = "hold"
    SUSPEND = "suspend"
    LIFT = "lift"
    APPROVE = "approve"
    REFUSE = "refuse"


class AppealState(StrEnum):
    ASKED = "asked"
    UPHELD = "upheld"  # the act stands
    REVERSED = "reversed"


class Report(Base):
    """Somebody reported a post. Of one post a person has one report that is open."""

    __tablename__ = "forum_reports"
    __table_args__ = (
        Index(
            "uq_forum_reports_open",
            "post_id",
            "reporter_id",
            unique=True,
            sqlite_where=text("state = 'open'"),
            postgresql_where=text("state = 'open'"),
        ),
        Index("ix_forum_reports_state", "state", "id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    post_id: Mapped[int] = mapped_column(ForeignKey("forum_posts.id"))
    kind: Mapped[ReportKind] = enum_column(ReportKind)
    words: Mapped[str] = mapped_column(Text, default="")
    reporter_id: Mapped[int | None] = mapped_column(ForeignKey("people.id"))  # None: a phrase to watch
    reported_at: Mapped[datetime]
    state: Mapped[ReportState] = enum_column(ReportState, default=ReportState.OPEN)
    decided_by_id: Mapped[int | None] = mapped_column(ForeignKey("people.id"))
    decided_at: Mapped[datetime | None]


class ModerationAct(Base):
    """Something that a moderator did, with its reason; and the appeal against it, which another moderator decides."""

    __tablename__ = "forum_moderation_acts"
    __table_args__ = (
        CheckConstraint("(appeal IS NULL) = (appealed_at IS NULL)", name="appeal_has_moment"),
        Index("ix_forum_moderation_acts_person", "person_id", "id"),
        Index("ix_forum_moderation_acts_thread", "thread_id", "id"),
        Index("ix_forum_moderation_acts_appeal", "appeal", "id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    verb: Mapped[ActVerb] = enum_column(ActVerb)
    moderator_id: Mapped[int] = mapped_column(ForeignKey("people.id"))
    done_at: Mapped[datetime]
    reason: Mapped[str] = mapped_column(Text)
    thread_id: Mapped[int | None] = mapped_column(ForeignKey("forum_threads.id"))
    post_id: Mapped[int | None] = mapped_column(ForeignKey("forum_posts.id"))
    person_id: Mapped[int | None] = mapped_column(
        ForeignKey("people.id")
    )  # whom it concerns, never of an anonymous post
    anonymous_key: Mapped[str | None] = mapped_column(String(32))  # whom it concerns, where that is anonymous
    sealed_author: Mapped[bytes | None] = mapped_column(LargeBinary)
    from_space_id: Mapped[int | None] = mapped_column(
        ForeignKey("forum_spaces.id")
    )  # of a thread that was moved
    restriction_id: Mapped[int | None] = mapped_column(ForeignKey("network_restrictions.id"))
    appeal: Mapped[AppealState | None] = enum_column(AppealState, nullable=True)
    appeal_words: Mapped[str] = mapped_column(Text, default="")
    appealed_at: Mapped[datetime | None]
    appeal_by_id: Mapped[int | None] = mapped_column(ForeignKey("people.id"))  # who decided it
    appeal_answer: Mapped[str] = mapped_column(Text, default="")
    appeal_decided_at: Mapped[datetime | None]


class HeldPost(Base):
    """A post that waits until a moderator has read it: of somebody whose posts are held, or with a phrase to watch."""

    __tablename__ = "forum_held_posts"
    __table_args__ = (
        CheckConstraint("(author_id IS NULL) = (anonymous_key IS NOT NULL)", name="author_or_anonymous"),
        CheckConstraint("(thread_id IS NULL) <> (space_id IS NULL)", name="of_thread_or_space"),
        Index("ix_forum_held_posts_written", "written_at", "id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    thread_id: Mapped[int | None] = mapped_column(ForeignKey("forum_threads.id"))
    space_id: Mapped[int | None] = mapped_column(
        ForeignKey("forum_spaces.id")
    )  # of a thread that is not begun yet
    thread_kind: Mapped[ThreadKind | None] = enum_column(ThreadKind, nullable=True)
    title: Mapped[str] = mapped_column(String(150), default="")
    author_id: Mapped[int | None] = mapped_column(ForeignKey("people.id"))
    anonymous_key: Mapped[str | None] = mapped_column(String(32))
    sealed_author: Mapped[bytes | None] = mapped_column(LargeBinary)
    body: Mapped[str] = mapped_column(Text)
    written_at: Mapped[datetime]


class WatchedPhrase(Base):
    """Words at which a moderator wants to look: a post that holds them is shown, and reported by csaleads itself."""

    __tablename__ = "forum_watched_phrases"

    id: Mapped[int] = mapped_column(primary_key=True)
    phrase: Mapped[str] = mapped_column(String(LONGEST_PHRASE), unique=True)
    added_by_id: Mapped[int] = mapped_column(ForeignKey("people.id"))
    added_at: Mapped[datetime]


also_sealed(ModerationAct, "sealed_author", lambda row: author_bound_to(row.anonymous_key))
also_sealed(HeldPost, "sealed_author", lambda row: author_bound_to(row.anonymous_key))
