"""Tables of programmes. Names, dates and states of colleagues who learn; never a word of a case."""

from datetime import date, datetime, time
from enum import StrEnum
from typing import Any
from uuid import UUID

from sqlalchemy import (
    CheckConstraint,
    ForeignKey,
    ForeignKeyConstraint,
    Index,
    String,
    UniqueConstraint,
    text,
)
from sqlalchemy.orm import Mapped, mapped_column

from csaleads.core.database import Base, enum_column
from csaleads.learning.models import Track

_ASKED = text("state = 'asked'")
OPEN_SWAPS: dict[str, Any] = {"sqlite_where": _ASKED, "postgresql_where": _ASKED}
LONGEST_NAME = 120
MOST_PLACES = 60
USUAL_PLACES = 20


class CohortState(StrEnum):
    PLANNED = "planned"
    OPEN = "open"
    RUNNING = "running"
    FINISHED = "finished"
    CANCELLED = "cancelled"


class CheckItem(StrEnum):
    """What an area sees to in the three months before day one."""

    LEADS_NAMED = "leads_named"
    THEORY_OF_CHANGE = "theory_of_change"
    MANAGERS_TOLD = "managers_told"
    AGREEMENTS_SIGNED = "agreements_signed"


class MemberState(StrEnum):
    NOMINATED = "nominated"
    AGREED = "agreed"
    MEMBER = "member"
    DEFERRED = "deferred"
    LEFT = "left"
    REPLACED = "replaced"
    COMPLETED = "completed"


class Way(StrEnum):
    """How somebody came to be nominated."""

    APPLIED = "applied"
    BY_MANAGER = "by_manager"
    BY_COORDINATOR = "by_coordinator"
    BY_PROGRAMME = "by_programme"


class Mode(StrEnum):
    """How a learning day is held."""

    ROOM = "room"
    ONLINE = "online"
    MIXED = "mixed"


class PartKind(StrEnum):
    """A part of a morning."""

    SESSION = "session"
    BREAK = "break"


class Cohort(Base):
    """People who learn together. `version` grows with every edit, so that two people editing at once are told."""

    __tablename__ = "cohorts"
    __table_args__ = (Index("ix_cohorts_state_starts_on", "state", "starts_on"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(String(LONGEST_NAME))
    track: Mapped[Track] = enum_column(Track)
    state: Mapped[CohortState] = enum_column(CohortState, default=CohortState.PLANNED)
    state_since: Mapped[datetime]
    starts_on: Mapped[date]  # day one, as it was planned
    made_by_id: Mapped[int] = mapped_column(ForeignKey("people.id"))
    made_at: Mapped[datetime]
    version: Mapped[int] = mapped_column(default=1)


class CohortArea(Base):
    """An area that takes part, with its places."""

    __tablename__ = "cohort_areas"
    __table_args__ = (CheckConstraint(f"places BETWEEN 1 AND {MOST_PLACES}", name="places"),)

    cohort_id: Mapped[int] = mapped_column(ForeignKey("cohorts.id"), primary_key=True)
    area_id: Mapped[int] = mapped_column(ForeignKey("areas.id"), primary_key=True, index=True)
    places: Mapped[int] = mapped_column(default=USUAL_PLACES)


class CohortCheck(Base):
    """Something on the list of an area that was seen to: who said so, and when. Taken back, the row goes."""

    __tablename__ = "cohort_checks"
    __table_args__ = (
        ForeignKeyConstraint(["cohort_id", "area_id"], ["cohort_areas.cohort_id", "cohort_areas.area_id"]),
    )

    cohort_id: Mapped[int] = mapped_column(primary_key=True)
    area_id: Mapped[int] = mapped_column(primary_key=True)
    item: Mapped[CheckItem] = enum_column(CheckItem, primary_key=True)
    ticked_by_id: Mapped[int] = mapped_column(ForeignKey("people.id"))
    ticked_at: Mapped[datetime]


class CohortMember(Base):
    """Somebody's part in a cohort, from the first nomination on. Who came in somebody's place is named with them."""

    __tablename__ = "cohort_members"
    __table_args__ = (
        UniqueConstraint("cohort_id", "person_id"),
        ForeignKeyConstraint(["cohort_id", "area_id"], ["cohort_areas.cohort_id", "cohort_areas.area_id"]),
        Index("ix_cohort_members_cohort_area_state", "cohort_id", "area_id", "state"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    cohort_id: Mapped[int] = mapped_column(ForeignKey("cohorts.id"))
    area_id: Mapped[int] = mapped_column(ForeignKey("areas.id"))
    person_id: Mapped[int] = mapped_column(ForeignKey("people.id"), index=True)
    state: Mapped[MemberState] = enum_column(MemberState, default=MemberState.NOMINATED)
    state_since: Mapped[datetime]
    way: Mapped[Way] = enum_column(Way)
    nominated_by_id: Mapped[int] = mapped_column(ForeignKey("people.id"))
    nominated_at: Mapped[datetime]
    agreed_by_id: Mapped[int | None] = mapped_column(ForeignKey("people.id"))
    replaced_by_id: Mapped[int | None] = mapped_column(ForeignKey("cohort_members.id"))


class LearningDay(Base):
    """A day of teaching and of reflective groups. Times are local: half past nine stays half past nine all year."""

    __tablename__ = "learning_days"
    __table_args__ = (
        UniqueConstraint("cohort_id", "held_on"),
        CheckConstraint("ends_at_local > starts_at_local", name="ends_after_start"),
        Index("ix_learning_days_held_on", "held_on"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    cohort_id: Mapped[int] = mapped_column(ForeignKey("cohorts.id"))
    held_on: Mapped[date]
    starts_at_local: Mapped[time]
    ends_at_local: Mapped[time]
    mode: Mapped[Mode] = enum_column(Mode)
    place: Mapped[str] = mapped_column(String(200), default="")
    online_link: Mapped[str] = mapped_column(String(500), default="")
    version: Mapped[int] = mapped_column(default=1)


class LearningDayTopic(Base):
    """A topic that a day teaches."""

    __tablename__ = "learning_day_topics"

    day_id: Mapped[int] = mapped_column(ForeignKey("learning_days.id"), primary_key=True)
    topic_id: Mapped[UUID] = mapped_column(ForeignKey("topics.id"), primary_key=True, index=True)


class DayPart(Base):
    """A session or a break of a morning, in order; when it begins follows from those before it."""

    __tablename__ = "day_parts"
    __table_args__ = (CheckConstraint("minutes BETWEEN 5 AND 240", name="minutes"),)

    day_id: Mapped[int] = mapped_column(ForeignKey("learning_days.id"), primary_key=True)
    position: Mapped[int] = mapped_column(primary_key=True)
    kind: Mapped[PartKind] = enum_column(PartKind)
    title: Mapped[str] = mapped_column(String(200), default="")
    minutes: Mapped[int]


class SwapState(StrEnum):
    ASKED = "asked"
    AGREED = "agreed"
    DECLINED = "declined"
    WITHDRAWN = "withdrawn"


class ReflectiveGroup(Base):
    """Members who meet in the afternoons. `dealt_at` says when its rota was dealt last."""

    __tablename__ = "reflective_groups"
    __table_args__ = (UniqueConstraint("cohort_id", "number"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    cohort_id: Mapped[int] = mapped_column(ForeignKey("cohorts.id"))
    number: Mapped[int]
    facilitator_id: Mapped[int | None] = mapped_column(ForeignKey("people.id"), index=True)
    dealt_at: Mapped[datetime | None]


class GroupPlace(Base):
    """A member is in one group."""

    __tablename__ = "group_places"

    member_id: Mapped[int] = mapped_column(ForeignKey("cohort_members.id"), primary_key=True)
    group_id: Mapped[int] = mapped_column(ForeignKey("reflective_groups.id"), index=True)


class MemberTopic(Base):
    """A topic to which the member would bring something. With none, any will do."""

    __tablename__ = "member_topics"

    member_id: Mapped[int] = mapped_column(ForeignKey("cohort_members.id"), primary_key=True)
    topic_id: Mapped[UUID] = mapped_column(ForeignKey("topics.id"), primary_key=True)


class MemberAbsence(Base):
    """A day on which the member said beforehand that they cannot come."""

    __tablename__ = "member_absences"

    member_id: Mapped[int] = mapped_column(ForeignKey("cohort_members.id"), primary_key=True)
    day_id: Mapped[int] = mapped_column(ForeignKey("learning_days.id"), primary_key=True)


class PresenterTurn(Base):
    """A member of a group presents on a day. Of a swap, the two turns exchange their members."""

    __tablename__ = "presenter_turns"
    __table_args__ = (UniqueConstraint("day_id", "member_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    group_id: Mapped[int] = mapped_column(ForeignKey("reflective_groups.id"), index=True)
    day_id: Mapped[int] = mapped_column(ForeignKey("learning_days.id"))
    member_id: Mapped[int] = mapped_column(ForeignKey("cohort_members.id"), index=True)


class TurnSwap(Base):
    """Somebody asks to exchange their turn for another member's. One open question for each turn."""

    __tablename__ = "turn_swaps"
    __table_args__ = (
        Index("uq_turn_swaps_open", "turn_id", unique=True, **OPEN_SWAPS),
        Index("ix_turn_swaps_open_asker", "asker_id", **OPEN_SWAPS),
        Index("ix_turn_swaps_open_asked", "asked_id", **OPEN_SWAPS),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    turn_id: Mapped[int] = mapped_column(ForeignKey("presenter_turns.id"))
    with_turn_id: Mapped[int] = mapped_column(ForeignKey("presenter_turns.id"), index=True)
    asker_id: Mapped[int] = mapped_column(ForeignKey("cohort_members.id"))
    asked_id: Mapped[int] = mapped_column(ForeignKey("cohort_members.id"))
    state: Mapped[SwapState] = enum_column(SwapState, default=SwapState.ASKED)
    asked_at: Mapped[datetime]
    answered_at: Mapped[datetime | None]


class TurnReminder(Base):
    """A presenter was reminded of a turn, so many days before it: nobody is reminded twice."""

    __tablename__ = "turn_reminders"

    turn_id: Mapped[int] = mapped_column(ForeignKey("presenter_turns.id"), primary_key=True)
    member_id: Mapped[int] = mapped_column(ForeignKey("cohort_members.id"), primary_key=True)
    days_before: Mapped[int] = mapped_column(primary_key=True)
    told_at: Mapped[datetime]
