"""Events of the audit trail as the page and the file show them."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache

from csaleads.core.clock import to_local
from csaleads.core.formatting import uk_datetime
from csaleads.insight.trail_queries import TrailRow
from csaleads.insight.trail_words import words_of_details, words_of_subject, words_of_verb

NETWORK = "No area"
FILE_HEADINGS = (
    "Time (London)",
    "Area",
    "Number in its chain",
    "Person id",
    "Person",
    "Verb",
    "What happened",
    "Subject kind",
    "Subject id",
    "Details",
)


KEPT = 4096  # events of everybody together


@dataclass(frozen=True, eq=False, slots=True)
class ShownEvent:
    """One line of the page."""

    at: datetime
    time: str
    who: str
    what: str
    subject: str
    details: str
    area: str
    sequence: int


def person_ids_in(rows: Iterable[TrailRow]) -> set[int]:
    """Everybody whom the rows name: who did it, and to whom."""
    found = set()
    for row in rows:
        found.add(row.actor_id)
        if row.subject_kind == "person" and row.subject_id.isdigit():
            found.add(int(row.subject_id))
    return found


def shown(rows: Sequence[TrailRow], names: Mapping[int, str], areas: Mapping[int, str]) -> list[ShownEvent]:
    """The rows in words."""
    return [
        _shown(
            row,
            _who(row, names),
            words_of_subject(row.subject_kind, row.subject_id, names),
            areas.get(row.chain, NETWORK),
        )
        for row in rows
    ]


@lru_cache(maxsize=KEPT)
def _shown(row: TrailRow, who: str, subject: str, area: str) -> ShownEvent:
    return ShownEvent(
        row.at,
        uk_datetime(row.at, "short"),
        who,
        words_of_verb(row.verb),
        subject,
        words_of_details(row.details),
        area,
        row.sequence,
    )


def file_rows(
    rows: Iterable[TrailRow], names: Mapping[int, str], areas: Mapping[int, str]
) -> Iterable[tuple[str, ...]]:
    """The rows for a file: words and everything that a machine needs to follow them."""
    for row in rows:
        yield (
            to_local(row.at).isoformat(timespec="seconds"),
            areas.get(row.chain, NETWORK),
            str(row.sequence),
            str(row.actor_id),
            _who(row, names),
            row.verb,
            words_of_verb(row.verb),
            row.subject_kind,
            row.subject_id,
            words_of_details(row.details),
        )


def _who(row: TrailRow, names: Mapping[int, str]) -> str:
    return names.get(row.actor_id, f"Person {row.actor_id}")
