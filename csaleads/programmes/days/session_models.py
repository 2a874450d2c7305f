"""Tables of the sessions of a morning, and of the pack of a learning day. About teaching, never about a case."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from csaleads.core.database import Base, enum_column
from csaleads.learning.models import Track

LONGEST_SPEAKER = 120
LONGEST_LINK = 500
LONGEST_PREPARATION = 2000
MOST_SPEAKERS = 3
DAYS_OF_CURRICULUM = 10


class DaySession(Base):
    """What is known of a session of a morning beside its title and length. It follows its session when the morning changes."""

    __tablename__ = "day_sessions"
    __table_args__ = (
        UniqueConstraint("day_id", "position"),
        CheckConstraint(
            "materials_link = '' OR substr(materials_link, 1, 8) = 'https://'", name="link_is_https"
        ),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    day_id: Mapped[int] = mapped_column(ForeignKey("learning_days.id"))
    position: Mapped[int]  # of its part in the morning
    materials_link: Mapped[str] = mapped_column(String(LONGEST_LINK), default="")
    released_at: Mapped[datetime | None]  # since when members find its materials


class DaySessionTopic(Base):
    """A topic that the session teaches."""

    __tablename__ = "day_session_topics"

    session_id: Mapped[int] = mapped_column(ForeignKey("day_sessions.id"), primary_key=True)
    topic_id: Mapped[UUID] = mapped_column(ForeignKey("topics.id"), primary_key=True)


class DaySessionResource(Base):
    """A resource of the library that is material of the session. Members find it where they would find it there."""

    __tablename__ = "day_session_resources"

    session_id: Mapped[int] = mapped_column(ForeignKey("day_sessions.id"), primary_key=True)
    resource_id: Mapped[UUID] = mapped_column(ForeignKey("resources.id"), primary_key=True)


class SessionSpeaker(Base):
    """Somebody who speaks in a session, by name and organisation; `is_confirmed` once they said that they come."""

    __tablename__ = "session_speakers"

    session_id: Mapped[int] = mapped_column(ForeignKey("day_sessions.id"), primary_key=True)
    place: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(String(LONGEST_SPEAKER))
    organisation: Mapped[str] = mapped_column(String(LONGEST_SPEAKER), default="")
    is_confirmed: Mapped[bool] = mapped_column(default=False)


class DayPreparation(Base):
    """What members do before the day, in the words of whoever runs the cohort."""

    __tablename__ = "day_preparations"

    day_id: Mapped[int] = mapped_column(ForeignKey("learning_days.id"), primary_key=True)
    text: Mapped[str] = mapped_column(Text)
    written_at: Mapped[datetime]
    version: Mapped[int] = mapped_column(default=1)


class PackVisit(Base):
    """Until when a person has looked through the pack of a day. Nobody else sees it."""

    __tablename__ = "pack_visits"

    person_id: Mapped[int] = mapped_column(ForeignKey("people.id"), primary_key=True)
    day_id: Mapped[int] = mapped_column(ForeignKey("learning_days.id"), primary_key=True)
    seen_at: Mapped[datetime]


class ResourceDay(Base):
    """A resource belongs to the day of that number of a curriculum, and is in the packs of no other day."""

    __tablename__ = "resource_days"
    __table_args__ = (CheckConstraint(f"number BETWEEN 1 AND {DAYS_OF_CURRICULUM}", name="number"),)

    track: Mapped[Track] = enum_column(Track, primary_key=True)
    number: Mapped[int] = mapped_column(primary_key=True)
    resource_id: Mapped[UUID] = mapped_column(ForeignKey("resources.id"), primary_key=True, index=True)
    tied_by_id: Mapped[int] = mapped_column(ForeignKey("people.id"))
    tied_at: Mapped[datetime]
