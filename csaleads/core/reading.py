"""The connection that a page reads through. It cannot write, and costs neither a session nor a round trip.

The statements of `core.statements` come here while a request only looks (GET). Each process keeps a small pool of connections
for it, which the database itself holds to reading: `query_only` on SQLite, a read-only default on PostgreSQL. On SQLite all
that a page reads is of one moment, between BEGIN and COMMIT. On PostgreSQL each statement stands by itself and sees what is
committed by then, as it does inside a transaction of the kind that we use; so there is no BEGIN to send, and no ROLLBACK after
which psycopg would throw its prepared statements away.

As soon as the session begins a transaction (a model is loaded, or something is written) it takes over: from then on until that
transaction ends statements go through the session's connection and see what it changed. Outside a request they always do.
"""

from collections.abc import Hashable
from contextvars import ContextVar
from typing import Any

from flask import Flask, current_app
from flask.globals import _cv_request
from psycopg import RawCursor
from sqlalchemy import Connection, Dialect, Engine, create_engine, event
from sqlalchemy.orm import Session, SessionTransaction

from csaleads.core.database import POSTGRESQL_ARGUMENTS, connection_of_session, db, prepare_sqlite

ENGINE = "csaleads_reading_engine"
LOOKING = (
    "GET",
    "HEAD",
)  # what sends a form will write: it reads through the session from the start, and holds one connection
POOL = {"pool_size": 5, "max_overflow": 5}
ASKED_BEFORE = 1
"""PostgreSQL plans a statement for good when it is asked a second time on the same connection."""
MOST_PREPARED = 1000
"""More than all pages have; of psycopg's own hundred the next page would throw out those of the last."""


class Reading:
    """What one request reads through: nothing yet, a connection of its own, or the session's."""

    def __init__(self) -> None:
        self.is_the_sessions = db.session.registry.has() and db.session().in_transaction()
        self.remembered: dict[Hashable, Any] = {}
        self._held: Any = None
        self.driver: Any = None
        self.dialect: Dialect = db.engine.dialect

    def begin(self) -> None:
        """A connection is held, and on SQLite the moment that it sees."""
        self._held = current_app.extensions[ENGINE].raw_connection()
        connection = self._held.dbapi_connection
        if self.dialect.name == "sqlite":
            self.driver = connection
            connection.execute("BEGIN")
        else:
            # One cursor for all statements: making one takes as long as a small one does.
            self.driver = RawCursor(connection)

    def end(self) -> None:
        """The connection is free for others."""
        self.remembered.clear()
        if self._held is None:
            return
        held, self._held, self.driver = self._held, None, None
        try:
            if self.dialect.name == "sqlite":
                held.dbapi_connection.execute("COMMIT")
        finally:
            held.close()

    def begin_again(self, error: Exception) -> bool:
        """Whether `error` says that the server had ended the connection: then another one is held, and it can be asked again."""
        connection = None if self._held is None else self._held.dbapi_connection
        if connection is None or not self.dialect.is_disconnect(error, connection, None):  # type: ignore[arg-type]
            return False
        self._held.invalidate(error)
        self._held = None
        current_app.extensions[ENGINE].dispose()  # the others went with it
        self.begin()
        return True


_current: ContextVar[Reading | None] = ContextVar("csaleads_reading", default=None)


def way_to_read() -> tuple[Dialect, Any, Reading | None]:
    """Dialect and driver's connection for the next statement, and the reading that they belong to, if it is not the session's."""
    reading = _current.get()
    request = _cv_request.get(None) if reading is None else None
    if request is not None and request.request.method in LOOKING:
        reading = Reading()
        _current.set(reading)
    if reading is None or reading.is_the_sessions:
        connection = connection_of_session()
        driver: Any = connection.connection.dbapi_connection
        is_sqlite = connection.dialect.name == "sqlite"
        return connection.dialect, driver if is_sqlite else RawCursor(driver), None
    if reading.driver is None:
        reading.begin()
    return reading.dialect, reading.driver, reading


def remember(key: Hashable, value: Any) -> None:
    """Keep for this reading what a statement told beside its answer; nothing where the session reads, for that may yet change."""
    reading = _current.get()
    if reading is not None and not reading.is_the_sessions:
        reading.remembered[key] = value


def recall(key: Hashable) -> Any:
    """What this reading remembers under `key`, or None."""
    reading = _current.get()
    return None if reading is None else reading.remembered.get(key)


def end() -> None:
    """What this request reads from now on is as new as its next statement."""
    reading = _current.get()
    if reading is not None:
        reading.end()


def install(app: Flask) -> None:
    """Give `app` its connections for reading; needs its application context."""
    engine = _reading_engine(db.engine)
    app.extensions[ENGINE] = engine
    event.listen(db.engine, "engine_disposed", lambda _: engine.dispose())

    @app.teardown_request
    def finish(error: BaseException | None) -> None:
        end()
        _current.set(None)


def _reading_engine(engine: Engine) -> Engine:
    if engine.dialect.name == "sqlite":
        reading = create_engine(engine.url, hide_parameters=True, pool_reset_on_return=None)
        event.listen(reading, "connect", _prepare_sqlite_for_reading)
        return reading
    # Without the last, a statement whose plan looks dear is planned anew at each execution, which takes longer than the answer.
    options = (
        f"{POSTGRESQL_ARGUMENTS['options']} -c default_transaction_read_only=on"
        " -c plan_cache_mode=force_generic_plan"
    )
    reading = create_engine(
        engine.url,
        hide_parameters=True,
        isolation_level="AUTOCOMMIT",
        pool_reset_on_return=None,
        connect_args=POSTGRESQL_ARGUMENTS | {"options": options, "prepare_threshold": ASKED_BEFORE},
        **POOL,
    )
    event.listen(reading, "connect", _keep_prepared)
    return reading


def _keep_prepared(connection: Any, record: Any) -> None:
    connection.prepared_max = MOST_PREPARED


def _prepare_sqlite_for_reading(connection: Any, record: Any) -> None:
    prepare_sqlite(connection, record)
    connection.execute("PRAGMA query_only = ON")


@event.listens_for(Session, "after_begin")
def _give_way(session: Session, transaction: SessionTransaction, connection: Connection) -> None:
    reading = _current.get()
    if reading is not None:
        reading.end()
        reading.is_the_sessions = True


@event.listens_for(Session, "after_transaction_end")
def _take_back(session: Session, transaction: SessionTransaction) -> None:
    reading = _current.get()
    if reading is not None and transaction.parent is None:
        reading.is_the_sessions = False
