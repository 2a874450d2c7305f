"""What an entry says, as plain data: its parts in the order in which the regulator asks for them."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import NamedTuple
from uuid import UUID

from csaleads.development.models import EntryKind, PeerRole

LONGEST_TEXT = 6000


class Section(NamedTuple):
    """A part that is text: the column's name, and its heading wherever it is shown."""

    name: str
    heading: str


SECTIONS = (
    Section("what_and_why", "What I did and why"),
    Section("learnt", "What I learnt"),
    Section("effect", "The effect on my practice and on the people I work with"),
    Section("peer", "What we reflected on together"),
)
NAMES = tuple(section.name for section in SECTIONS)
LABELS = {section.name: section.heading for section in SECTIONS}
NEEDED = {
    "what_and_why": "Say what you did and why",
    "learnt": "Say what you learnt",
    "effect": "Say what effect it has on your practice and on people",
}


@dataclass(frozen=True)
class EntryContent:
    """Everything that the form of an entry holds."""

    kind: EntryKind
    done_on: date
    topic_id: UUID | None = None
    peer_role: PeerRole | None = None
    texts: Mapping[str, str] = field(default_factory=dict)

    def text(self, name: str) -> str:
        return self.texts.get(name, "")

    @property
    def has_peer(self) -> bool:
        """Whether it tells of reflection with a peer: with whom, and on what."""
        return self.peer_role is not None and bool(self.text("peer"))


class Gap(NamedTuple):
    """Something that must be filled in before an entry is finished: the field of the form, and what to say beside it."""

    field: str
    message: str


def gaps_of(content: EntryContent) -> list[Gap]:
    """What is missing before the entry can be finished, in the order of the form."""
    gaps = [Gap(name, message) for name, message in NEEDED.items() if not content.text(name)]
    if content.peer_role is not None and not content.text("peer"):
        gaps.append(Gap("peer", "Say what you reflected on, or select that you have talked to nobody yet"))
    if content.text("peer") and content.peer_role is None:
        gaps.append(Gap("peer_role", "Select with whom you reflected"))
    return gaps
