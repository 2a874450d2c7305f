"""PostgreSQL: beside each document a tsvector with an index that knows no order, so that it is asked by blocks of ids."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import (
    ColumnElement,
    FromClause,
    Select,
    Text,
    bindparam,
    case,
    func,
    literal,
    literal_column,
    select,
    text,
    union_all,
)

from csaleads.core.database import db
from csaleads.core.full_text import piles
from csaleads.core.full_text.asking import Phrase, Question
from csaleads.core.full_text.models import VECTOR
from csaleads.core.full_text.piles import (
    FEW,
    PART,
    STREAM,
    Asked,
    Conditions,
    Pile,
)
from csaleads.core.statements import Query, one

CONFIGURATION = "search_words"  # English stems, and every word counts
NOTHING: Any = literal_column("0")
BLOCKS = (9, 12, 15, 18)  # of ids: the newest so many bits, then more of them, then all


class Tsvector:
    """See `engines.Engine`."""

    def asked(self, questions: Sequence[Question], parts: Sequence[str]) -> Asked:
        """Every word in quotation marks here too."""
        words = piles.written(questions, _ts_phrase, " & ", " | ")
        titled = piles.written(piles.in_titles(questions), _ts_phrase, " & ", " | ")
        named = " | ".join(f"'{PART}{part}'" for part in parts)
        within = f" & ({named})" if parts else ""
        return Asked(f"({words}){within}", f"({titled}) & ({words}){within}")

    def page(self, pile: Pile, conditions: Conditions) -> Query:
        """The newest block of documents is asked first, and a larger one where it does not suffice."""
        model = pile.model
        top = select(func.coalesce(func.max(model.id), 0).label("id")).cte("top").prefix_with("MATERIALIZED")
        newest = self._walked(pile, "wanted", conditions, top).limit(one("most") + 1).cte("newest")
        titled = self._walked(pile, "titled", conditions, top).limit(one("most_titled")).cte("titled")
        if pile.is_weighed:
            count = select(func.count()).select_from(newest).scalar_subquery()
            rank = func.ts_rank_cd(text("'{0.05, 0.1, 0.4, 1.0}'"), _vector(pile), _to_tsquery("wanted"), 1)
            weight = case((count > one("most"), 0.0), else_=-rank)
            weighed = select(newest.c.id, newest.c.updated_at, weight.label("weight"))
            newest = weighed.join_from(newest, model, model.id == newest.c.id).cte("weighed")
        return piles.page_of(pile, newest, titled)

    def _walked(self, pile: Pile, name: str, conditions: Conditions, top: FromClause) -> Select[Any]:
        """The ids within the scope, from the highest down. Each block is asked only where those before it do not suffice."""
        model = pile.model
        blocks = union_all(*(self._block(pile, name, place, top) for place in range(len(BLOCKS) + 1)))
        # OFFSET 0 keeps the planner from asking all blocks at once, and from asking for the scope before the words.
        walked = select(blocks.subquery("blocks")).offset(NOTHING).subquery("walked")
        within = select(model.id).where(model.id == walked.c.id, *conditions).offset(NOTHING).exists()
        return select(walked.c.id, walked.c.updated_at, literal(0.0).label("weight")).where(within)

    def _block(self, pile: Pile, name: str, place: int, top: FromClause) -> Select[Any]:
        """What fits in the newest block of that size and in the one before it, without those of the smaller blocks."""
        model, vector = pile.model, _vector(pile)
        query = select(model.id, model.updated_at).where(_fits(vector, _to_tsquery(name)))
        if place < len(BLOCKS):
            bits = BLOCKS[place]
            number = top.c.id.op(">>")(bits)
            names = func.concat(f"zb{bits}x", number, f" | zb{bits}x", func.greatest(number - 1, 0))
            query = query.where(
                _fits(vector, select(func.to_tsquery(text("'simple'"), names)).scalar_subquery())
            )
        if place:
            before = BLOCKS[place - 1]
            lowest = (top.c.id.op(">>")(before) - 1).op("<<")(before)
            # Nothing added: by the index of ids alone the planner would gather the half of them first.
            query = query.where(model.id + NOTHING < select(lowest).scalar_subquery())
        ordered = query.order_by(model.id.desc()).offset(NOTHING).subquery()
        return select(ordered.c.id, ordered.c.updated_at)

    def merge_some(self, *, begins: bool) -> bool:
        """PostgreSQL's index is one, which autovacuum keeps tidy."""
        return False

    def rebuild(self) -> None:
        """The server works every column out again."""
        for pile in (FEW, STREAM):
            db.session.execute(text(f"UPDATE {pile.model.__tablename__} SET title = title"))  # noqa: S608
            db.session.execute(text(f"REINDEX INDEX {pile.index_name}"))


def _vector(pile: Pile) -> ColumnElement[Any]:
    return literal_column(f"{pile.model.__tablename__}.{VECTOR}")


def _fits(vector: ColumnElement[Any], wanted: Any) -> ColumnElement[bool]:
    return vector.op("@@", is_comparison=True)(wanted)


def _to_tsquery(name: str) -> Any:
    return func.to_tsquery(text(f"'{CONFIGURATION}'"), bindparam(name, type_=Text))


def _ts_phrase(phrase: Phrase) -> str:
    words = [f"'{word}'" for word in phrase.words]
    words[-1] += ":*" if phrase.is_beginning else ""
    return f"({' <-> '.join(words)})"
