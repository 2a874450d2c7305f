"""Runs the migrations inside the application, on whichever database it is set to."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, Literal

from alembic import context
from sqlalchemy import Connection

from csaleads.core.database import WRITING, Base, UtcDateTime, db
from csaleads.core.full_text.models import is_of_the_index


def render_our_types(kind: str, item: Any, autogenerate: Any) -> str | Literal[False]:
    """Write our column types by their own names in a new migration."""
    if kind == "type" and isinstance(item, UtcDateTime):
        autogenerate.imports.add("from csaleads.core.database import UtcDateTime")
        return "UtcDateTime()"
    return False


def run() -> None:
    """Bring the database of the running application to the revision asked for, in one transaction."""
    engine = db.engine
    with (
        engine.connect().execution_options(**{WRITING: True}) as connection,
        _tables_may_be_made_anew(connection),
    ):
        context.configure(
            connection=connection,
            target_metadata=Base.metadata,
            render_item=render_our_types,
            include_name=lambda name, kind, parents: not is_of_the_index(name),
            include_object=context.config.attributes.get("include_object"),
        )
        with context.begin_transaction():
            context.run_migrations()
            _require_whole(connection)


@contextmanager
def _tables_may_be_made_anew(connection: Connection) -> Iterator[None]:
    """SQLite changes a constraint by making the table anew, which it refuses while others point to it and it watches them."""
    if connection.dialect.name != "sqlite":
        yield
        return
    driver: Any = connection.connection.driver_connection
    driver.execute("PRAGMA foreign_keys = OFF")
    try:
        yield
    finally:
        connection.rollback()  # of what was kept there is nothing left to undo; within a transaction SQLite would not listen
        driver.execute("PRAGMA foreign_keys = ON")


def _require_whole(connection: Connection) -> None:
    """Raises, so that nothing of the migrations is kept, where a row points to one that is not there."""
    if connection.dialect.name == "sqlite" and connection.exec_driver_sql("PRAGMA foreign_key_check").first():
        raise RuntimeError("after the migrations a row points to one that is not there")


run()
