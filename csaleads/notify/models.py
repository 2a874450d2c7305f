"""Messages in the app, and the outbox from which mail is sent."""

from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import JSON, ForeignKey, Index, LargeBinary, String, text
from sqlalchemy.orm import Mapped, mapped_column

from csaleads.core.database import Base, enum_column


class MessageKind(StrEnum):
    """What a message tells. Each kind has its words in `notify/kinds.py`."""

    INVITATION = "invitation"
    PASSWORD_RESET = "password_reset"  # noqa: S105 - a word, not a password
    PASSWORD_CHANGED = "password_changed"  # noqa: S105
    BOOKED = "booked"
    BOOKED_WITH_YOU = "booked_with_you"
    MOVED = "moved"
    MOVED_WITH_YOU = "moved_with_you"
    CANCELLED = "cancelled"
    CANCELLED_WITH_YOU = "cancelled_with_you"
    CLINIC_CANCELLED = "clinic_cancelled"
    CLINIC_CHANGED = "clinic_changed"
    QUEUED = "queued"
    ACCEPTED = "accepted"
    DECLINED = "declined"
    LEAD_CHANGED = "lead_changed"
    HANDED_OVER = "handed_over"
    HANDED_ON = "handed_on"
    ADVICE_READY = "advice_ready"
    ADVICE_AMENDED = "advice_amended"
    BREAK_GLASS = "break_glass"
    LOOK_AGAIN = "look_again"
    SLIP_TO_CORRECT = "slip_to_correct"
    SLIP_REPORTED = "slip_reported"
    SLIP_TO_CONFIRM = "slip_to_confirm"
    SLIP_CLOSED = "slip_closed"
    LEARNING_ASKED = "learning_asked"
    LEARNING_CONFIRMED = "learning_confirmed"
    LEARNING_SENT_BACK = "learning_sent_back"
    LEARNING_STOPPED = "learning_stopped"
    THEME_ASKED = "theme_asked"
    THEME_SMALLER = "theme_smaller"
    THEME_IN_DOUBT = "theme_in_doubt"
    THEME_ENDED = "theme_ended"
    THEME_PUBLISHED = "theme_published"
    NOMINATED = "nominated"
    TIME_ASKED = "time_asked"
    PART_CHANGED = "part_changed"
    TURN_SOON = "turn_soon"
    SWAP_ASKED = "swap_asked"
    SWAP_ANSWERED = "swap_answered"
    LOAN_ASKED = "loan_asked"
    LOAN_ANSWERED = "loan_answered"
    LOAN_DELIVERED = "loan_delivered"
    LOAN_ACKNOWLEDGED = "loan_acknowledged"
    LOAN_GIVEN_BACK = "loan_given_back"
    LOAN_NEWER = "loan_newer"
    LOAN_ENDED = "loan_ended"
    FILE_HARMFUL = "file_harmful"
    LEARNING_DIGEST = "learning_digest"
    SHADOW_ASKED = "shadow_asked"
    SHADOW_ANSWERED = "shadow_answered"
    SHADOW_CHANGED = "shadow_changed"
    SHADOW_OFF = "shadow_off"
    CPD_TAKE_ALONG = "cpd_take_along"
    CASE_HELD = "case_held"
    CONTACT_ASKED = "contact_asked"
    ATTENDANCE_CORRECTED = "attendance_corrected"
    COMPLETION_IN_DANGER = "completion_in_danger"
    COMPLETION_OUT_OF_REACH = "completion_out_of_reach"
    MEMBER_IN_DANGER = "member_in_danger"
    MEMBER_OUT_OF_REACH = "member_out_of_reach"
    CERTIFICATE_ISSUED = "certificate_issued"
    CERTIFICATE_WITHDRAWN = "certificate_withdrawn"
    LEAD_ROLE_GOES_ON = "lead_role_goes_on"
    COHORT_CANCELLED = "cohort_cancelled"
    COHORT_OF_TEAM_CANCELLED = "cohort_of_team_cancelled"
    DAY_REMOVED = "day_removed"
    DAY_CHANGED = "day_changed"
    ANSWER_ACCEPTED = "answer_accepted"
    AUTHOR_REVEALED = "author_revealed"
    PRIVATE_QUESTION = "private_question"
    EVENT_CHANGED = "event_changed"
    EVENT_CANCELLED = "event_cancelled"
    EVENT_PLACE = "event_place"
    MODERATOR_NAMED = "moderator_named"
    MODERATOR_ENDED = "moderator_ended"
    THREAD_NEWS = "thread_news"
    MENTIONED = "mentioned"
    ANNOUNCEMENT_TO_READ = "announcement_to_read"
    NETWORK_DIGEST = "network_digest"
    POST_HIDDEN = "post_hidden"
    POST_TO_JUDGE = "post_to_judge"
    REPORT_UPHELD = "report_upheld"
    REPORT_DISMISSED = "report_dismissed"
    MODERATED = "moderated"
    APPEAL_TO_DECIDE = "appeal_to_decide"
    APPEAL_DECIDED = "appeal_decided"
    HELD_POST_SHOWN = "held_post_shown"
    CONSENT_ASKED = "consent_asked"
    KNOWLEDGE_ENDED = "knowledge_ended"
    KNOWLEDGE_PUBLISHED = "knowledge_published"


class Message(Base):
    """Something that concerns a person, shown in the app until they have read it."""

    __tablename__ = "messages"
    __table_args__ = (
        Index("ix_messages_person_id_created_at", "person_id", "created_at"),
        Index(
            "ix_messages_unread",
            "person_id",
            sqlite_where=text("read_at IS NULL"),
            postgresql_where=text("read_at IS NULL"),
        ),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("people.id"))
    kind: Mapped[MessageKind] = enum_column(MessageKind, is_open=True)
    facts: Mapped[dict[str, Any]] = mapped_column(
        JSON, default=dict
    )  # reference, times, ids: never narrative
    path: Mapped[str] = mapped_column(String(300), default="")
    created_at: Mapped[datetime]
    read_at: Mapped[datetime | None]


class MailChoice(Base):
    """A person said whether they want the mails of a kind that one can choose. Without a row the kind's own rule holds."""

    __tablename__ = "mail_choices"

    person_id: Mapped[int] = mapped_column(ForeignKey("people.id"), primary_key=True)
    kind: Mapped[MessageKind] = enum_column(MessageKind, is_open=True, primary_key=True)
    is_wanted: Mapped[bool]
    chosen_at: Mapped[datetime]


class OutboxState(StrEnum):
    WAITING = "waiting"
    SENT = "sent"
    OVERTAKEN = "overtaken"  # no longer true at the moment of sending, so not sent
    FAILED = "failed"  # given up after the last try


class OutboxRow(Base):
    """A mail to be sent. What it needs beyond the message (a link that works once) is sealed and wiped on sending."""

    __tablename__ = "outbox"
    __table_args__ = (Index("ix_outbox_state_next_try_at", "state", "next_try_at"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("people.id"))
    message_id: Mapped[int | None] = mapped_column(ForeignKey("messages.id"))
    kind: Mapped[MessageKind] = enum_column(MessageKind, is_open=True)
    facts: Mapped[dict[str, Any]] = mapped_column(JSON, default=dict)
    path: Mapped[str] = mapped_column(String(300), default="")
    sealed_link: Mapped[bytes | None] = mapped_column(LargeBinary)
    key: Mapped[str] = mapped_column(
        String(40), unique=True
    )  # becomes the Message-ID: a mail sent twice is one mail
    state: Mapped[OutboxState] = enum_column(OutboxState, default=OutboxState.WAITING)
    created_at: Mapped[datetime]
    next_try_at: Mapped[datetime]
    tries: Mapped[int] = mapped_column(default=0)
    sent_at: Mapped[datetime | None]
