"""Tables of a person's own development. What they write of it is narrative and theirs alone; what is counted stands beside it."""

from datetime import date, datetime
from enum import StrEnum
from typing import Any
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from csaleads.core.database import Base, NarrativeRow, enum_column
from csaleads.core.encryption import Narrative, Screening, sealed_column
from csaleads.learning.models import Track

_OPEN = text("state IN ('asked', 'agreed')")
ONE_OPEN: dict[str, Any] = {"sqlite_where": _OPEN, "postgresql_where": _OPEN}
_OF_ONE_SOURCE = " + ".join(
    f"(CASE WHEN {name} IS NULL THEN 0 ELSE 1 END)"
    for name in ("day_id", "resource_id", "clinic_id", "shadowing_id", "gathering_id")
)


class EntryKind(StrEnum):
    """The kind of CPD, which is the first thing that the regulator asks."""

    LEARNING_DAY = "learning_day"
    RESOURCE_READ = "resource_read"
    CLINIC_HELD = "clinic_held"
    SHADOWING = "shadowing"
    SUPPORT_SESSION = "support_session"
    BRIEFING_GIVEN = "briefing_given"
    GROUP_SUPERVISION = "group_supervision"
    COURSE = "course"
    OTHER = "other"

    @property
    def label(self) -> str:
        return KIND_LABELS[self]


KIND_LABELS = {
    EntryKind.LEARNING_DAY: "Learning day",
    EntryKind.RESOURCE_READ: "Reading or film",
    EntryKind.CLINIC_HELD: "Clinic held",
    EntryKind.SHADOWING: "Clinic shadowed",
    EntryKind.SUPPORT_SESSION: "Network support session",
    EntryKind.BRIEFING_GIVEN: "Briefing given",
    EntryKind.GROUP_SUPERVISION: "Group supervision",
    EntryKind.COURSE: "Course or conference",
    EntryKind.OTHER: "Something else",
}


class EntryState(StrEnum):
    DRAFT = "draft"
    FINISHED = "finished"

    @property
    def label(self) -> str:
        return self.value.capitalize()


class PeerRole(StrEnum):
    """With whom somebody reflected, by role: no names are needed."""

    SOCIAL_WORKER = "social_worker"
    PRACTICE_LEAD = "practice_lead"
    SUPERVISOR = "supervisor"
    REFLECTIVE_GROUP = "reflective_group"
    GROUP_SUPERVISION = "group_supervision"
    OTHER_PROFESSIONAL = "other_professional"

    @property
    def label(self) -> str:
        return PEER_LABELS[self]


PEER_LABELS = {
    PeerRole.SOCIAL_WORKER: "Another social worker",
    PeerRole.PRACTICE_LEAD: "A Practice Lead",
    PeerRole.SUPERVISOR: "My supervisor or line manager",
    PeerRole.REFLECTIVE_GROUP: "My reflective group",
    PeerRole.GROUP_SUPERVISION: "Colleagues in group supervision",
    PeerRole.OTHER_PROFESSIONAL: "A professional of another agency",
}


class CpdEntry(NarrativeRow, Base):
    """A piece of CPD in its owner's words. A draft until its owner says that it is finished, and theirs alone in every state.

    The area is the one whose words screening knows for it; it gives nobody there anything to read. `has_peer` counts only once
    the entry is finished.
    """

    __tablename__ = "cpd_entries"
    __table_args__ = (
        CheckConstraint("(state = 'finished') = (finished_at IS NOT NULL)", name="finished_has_moment"),
        CheckConstraint("NOT has_peer OR peer_role IS NOT NULL", name="peer_has_role"),
        Index("ix_cpd_entries_person_done", "person_id", "done_on"),
    )

    person_id: Mapped[int] = mapped_column(ForeignKey("people.id"))
    area_id: Mapped[int] = mapped_column(ForeignKey("areas.id"))
    state: Mapped[EntryState] = enum_column(EntryState, default=EntryState.DRAFT)
    kind: Mapped[EntryKind] = enum_column(EntryKind)
    done_on: Mapped[date]
    topic_id: Mapped[UUID | None] = mapped_column(ForeignKey("topics.id"))
    peer_role: Mapped[PeerRole | None] = enum_column(PeerRole, nullable=True)
    has_peer: Mapped[bool] = mapped_column(default=False)
    made_at: Mapped[datetime]
    saved_at: Mapped[datetime]
    saved_from: Mapped[str | None] = mapped_column(
        String(40)
    )  # the open page whose autosave was the last one
    finished_at: Mapped[datetime | None]
    version: Mapped[int] = mapped_column(default=1)

    what_and_why_sealed: Mapped[bytes | None] = sealed_column()
    learnt_sealed: Mapped[bytes | None] = sealed_column()
    effect_sealed: Mapped[bytes | None] = sealed_column()
    peer_sealed: Mapped[bytes | None] = sealed_column()
    what_and_why = Narrative("what_and_why_sealed", Screening.WHEN_SENT)
    learnt = Narrative("learnt_sealed", Screening.WHEN_SENT)
    effect = Narrative("effect_sealed", Screening.WHEN_SENT)
    peer = Narrative("peer_sealed", Screening.WHEN_SENT)


class CpdSource(Base):
    """Something done here that became an entry, or that its owner does not want as one: it is suggested once and no more."""

    __tablename__ = "cpd_sources"
    __table_args__ = (
        CheckConstraint(f"{_OF_ONE_SOURCE} = 1", name="of_one_source"),
        UniqueConstraint("person_id", "day_id"),
        UniqueConstraint("person_id", "resource_id"),
        UniqueConstraint("person_id", "clinic_id"),
        UniqueConstraint("person_id", "shadowing_id"),
        UniqueConstraint("person_id", "gathering_id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("people.id"))
    day_id: Mapped[int | None] = mapped_column(ForeignKey("learning_days.id"))
    resource_id: Mapped[UUID | None] = mapped_column(ForeignKey("resources.id"))
    clinic_id: Mapped[UUID | None] = mapped_column(ForeignKey("clinics.id"))
    shadowing_id: Mapped[int | None] = mapped_column(ForeignKey("shadowings.id"))
    gathering_id: Mapped[int | None] = mapped_column(ForeignKey("forum_gatherings.thread_id"))
    entry_id: Mapped[UUID | None] = mapped_column(ForeignKey("cpd_entries.id"), index=True)
    settled_at: Mapped[datetime]


class CpdShare(Base):
    """Somebody told their line manager that their CPD of a year is complete: that, and when. Taken back, the row goes."""

    __tablename__ = "cpd_shares"

    person_id: Mapped[int] = mapped_column(ForeignKey("people.id"), primary_key=True)
    begins_in: Mapped[int] = mapped_column(primary_key=True)  # the year whose December the CPD year begins in
    shared_at: Mapped[datetime]


class CpdQuiet(Base):
    """Somebody who does not want to be reminded of the end of the CPD year."""

    __tablename__ = "cpd_quiet"

    person_id: Mapped[int] = mapped_column(ForeignKey("people.id"), primary_key=True)
    since: Mapped[datetime]


class Occasion(StrEnum):
    """When somebody rated themselves: where their cohort stood, or simply so."""

    START = "start"
    BETWEEN = "between"
    END = "end"
    LATER = "later"
    ANY_TIME = "any_time"

    @property
    def label(self) -> str:
        return OCCASION_LABELS[self]


OCCASION_LABELS = {
    Occasion.START: "At the start",
    Occasion.BETWEEN: "On the way",
    Occasion.END: "At the end",
    Occasion.LATER: "Later",
    Occasion.ANY_TIME: "In the role",
}


class SelfRating(Base):
    """How ready somebody felt on a day, for their own eyes. One for each day and track: the last one said that day."""

    __tablename__ = "self_ratings"
    __table_args__ = (UniqueConstraint("person_id", "track", "rated_on"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("people.id"))
    track: Mapped[Track] = enum_column(Track)
    cohort_id: Mapped[int | None] = mapped_column(ForeignKey("cohorts.id"))
    occasion: Mapped[Occasion] = enum_column(Occasion)
    rated_on: Mapped[date]


class SelfRatingMark(Base):
    """One to five for a topic. What was left out has no row."""

    __tablename__ = "self_rating_marks"
    __table_args__ = (CheckConstraint("mark BETWEEN 1 AND 5", name="one_to_five"),)

    rating_id: Mapped[int] = mapped_column(ForeignKey("self_ratings.id"), primary_key=True)
    topic_id: Mapped[UUID] = mapped_column(ForeignKey("topics.id"), primary_key=True)
    mark: Mapped[int]


class ShadowingState(StrEnum):
    ASKED = "asked"
    AGREED = "agreed"
    DECLINED = "declined"
    WITHDRAWN = "withdrawn"
    CALLED_OFF = "called_off"
    DONE = "done"

    @property
    def label(self) -> str:
        return SHADOWING_LABELS[self]


SHADOWING_LABELS = {
    ShadowingState.ASKED: "Asked",
    ShadowingState.AGREED: "Agreed",
    ShadowingState.DECLINED: "Not this time",
    ShadowingState.WITHDRAWN: "Taken back",
    ShadowingState.CALLED_OFF: "Did not happen",
    ShadowingState.DONE: "Shadowed",
}


class DeclineReason(StrEnum):
    """Why a clinic cannot be shadowed; nothing is typed."""

    SENSITIVE = "sensitive"
    SOMEBODY_ELSE = "somebody_else"
    NOT_SURE_IT_HAPPENS = "not_sure_it_happens"
    ANOTHER_CLINIC = "another_clinic"
    OTHER = "other"

    @property
    def label(self) -> str:
        return DECLINE_LABELS[self]


DECLINE_LABELS = {
    DeclineReason.SENSITIVE: "Somebody who comes would rather talk without a third person",
    DeclineReason.SOMEBODY_ELSE: "Somebody else sits in already",
    DeclineReason.NOT_SURE_IT_HAPPENS: "It is not sure yet that the clinic takes place",
    DeclineReason.ANOTHER_CLINIC: "Another clinic of mine would suit better",
    DeclineReason.OTHER: "It does not fit this time",
}


class Shadowing(Base):
    """A Practice Lead sits in on a colleague's clinic. It lets them into no request and no record."""

    __tablename__ = "shadowings"
    __table_args__ = (
        CheckConstraint("(state = 'declined') = (decline_reason IS NOT NULL)", name="declined_has_reason"),
        CheckConstraint("(state = 'done') = (done_at IS NOT NULL)", name="done_has_moment"),
        Index("uq_shadowings_open", "clinic_id", "person_id", unique=True, **ONE_OPEN),
        Index("ix_shadowings_person_state", "person_id", "state"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    clinic_id: Mapped[UUID] = mapped_column(ForeignKey("clinics.id"))
    area_id: Mapped[int] = mapped_column(ForeignKey("areas.id"))
    person_id: Mapped[int] = mapped_column(ForeignKey("people.id"))
    state: Mapped[ShadowingState] = enum_column(ShadowingState, default=ShadowingState.ASKED)
    asked_at: Mapped[datetime]
    answered_by_id: Mapped[int | None] = mapped_column(ForeignKey("people.id"))
    answered_at: Mapped[datetime | None]
    decline_reason: Mapped[DeclineReason | None] = enum_column(DeclineReason, nullable=True)
    done_at: Mapped[datetime | None]
