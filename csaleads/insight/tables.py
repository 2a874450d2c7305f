"""A table of words and numbers that a page shows and a file holds: the same cells, so that neither tells more."""

from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from csaleads.core.csv_files import csv_of


class Line(NamedTuple):
    """A row: what it is about, and each number with the heading that it stands under."""

    name: str
    cells: list[tuple[str, str]]


@dataclass(frozen=True)
class Table:
    """Rows of cells under headings. The first cell of a row names it; `total` is its last line, where there is one."""

    key: str
    title: str
    headings: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    total: tuple[str, ...] = ()
    note: str = ""

    @cached_property
    def lines(self) -> list[Line]:
        """The rows as a page shows them."""
        return [self._line(row) for row in self.rows]

    @cached_property
    def last_line(self) -> Line | None:
        """The total as a page shows it."""
        return self._line(self.total) if self.total else None

    def _line(self, row: tuple[str, ...]) -> Line:
        return Line(row[0], list(zip(self.headings[1:], row[1:], strict=True)))


def table_as_csv(table: Table) -> str:
    """The table with its total as CSV."""
    return csv_of(table.headings, [*table.rows, *([table.total] if table.total else [])])
