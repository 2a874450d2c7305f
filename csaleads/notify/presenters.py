"""Messages as the page shows them."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache

from csaleads.notify.kinds import line_of
from csaleads.notify.queries import MessageRow

KEPT = 4096  # messages of everybody together


@dataclass(frozen=True, eq=False, slots=True)
class ShownMessage:
    """One line of the messages page. `title` is that of what it is about, as it is called now; "" where it has none."""

    id: int
    text: str
    href: str
    created_at: datetime
    is_unread: bool
    title: str

    @property
    def whole(self) -> str:
        """What tells this message from others of its kind, to whoever hears its links and buttons one by one."""
        return f"{self.text} {self.title}".rstrip()


def shown(rows: Iterable[MessageRow], titles: Mapping[int, str]) -> list[ShownMessage]:
    """The rows in words, each with the title of what it is about."""
    return [_shown(row, titles.get(row.id, "")) for row in rows]


@lru_cache(maxsize=KEPT)
def _shown(row: MessageRow, title: str) -> ShownMessage:
    text = line_of(row.kind, row.facts)
    return ShownMessage(row.id, text, row.path, row.created_at, row.read_at is None, title)
