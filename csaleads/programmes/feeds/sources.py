"""What rooms above put into a person's calendar: when and where, and where to read on."""

from collections.abc import Callable
from datetime import datetime
from enum import StrEnum
from typing import NamedTuple


class FeedStatus(StrEnum):
    """What calendars know of an entry."""

    CONFIRMED = "CONFIRMED"
    TENTATIVE = "TENTATIVE"
    CANCELLED = "CANCELLED"


class FeedEntry(NamedTuple):
    """An entry of a room above. `path` is the page of ours at which it can be read."""

    uid: str
    sequence: int
    starts_at: datetime
    ends_at: datetime
    summary: str
    place: str
    path: str
    status: FeedStatus
    description: str


Source = Callable[[int, datetime, datetime], list[FeedEntry]]
_sources: list[Source] = []


def subscribe(source: Source) -> Source:
    """The calendar of a person holds from now on what `source(person_id, first, last)` answers, in order of time."""
    if source not in _sources:
        _sources.append(source)
    return source


def list_other_entries(person_id: int, first: datetime, last: datetime) -> list[FeedEntry]:
    """What rooms above put into the calendar of the person between these moments."""
    return [entry for source in _sources for entry in source(person_id, first, last)]
