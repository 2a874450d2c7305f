"""Lists by pages: a page knows its rows, how many there are in all, and the addresses of its neighbours."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import ceil
from typing import Any, Generic, NamedTuple, TypeVar
from urllib.parse import urlencode

from flask import request, url_for
from sqlalchemy import Select, func, select

from csaleads.core.database import db

T = TypeVar("T")
ROWS_PER_PAGE = 50
LAST_PAGE = 10_000


@dataclass(frozen=True)
class Page(Generic[T]):
    """One page of a list. `total_count` is exact."""

    rows: Sequence[T]
    number: int
    total_count: int
    rows_per_page: int = ROWS_PER_PAGE

    @property
    def page_count(self) -> int:
        return max(1, ceil(self.total_count / self.rows_per_page))

    @property
    def first_item(self) -> int:
        return min(self.total_count, (self.number - 1) * self.rows_per_page + 1)

    @property
    def last_item(self) -> int:
        return min(self.total_count, self.number * self.rows_per_page)

    @property
    def place(self) -> "Place":
        """Where the reader is in this list, and the addresses of its other pages."""
        kept = [(key, value) for key, value in request.args.items(multi=True) if key != "page"]
        address = address_here(str(request.endpoint), [*kept, ("page", "")])
        return Place(self.number, self.page_count, self.total_count, self.first_item, self.last_item, address)


class Place(NamedTuple):
    """A page of a list without its rows. `address` is that of the list, filters and all, up to the number of a page."""

    number: int
    page_count: int
    total_count: int
    first_item: int
    last_item: int
    address: str

    @property
    def shown_numbers(self) -> list[int]:
        """The pages that a reader is led to: the first, the last, this one and its neighbours."""
        near = (1, self.number - 1, self.number, self.number + 1, self.page_count)
        return sorted({number for number in near if 1 <= number <= self.page_count})

    def url_for_page(self, number: int) -> str:
        """Address of the same list, with the same filters, at page `number`."""
        return f"{self.address}{number}"


def address_here(endpoint: str, asked: Sequence[tuple[str, str]]) -> str:
    """Address of `endpoint` with what was asked of this page. `url_for`, to which some names are orders, never sees that."""
    return address_at(endpoint, asked, **(request.view_args or {}))


def address_at(endpoint: str, asked: Sequence[tuple[str, str]], **view_args: Any) -> str:
    """Address of `endpoint` with `asked` after the question mark, whatever its names are."""
    there: str = url_for(endpoint, **view_args)
    return f"{there}?{urlencode(asked)}" if asked else there


def page_number() -> int:
    """The page that the address bar asks for; 1 for anything that is not a page."""
    text = request.args.get("page", "1")
    return max(1, min(int(text), LAST_PAGE)) if text.isascii() and text.isdigit() and len(text) < 7 else 1


def count_rows(query: Select[Any]) -> int:
    """How many rows `query` would give without limit and order."""
    bare = query.order_by(None).limit(None).offset(None).subquery()
    return db.session.scalar(select(func.count()).select_from(bare)) or 0
