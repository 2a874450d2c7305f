"""Putting documents in and taking them out, each in the pile of its kind."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import delete, select
from sqlalchemy.exc import DBAPIError, IntegrityError

from csaleads.core.database import db
from csaleads.core.full_text.engines import engine
from csaleads.core.full_text.folding import words_of
from csaleads.core.full_text.piles import FEW, PART, STREAM, TITLE, Pile
from csaleads.core.safe_html import MARK
from csaleads.core.unit_of_work import savepoint, writes

LONGEST_TITLE = 300
BODY_LENGTHS = (1_000_000, 300_000, 60_000)  # an index of PostgreSQL takes a megabyte of different words
TOO_MUCH = "54000"  # what PostgreSQL calls it when a program limit is exceeded
ROWS_PER_PAGE = 20
MOST, MOST_TITLED = (
    100,
    40,
)  # documents that a search looks at, and of those with all the words in their title
UNSEEN = {ord(sign): None for sign in ("\x00", *MARK)}


@dataclass(frozen=True)
class Document:
    """What a room hands in: a thing by kind and key, whose it is (None: everybody's), for whom, and its words.

    `parts` are those of its kind to which it belongs, in small letters and digits. With `by_title` it comes before others where
    all words stand in its title.
    """

    kind: str
    key: str
    area_id: int | None
    audience: str
    title: str
    body: str
    updated_at: datetime
    parts: tuple[str, ...] = ()
    by_title: bool = True


Source = Callable[[], Iterable[Document]]
_sources: dict[str, Source] = {}
_streams: set[str] = set()


def fills(kind: str) -> Callable[[Source], Source]:
    """Decorates what gives every document of `kind`, for `flask --app app search reindex`."""

    def remember(source: Source) -> Source:
        _sources[kind] = source
        return source

    return remember


def streams(kind: str) -> str:
    """`kind` is one of which there are many, and more every day: not weighed, but looked through from the newest back."""
    _streams.add(kind)
    return kind


def pile_of(kind: str) -> Pile:
    """Where documents of `kind` are kept."""
    return STREAM if kind in _streams else FEW


@writes
def put(document: Document) -> None:
    """The document can be found as it reads now, once this unit is committed. A body that is too long for the index is cut."""
    row, columns = _find(document) or _added(document), columns_of(document)
    body = columns.pop("body")
    for name, value in columns.items():
        setattr(row, name, value)
    for length in BODY_LENGTHS[:-1]:
        if _is_stored(row, body[:length]):
            return
    _store(row, body[: BODY_LENGTHS[-1]])


def columns_of(document: Document) -> dict[str, Any]:
    """What stands in the row of the document, by the names of its columns; its body in full."""
    return {
        "kind": document.kind,
        "key": document.key,
        "area_id": document.area_id,
        "audience": document.audience,
        "title": document.title.translate(UNSEEN)[:LONGEST_TITLE],
        "updated_at": document.updated_at,
        "marks": _marks(document),
        "body": document.body.translate(UNSEEN),
    }


@writes
def remove(kind: str, key: str) -> None:
    """Nothing is found under that key any more."""
    model = pile_of(kind).model
    db.session.execute(delete(model).where(model.kind == kind, model.key == key))


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
    model = pile_of(kind).model
    kept = db.session.scalars(select(model.key).where(model.kind == kind))
    for key in set(kept) - keys:
        remove(kind, key)
    return len(keys)


@writes
def _rebuild() -> None:
    engine().rebuild()


@writes
def merge_some(*, begins: bool) -> bool:
    """Some of the index is put together, so that it is quicker to ask; whether more is to do, in another unit. See `Engine`."""
    return engine().merge_some(begins=begins)


def _marks(document: Document) -> str:
    """What the index is to know of the document beside what can be read."""
    title = words_of(document.title)[:LONGEST_TITLE] if document.by_title else ()
    return " ".join([*(PART + part for part in document.parts), *(TITLE + word for word in title)])


def _find(document: Document) -> Any | None:
    model = pile_of(document.kind).model
    return db.session.scalar(select(model).where(model.kind == document.kind, model.key == document.key))


def _added(document: Document) -> Any:
    """A row for a document that has none, without its words; that of somebody who was quicker, where there is one."""
    row = pile_of(document.kind).model(
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


def _is_stored(row: Any, body: str) -> bool:
    """Whether the database takes the row with that much text."""
    try:
        _store(row, body)
    except DBAPIError as error:
        if getattr(error.orig, "sqlstate", "") != TOO_MUCH:
            raise
        return False
    return True


def _store(row: Any, body: str) -> None:
    with savepoint():
        row.body = body
