"""Events in the calendar behind a member's address: those to which they said that they come or perhaps come.

Whoever has the address reads when and where, and no title: that stands in csaleads.
"""

from datetime import datetime
from typing import Any

from csaleads.accounts.viewer_queries import find_viewer
from csaleads.forum import addresses, policy
from csaleads.forum.gatherings import event_queries
from csaleads.forum.gatherings.file import uid_of
from csaleads.forum.gatherings.models import Answer
from csaleads.forum.gatherings.wording import FEED_LABELS
from csaleads.network.queries import find_standing
from csaleads.programmes.feeds import sources as feed_sources
from csaleads.programmes.feeds.sources import FeedEntry, FeedStatus


@feed_sources.subscribe
def list_entries(person_id: int, first: datetime, last: datetime) -> list[FeedEntry]:
    """The entries of a person for as long as they may enter the network, and read the space of the event."""
    if not event_queries.has_answered(person_id, first=first, last=last):
        return []
    person = find_viewer(person_id)
    if person is None or not policy.belongs(person) or not find_standing(person).may_enter:
        return []
    return [_entry(row) for row in event_queries.list_answered(person, first=first, last=last)]


def _entry(row: Any) -> FeedEntry:
    is_sure = row.answer is Answer.COMING
    status = FeedStatus.CONFIRMED if is_sure else FeedStatus.TENTATIVE
    return FeedEntry(
        uid=uid_of(row.thread_id),
        sequence=row.version,
        starts_at=row.starts_at,
        ends_at=row.ends_at,
        summary=FEED_LABELS[row.kind],
        place=row.place or "Online",
        path=addresses.of_thread(row.thread_id),
        status=FeedStatus.CANCELLED if row.cancelled_at else status,
        description="How to join is in csaleads.",
    )
