"""What an entry of CPD can come from: a kind of thing done here, and which of its kind."""

from typing import NamedTuple
from uuid import UUID

from csaleads.development.models import EntryKind

SOURCE_OF = {
    EntryKind.LEARNING_DAY: "day_id",
    EntryKind.RESOURCE_READ: "resource_id",
    EntryKind.CLINIC_HELD: "clinic_id",
    EntryKind.SHADOWING: "shadowing_id",
    EntryKind.SUPPORT_SESSION: "gathering_id",
}
NUMBERED = frozenset({EntryKind.LEARNING_DAY, EntryKind.SHADOWING, EntryKind.SUPPORT_SESSION})


class Source(NamedTuple):
    """Something done here: what kind of thing, and which."""

    kind: EntryKind
    key: UUID | int

    @classmethod
    def of(cls, kind: str, key: str) -> "Source | None":
        """The source that a page names; None for what names none."""
        try:
            chosen = EntryKind(kind)
            if chosen not in SOURCE_OF:
                return None
            return cls(chosen, _number(key) if chosen in NUMBERED else UUID(key))
        except ValueError:
            return None


def _number(text: str) -> int:
    if not (text.isascii() and text.isdigit() and len(text) <= 9):
        raise ValueError(text)
    return int(text)
