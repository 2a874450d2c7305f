"""Finding documents: the newest of what fits within a scope, in one statement for each search."""

from collections.abc import Callable, Hashable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, NamedTuple

from markupsafe import Markup
from sqlalchemy import ColumnElement, or_

from csaleads.core.database import db
from csaleads.core.full_text.asking import NONE, Question, Synonyms, alike, understood
from csaleads.core.full_text.engines import engine, engine_for
from csaleads.core.full_text.marking import Marker
from csaleads.core.full_text.piles import Pile
from csaleads.core.full_text.service import pile_of
from csaleads.core.paging import LAST_PAGE, Page
from csaleads.core.statements import Query, Statement, many

ROWS_PER_PAGE = 20
MOST, MOST_TITLED = 100, 20
"""Documents that a search looks at, and of those with all the words in their title."""


class Condition(NamedTuple):
    """A further condition on documents that a room alone knows: `build(*shape)` answers it, `values` fill its places.

    It is put together once for each shape, as `core.statements` does.
    """

    build: Callable[..., ColumnElement[bool]]
    shape: tuple[Hashable, ...] = ()
    values: Mapping[str, Any] = {}


@dataclass(frozen=True)
class Scope:
    """What the caller may find. Whatever is not named here is not found, however it is asked for.

    `network` says whether what belongs to no area is found too. Kinds of which there are many are searched apart from others.
    Where `parts` are named a document belongs to one of them: what the index itself knows of the scope, so that it hands out few
    documents that `also` refuses.
    """

    area_ids: frozenset[int]
    audiences: frozenset[str]
    kinds: frozenset[str]
    network: bool = True
    parts: frozenset[str] = frozenset()
    also: tuple[Condition, ...] = field(default=())

    @property
    def shape(self) -> tuple[Hashable, ...]:
        """What its conditions depend on, without their values."""
        return (self.network, *((condition.build, condition.shape) for condition in self.also))

    @property
    def values(self) -> dict[str, Any]:
        """For the places of its conditions."""
        own = {
            "in_areas": sorted(self.area_ids),
            "for_audiences": sorted(self.audiences),
            "of_kinds": sorted(self.kinds),
        }
        return {name: value for each in self.also for name, value in each.values.items()} | own


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
    """What a search answers, and what it searched: `str(found.question)` says it in words, `scope` where.

    `is_cut` says that more than `most` fit, of which the newest were looked at: the page counts those, and those of the newest
    MOST_TITLED that have all words in their title.
    """

    question: Question
    scope: Scope
    page: Page[Hit]
    is_cut: bool = False


def _hit(row: Any, marker: Marker) -> Hit:
    return Hit(
        row.kind,
        row.key,
        row.area_id,
        row.audience,
        row.title,
        row.updated_at,
        marker.title(row.title),
        marker.piece(row.body),
    )


def _hits(rows: Sequence[Any], questions: Sequence[Question]) -> list[Hit]:
    marker = Marker(questions)
    return [_hit(row, marker) for row in rows]


def search(
    typed: str,
    scope: Scope,
    *,
    synonyms: Synonyms = NONE,
    page: int = 1,
    rows_per_page: int = ROWS_PER_PAGE,
    most: int | None = None,
) -> Found:
    """What fits every word of `typed` within `scope`, best first, in one statement. Never raises for what was typed.

    The newest `most` that fit are looked at; MOST where it is not told.
    """
    question = understood(typed, synonyms)
    number = max(1, min(page, LAST_PAGE))
    most = MOST if most is None else most
    rows = _rows([question], scope, number, rows_per_page, most) if question else []
    shown = rows
    if not rows and number > 1 and question:
        rows = _rows([question], scope, 1, 1, most)
    total, is_cut = (rows[0].total, bool(rows[0].is_cut)) if rows else (0, False)
    return Found(question, scope, Page(_hits(shown, [question]), number, total, rows_per_page), is_cut)


def search_alike(typed: str, scope: Scope, *, synonyms: Synonyms = NONE, limit: int) -> list[Hit]:
    """The first of what says something like `typed` within `scope`: what has two of its words, then one. Two statements."""
    found: dict[tuple[str, str], Hit] = {}
    for questions in alike(typed, synonyms):
        if len(found) < limit:
            for hit in _hits(_rows(questions, scope, 1, limit, MOST), questions):
                found.setdefault((hit.kind, hit.key), hit)
    return list(found.values())[:limit]


def _rows(
    questions: Sequence[Question], scope: Scope, number: int, rows_per_page: int, most: int
) -> list[Any]:
    """A page of what fits one of the questions. Kinds of both piles cannot be weighed against one another: raises ValueError."""
    piles = {pile_of(kind) for kind in scope.kinds}
    if not piles:
        return []
    (pile,) = piles
    asked = engine().asked(questions, sorted(scope.parts))
    return _page.rows(
        db.engine.dialect.name,
        pile,
        scope.shape,
        **scope.values,
        **asked._asdict(),
        most=most,
        most_titled=min(most, MOST_TITLED),
        limit=rows_per_page,
        offset=(number - 1) * rows_per_page,
    )


@Statement
def _page(dialect: str, pile: Pile, shape: tuple[Any, ...]) -> Query:
    document, (network, *also) = pile.model, shape
    in_areas: ColumnElement[bool] = document.area_id.in_(many("in_areas"))
    conditions = [
        or_(in_areas, document.area_id.is_(None)) if network else in_areas,
        document.audience.in_(many("for_audiences")),
        document.kind.in_(many("of_kinds")),
        *(build(*rest) for build, rest in also),
    ]
    return engine_for(dialect).page(pile, conditions)
