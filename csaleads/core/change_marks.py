"""Marks in the database that are another one after each change of certain rows: what was made of those is true while they last.

A mark changes in every transaction that adds, changes or removes a row that it watches, so nothing has to be told that something
changed. Each process keeps what it made under a mark (`core.kept`), and asks for the mark when it is to hand it out again.
"""

from collections.abc import Collection, Mapping
from itertools import chain
from typing import Any
from uuid import uuid4

from sqlalchemy import CheckConstraint, String, event, inspect, select
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Mapped, ORMExecuteState, Session, UOWTransaction, declared_attr, mapped_column

from csaleads.core.database import Base, table_of
from csaleads.core.statements import Query, Statement
from csaleads.core.unit_of_work import before_commit, notes

LEAVES_MARKS = {"csaleads_leaves_marks": True}
"""Execution options of a statement that changes nothing which a mark is about."""


class MarkRow:
    """Columns of a table with one row, its mark."""

    @declared_attr.directive
    @classmethod
    def __table_args__(cls) -> tuple[Any, ...]:
        return (CheckConstraint("id = 1", name="there_is_one"),)

    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    mark: Mapped[str] = mapped_column(String(32))


class ChangeMark:
    """The mark in the table behind `model`, which changes with rows of the `watched` models.

    `watched` says for each model which of its properties matter; where it names none, all do.
    """

    def __init__(self, model: type[Base], watched: Mapping[type[Base], Collection[str]]) -> None:
        self._row = table_of(model)
        self._watched = watched
        self._models = tuple(watched)
        self._note = f"csaleads_changed_{self._row.name}"
        self._now = Statement(self._select)
        event.listen(Session, "after_flush", self._note_rows)
        event.listen(Session, "do_orm_execute", self._note_statement)
        before_commit(self._set)

    def beside(self, query: Query) -> Query:
        """`query` with the mark beside each row, as `mark`: read in the same moment as the rows."""
        return query.add_columns(self.column())

    def column(self) -> Any:
        """The mark, for a statement that selects more."""
        return select(self._row.c.mark).where(self._row.c.id == 1).scalar_subquery().label("mark")

    def find(self) -> str | None:
        """The mark as it is now; None where nothing was ever changed. One statement."""
        found: str | None = self._now.scalar()
        return found

    def _select(self) -> Query:
        return select(self.column())

    def _note_rows(self, session: Session, context: UOWTransaction) -> None:
        come_and_gone = chain(session.new, session.deleted)
        if any(isinstance(row, self._models) for row in come_and_gone) or any(
            map(self._matters, session.dirty)
        ):
            notes()[self._note] = True

    def _matters(self, row: object) -> bool:
        if not isinstance(row, self._models):
            return False
        names = self._watched[type(row)]
        seen: Any = inspect(row)
        return not names or any(seen.attrs[name].history.has_changes() for name in names)

    def _note_statement(self, state: ORMExecuteState) -> None:
        if state.is_select or state.bind_mapper is None:
            return
        if LEAVES_MARKS.items() <= state.execution_options.items():
            return
        if issubclass(state.bind_mapper.class_, self._models):
            notes()[self._note] = True

    def _set(self, session: Session) -> None:
        """Last of all, so that whoever else changes such rows waits for this transaction no longer than it takes to commit."""
        session.flush()
        if not notes().pop(self._note, False):
            return
        connection = session.connection()
        dialect: Any = postgresql if connection.dialect.name == "postgresql" else sqlite
        mark = uuid4().hex
        new = dialect.insert(self._row).values(id=1, mark=mark)
        connection.execute(new.on_conflict_do_update(index_elements=["id"], set_={"mark": mark}))
