"""What is the same of the library until somebody changes it: counts over thousands of resources, kept by each process.

A mark in the database changes in every transaction that adds, changes or removes a resource, what it stands under, or a topic.
What was counted under one mark is true for as long as it is read, so nothing has to be told that something changed.
"""

from collections.abc import Callable, Hashable, Mapping
from itertools import chain
from typing import Any, TypeVar
from uuid import uuid4

from sqlalchemy import event, select
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import ORMExecuteState, Session, UOWTransaction

from csaleads.core import clock
from csaleads.core.database import table_of
from csaleads.core.kept import Kept
from csaleads.core.statements import Query, Statement
from csaleads.core.unit_of_work import before_commit, notes
from csaleads.learning.lent_models import LentResource
from csaleads.learning.models import LibraryMark, Resource, ResourceTopic, Topic, TopicConcern

T = TypeVar("T")
WATCHED = (Resource, ResourceTopic, LentResource, Topic, TopicConcern)
CHANGED = "library_changed"
KEPT_COUNTS = 4096
_counts: Kept[Any] = Kept(KEPT_COUNTS)


def with_mark(query: Query) -> Query:
    """`query` with the mark beside each row: read in the same moment as the rows, and before what is counted."""
    return query.add_columns(_the_mark().label("mark"))


def find_mark() -> str | None:
    """The mark as it is now; None where nothing was ever changed. One statement."""
    found: str | None = _mark.scalar()
    return found


@Statement
def _mark() -> Query:
    return select(_the_mark().label("mark"))


def _the_mark() -> Any:
    return select(LibraryMark.mark).where(LibraryMark.id == 1).scalar_subquery()


def counted(
    mark: str | None, what: str, shape: Hashable, values: Mapping[str, Any], count: Callable[[], T]
) -> T:
    """What `count` answers, asked once for each mark and day, and whatever else it depends on: `what`, `shape` and `values`.

    `count` must read nothing of the reader but what `values` holds. What it answers is not changed by anybody.
    """
    if mark is None:
        return count()
    given = tuple((name, _as_key(values[name])) for name in sorted(values))
    key = (mark, clock.today(), what, shape, given)
    known: T | None = _counts.get(key)
    return known if known is not None else _counts.keep(key, count())


def _as_key(value: Any) -> Hashable:
    return tuple(sorted(value)) if isinstance(value, (list, tuple, set, frozenset)) else value


@event.listens_for(Session, "after_flush")
def _note_rows(session: Session, context: UOWTransaction) -> None:
    if any(isinstance(row, WATCHED) for row in chain(session.new, session.dirty, session.deleted)):
        notes()[CHANGED] = True


@event.listens_for(Session, "do_orm_execute")
def _note_statement(state: ORMExecuteState) -> None:
    if state.is_select or state.bind_mapper is None:
        return
    if issubclass(state.bind_mapper.class_, WATCHED):
        notes()[CHANGED] = True


@before_commit
def _set_mark(session: Session) -> None:
    """Last of all, so that whoever else changes the library waits for this transaction no longer than it takes to commit."""
    session.flush()
    if not notes().pop(CHANGED, False):
        return
    connection = session.connection()
    dialect: Any = postgresql if connection.dialect.name == "postgresql" else sqlite
    mark = uuid4().hex
    new = dialect.insert(table_of(LibraryMark)).values(id=1, mark=mark)
    connection.execute(new.on_conflict_do_update(index_elements=["id"], set_={"mark": mark}))
