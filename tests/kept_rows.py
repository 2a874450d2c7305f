"""What many tests begin with is put together once for each database; every further test begins with the same rows."""

import sqlite3
from collections.abc import Callable
from contextlib import closing
from typing import Any, TypeVar

from flask import Flask
from sqlalchemy import Uuid, make_url, text

from csaleads.core.database import Base, db

T = TypeVar("T")
_kept: dict[tuple[str, str], tuple[Any, Any]] = {}


def begin_with(app: Flask, name: str, build: Callable[[], T]) -> T:
    """What `build` answered when it was first called for this database, which holds the rows that it held then.

    The database must be empty. What `build` answers must not depend on the test that asks, and is not to be changed.
    """
    url = app.config["SQLALCHEMY_DATABASE_URI"]
    file = make_url(url).database if url.startswith("sqlite") else None
    db.session.rollback()
    if (url, name) not in _kept:
        made = build()
        db.session.rollback()
        _kept[url, name] = made, _read_file(str(file)) if file else _read_tables()
        return made
    made, rows = _kept[url, name]
    if file:
        _write_file(str(file), rows)
    else:
        _write_tables(rows)
    return made  # type: ignore[no-any-return]


def _read_file(path: str) -> sqlite3.Connection:
    copy = sqlite3.connect(":memory:")
    with closing(sqlite3.connect(path)) as source:
        source.backup(copy)
    return copy


def _write_file(path: str, rows: sqlite3.Connection) -> None:
    with closing(sqlite3.connect(path)) as target:
        rows.backup(target)


def _read_tables() -> list[tuple[str, bytes]]:
    found = []
    with db.engine.connect() as connection:
        driver: Any = connection.connection
        for table in Base.metadata.sorted_tables:
            order = f'COPY "{table.name}" TO STDOUT (FORMAT BINARY)'
            with driver.cursor() as cursor, cursor.copy(order) as copy:
                content = b"".join(map(bytes, copy))
            if len(content) > 21:  # more than the head and the end of an empty table
                found.append((table.name, content))
    return found


def _write_tables(rows: list[tuple[str, bytes]]) -> None:
    with db.engine.connect() as connection:
        driver: Any = connection.connection
        for name, content in rows:
            with driver.cursor() as cursor, cursor.copy(f'COPY "{name}" FROM STDIN (FORMAT BINARY)') as copy:
                copy.write(content)
        connection.execute(
            text(" UNION ALL ".join(_counts_on(name) for name, _ in rows if _is_counted(name)))
        )
        connection.commit()


def _is_counted(name: str) -> bool:
    column = Base.metadata.tables[name].autoincrement_column
    return column is not None and not isinstance(column.type, Uuid)


def _counts_on(name: str) -> str:
    """A test that took the tables down and put them up again lets every count begin at 1, which a kept row has taken."""
    column = Base.metadata.tables[name].autoincrement_column
    assert column is not None
    count = f"pg_get_serial_sequence('{name}', '{column.name}')"
    return f'SELECT setval({count}, greatest(nextval({count}), (SELECT max("{column.name}") FROM "{name}")))'
