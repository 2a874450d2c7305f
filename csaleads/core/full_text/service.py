"""Putting documents in, taking them out, and finding them."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from markupsafe import Markup
from sqlalchemy import ColumnElement, delete, false, or_, select
from sqlalchemy.exc import DBAPIError, IntegrityError

from csaleads.core.database import db
from csaleads.core.full_text.asking import NONE, Question, Synonyms, alike, understood
from csaleads.core.full_text.engines import ANGLES, engine, snippet_of
from csaleads.core.full_text.models import SearchDocument
from csaleads.core.paging import LAST_PAGE, Page
from csaleads.core.safe_html import MARK
from csaleads.core.unit_of_work import savepoint, writes

LONGEST_TITLE = 300
BODY_LENGTHS = (1_000_000, 300_000, 60_000)  # an index of PostgreSQL takes a megabyte of different words
TOO_MUCH = "54000"  # what PostgreSQL calls it when a program limit is exceeded
ROWS_PER_PAGE = 20
UNSEEN = {ord(sign): None for sign in ("\x00", *MARK, *ANGLES)}


@dataclass(frozen=True)
class Document:
    """What a room hands in: a thing by kind and key, whose it is (None: everybody's), for whom, and its words."""

    kind: str
    key: str
    area_id: int | None
    audience: str
    title: str
    body: str
    updated_at: datetime


@dataclass(frozen=True)
class Scope:
    """What the caller may find. Whatever is not named here is not found, however it is asked for.

    `network` says whether what belongs to no area is found too. `also` are further conditions, such as
    `SearchDocument.key.in_(select(...))`, for filters that the room alone knows.
    """

    area_ids: frozenset[int]
    audiences: frozenset[str]
    kinds: frozenset[str]
    network: bool = True
    also: tuple[ColumnElement[bool], ...] = field(default=())

    def conditions(self) -> list[ColumnElement[bool]]:
        """The scope as the database understands it."""
        document = SearchDocument
        places = document.area_id.in_(sorted(self.area_ids))
        return [
            or_(places, document.area_id.is_(None) if self.network else false()),
            document.audience.in_(sorted(self.audiences)),
            document.kind.in_(sorted(self.kinds)),
            *self.also,
        ]


@dataclass(frozen=True)
class Hit:
    """One thing that was found. `marked_title` and `snippet` show the words where they stand, and are safe to show."""

    kind: str
    key: str
    area_id: int | None
    audience: str
    title: str
    updated_at: datetime
    marked_title: Markup
    snippet: Markup


@dataclass(frozen=True)
class Found:
    """What a search answers, and what it searched: `str(found.question)` says it in words, `scope` where."""

    question: Question
    scope: Scope
    page: Page[Hit]


def _hit(row: Any) -> Hit:
    return Hit(
        row.kind,
        row.key,
        row.area_id,
        row.audience,
        row.title,
        row.updated_at,
        snippet_of(row.marked_title),
        snippet_of(row.snippet),
    )


Source = Callable[[], Iterable[Document]]
_sources: dict[str, Source] = {}


def fills(kind: str) -> Callable[[Source], Source]:
    """Decorates what gives every document of `kind`, for `flask --app app search reindex`."""

    def remember(source: Source) -> Source:
        _sources[kind] = source
        return source

    return remember


@writes
def put(document: Document) -> None:
    """The document can be found as it reads now, once this unit is committed. A body that is too long for the index is cut."""
    row = _find(document) or _added(document)
    row.area_id, row.audience, row.updated_at = document.area_id, document.audience, document.updated_at
    row.title = document.title.translate(UNSEEN)[:LONGEST_TITLE]
    body = document.body.translate(UNSEEN)
    for length in BODY_LENGTHS[:-1]:
        if _is_stored(row, body[:length]):
            return
    _store(row, body[: BODY_LENGTHS[-1]])


@writes
def remove(kind: str, key: str) -> None:
    """Nothing is found under that key any more."""
    db.session.execute(delete(SearchDocument).where(SearchDocument.kind == kind, SearchDocument.key == key))


def search(
    typed: str,
    scope: Scope,
    *,
    synonyms: Synonyms = NONE,
    page: int = 1,
    rows_per_page: int = ROWS_PER_PAGE,
) -> Found:
    """What fits every word of `typed` within `scope`, best first, in one statement. Never raises for what was typed."""
    question = understood(typed, synonyms)
    number = max(1, min(page, LAST_PAGE))
    rows = _rows(question, scope, number, rows_per_page)
    if not rows and number > 1:
        first = _rows(question, scope, 1, 1)
        return Found(question, scope, Page([], number, first[0].total if first else 0, rows_per_page))
    hits = list(map(_hit, rows))
    return Found(question, scope, Page(hits, number, rows[0].total if rows else 0, rows_per_page))


def search_alike(typed: str, scope: Scope, *, synonyms: Synonyms = NONE, limit: int) -> list[Hit]:
    """The first of what says something like `typed` within `scope`, best first, in one statement. Never raises either."""
    return list(map(_hit, _rows(alike(typed, synonyms), scope, 1, limit)))


def reindex() -> dict[str, int]:
    """The index is made anew, and with it the documents of every kind whose source is known; the answer counts those."""
    counts = {kind: _fill(kind, source) for kind, source in sorted(_sources.items())}
    _rebuild()
    return counts


def _fill(kind: str, source: Source) -> int:
    keys = set()
    for document in source():
        put(document)
        keys.add(document.key)
    kept = db.session.scalars(select(SearchDocument.key).where(SearchDocument.kind == kind))
    for key in set(kept) - keys:
        remove(kind, key)
    return len(keys)


@writes
def _rebuild() -> None:
    engine().rebuild()


def _rows(question: Question, scope: Scope, number: int, rows_per_page: int) -> list[Any]:
    if not question:
        return []
    limit, offset = rows_per_page, (number - 1) * rows_per_page
    query = engine().page(question, scope.conditions(), limit=limit, offset=offset)
    return list(db.session.execute(query))


def _find(document: Document) -> SearchDocument | None:
    query = select(SearchDocument).where(
        SearchDocument.kind == document.kind, SearchDocument.key == document.key
    )
    return db.session.scalar(query)


def _added(document: Document) -> SearchDocument:
    """A row for a document that has none, without its words; that of somebody who was quicker, where there is one."""
    row = SearchDocument(
        kind=document.kind,
        key=document.key,
        area_id=document.area_id,
        audience=document.audience,
        title="",
        body="",
        updated_at=document.updated_at,
    )
    try:
        with savepoint():
            db.session.add(row)
    except IntegrityError:
        quicker = _find(document)
        if quicker is None:
            raise
        return quicker
    return row


def _is_stored(row: SearchDocument, body: str) -> bool:
    """Whether the database takes the row with that much text."""
    try:
        _store(row, body)
    except DBAPIError as error:
        if getattr(error.orig, "sqlstate", "") != TOO_MUCH:
            raise
        return False
    return True


def _store(row: SearchDocument, body: str) -> None:
    with savepoint():
        row.body = body
