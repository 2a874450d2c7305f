"""The connection that a page reads through: it cannot write, gives way to the session, and survives its server's."""

from typing import Any

import pytest
from flask import Flask
from sqlalchemy import create_engine, insert, select, text

from csaleads.accounts.models import Area
from csaleads.core import database, reading
from csaleads.core.database import db, table_of
from csaleads.core.statements import Query, Statement
from csaleads.core.unit_of_work import unit_of_work
from tests.factories import Factory


@Statement
def _names() -> Query:
    return select(table_of(Area).c.name).order_by(table_of(Area).c.id)


def _read() -> list[str]:
    return [row.name for row in _names.rows()]


def _write_elsewhere(name: str) -> None:
    another_process = create_engine(db.engine.url)
    with another_process.begin() as connection:
        connection.execute(insert(Area).values(name=name, is_fictional=True))
    another_process.dispose()


def test_what_a_page_reads_through_cannot_write(app: Flask, make: Factory) -> None:
    with app.test_request_context():
        assert _read() == []
        _, driver, held = reading.way_to_read()

        assert held is not None
        with pytest.raises(Exception, match=r"readonly|read-only"):
            driver.execute("UPDATE areas SET name = 'Changed'")


def test_the_session_takes_over_when_it_begins_and_hands_back_when_it_ends(app: Flask) -> None:
    with app.test_request_context():
        assert _read() == []
        with unit_of_work():
            db.session.add(Area(name="Flushed", is_fictional=True))
            db.session.flush()
            assert _read() == ["Flushed"]
            assert reading.way_to_read()[2] is None

        assert reading.way_to_read()[2] is not None
        assert _read() == ["Flushed"]
        db.session.scalars(select(Area.id)).all()
        assert reading.way_to_read()[2] is None


def test_a_session_that_has_begun_before_is_the_one_that_reads(app: Flask) -> None:
    with app.test_request_context():
        db.session.add(Area(name="Waiting", is_fictional=True))
        db.session.flush()

        assert _read() == ["Waiting"]
        db.session.rollback()


def test_the_next_request_sees_what_was_written_meanwhile(app: Flask) -> None:
    with app.test_request_context():
        assert _read() == []
        _write_elsewhere("Later")
        at_once = _read()
    with app.test_request_context():
        assert _read() == ["Later"]

    is_of_one_moment = db.engine.dialect.name == "sqlite"
    assert at_once == ([] if is_of_one_moment else ["Later"])


def test_a_request_gives_its_connection_back_even_if_it_fails(app: Flask) -> None:
    pool: Any = app.extensions[reading.ENGINE].pool
    with pytest.raises(ZeroDivisionError), app.test_request_context():
        _read()
        assert pool.checkedout() == 1
        raise ZeroDivisionError

    assert pool.checkedout() == 0


def test_a_page_is_answered_although_the_server_ended_the_connection(app: Flask) -> None:
    if db.engine.dialect.name == "sqlite":
        pytest.skip("SQLite has no server")
    with app.test_request_context():
        _read()
        pid = reading.way_to_read()[1].connection.info.backend_pid
    with db.engine.connect() as connection:
        connection.execute(text("SELECT pg_terminate_backend(:pid, 5000)"), {"pid": pid})

    with app.test_request_context():
        assert _read() == []


def test_a_statement_that_is_wrong_is_not_asked_twice(app: Flask) -> None:
    with app.test_request_context():
        _read()
        held = reading.way_to_read()[2]
        assert held is not None
        assert not held.begin_again(ValueError("no matter of the connection"))


def test_a_connection_that_was_idle_and_is_dead_is_replaced_before_anything_is_written(
    app: Flask, monkeypatch: pytest.MonkeyPatch
) -> None:
    if db.engine.dialect.name == "sqlite":
        pytest.skip("SQLite has no server")
    db.engine.dispose()  # so that the pool holds the one that is ended, and no other is taken before it
    with db.engine.connect() as connection:
        pid = connection.execute(text("SELECT pg_backend_pid()")).scalar_one()
    another_process = create_engine(db.engine.url)
    with another_process.connect() as connection:
        connection.execute(text("SELECT pg_terminate_backend(:pid, 5000)"), {"pid": pid})
    another_process.dispose()
    monkeypatch.setattr(database, "IDLE_SECONDS", 0)

    with unit_of_work():
        db.session.add(Area(name="Kept", is_fictional=True))

    assert db.session.scalars(select(Area.name)).all() == ["Kept"]
