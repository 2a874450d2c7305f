"""What waits in learning, in lending and among kept findings: counts of three rooms in one statement."""

from dataclasses import dataclass
from typing import Any

from sqlalchemy import select

from csaleads.access.permissions import Permission
from csaleads.access.viewer import Viewer
from csaleads.core.statements import Query, Statement
from csaleads.learning import list_queries as learning_queries
from csaleads.learning.scope_queries import Sight
from csaleads.lending import list_queries as lending_queries
from csaleads.lending.queries import scope_of
from csaleads.screening import queries as screening_queries

NO_TASKS, NO_LOANS = learning_queries.Tasks(*[0] * 6), lending_queries.Tasks(*[0] * 5)


@dataclass(frozen=True)
class Waiting:
    """How much waits for the viewer, by room; zeros in rooms of which they have nothing."""

    learning: learning_queries.Tasks = NO_TASKS
    lending: lending_queries.Tasks = NO_LOANS
    kept_exceptions: int = 0


def find_waiting(viewer: Viewer) -> Waiting:
    """What waits for the viewer. One statement, and none for whom nothing can wait here."""
    reads, lends, reviews = (
        viewer.can(permission)
        for permission in (Permission.READ_RESOURCES, Permission.ADD_RESOURCES, Permission.REVIEW_EXCEPTIONS)
    )
    if not (reads or lends or reviews):
        return Waiting()
    sight, values = learning_queries.scope_of_tasks(viewer)
    values |= scope_of(viewer) | {"reviews_in": viewer.areas_with(Permission.REVIEW_EXCEPTIONS)}
    row = _waiting.first(sight, reads, lends, reviews, **values)
    counts = iter(row if row is not None else ())
    return Waiting(
        learning_queries.Tasks(*(next(counts) for _ in NO_TASKS)) if reads else NO_TASKS,
        lending_queries.Tasks(*(next(counts) for _ in NO_LOANS)) if lends else NO_LOANS,
        next(counts) if reviews else 0,
    )


@Statement
def _waiting(sight: Sight, reads: bool, lends: bool, reviews: bool) -> Query:
    columns: list[Any] = []
    if reads:
        columns += learning_queries.task_columns(sight)
    if lends:
        columns += lending_queries.task_columns()
    if reviews:
        columns.append(screening_queries.to_review_column())
    return select(*(column.label(f"count_{place}") for place, column in enumerate(columns)))
