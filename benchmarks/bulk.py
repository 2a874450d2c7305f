"""Rows by the hundred thousand: through SQLAlchemy's own column types, in one transaction a chunk."""

from collections.abc import Callable, Sequence
from typing import Any

from sqlalchemy import Dialect, Engine, Table
from sqlalchemy.engine import Connection

from csaleads.core.database import WRITING, Base
from csaleads.core.full_text.piles import FEW, STREAM

Row = dict[str, Any]
Prepare = Callable[[Any], Any] | None


class Batch:
    """Rows waiting to be written, by table."""

    def __init__(self) -> None:
        self.rows: dict[str, list[Row]] = {}

    def add(self, table: str, **values: Any) -> Row:
        """Keep a row of `table`; a column that is not named becomes NULL."""
        self.rows.setdefault(table, []).append(values)
        return values

    @property
    def count(self) -> int:
        return sum(len(rows) for rows in self.rows.values())


class Writer:
    """Writes batches into one database, parents before children."""

    def __init__(self, engine: Engine) -> None:
        self.engine = engine
        self._tables = [_TableWriter(table, engine.dialect) for table in Base.metadata.sorted_tables]

    def write(self, batch: Batch) -> None:
        """Every row of `batch` is in the database, or none."""
        names = {writer.table.name for writer in self._tables}
        unknown = set(batch.rows) - names
        if unknown:
            raise LookupError(f"no such tables: {sorted(unknown)}")
        with self.engine.connect().execution_options(**{WRITING: True}) as connection, connection.begin():
            for writer in self._tables:
                rows = batch.rows.get(writer.table.name)
                if rows:
                    writer.write(connection, rows)

    def finish(self) -> None:
        """PostgreSQL's sequences know the numbers given by hand, and its planner the data, as it would by itself after a while.

        SQLite is left without statistics, as it is where nobody asks for them; its index of search is as `search tidy` leaves it.
        """
        if self.engine.dialect.name != "postgresql":
            self._tidy()
            return
        with self.engine.connect() as connection:
            for writer in self._tables:
                writer.advance_sequence(connection)
            connection.commit()
            settled = connection.execution_options(isolation_level="AUTOCOMMIT")
            settled.exec_driver_sql("VACUUM (ANALYZE)")
            settled.exec_driver_sql("CHECKPOINT")

    def _tidy(self) -> None:
        with self.engine.connect().execution_options(**{WRITING: True}) as connection, connection.begin():
            for pile in (FEW, STREAM):
                order = f"INSERT INTO {pile.index_name}({pile.index_name}) VALUES ('optimize')"  # noqa: S608
                connection.exec_driver_sql(order)


class _TableWriter:
    """One table: its columns, and what each database driver wants their values to look like."""

    def __init__(self, table: Table, dialect: Dialect) -> None:
        self.table = table
        self.dialect = dialect
        self.known = {column.name for column in table.columns}
        self.columns: list[tuple[str, Prepare]] = []
        self.order = ""

    def _suit(self, row: Row) -> None:
        """Write the columns that rows like this one bring; what the database gives by itself may be left to it."""
        own = self.table.autoincrement_column
        given = {
            column.name for column in self.table.columns if column is own or column.server_default is not None
        }
        left_out = given - row.keys()
        self.columns = [
            (column.name, _preparation(column.type, self.dialect))
            for column in self.table.columns
            if column.name not in left_out
        ]
        table, dialect = self.table, self.dialect
        names = ", ".join(f'"{name}"' for name, _ in self.columns)
        if dialect.name == "postgresql":
            self.order = f'COPY "{table.name}" ({names}) FROM STDIN'
        else:
            marks = ", ".join("?" for _ in self.columns)
            self.order = f'INSERT INTO "{table.name}" ({names}) VALUES ({marks})'  # noqa: S608 - names of our models

    def write(self, connection: Connection, rows: Sequence[Row]) -> None:
        self._refuse_unknown(rows[0])
        if not self.columns:
            self._suit(rows[0])
        driver: Any = connection.connection
        if connection.dialect.name == "postgresql":
            with driver.cursor() as cursor, cursor.copy(self.order) as copy:
                for row in rows:
                    copy.write_row(self._values(row))
        else:
            driver.executemany(self.order, map(self._values, rows))

    def _values(self, row: Row) -> list[Any]:
        return [
            value if (value := row.get(name)) is None or prepare is None else prepare(value)
            for name, prepare in self.columns
        ]

    def _refuse_unknown(self, row: Row) -> None:
        unknown = set(row) - self.known
        if unknown:
            raise LookupError(f"{self.table.name} has no {sorted(unknown)}")

    def advance_sequence(self, connection: Connection) -> None:
        column = self.table.autoincrement_column
        if column is not None:
            connection.exec_driver_sql(
                f"SELECT setval(pg_get_serial_sequence('{self.table.name}', '{column.name}'),"  # noqa: S608
                f' (SELECT COALESCE(MAX("{column.name}"), 0) + 1 FROM "{self.table.name}"), false)'
            )


def _preparation(kind: Any, dialect: Dialect) -> Prepare:
    """What turns a Python value into what the driver wants, or None where nothing is to be done."""
    prepare: Prepare = kind.dialect_impl(dialect).bind_processor(dialect)
    return prepare
