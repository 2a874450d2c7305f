"""Which keys still seal something, whether everything opens, and sealing all of it anew with the first key.

Narrative columns are found by themselves. A room that seals something else (a link waiting for its mail) says so once with
`also_sealed`, so that no key is thrown away while something still needs it.
"""

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from flask import current_app
from sqlalchemy import or_, select
from sqlalchemy.orm import undefer_group

from csaleads.core.database import Base, NarrativeRow, db
from csaleads.core.encryption import CannotOpen, KeyRing, narratives_of
from csaleads.core.unit_of_work import roll_back, unit_of_work

ROWS_AT_ONCE = 200


@dataclass(frozen=True)
class SealedPlace:
    """A column that holds sealed values, and what the value of a row is bound to."""

    model: Any
    column: str
    bound_to: Callable[[Any], str]


@dataclass(frozen=True)
class KeyUse:
    """How many values each key seals, and how many do not open with the keys at hand."""

    by_key: Counter[str]
    shut_count: int


_others: list[SealedPlace] = []


def also_sealed(model: type, column: str, bound_to: Callable[[Any], str]) -> None:
    """Values of `column` are sealed with `seal_text`, each bound to `bound_to(row)`."""
    _others.append(SealedPlace(model, column, bound_to))


def sealed_places() -> list[SealedPlace]:
    """Every column that holds sealed values, those of one table together."""
    places = list(_others)
    for model in narrative_models():
        places += [SealedPlace(model, each.sealed_name, each.bound_to) for each in narratives_of(model)]
    return sorted(places, key=lambda place: (place.model.__tablename__, place.column))


def narrative_models() -> list[type]:
    """Every model that holds narrative."""
    mapped = [mapper.class_ for mapper in Base.registry.mappers]
    return sorted((model for model in mapped if any(narratives_of(model))), key=lambda model: model.__name__)


def reseal_everything() -> int:
    """Seal with the first key whatever another key sealed, a few rows at a time; how many values changed.

    Raises CannotOpen, with the rows before it done, where no key at hand opens a value.
    """
    return sum(_reseal_table(model, places) for model, places in _by_table())


def count_key_use() -> KeyUse:
    """Open every sealed value, and keep none of what it says."""
    by_key: Counter[str] = Counter()
    shut_count = 0
    for model, places in _by_table():
        for rows in _batches(model, places, for_update=False):
            for row, place, sealed in _values(rows, places):
                by_key[_ring().key_id_of(sealed)] += 1
                shut_count += not _opens(sealed, place.bound_to(row))
            roll_back()
            db.session.expunge_all()
    return KeyUse(by_key, shut_count)


def _by_table() -> list[tuple[Any, list[SealedPlace]]]:
    found: dict[Any, list[SealedPlace]] = {}
    for place in sealed_places():
        found.setdefault(place.model, []).append(place)
    return list(found.items())


def _reseal_table(model: Any, places: list[SealedPlace]) -> int:
    changed = 0
    batches = _batches(model, places, for_update=True)
    while True:
        with unit_of_work():
            rows = next(batches, None)
            changed += sum(_reseal(*value) for value in _values(rows or [], places))
        if rows is None:
            return changed
        db.session.expunge_all()


def _batches(model: Any, places: list[SealedPlace], *, for_update: bool) -> Iterator[list[Any]]:
    """The rows of `model` in the order of their keys, each batch in the transaction of whoever asks for it."""
    holds_something = or_(*(getattr(model, place.column).is_not(None) for place in places))
    after = None
    while True:
        query = select(model).where(holds_something).order_by(model.id).limit(ROWS_AT_ONCE)
        if issubclass(model, NarrativeRow):
            query = query.options(undefer_group("narrative"))
        if after is not None:
            query = query.where(model.id > after)
        rows = list(db.session.scalars(query.with_for_update() if for_update else query))
        if not rows:
            return
        after = rows[-1].id
        yield rows


def _values(rows: list[Any], places: list[SealedPlace]) -> Iterator[tuple[Any, SealedPlace, bytes]]:
    for row in rows:
        for place in places:
            sealed = getattr(row, place.column)
            if sealed:
                yield row, place, sealed


def _reseal(row: Any, place: SealedPlace, sealed: bytes) -> bool:
    ring = _ring()
    if ring.key_id_of(sealed) == ring.active_id:
        return False
    bound_to = place.bound_to(row)
    setattr(row, place.column, ring.seal(ring.open(sealed, bound_to), bound_to))
    return True


def _opens(sealed: bytes, bound_to: str) -> bool:
    try:
        _ring().open(sealed, bound_to)
    except CannotOpen:
        return False
    return True


def _ring() -> KeyRing:
    ring: KeyRing = current_app.config["NARRATIVE_KEYS"]
    return ring
