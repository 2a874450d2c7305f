"""Reads that run on page after page: put together once, and answered as plain rows.

Putting a SELECT together from models costs more than a database takes to answer it. A `Statement` is built on first use, for
each shape that it has, with a place for every value:

    @Statement
    def _queue(is_narrowed: bool) -> Query:
        query = select(Request.reference).where(Request.area_id.in_(many("area_ids")))
        return query.where(Request.state == one("state")) if is_narrowed else query

    rows = _queue.rows(state is not None, area_ids=viewer.area_ids, state=state)

`rows`, `first` and `scalar` read columns, not entities, and see what the session has changed.
"""

from collections.abc import Callable, Hashable, Mapping
from functools import lru_cache
from typing import Any

from sqlalchemy import BindParameter, Date, Dialect, Result, Select, bindparam
from sqlalchemy.sql.compiler import SQLCompiler

from csaleads.core import clock
from csaleads.core.database import Base, UtcDateTime, db, table_of
from csaleads.core.prepared import Prepared, expanding_names
from csaleads.core.reading import way_to_read

Query = Select[*tuple[Any, ...]]
ESCAPE = "/"  # before what LIKE would take for a joker
SHAPES = 256  # of one statement, that are remembered
TEXTS = 1024  # of one statement: its shapes, times the lengths of the lists that it was given
watchers: list[Callable[[str], None]] = []  # told of each text before it is executed: tests count them


def one(name: str) -> BindParameter[Any]:
    """The place of one value; its type is that of the column with which it is compared."""
    return bindparam(name)


def many(name: str) -> BindParameter[Any]:
    """The place of the values that `in_` takes."""
    return bindparam(name, expanding=True)


def rows_like(model: type[Base]) -> Callable[[Callable[..., Query]], "Statement"]:
    """Decorates what builds a SELECT whose rows read like `model`."""
    return lambda build: Statement(build, like=model)


def columns_of(model: type[Base]) -> list[Any]:
    """Every column of the table behind `model`, sealed ones too, for a statement whose rows read like it."""
    return list(table_of(model).c)


TODAY = bindparam("today", type_=Date, callable_=lambda: clock.today())
NOW = bindparam("now", type_=UtcDateTime, callable_=lambda: clock.now())


def beginning_with(text: str) -> str:
    """A pattern for `column.like(one(…), escape=ESCAPE)` that fits what begins with `text`."""
    return f"{_escaped(text)}%"


def containing(text: str) -> str:
    """A pattern for `column.like(one(…), escape=ESCAPE)` that fits what contains `text`."""
    return f"%{_escaped(text)}%"


def _escaped(text: str) -> str:
    for special in (ESCAPE, "%", "_"):
        text = text.replace(special, ESCAPE + special)
    return text


class Statement:
    """A SELECT of columns, built once for each shape by the function that it decorates.

    Its rows are tuples with names. Where it selects `columns_of(Model)` first and is decorated with `rows_like(Model)`, they have
    the model's properties and narrative too: they read like an object of the model, and belong to no session.
    """

    def __init__(self, build: Callable[..., Query], *, like: type[Base] | None = None) -> None:
        self.__doc__ = build.__doc__
        self._like = like
        self._built = lru_cache(maxsize=SHAPES)(build)
        self._compiled: dict[
            tuple[str, tuple[Hashable, ...]], tuple[Query, SQLCompiler, tuple[str, ...]]
        ] = {}
        self._prepared: dict[tuple[str, tuple[Hashable, ...], tuple[int, ...]], Prepared] = {}

    def rows(self, *shape: Hashable, **values: Any) -> list[Any]:
        """Every row, as tuples with names."""
        dialect, driver, reading = way_to_read()
        prepared = self._prepare(dialect, shape, values)
        for watch in watchers:
            watch(prepared.text)
        try:
            return prepared.rows(driver, values)
        except Exception as error:
            if reading is None or not reading.begin_again(error):
                raise
            return prepared.rows(reading.driver, values)

    def first(self, *shape: Hashable, **values: Any) -> Any | None:
        """The first row, or None. All are read: for statements that find few."""
        rows = self.rows(*shape, **values)
        return rows[0] if rows else None

    def scalar(self, *shape: Hashable, **values: Any) -> Any:
        """The first column of the first row, or None."""
        row = self.first(*shape, **values)
        return None if row is None else row[0]

    def objects(self, *shape: Hashable, **values: Any) -> Result[*tuple[Any, ...]]:
        """The answer by way of the session, for a statement that selects models."""
        return db.session.execute(self._built(*shape), values)

    def _prepare(self, dialect: Dialect, shape: tuple[Hashable, ...], values: Mapping[str, Any]) -> Prepared:
        key = (dialect.name, shape)
        if key not in self._compiled:
            select = self._built(*shape)
            compiled: Any = select.compile(dialect=dialect)
            self._compiled[key] = (select, compiled, expanding_names(compiled))
        select, compiled, lists = self._compiled[key]
        exact = (*key, tuple(len(values[name]) for name in lists if name in values))
        prepared = self._prepared.get(exact)
        if prepared is None:
            if len(self._prepared) >= TEXTS:
                self._prepared.clear()
            prepared = self._prepared[exact] = Prepared(select, compiled, dialect, values, like=self._like)
        return prepared
