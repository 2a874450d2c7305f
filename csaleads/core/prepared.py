"""A SELECT made ready for one kind of database: its text, where its values go, and how its rows are read.

SQLAlchemy compiles it; from then on text and values go to the driver directly, on the connection that `core.reading` names.
What SQLAlchemy does around each execution would take longer than most of our reads.
"""

import re
from collections import namedtuple
from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import Any

from sqlalchemy import BindParameter, Boolean, Dialect, Enum, Integer, Select, String
from sqlalchemy.sql.compiler import SQLCompiler
from sqlalchemy.sql.visitors import iterate

from csaleads.core.encryption import Narrative

SEALED = "_sealed"  # how the columns of narrative are called, as `core.encryption` demands
NOBODY = 0  # a value in the place of a list, of which only the place is wanted
WRITTEN = (String, Enum, Integer, Boolean)  # types of constants that stand in the text
_PLACE = re.compile(r"%\((?P<name>[^)]+)\)s|%%")
Place = Callable[[Mapping[str, Any]], Any]  # from the values of a call to what the driver gets in one place


class Prepared:
    """One text: on SQLite for one number of values in each list behind `IN`, on PostgreSQL for one and for any other."""

    def __init__(
        self,
        select: Select[*tuple[Any, ...]],
        compiled: SQLCompiler,
        dialect: Dialect,
        values: Mapping[str, Any],
        *,
        like: type | None = None,
    ) -> None:
        known = {name: value for name, value in values.items() if name in compiled.binds}
        lists = [name for name in expanding_names(compiled) if name in known]
        arrays = [name for name in lists if is_array(dialect, known[name])]
        state = compiled.construct_expanded_state(known | {name: [NOBODY] for name in arrays})
        self.text = _with_arrays(state.statement, state.parameter_expansion, arrays)
        self.dialect_name = dialect.name
        columns = select.selected_columns.keys()
        self.reads_narrative = any(name.endswith(SEALED) for name in columns)
        names = state.positiontup if state.positiontup is not None else list(state.parameters)
        expanded = {name: all_ for name, all_ in state.parameter_expansion.items() if name not in arrays}
        parts = {part: (name, i) for name, all_ in expanded.items() for i, part in enumerate(all_)}
        of_arrays = {part for name in arrays for part in state.parameter_expansion[name]}
        places = {name: _array(name, _writer(compiled.binds[name], dialect)) for name in arrays}
        for name in dict.fromkeys(names):
            if name not in of_arrays:
                places[name] = _place(name, compiled.binds, parts, dialect, known)
        if state.positiontup is None:
            self.text, names = _numbered(self.text)
        self._places = [places[name] for name in names]
        self._make = partial(tuple.__new__, _row_class(select.selected_columns.keys(), like))
        self._readers = _readers(select, dialect)

    def found(self, driver: Any, values: Mapping[str, Any]) -> list[tuple[Any, ...]]:
        """Every row that `driver` finds, as it gives them: a connection to SQLite, a `RawCursor` of PostgreSQL. Read to the end:
        half-way it would pin the moment that it sees.
        """
        cursor = driver.execute(self.text, self._parameters(values))
        try:
            rows: list[tuple[Any, ...]] = cursor.fetchall()
        finally:
            if cursor is not driver:
                cursor.close()
        return rows

    def read(self, found: Sequence[tuple[Any, ...]]) -> list[Any]:
        """Found rows as tuples with names. Column after column, so that Python runs the loops and not our code."""
        if not found:
            return []
        columns: list[Any] = list(zip(*found, strict=True))
        for index, reader in self._readers:
            columns[index] = map(reader, columns[index])
        return list(map(self._make, zip(*columns, strict=True)))

    def _parameters(self, values: Mapping[str, Any]) -> list[Any]:
        return [place(values) for place in self._places]


def _row_class(names: Sequence[str], like: type | None) -> Any:
    """A tuple with these names; and, where it is to read like a model, with what the model works out of them."""
    plain: Any = namedtuple("Row", names, rename=True)  # type: ignore[misc]
    if like is None:
        return plain
    worked_out = {
        name: value
        for parent in reversed(like.__mro__)
        for name, value in vars(parent).items()
        if isinstance(value, property | Narrative) and not name.startswith("_")
    }
    table = {"__tablename__": like.__tablename__, "__slots__": ()}  # type: ignore[attr-defined]
    return type(f"{like.__name__}Row", (plain,), worked_out | table)


def write_constants(select: Select[*tuple[Any, ...]]) -> None:
    """What is the same in each execution of `select` stands in its text from now on, and is given to no driver.

    SQLite plans a statement anew at each execution where a value that it is given decides whether a partial index may be used;
    of a long statement that takes longer than the answer. PostgreSQL sees in its generic plans, too, which index fits.
    """
    for element in iterate(select):
        if isinstance(element, BindParameter) and _is_constant(element):
            element.literal_execute = True


def _is_constant(bind: BindParameter[Any]) -> bool:
    has_value = bind.callable is None and not bind.required and bind.value is not None
    return has_value and isinstance(bind.type, WRITTEN)


def expanding_names(compiled: SQLCompiler) -> tuple[str, ...]:
    """The names whose values are lists."""
    return tuple(name for name, bind in compiled.binds.items() if bind.expanding)


def is_array(dialect: Dialect, given: Sequence[Any]) -> bool:
    """Whether a list is given as one value, so that one text serves for lists of any length.

    A list of one is none: for a single value the database can follow the order of an index.
    """
    return dialect.name == "postgresql" and len(given) != 1


def _with_arrays(text: str, expansion: Mapping[str, Sequence[str]], names: Sequence[str]) -> str:
    """`text` with an array in the place of each of these lists, of which it holds one value."""
    for name in names:
        (part,) = expansion[name]
        place = re.compile(rf"(?P<not>NOT )?\bIN \(%\({re.escape(part)}\)s(?P<cast>::[A-Z0-9 ()]+?)?\)")
        text, count = place.subn(partial(_array_place, name), text)
        if not count or f"%({part})s" in text:
            raise ValueError(f"the list {name} does not stand behind IN")
    return text


def _numbered(text: str) -> tuple[str, list[str]]:
    """`text` with places as PostgreSQL itself numbers them, and the name of each.

    psycopg would look for names in the text anew at each execution, which in a long one takes as long as a small statement does.
    """
    numbers: dict[str, int] = {}

    def number(found: re.Match[str]) -> str:
        name = found["name"]
        return "%" if name is None else f"${numbers.setdefault(name, len(numbers) + 1)}"

    return _PLACE.sub(number, text), list(numbers)


def _array_place(name: str, found: re.Match[str]) -> str:
    cast = f"{found['cast']}[]" if found["cast"] else ""
    return f"{'<> ALL' if found['not'] else '= ANY'} (%({name})s{cast})"


def _array(name: str, write: Callable[[Any], Any]) -> Place:
    return lambda values: [write(value) for value in values[name]]


def _place(
    name: str,
    binds: Mapping[str, BindParameter[Any]],
    parts: Mapping[str, tuple[str, int]],
    dialect: Dialect,
    known: Mapping[str, Any],
) -> Place:
    if name in parts:
        whole, index = parts[name]
        write = _writer(binds[whole], dialect)
        if whole not in known:  # a list that belongs to the statement
            own: Any = binds[whole].effective_value
            value = write(own[index])
            return lambda values: value
        return lambda values: write(values[whole][index])
    bind = binds[name]
    write = _writer(bind, dialect)
    if name in known:
        return lambda values: write(values[name])
    if bind.callable is not None:
        ask = bind.callable
        return lambda values: write(ask())
    value = write(bind.effective_value)
    return lambda values: value


def _writer(bind: BindParameter[Any], dialect: Dialect) -> Callable[[Any], Any]:
    """What turns a value into what the driver wants."""
    processor = bind.type.dialect_impl(dialect).bind_processor(dialect)
    return processor if processor is not None else lambda value: value


def _readers(select: Select[*tuple[Any, ...]], dialect: Dialect) -> list[tuple[int, Callable[[Any], Any]]]:
    """For each column that is not taken as the driver gives it: its place, and what reads it."""
    found: list[tuple[int, Callable[[Any], Any]]] = []
    for index, column in enumerate(select.selected_columns):
        reader = column.type.dialect_impl(dialect).result_processor(dialect, None)
        if reader is not None:
            found.append((index, reader))
    return found
