"""Messages as the page shows them."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from csaleads.notify.kinds import line_of
from csaleads.notify.queries import MessageRow


@dataclass(frozen=True)
class ShownMessage:
    """One line of the messages page."""

    id: int
    text: str
    href: str
    created_at: datetime
    is_unread: bool


def shown(rows: Iterable[MessageRow]) -> list[ShownMessage]:
    """The rows in words."""
    return [
        ShownMessage(row.id, line_of(row.kind, row.facts), row.path, row.created_at, row.read_at is None)
        for row in rows
    ]
