"""Reads that run on page after page: put together once, and answered as plain rows.

Putting a SELECT together from models costs more than a database takes to answer it. A `Statement` is built on first use, for
each shape that it has, with a place for every value:

    @Statement
    def _queue(is_narrowed: bool) -> Query:
        query = select(Request.reference).where(Request.area_id.in_(many("area_ids")))
        return query.where(Request.state == one("state")) if is_narrowed else query

    rows = _queue.rows(state is not None, area_ids=viewer.area_ids, state=state)

`rows`, `first` and `scalar` read columns, not entities, and see what the session has changed. `found` answers the rows of a
list as the database gave them, and what is made of each of them is kept for as long as it reads the same (`core.kept`).
"""

from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from functools import lru_cache
from itertools import groupby, repeat
from operator import itemgetter
from typing import Any, TypeVar

from sqlalchemy import BindParameter, Date, Dialect, Result, Select, bindparam
from sqlalchemy.sql.compiler import SQLCompiler

from csaleads.core import clock
from csaleads.core.database import Base, UtcDateTime, db, table_of
from csaleads.core.kept import Kept
from csaleads.core.prepared import Prepared, expanding_names, is_array, write_constants
from csaleads.core.reading import way_to_read

T = TypeVar("T")
Query = Select[*tuple[Any, ...]]
ESCAPE = "/"  # before what LIKE would take for a joker
SHAPES = 256  # of one statement, that are remembered
KEPT_ROWS = 2048  # of one shape of a statement and one thing that is made of its rows
TEXTS = 1024  # of one statement: its shapes, times the lengths of the lists that it was given
SHORT = 4  # lists that are no longer have a text each; longer ones share one with those up to the next power of two
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


def and_total(query: Query, total: Query) -> Query:
    """`query` with how many rows there are in all beside each row: a page and its count are one round trip."""
    return query.add_columns(total.scalar_subquery().label("total"))


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


class FoundRows:
    """The rows of a list as the database gave them: made into what a page shows once for each row that reads the same."""

    def __init__(self, rows: list[tuple[Any, ...]], prepared: Prepared, made: dict[Any, Kept[Any]]) -> None:
        self.rows = rows
        self._prepared = prepared
        self._made = made

    def __len__(self) -> int:
        return len(self.rows)

    def read(self) -> list[Any]:
        """The rows, as tuples with names."""
        return self._prepared.read(self.rows)

    def page(self, number: int, count: Callable[[], int]) -> "tuple[FoundRows, int]":
        """The rows of page `number`, and how many there are in all, which stands last in each of them (see `and_total`).

        `count` is asked only where a page lies beyond the end and no row can tell.
        """
        if self.rows:
            total = int(self.rows[0][-1])
            return FoundRows([row[:-1] for row in self.rows], self._prepared, self._made), total
        return self, 0 if number == 1 else count()

    def apart(self) -> "tuple[FoundRows, Any]":
        """The rows without what stands last in each of them, which is the same in all, and that; None where there is no row."""
        if not self.rows:
            return self, None
        return FoundRows([row[:-1] for row in self.rows], self._prepared, self._made), self.rows[0][-1]

    def made(self, make: Callable[..., T], beside: Iterable[tuple[Hashable, ...]] = repeat(())) -> list[T]:
        """`make(row, *beside)` of each row, which may depend on nothing else and must not be changed afterwards.

        `beside` holds what belongs to each row and does not stand in it. `make` is a function of a module: it is remembered.
        """
        kept = self._kept_for(make)
        answers: list[T] = []
        for key in zip(self.rows, beside):  # noqa: B905 - `beside` may go on for ever
            made = kept.get(key)
            if made is None:
                made = kept.keep(key, make(self._prepared.read((key[0],))[0], *key[1]))
            answers.append(made)
        return answers

    def made_of_groups(self, make: Callable[[Sequence[Any]], T]) -> list[T]:
        """`make(rows)` of the rows of each value that the first column has; they must follow one another. Kept as in `made`."""
        kept = self._kept_for(make)
        answers: list[T] = []
        for _, rows in groupby(self.rows, key=itemgetter(0)):
            key = tuple(rows)
            made = kept.get(key)
            answers.append(made if made is not None else kept.keep(key, make(self._prepared.read(key))))
        return answers

    def _kept_for(self, make: Callable[..., T]) -> Kept[T]:
        kept = self._made.get(make)
        if kept is None:
            kept = self._made[make] = Kept(KEPT_ROWS)
        return kept


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
        self._made: dict[tuple[str, tuple[Hashable, ...]], dict[Any, Kept[Any]]] = {}
        self._prepared: dict[tuple[str, tuple[Hashable, ...], tuple[int, ...]], Prepared] = {}

    def rows(self, *shape: Hashable, **values: Any) -> list[Any]:
        """Every row, as tuples with names."""
        prepared, found = self._find(shape, values)
        return prepared.read(found)

    def found(self, *shape: Hashable, **values: Any) -> "FoundRows":
        """Every row, not yet read. What is made of rows stays in memory: raises TypeError where they hold narrative."""
        prepared, found = self._find(shape, values)
        key = (prepared.dialect_name, shape)
        made = self._made.get(key)
        if made is None:
            if prepared.reads_narrative:
                raise TypeError("rows with narrative are read, never kept")
            made = self._made[key] = {}
        return FoundRows(found, prepared, made)

    def _find(self, shape: Any, values: Mapping[str, Any]) -> tuple[Prepared, list[tuple[Any, ...]]]:
        dialect, driver, reading = way_to_read()
        prepared, values = self._prepare(dialect, shape, values)
        for watch in watchers:
            watch(prepared.text)
        try:
            return prepared, prepared.found(driver, values)
        except Exception as error:
            if reading is None or not reading.begin_again(error):
                raise
            return prepared, prepared.found(reading.driver, values)

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

    def _prepare(
        self, dialect: Dialect, shape: tuple[Hashable, ...], values: Mapping[str, Any]
    ) -> tuple[Prepared, Mapping[str, Any]]:
        """The text for these values, and the values with lists of a length that has a text."""
        key = (dialect.name, shape)
        if key not in self._compiled:
            select = self._built(*shape)
            write_constants(select)
            compiled: Any = select.compile(dialect=dialect)
            self._compiled[key] = (select, compiled, expanding_names(compiled))
        select, compiled, lists = self._compiled[key]
        if lists and dialect.name == "sqlite":
            values = {**values, **{name: _filled_up(values[name]) for name in lists if name in values}}
            lengths = tuple(len(values[name]) for name in lists if name in values)
        else:
            lengths = tuple(0 if is_array(dialect, values[name]) else 1 for name in lists if name in values)
        exact = (*key, lengths)
        prepared = self._prepared.get(exact)
        if prepared is None:
            if len(self._prepared) >= TEXTS:
                self._prepared.clear()
            prepared = self._prepared[exact] = Prepared(select, compiled, dialect, values, like=self._like)
        return prepared, values


def _filled_up(given: Sequence[Any]) -> Sequence[Any]:
    """What `given` holds, the last once more and again up to a power of two: a value that stands twice after IN changes nothing.

    A text for each length would be planned anew nearly every time, for databases keep only so many.
    """
    length = len(given)
    if length <= SHORT:
        return given
    return [*given, *repeat(given[-1], (1 << (length - 1).bit_length()) - length)]
