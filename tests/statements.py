"""Counts what a block of a test asks the database: pages and services may not ask more because there is more."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from sqlalchemy import event
from sqlalchemy.engine import Engine

from csaleads.core import statements
from csaleads.core.database import db
from csaleads.network import name_queries


class Statements:
    """The SQL statements of a block, in order; BEGIN, COMMIT and savepoints are not counted."""

    def __init__(self) -> None:
        self.texts: list[str] = []

    @property
    def count(self) -> int:
        return len(self.texts)

    def __len__(self) -> int:
        return len(self.texts)

    def __str__(self) -> str:
        return "\n\n".join(self.texts)


@contextmanager
def count_statements(engine: Engine | None = None, *, knows_names: bool = False) -> Iterator[Statements]:
    """`with count_statements() as statements: …`, then `statements.count` and, when it surprises, `print(statements)`.

    It begins as a fresh process does, which has yet to ask what people are called, unless it `knows_names`.
    """
    watched = engine or db.engine
    if not knows_names:
        name_queries.forget()
    seen = Statements()

    def note(connection: Any, cursor: Any, statement: str, parameters: Any, context: Any, many: bool) -> None:
        if statement.split(None, 1)[0].upper() not in ("BEGIN", "SAVEPOINT", "RELEASE", "ROLLBACK", "PRAGMA"):
            seen.texts.append(statement)

    event.listen(watched, "before_cursor_execute", note)
    statements.watchers.append(seen.texts.append)
    try:
        yield seen
    finally:
        event.remove(watched, "before_cursor_execute", note)
        statements.watchers.remove(seen.texts.append)
