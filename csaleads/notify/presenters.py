"""Messages as the page shows them."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache

from csaleads.notify.kinds import line_of
from csaleads.notify.queries import MessageRow

KEPT = 4096  # messages of everybody together


@dataclass(frozen=True, eq=False, slots=True)
class ShownMessage:
    """One line of the messages page."""

    id: int
    text: str
    href: str
    created_at: datetime
    is_unread: bool


def shown(rows: Iterable[MessageRow]) -> list[ShownMessage]:
    """The rows in words."""
    return [_shown(row) for row in rows]


@lru_cache(maxsize=KEPT)
def _shown(row: MessageRow) -> ShownMessage:
    text = line_of(row.kind, row.facts)
    return ShownMessage(row.id, text, row.path, row.created_at, is_unread=row.read_at is None)
