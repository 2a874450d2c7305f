"""Tables of topics and resources. What is written here is about the field, never about a case, and is kept readable."""

from datetime import date, datetime
from enum import StrEnum
from typing import Any
from uuid import UUID, uuid4

from sqlalchemy import JSON, CheckConstraint, ForeignKey, Index, String, Text, UniqueConstraint, false, text
from sqlalchemy.orm import Mapped, mapped_column

from csaleads.core.change_marks import MarkRow
from csaleads.core.database import Base, enum_column
from csaleads.practice.models import Concern

LONGEST_TITLE = 200
LONGEST_TEXT = 4000
LONGEST_LINK = 1000
LONGEST_LINE = 300
_HAS_FILE = text("file_id IS NOT NULL")


class Track(StrEnum):
    """For whom a curriculum was made."""

    SOCIAL_WORK = "social_work"
    THIRD_SECTOR = "third_sector"

    @property
    def label(self) -> str:
        return TRACK_LABELS[self]


TRACK_LABELS = {Track.SOCIAL_WORK: "Social work", Track.THIRD_SECTOR: "Third sector"}


class ResourceKind(StrEnum):
    GUIDE = "guide"
    TEMPLATE = "template"
    TOOL = "tool"
    FILM = "film"
    RESEARCH_SUMMARY = "research_summary"
    SLIDES = "slides"
    READING = "reading"
    E_LEARNING = "e_learning"

    @property
    def label(self) -> str:
        return KIND_LABELS[self]


KIND_LABELS = {
    ResourceKind.GUIDE: "Guide",
    ResourceKind.TEMPLATE: "Template",
    ResourceKind.TOOL: "Tool",
    ResourceKind.FILM: "Film",
    ResourceKind.RESEARCH_SUMMARY: "Research summary",
    ResourceKind.SLIDES: "Slides",
    ResourceKind.READING: "Reading",
    ResourceKind.E_LEARNING: "E-learning",
}


class Level(StrEnum):
    CORE = "core"
    FURTHER = "further"
    SPECIALIST = "specialist"

    @property
    def label(self) -> str:
        return self.value.capitalize()


class Audience(StrEnum):
    """Who finds it. Leads are joined by the coordinator of their area and by the programme team."""

    ALL_STAFF = "all_staff"
    LEADS = "leads"

    @property
    def label(self) -> str:
        return AUDIENCE_LABELS[self]


AUDIENCE_LABELS = {Audience.ALL_STAFF: "All staff", Audience.LEADS: "Practice Leads"}


class ResourceState(StrEnum):
    DRAFT = "draft"
    APPROVED = "approved"
    ARCHIVED = "archived"

    @property
    def label(self) -> str:
        return self.value.capitalize()


class Mark(StrEnum):
    """What somebody notes of a resource, for themselves alone."""

    READ = "read"
    LATER = "later"
    FAVOURITE = "favourite"


class Topic(Base):
    """A subject of the curriculum. `edition` is the number of its newest edition; `start_key` says where it shipped from."""

    __tablename__ = "topics"
    __table_args__ = (
        CheckConstraint("edition >= 1", name="has_an_edition"),
        Index("ix_topics_track_position", "track", "position"),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True, default=uuid4)
    start_key: Mapped[str | None] = mapped_column(String(80), unique=True)
    track: Mapped[Track] = enum_column(Track)
    position: Mapped[int]
    title: Mapped[str] = mapped_column(String(LONGEST_TITLE))
    about: Mapped[str] = mapped_column(Text)
    edition: Mapped[int] = mapped_column(default=1)


class TopicConcern(Base):
    """A kind of concern that the topic answers."""

    __tablename__ = "topic_concerns"

    topic_id: Mapped[UUID] = mapped_column(ForeignKey("topics.id"), primary_key=True)
    concern: Mapped[Concern] = enum_column(Concern, primary_key=True)


class TopicEdition(Base):
    """A topic as it read from `made_at` on. Nobody made those that csaleads shipped with."""

    __tablename__ = "topic_editions"
    __table_args__ = (UniqueConstraint("topic_id", "number"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    topic_id: Mapped[UUID] = mapped_column(ForeignKey("topics.id"))
    number: Mapped[int]
    content: Mapped[dict[str, Any]] = mapped_column(JSON)
    made_by_id: Mapped[int | None] = mapped_column(ForeignKey("people.id"))
    made_at: Mapped[datetime]


class Resource(Base):
    """Something to read, watch or use. Of an area, or with `area_id` None of the network itself.

    What an area approved is for that area; with `network_at` the programme team approved it for everybody. `version` grows with
    every change and move, `edition` with every change of what it says. It has a link or a file, never both. A resource without
    a topic cannot be stored: its first one is a column, and `resource_topics` holds all of them.
    """

    __tablename__ = "resources"
    __table_args__ = (
        CheckConstraint("(state = 'approved') = (approved_at IS NOT NULL)", name="approved_has_moment"),
        CheckConstraint("network_at IS NULL OR state = 'approved'", name="network_reads_what_is_approved"),
        CheckConstraint("network_at IS NULL OR area_id IS NULL OR may_leave", name="may_leave_its_area"),
        CheckConstraint(
            "area_id IS NOT NULL OR state <> 'approved' OR network_at IS NOT NULL",
            name="network_owns_for_network",
        ),
        CheckConstraint("link = '' OR substr(link, 1, 8) = 'https://'", name="link_is_https"),
        CheckConstraint(
            "transcript = '' OR substr(transcript, 1, 8) = 'https://'", name="transcript_is_https"
        ),
        CheckConstraint("(link = '') = (file_id IS NOT NULL)", name="link_or_file"),
        CheckConstraint("minutes IS NULL OR minutes BETWEEN 1 AND 6000", name="minutes"),
        # A list goes by title; what may not be shown is passed over by what the index knows, for a row is wide.
        Index(
            "ix_resources_state_title",
            "state",
            "sort_title",
            "id",
            "area_id",
            "audience",
            "network_at",
            "is_lent",
            "lent_until",
        ),
        # Counts are answered from this index alone: a resource is wide, and most of it is of no interest to them.
        Index(
            "ix_resources_reach",
            "state",
            "area_id",
            "audience",
            "network_at",
            "approved_at",
            "start_key",
            "is_lent",
            "lent_until",
            "id",
        ),
        Index("ix_resources_owner_review", "owner_id", "review_by"),
        Index("ix_resources_file_id", "file_id", sqlite_where=_HAS_FILE, postgresql_where=_HAS_FILE),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True, default=uuid4)
    start_key: Mapped[str | None] = mapped_column(String(80), unique=True)
    area_id: Mapped[int | None] = mapped_column(ForeignKey("areas.id"))
    owner_id: Mapped[int | None] = mapped_column(ForeignKey("people.id"))
    state: Mapped[ResourceState] = enum_column(ResourceState, default=ResourceState.DRAFT)
    version: Mapped[int] = mapped_column(default=1)
    edition: Mapped[int] = mapped_column(default=1)
    added_at: Mapped[datetime]
    approved_at: Mapped[datetime | None]
    approved_by_id: Mapped[int | None] = mapped_column(ForeignKey("people.id"))
    network_at: Mapped[datetime | None]
    network_by_id: Mapped[int | None] = mapped_column(ForeignKey("people.id"))
    is_lent: Mapped[bool] = mapped_column(default=False, server_default=false())  # see lent_models
    lent_until: Mapped[date | None]
    changed_at: Mapped[datetime | None]  # when somebody last changed what it says

    kind: Mapped[ResourceKind] = enum_column(ResourceKind)
    title: Mapped[str] = mapped_column(String(LONGEST_TITLE))
    sort_title: Mapped[str] = mapped_column(String(LONGEST_TITLE))  # in lower case
    link: Mapped[str] = mapped_column(String(LONGEST_LINK))
    file_id: Mapped[UUID | None] = mapped_column(ForeignKey("stored_files.id"))
    main_topic_id: Mapped[UUID] = mapped_column(ForeignKey("topics.id"))
    summary: Mapped[str] = mapped_column(Text)  # Markdown
    summary_html: Mapped[str] = mapped_column(Text)
    audience: Mapped[Audience] = enum_column(Audience)
    level: Mapped[Level] = enum_column(Level)
    minutes: Mapped[int | None]
    content_note: Mapped[str] = mapped_column(Text, default="")
    has_captions: Mapped[bool] = mapped_column(default=False)
    transcript: Mapped[str] = mapped_column(String(LONGEST_LINK), default="")  # a link
    publisher: Mapped[str] = mapped_column(String(LONGEST_LINE), default="")
    year: Mapped[int | None]
    licence: Mapped[str] = mapped_column(String(LONGEST_LINE), default="")
    may_leave: Mapped[bool] = mapped_column(default=False)
    cite: Mapped[str] = mapped_column(String(LONGEST_LINK), default="")
    review_by: Mapped[date]
    is_verified: Mapped[bool] = mapped_column(default=False)


class ResourceTopic(Base):
    """A topic of the resource, and where it stands in the reading order of that topic."""

    __tablename__ = "resource_topics"
    __table_args__ = (Index("ix_resource_topics_topic_order", "topic_id", "position", "resource_id"),)

    resource_id: Mapped[UUID] = mapped_column(ForeignKey("resources.id"), primary_key=True)
    topic_id: Mapped[UUID] = mapped_column(ForeignKey("topics.id"), primary_key=True)
    position: Mapped[int]


class LibraryMark(MarkRow, Base):
    """One row, whose mark is another one after every change of the library; see learning/library_state.py."""

    __tablename__ = "library_marks"


class ResourceEdition(Base):
    """A resource as it read from `made_at` on. Nobody made those that csaleads shipped with."""

    __tablename__ = "resource_editions"
    __table_args__ = (UniqueConstraint("resource_id", "number"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    resource_id: Mapped[UUID] = mapped_column(ForeignKey("resources.id"))
    number: Mapped[int]
    content: Mapped[dict[str, Any]] = mapped_column(JSON)
    made_by_id: Mapped[int | None] = mapped_column(ForeignKey("people.id"))
    made_at: Mapped[datetime]


class ResourceMark(Base):
    """What a person has read, wants to read later, or likes to have at hand. Nobody else sees it."""

    __tablename__ = "resource_marks"

    person_id: Mapped[int] = mapped_column(ForeignKey("people.id"), primary_key=True)
    resource_id: Mapped[UUID] = mapped_column(ForeignKey("resources.id"), primary_key=True)
    read_at: Mapped[datetime | None]
    later_at: Mapped[datetime | None]
    favourite_at: Mapped[datetime | None]


class LearningVisit(Base):
    """Until when a person has seen what is new."""

    __tablename__ = "learning_visits"

    person_id: Mapped[int] = mapped_column(ForeignKey("people.id"), primary_key=True)
    seen_at: Mapped[datetime]
