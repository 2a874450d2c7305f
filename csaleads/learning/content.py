"""What an edition says, as plain data: how it is kept, and how it is told to somebody who compares two of them."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from csaleads.core.formatting import size_words, uk_date, uk_datetime
from csaleads.core.stored_files.kinds import SHAPES, FileKind
from csaleads.learning.models import Audience, Level, ResourceKind
from csaleads.practice.models import CONCERN_LABELS, Concern

Told = dict[str, str]  # what a part is called → what it says


@dataclass(frozen=True)
class TopicContent:
    """What a topic says. The kinds of concern are in the order in which they are always shown."""

    title: str
    about: str
    concerns: tuple[Concern, ...] = ()

    @property
    def kept(self) -> dict[str, Any]:
        """As an edition keeps it."""
        return {
            "title": self.title,
            "about": self.about,
            "concerns": [concern.value for concern in self.concerns],
        }

    @classmethod
    def read(cls, kept: dict[str, Any]) -> "TopicContent":
        """What an edition keeps."""
        return cls(kept["title"], kept["about"], in_order(map(Concern, kept["concerns"])))

    @property
    def told(self) -> Told:
        """Part by part, for people."""
        return {
            "Title": self.title,
            "What it is about": self.about,
            "Kinds of concern that it answers": "\n".join(concern.label for concern in self.concerns),
        }


def in_order(concerns: Any) -> tuple[Concern, ...]:
    """The kinds of concern in the order in which they are shown, each once."""
    given = set(concerns)
    return tuple(concern for concern in CONCERN_LABELS if concern in given)


@dataclass(frozen=True)
class FileFacts:
    """A file that was sent for a resource, as an edition keeps it: an older edition tells of its own for ever."""

    id: UUID
    name: str
    kind: FileKind
    size_bytes: int
    sent_at: datetime

    @property
    def kind_words(self) -> str:
        return SHAPES[self.kind].label

    @property
    def size(self) -> str:
        return size_words(self.size_bytes)

    @property
    def words(self) -> str:
        """ "Guide.docx (Word, 1.2 MB)"."""
        return f"{self.name} ({self.kind_words}, {self.size})"

    @property
    def kept(self) -> dict[str, Any]:
        """As an edition keeps it."""
        return vars(self) | {
            "id": str(self.id),
            "kind": self.kind.value,
            "sent_at": self.sent_at.isoformat(),
        }

    @classmethod
    def read(cls, kept: Mapping[str, Any]) -> "FileFacts":
        """What an edition keeps."""
        return cls(
            UUID(kept["id"]),
            kept["name"],
            FileKind(kept["kind"]),
            kept["size_bytes"],
            datetime.fromisoformat(kept["sent_at"]),
        )

    @property
    def told(self) -> Told:
        """Part by part, for people."""
        return {
            "File": self.name,
            "Kind of file": self.kind_words,
            "Size of the file": self.size,
            "File sent": uk_datetime(self.sent_at, "long"),
        }


@dataclass(frozen=True)
class ResourceContent:
    """What a resource says. `topics` are ids, the first of them the one under which lists show it.

    It leads to a `file`, or by its `link` to a page of somebody's; the one that it has not is empty.
    """

    kind: ResourceKind
    title: str
    link: str
    topics: tuple[UUID, ...]
    summary: str
    audience: Audience
    level: Level
    review_by: date
    minutes: int | None = None
    content_note: str = ""
    has_captions: bool = False
    publisher: str = ""
    year: int | None = None
    licence: str = ""
    may_leave: bool = False
    cite: str = ""
    is_verified: bool = False
    file: FileFacts | None = None
    transcript: str = ""

    @property
    def kept(self) -> dict[str, Any]:
        """As an edition keeps it."""
        return vars(self) | {
            "kind": self.kind.value,
            "topics": [str(topic_id) for topic_id in self.topics],
            "audience": self.audience.value,
            "level": self.level.value,
            "review_by": self.review_by.isoformat(),
            "file": self.file.kept if self.file else None,
        }

    @classmethod
    def read(cls, kept: Mapping[str, Any]) -> "ResourceContent":
        """What an edition keeps."""
        return cls(
            **{
                **kept,
                "kind": ResourceKind(kept["kind"]),
                "topics": tuple(map(UUID, kept["topics"])),
                "audience": Audience(kept["audience"]),
                "level": Level(kept["level"]),
                "review_by": date.fromisoformat(kept["review_by"]),
                "file": FileFacts.read(kept["file"]) if kept.get("file") else None,
            }
        )

    def told(self, topic_titles: Mapping[UUID, str]) -> Told:
        """Part by part, for people."""
        return {
            "Title": self.title,
            "Kind": self.kind.label,
            "Link": self.link,
            **(self.file.told if self.file else {}),
            "Topics": "\n".join(self._topic_lines(topic_titles)),
            "Summary": self.summary,
            "For": self.audience.label,
            "Level": self.level.label,
            "Length": f"{self.minutes} minutes" if self.minutes else "",
            "Before you open it": self.content_note,
            "Captions or transcript": _yes(self.has_captions),
            "Link to a transcript": self.transcript,
            "Published by": self.publisher,
            "Year": str(self.year or ""),
            "Licence": self.licence,
            "May leave the area": _yes(self.may_leave),
            "How to cite it": self.cite,
            "To be checked again by": uk_date(self.review_by, "long"),
            "Opened and checked": _yes(self.is_verified),
        }

    def _topic_lines(self, topic_titles: Mapping[UUID, str]) -> list[str]:
        first, *others = (topic_titles.get(topic_id, "") for topic_id in self.topics)
        return [first, *sorted(others)]


def _yes(answer: bool) -> str:
    return "Yes" if answer else "No"
