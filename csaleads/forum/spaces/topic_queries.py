"""Reads of the threads that the page of a topic shows."""

from typing import Any, NamedTuple
from uuid import UUID

from sqlalchemy import select

from csaleads.access.viewer import Viewer
from csaleads.core.statements import Query, Statement, one
from csaleads.forum import policy
from csaleads.forum.models import Space, Thread
from csaleads.forum.policy import SpaceFacts
from csaleads.forum.threads.queries import ThreadLine, joined_reads, line_columns, read_line

NEWEST = 5


class OfTopic(NamedTuple):
    """The space of a topic and its newest threads."""

    space_id: int
    facts: SpaceFacts
    thread_count: int
    threads: list[ThreadLine]


def find_threads_of(viewer: Viewer, topic_id: UUID) -> OfTopic | None:
    """The space of the topic, which every member reads, with the threads that were posted in last; None where there is none.

    One statement. The caller has found that the viewer may enter the network.
    """
    if not policy.belongs(viewer):
        return None
    rows = _threads.rows(topic_id=topic_id, person_id=viewer.person_id)
    if not rows:
        return None
    facts = SpaceFacts(rows[0].space_kind, rows[0].archived_at is not None)
    return OfTopic(rows[0].space_id, facts, rows[0].thread_count, _lines(rows))


def _lines(rows: list[Any]) -> list[ThreadLine]:
    return [read_line(row) for row in rows if row.id is not None]


@Statement
def _threads() -> Query:
    newest = (
        select(Thread.id)
        .where(Thread.space_id == Space.id, Thread.is_listed.is_(True))
        .order_by(Thread.last_posted_at.desc(), Thread.id.desc())
        .limit(NEWEST)
        .correlate(Space)
    )
    query = (
        select(
            *line_columns(),
            Space.id.label("space_id"),
            Space.kind.label("space_kind"),
            Space.archived_at,
            Space.thread_count,
        )
        .select_from(Space)
        .outerjoin(Thread, Thread.id.in_(newest))
    )
    return (
        joined_reads(query)
        .where(Space.topic_id == one("topic_id"))
        .order_by(Thread.last_posted_at.desc(), Thread.id.desc())
    )
