"""Reads of the weekly mail: who waits for one, and of what it tells."""

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from typing import NamedTuple

from sqlalchemy import func, select

from csaleads.access.permissions import Permission
from csaleads.access.viewer import Viewer
from csaleads.accounts import viewer_queries
from csaleads.core.statements import Query, Statement, one
from csaleads.finding import policy
from csaleads.finding.models import LearningDigest
from csaleads.learning.changes_queries import Changes, list_changes
from csaleads.notify import choices
from csaleads.notify.models import MessageKind

MOST_TITLES = 20
FIRST_SPAN = timedelta(days=7)  # of what somebody's first mail tells


class Span(NamedTuple):
    """The time of whose changes a mail tells. What csaleads ships with is no news in somebody's first mail."""

    since: datetime
    until: datetime
    with_shipped: bool


class Waiting(NamedTuple):
    """A reader who has had no mail this week."""

    reader: Viewer
    span: Span


def list_waiting(week_on: date, *, until: datetime) -> Iterator[Waiting]:
    """Everybody who wants the mail and has had none in the week that begins on `week_on`. Three statements.

    It tells of what came after the mail before, or after they chose to have it; else of the last seven days.
    """
    chosen = choices.list_choices(MessageKind.LEARNING_DIGEST)
    last = {row.person_id: row for row in _last.rows()}
    for reader in viewer_queries.list_viewers(Permission.READ_RESOURCES):
        choice, before = chosen.get(reader.person_id), last.get(reader.person_id)
        wants = choice.is_wanted if choice else policy.has_digest_by_default(reader)
        if not wants or (before is not None and before.week_on >= week_on):
            continue
        moments = [row.until for row in (before,) if row] + [row.chosen_at for row in (choice,) if row]
        since = max(moments, default=until - FIRST_SPAN)
        yield Waiting(reader, Span(since, until, with_shipped=bool(moments)))


@Statement
def _last() -> Query:
    return select(
        LearningDigest.person_id,
        func.max(LearningDigest.week_on).label("week_on"),
        func.max(LearningDigest.until).label("until"),
    ).group_by(LearningDigest.person_id)


def changes_within(reader: Viewer, span: Span) -> Changes:
    """What is new or changed to the reader: how much, and the first titles. One statement."""
    return list_changes(
        reader, after=span.since, until=span.until, with_shipped=span.with_shipped, limit=MOST_TITLES
    )


def find_span(person_id: int, week_on: date) -> Span | None:
    """Of which time the person's mail of that week tells; None where there is none."""
    row = _one.first(person_id=person_id, week_on=week_on)
    return Span(*row) if row else None


@Statement
def _one() -> Query:
    return select(LearningDigest.since, LearningDigest.until, LearningDigest.with_shipped).where(
        LearningDigest.person_id == one("person_id"), LearningDigest.week_on == one("week_on")
    )
