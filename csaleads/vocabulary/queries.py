"""Reads of an area's words: the list that people keep, and what the screening is told."""

import threading
from collections import OrderedDict
from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple

from sqlalchemy import func, select

from csaleads.access.permissions import Permission
from csaleads.access.viewer import Viewer
from csaleads.accounts.models import Area, Person
from csaleads.anonymity.findings import Label
from csaleads.anonymity.service import AreaWords
from csaleads.core.database import db
from csaleads.core.errors import NotFound
from csaleads.core.paging import ROWS_PER_PAGE, Page
from csaleads.core.statements import ESCAPE, Query, Statement, containing, many, one
from csaleads.vocabulary import policy
from csaleads.vocabulary.models import Meaning, TaughtWord, WordImport, WordList

LABELS = {
    Meaning.SCHOOL: Label.SCHOOL,
    Meaning.HEALTH: Label.HEALTH,
    Meaning.PLACE: Label.SMALL_PLACE,
}
KEPT_LISTS = 200  # areas whose words a process keeps at hand


@dataclass(frozen=True)
class WordsFilter:
    """What the reader of the list asks for; empty means every word of every area that they may teach."""

    text: str = ""
    meaning: Meaning | None = None


class WordRow(NamedTuple):
    """A line of the list."""

    id: int
    written: str
    meaning: Meaning
    area_name: str
    added_at: datetime
    added_by: str
    import_id: int | None


class ImportRow(NamedTuple):
    """A list that was read in."""

    id: int
    area_id: int
    imported_at: datetime
    imported_by: str
    added_count: int
    known_count: int
    undone_at: datetime | None


def page_of_words(viewer: Viewer, *, asked: WordsFilter, number: int) -> Page[WordRow]:
    """The words of the viewer's areas, by name. Two statements, however many there are."""
    narrowed_by = tuple(name for name in ("text", "meaning") if getattr(asked, name))
    found = _words.rows(
        narrowed_by,
        area_ids=viewer.areas_with(Permission.TEACH_WORDS),
        text=containing(asked.text.lower()),
        meaning=asked.meaning,
        limit=ROWS_PER_PAGE,
        offset=(number - 1) * ROWS_PER_PAGE,
    )
    rows = [WordRow(*row[:7]) for row in found]
    return Page(rows, number, found[0].total if found else 0)


@Statement
def _words(narrowed_by: tuple[str, ...]) -> Query:
    query = (
        select(
            TaughtWord.id,
            TaughtWord.written,
            TaughtWord.meaning,
            Area.name,
            TaughtWord.added_at,
            Person.full_name,
            TaughtWord.import_id,
            func.count().over().label("total"),
        )
        .join(Area, Area.id == TaughtWord.area_id)
        .join(Person, Person.id == TaughtWord.added_by_id)
        .where(TaughtWord.area_id.in_(many("area_ids")))
    )
    if "text" in narrowed_by:
        query = query.where(TaughtWord.folded.like(one("text"), escape=ESCAPE))
    if "meaning" in narrowed_by:
        query = query.where(TaughtWord.meaning == one("meaning"))
    return query.order_by(TaughtWord.folded, TaughtWord.id).limit(one("limit")).offset(one("offset"))


def get_word(viewer: Viewer, word_id: int) -> WordRow:
    """One word of the viewer's areas; NotFound for any other."""
    row = _word.first(id=word_id, area_ids=viewer.areas_with(Permission.TEACH_WORDS))
    if row is None:
        raise NotFound("word")
    return WordRow(*row)


@Statement
def _word() -> Query:
    return (
        select(
            TaughtWord.id,
            TaughtWord.written,
            TaughtWord.meaning,
            Area.name,
            TaughtWord.added_at,
            Person.full_name,
            TaughtWord.import_id,
        )
        .join(Area, Area.id == TaughtWord.area_id)
        .join(Person, Person.id == TaughtWord.added_by_id)
        .where(TaughtWord.id == one("id"), TaughtWord.area_id.in_(many("area_ids")))
    )


def get_import(viewer: Viewer, import_id: int) -> ImportRow:
    """A list that was read into one of the viewer's areas; NotFound for any other."""
    row = db.session.execute(
        select(
            WordImport.id,
            WordImport.area_id,
            WordImport.imported_at,
            Person.full_name,
            WordImport.added_count,
            WordImport.known_count,
            WordImport.undone_at,
        )
        .join(Person, Person.id == WordImport.imported_by_id)
        .where(WordImport.id == import_id)
    ).first()
    if row is None or not policy.can_teach(viewer, row.area_id):
        raise NotFound("import")
    return ImportRow(*row)


_at_hand: OrderedDict[tuple[str, int], tuple[int, AreaWords]] = OrderedDict()
_lock = threading.Lock()


def area_words(area_id: int) -> AreaWords | None:
    """What the screening is told in that area; None where it has no words of its own.

    Words are public names and belong to everybody who writes in the area, so there is no viewer. Kept in the process
    until the list changes: asking again costs one small statement.
    """
    version = _version.scalar(area_id=area_id)
    if version is None:
        return None
    key = (str(db.engine.url), area_id)
    with _lock:
        kept = _at_hand.get(key)
        if kept is not None and kept[0] == version:
            _at_hand.move_to_end(key)
            return kept[1]
    words = _read_words(area_id)
    with _lock:
        _at_hand[key] = (version, words)
        while len(_at_hand) > KEPT_LISTS:
            _at_hand.popitem(last=False)
    return words


@Statement
def _version() -> Query:
    return select(WordList.version).where(WordList.area_id == one("area_id"))


def _read_words(area_id: int) -> AreaWords:
    query = select(TaughtWord.written, TaughtWord.meaning).where(TaughtWord.area_id == area_id)
    rows = db.session.execute(query.order_by(TaughtWord.id)).all()
    return AreaWords(
        identifying=tuple((written, LABELS[meaning]) for written, meaning in rows if meaning.is_identifying),
        harmless=frozenset(written for written, meaning in rows if not meaning.is_identifying),
    )
