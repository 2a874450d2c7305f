"""The database: base model, column types, and what SQLite needs to behave like a server."""

import json
import sqlite3
from collections.abc import Callable
from datetime import UTC, datetime
from enum import StrEnum
from functools import lru_cache
from time import monotonic
from typing import Any, cast
from uuid import UUID, uuid4
from weakref import WeakSet

from flask_sqlalchemy import SQLAlchemy
from sqlalchemy import ColumnElement, DateTime, Dialect, Enum, MetaData, Table, Text, Uuid, event, type_coerce
from sqlalchemy import cast as sql_cast
from sqlalchemy.engine import Connection, Engine
from sqlalchemy.exc import DisconnectionError
from sqlalchemy.orm import (
    DeclarativeBase,
    InstrumentedAttribute,
    Mapped,
    Session,
    SessionTransaction,
    mapped_column,
    registry,
)
from sqlalchemy.pool import ConnectionPoolEntry
from sqlalchemy.types import TypeDecorator

CONNECTION = "csaleads_connection"  # of a session, while its transaction lasts
CURSORS = "csaleads_cursors"  # those opened since a connection was taken from the pool
IDLE_SECONDS = 5.0
IDLE_SINCE = "csaleads_idle_since"
# What a page asks for is in memory: a row by its key costs PostgreSQL hardly more than the next one of a whole table, and it must
# plan so. By its own guess of 4 it read every person of all areas for the people of one. No page asks for so much that it would
# be worth compiling (jit) what is asked.
POSTGRESQL_ARGUMENTS = {
    "connect_timeout": 10,
    "application_name": "csaleads",
    "options": "-c random_page_cost=1.1 -c jit=off",
}
WRITING = "csaleads_writing"  # execution option of a connection whose transaction will write

NAMING = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s_%(referred_table_name)s",
    "pk": "pk_%(table_name)s",
}


class UtcDateTime(TypeDecorator[datetime]):
    """An aware moment in UTC, on both databases. A naive one is a mistake and is refused."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("a naive datetime cannot be stored")
        moment = value.astimezone(UTC)
        return moment.replace(tzinfo=None) if dialect.name == "sqlite" else moment

    def result_processor(self, dialect: Dialect, coltype: object) -> Callable[[Any], datetime | None]:
        """Reads what the driver gives, in one step: lists of fifty rows read hundreds of moments."""
        return _read_sqlite_moment if dialect.name == "sqlite" else _read_moment


@lru_cache(maxsize=8192)  # the same moments come back page after page, and what shows them remembers them too
def _read_sqlite_moment(text: str | None) -> datetime | None:
    return None if text is None else datetime.fromisoformat(f"{text}+00:00")


def _read_moment(moment: datetime | None) -> datetime | None:
    return None if moment is None else moment.astimezone(UTC)


class WrittenJson(TypeDecorator[Any]):
    """JSON that a statement selects as its text, on both databases alike; see `json_text`."""

    impl = Text
    cache_ok = True

    def process_result_value(self, value: str | None, dialect: Dialect) -> Any:
        return None if value is None else json.loads(value)


def json_text(column: InstrumentedAttribute[Any]) -> ColumnElement[Any]:
    """A column of JSON for a statement whose rows are kept: text is a key, what PostgreSQL's driver makes of JSON is none."""
    return type_coerce(sql_cast(column, Text), WrittenJson()).label(column.key)


class RowId(Uuid[UUID]):
    """A UUID of a row. SQLite keeps it as text, and the same few come back in row after row: each is read once."""

    cache_ok = True

    def result_processor(self, dialect: Dialect, coltype: object) -> Callable[[Any], UUID | None] | None:
        if dialect.name == "sqlite":
            return _read_sqlite_id
        processor: Callable[[Any], UUID | None] | None = super().result_processor(dialect, coltype)  # type: ignore[no-untyped-call]
        return processor


@lru_cache(maxsize=8192)
def _read_sqlite_id(text: str | None) -> UUID | None:
    return None if text is None else UUID(text)


class Base(DeclarativeBase):
    """Every table of csaleads."""

    registry = registry(
        metadata=MetaData(naming_convention=NAMING),
        type_annotation_map={datetime: UtcDateTime(), UUID: RowId()},
    )


def table_of(model: type[Base]) -> Table:
    """The table behind `model`, for statements that want columns and no objects: they cost less than half."""
    return cast(Table, model.__table__)


class NarrativeRow:
    """Mixin for a table with narrative: its id is made by the application, before anything is sealed for it."""

    id: Mapped[UUID] = mapped_column(primary_key=True, default=uuid4, sort_order=-1)


@event.listens_for(NarrativeRow, "init", propagate=True)
def _give_id(row: Any, args: Any, kwargs: dict[str, Any]) -> None:
    # Keyword order is kept and id is set first, so that a narrative given to the constructor can be bound to the row.
    row.id = kwargs.pop("id", None) or uuid4()


def enum_column(choices: type[StrEnum], **options: Any) -> Any:
    """A column that holds one of `choices` by value, checked by the database too.

    `is_open=True` leaves out the database's check, for lists that grow with every feature.
    """
    kind = Enum(
        choices,
        native_enum=False,
        create_constraint=not options.pop("is_open", False),
        validate_strings=True,
        length=40,
        values_callable=lambda members: [member.value for member in members],
        name=options.pop("constraint", choices.__name__.lower()),
    )
    return mapped_column(kind, **options)


db = SQLAlchemy(model_class=Base, session_options={"autoflush": True})


def one_or_many(rows: list[dict[str, Any]]) -> dict[str, Any] | list[dict[str, Any]]:
    """Rows as `connection.execute` likes them: several in one stroke, a single one without what several need."""
    return rows[0] if len(rows) == 1 else rows


def connection_of_session() -> Connection:
    """What `db.session.connection()` answers, without asking the session again while its transaction lasts.

    What the session has changed is flushed first, as it is before a query of models.
    """
    session = db.session()
    connection: Connection | None = session.info.get(CONNECTION)
    if connection is None:
        return session.connection()
    if session.autoflush:
        session.flush()
    return connection


@event.listens_for(Session, "after_begin")
def _note_connection(session: Session, transaction: SessionTransaction, connection: Connection) -> None:
    session.info[CONNECTION] = connection


@event.listens_for(Session, "after_transaction_end")
def _forget_connection(session: Session, transaction: SessionTransaction) -> None:
    if transaction.parent is None:
        session.info.pop(CONNECTION, None)


def listen_to(engine: Engine) -> None:
    """Prepare `engine`: for SQLite, pragmas at connection and explicit transactions; for PostgreSQL, a look after idleness."""
    if engine.dialect.name != "sqlite":
        event.listen(engine, "checkin", _note_idle)
        event.listen(engine, "checkout", _ask_if_alive)
        return
    event.listen(engine, "connect", prepare_sqlite)
    event.listen(engine, "begin", _begin_sqlite)
    event.listen(engine, "before_cursor_execute", _remember_cursor)
    event.listen(engine, "reset", _close_cursors)


def _note_idle(connection: Any, record: ConnectionPoolEntry) -> None:
    record.info[IDLE_SINCE] = monotonic()


def _ask_if_alive(connection: Any, record: ConnectionPoolEntry, held: Any) -> None:
    """A connection that the server may have dropped meanwhile is asked, and replaced, before it is used; one in use is not."""
    if monotonic() - record.info.get(IDLE_SINCE, monotonic()) < IDLE_SECONDS:
        return
    try:
        connection.execute("SELECT 1")
        connection.rollback()
    except connection.OperationalError as error:
        raise DisconnectionError from error


def prepare_sqlite(connection: sqlite3.Connection, record: Any) -> None:
    """The new `connection` behaves as ours do."""
    connection.isolation_level = None  # we say BEGIN ourselves: the driver's own timing is too late
    for pragma in (
        "journal_mode = WAL",
        "synchronous = NORMAL",
        "busy_timeout = 30000",
        "foreign_keys = ON",
        "secure_delete = ON",
        "cache_size = -32000",
        "mmap_size = 268435456",
        "temp_store = MEMORY",
    ):
        connection.execute(f"PRAGMA {pragma}")


def _begin_sqlite(connection: Connection) -> None:
    if connection.get_execution_options().get(WRITING, False):
        connection.exec_driver_sql("BEGIN IMMEDIATE")
    else:  # takes no lock and cannot fail, so the driver may be told directly: every page begins so
        driver: Any = connection.connection.dbapi_connection
        driver.execute("BEGIN")


def _remember_cursor(connection: Connection, cursor: sqlite3.Cursor, *statement: Any) -> None:
    connection.info.setdefault(CURSORS, WeakSet()).add(cursor)


def _close_cursors(connection: sqlite3.Connection, record: Any, state: Any) -> None:
    """End every reading that a page gave up half-way (it failed, say) before the connection serves the next one.

    A cursor with rows left pins the moment that it reads, through ROLLBACK and beyond: whoever got the connection next would
    see an old state of the database, and could not write at all.
    """
    for cursor in record.info.pop(CURSORS, ()):
        cursor.close()
