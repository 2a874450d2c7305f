"""Tables of the network: the code of conduct and who agreed to it, members, the directory, moderators and restrictions."""

from datetime import datetime
from enum import StrEnum

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, Text, text
from sqlalchemy.orm import Mapped, mapped_column

from csaleads.core.change_marks import MarkRow
from csaleads.core.database import Base, enum_column

LONGEST_CODE = 20_000
LONGEST_OFFER = 500
LONGEST_LANGUAGES = 200


class MailRhythm(StrEnum):
    """How often somebody is mailed about what they follow: titles only, and only where there is something."""

    AT_ONCE = "at_once"
    DAILY = "daily"
    WEEKLY = "weekly"
    NEVER = "never"


class RestrictionKind(StrEnum):
    """What a moderator may lay on a member."""

    HELD = "held"  # what they write waits until a moderator has read it
    SUSPENDED = "suspended"  # they neither read nor write in the network


class ConductVersion(Base):
    """A version of the code of conduct, once and for all. The highest number is the one in force."""

    __tablename__ = "conduct_versions"

    number: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    words: Mapped[str] = mapped_column(Text)
    words_html: Mapped[str] = mapped_column(Text)
    what_changed: Mapped[str] = mapped_column(String(300), default="")
    published_at: Mapped[datetime]
    published_by_id: Mapped[int | None] = mapped_column(
        ForeignKey("people.id")
    )  # None: csaleads ships with it


class ConductAcceptance(Base):
    """Somebody agreed to a version of the code. Never changed, never removed."""

    __tablename__ = "conduct_acceptances"

    person_id: Mapped[int] = mapped_column(ForeignKey("people.id"), primary_key=True)
    number: Mapped[int] = mapped_column(ForeignKey("conduct_versions.number"), primary_key=True)
    accepted_at: Mapped[datetime]


class NetworkMember(Base):
    """Somebody who has entered the network. Whether they belong to it today is told by their role, not by this row.

    `accepted_number` is the newest version of the code that they agreed to. `read_version` grows whenever they read something in
    the forum, so that counts of what is unread can be kept for as long as it stays the same.
    """

    __tablename__ = "network_members"

    person_id: Mapped[int] = mapped_column(ForeignKey("people.id"), primary_key=True)
    joined_at: Mapped[datetime]
    accepted_number: Mapped[int] = mapped_column(ForeignKey("conduct_versions.number"))
    hides_name_when_gone: Mapped[bool] = mapped_column(default=False)
    mail_rhythm: Mapped[MailRhythm] = enum_column(MailRhythm, default=MailRhythm.DAILY)
    read_version: Mapped[int] = mapped_column(default=0)


class DirectoryEntry(Base):
    """What somebody lets the other members see of them: each `shows_…` is a consent of its own, and none is given by default."""

    __tablename__ = "directory_entries"

    person_id: Mapped[int] = mapped_column(ForeignKey("people.id"), primary_key=True)
    is_listed: Mapped[bool] = mapped_column(default=False)
    shows_area: Mapped[bool] = mapped_column(default=False)
    shows_team: Mapped[bool] = mapped_column(default=False)
    shows_topics: Mapped[bool] = mapped_column(default=False)  # those that they know well
    languages: Mapped[str] = mapped_column(String(LONGEST_LANGUAGES), default="")
    shows_languages: Mapped[bool] = mapped_column(default=False)
    ask_me_about: Mapped[str] = mapped_column(Text, default="")
    shows_ask_me_about: Mapped[bool] = mapped_column(default=False)
    can_shadow: Mapped[bool] = mapped_column(default=False)  # colleagues may sit in on a clinic of theirs
    shows_can_shadow: Mapped[bool] = mapped_column(default=False)
    takes_private_questions: Mapped[bool] = mapped_column(default=True)
    version: Mapped[int] = mapped_column(default=1)
    changed_at: Mapped[datetime]


class NetworkModerator(Base):
    """A member whom the programme team named as a moderator, for as long as `until` is empty."""

    __tablename__ = "network_moderators"
    __table_args__ = (
        Index(
            "uq_network_moderators_now",
            "person_id",
            unique=True,
            sqlite_where=text("until IS NULL"),
            postgresql_where=text("until IS NULL"),
        ),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("people.id"))
    named_by_id: Mapped[int] = mapped_column(ForeignKey("people.id"))
    since: Mapped[datetime]
    until: Mapped[datetime | None]


class Restriction(Base):
    """What a moderator laid on a member, from `since` until `until` (None: until it is lifted) or until it was lifted."""

    __tablename__ = "network_restrictions"
    __table_args__ = (
        CheckConstraint("until IS NULL OR until > since", name="ends_after_start"),
        Index("ix_network_restrictions_person", "person_id", "lifted_at"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("people.id"))
    kind: Mapped[RestrictionKind] = enum_column(RestrictionKind)
    since: Mapped[datetime]
    until: Mapped[datetime | None]
    lifted_at: Mapped[datetime | None]


class NameMark(MarkRow, Base):
    """One row, whose mark is another one whenever what members are called may have changed; see network/people_queries.py."""

    __tablename__ = "network_name_marks"
