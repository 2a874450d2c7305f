"""What waits in learning, lending, the network, for themes, records to write and kept findings: counts in one statement."""

from dataclasses import dataclass
from typing import Any

from sqlalchemy import select

from csaleads.access.permissions import Permission
from csaleads.access.viewer import Viewer
from csaleads.advice import met_queries
from csaleads.core import clock
from csaleads.core.statements import Query, Statement
from csaleads.forum.following import news_queries
from csaleads.forum.moderation import queue_queries
from csaleads.learning import list_queries as learning_queries
from csaleads.learning.scope_queries import Sight
from csaleads.lending import list_queries as lending_queries
from csaleads.lending.queries import scope_of
from csaleads.screening import queries as screening_queries
from csaleads.sharing import list_queries as sharing_queries

NO_TASKS, NO_LOANS = learning_queries.Tasks(*[0] * 8), lending_queries.Tasks(*[0] * 5)
NO_NEWS, NO_QUEUE = news_queries.News(0, 0, 0), queue_queries.QueueCounts(*[0] * 5)
P = Permission


@dataclass(frozen=True)
class Waiting:
    """How much waits for the viewer, by room; zeros in rooms of which they have nothing."""

    learning: learning_queries.Tasks = NO_TASKS
    lending: lending_queries.Tasks = NO_LOANS
    kept_exceptions: int = 0
    network: news_queries.News = NO_NEWS
    moderating: queue_queries.QueueCounts = NO_QUEUE
    themes: int = 0  # that ask to rest on the viewer's records
    unwritten: int = 0  # met in clinics of the viewer's that are marked as held, and without a record


def find_waiting(viewer: Viewer) -> Waiting:
    """What waits for the viewer. One statement, and none for whom nothing can wait here."""
    may = (P.READ_RESOURCES, P.ADD_RESOURCES, P.REVIEW_EXCEPTIONS, P.USE_NETWORK, P.WRITE_RECORDS)
    reads, lends, reviews, belongs, writes = (viewer.can(each) for each in may)
    if not (reads or lends or reviews or belongs or writes):
        return Waiting()
    sight, values = learning_queries.scope_of_tasks(viewer)
    runs, scope = news_queries.scope_of_news(viewer)
    values |= scope_of(viewer) | scope | {"reviews_in": viewer.areas_with(P.REVIEW_EXCEPTIONS)}
    values |= {"person_id": viewer.person_id, "writes_in": viewer.areas_with(P.WRITE_RECORDS)}
    values |= {"now": clock.now()}
    row = _waiting.first(sight, reads, lends, reviews, belongs, writes, runs, **values)
    counts = iter(row if row is not None else ())
    return Waiting(
        learning_queries.Tasks(*(next(counts) for _ in NO_TASKS)) if reads else NO_TASKS,
        lending_queries.Tasks(*(next(counts) for _ in NO_LOANS)) if lends else NO_LOANS,
        next(counts) if reviews else 0,
        news_queries.News(*(next(counts) for _ in NO_NEWS)) if belongs else NO_NEWS,
        queue_queries.QueueCounts(*(next(counts) for _ in NO_QUEUE)) if belongs else NO_QUEUE,
        next(counts) if writes else 0,
        next(counts) if writes else 0,
    )


@Statement
def _waiting(
    sight: Sight, reads: bool, lends: bool, reviews: bool, belongs: bool, writes: bool, runs: bool
) -> Query:
    columns: list[Any] = []
    if reads:
        columns += learning_queries.task_columns(sight)
    if lends:
        columns += lending_queries.task_columns()
    if reviews:
        columns.append(screening_queries.to_review_column())
    if belongs:
        columns += news_queries.news_columns(runs) + queue_queries.queue_columns(runs)
    if writes:
        columns += (sharing_queries.themes_to_answer(), met_queries.left_unwritten())
    return select(*(column.label(f"count_{place}") for place, column in enumerate(columns)))
