"""SQLite: for each pile of documents a table of FTS5, which hands out what fits in the order of ids."""

from collections.abc import Iterator, Sequence
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Float,
    Select,
    Text,
    bindparam,
    case,
    column,
    func,
    literal,
    literal_column,
    select,
    table,
    text,
)

from csaleads.core.database import db
from csaleads.core.full_text import piles
from csaleads.core.full_text.asking import Phrase, Question
from csaleads.core.full_text.piles import (
    FEW,
    PART,
    STREAM,
    Asked,
    Conditions,
    Pile,
)
from csaleads.core.statements import Query, one

TITLE_WEIGHT = 8.0
NOWHERE = "zn"  # a mark that no document bears
WORTH_MERGING = 3  # segments
PAGES_AT_ONCE = 500  # that are written while everybody else who writes waits: some hundredths of a second
_CHANGES = text("SELECT total_changes()")
_LEAST_CHANGES = 2
WORDS_WEIGH = 5  # documents are weighed where no more than so many times `most` have the words


class Fts5:
    """See `engines.Engine`."""

    def asked(self, questions: Sequence[Question], parts: Sequence[str]) -> Asked:
        """Every word in quotation marks, where it is a word and nothing else: words hold letters and digits alone."""
        has_several = any(len(question.terms) > 1 for question in questions)
        words = f"{{title body}} : ({_written(questions)})"
        titled = f"marks : ({_written(piles.in_titles(questions))})"
        if has_several:
            words, titled = _alone(words), _alone(titled)
        if any(map(_may_end_otherwise, _phrases(questions))):
            titled = f"{titled} AND {words}"
        within = " OR ".join(f'"{PART}{part}"' for part in parts)
        also = f" AND marks : ({within})" if within else ""
        return Asked(words + also, titled + also)

    def page(self, pile: Pile, conditions: Conditions) -> Query:
        """Documents are walked through by their ids, from the highest down, and the walk ends with the last that is wanted."""
        weight = _bm25(pile) if pile.is_weighed else literal(0.0)
        newest = self._walked(pile, "wanted", conditions, weight).limit(one("most") + 1).cte("newest")
        titled = (
            self._walked(pile, "titled", conditions, literal(0.0)).limit(one("most_titled")).cte("titled")
        )
        return piles.page_of(pile, newest, titled)

    def _walked(
        self, pile: Pile, name: str, conditions: Conditions, weight: ColumnElement[Any]
    ) -> Select[Any]:
        model, index = pile.model, _table(pile)
        # With a sign before it SQLite cannot ask the index for each document, but must begin with what fits.
        row_id: ColumnElement[Any] = literal_column(f"+{pile.index_name}.rowid")
        return (
            select(model.id, model.updated_at, weight.label("weight"))
            .select_from(index)
            .join(model, model.id == row_id)
            .where(_matches(pile, name), *conditions)
            .order_by(index.c.rowid.desc())
        )

    def rebuild(self) -> None:
        """FTS5 reads every document again."""
        for name in (FEW.index_name, STREAM.index_name):
            for order in ("rebuild", "optimize"):
                db.session.execute(text(f"INSERT INTO {name}({name}) VALUES (:wanted)"), {"wanted": order})  # noqa: S608

    def merge_some(self, *, begins: bool) -> bool:
        """An index is a row of segments, each of which is asked for each word: in the end it is one, or few that are full."""
        is_left = [self._merge(name, begins=begins) for name in (FEW.index_name, STREAM.index_name)]
        return any(is_left)

    def _merge(self, name: str, *, begins: bool) -> bool:
        segments = text(f"SELECT count(DISTINCT segid) FROM {name}_idx")  # noqa: S608
        if begins and db.session.scalar(segments) < WORTH_MERGING:
            return False
        before = db.session.scalar(_CHANGES)
        # A number below nought makes one row of segments of all; FTS5 tells that nothing is left by changing hardly anything.
        order = text(f"INSERT INTO {name}({name}, rank) VALUES ('merge', :pages)")  # noqa: S608
        db.session.execute(order, {"pages": -PAGES_AT_ONCE if begins else PAGES_AT_ONCE})
        return bool(db.session.scalar(_CHANGES) - before >= _LEAST_CHANGES)


def _written(questions: Sequence[Question]) -> str:
    return piles.written(questions, _fts5_phrase, " AND ", " OR ")


def _phrases(questions: Sequence[Question]) -> Iterator[Phrase]:
    return (phrase for question in questions for term in question.terms for phrase in term.phrases)


def _may_end_otherwise(phrase: Phrase) -> bool:
    """Whether a word of it may lose another ending in a title, where a sign stands before it: short words, and some in y."""
    return phrase.is_beginning or any(len(word) < 3 or word.startswith("y") for word in phrase.words)


def _alone(asked: str) -> str:
    """`asked`, to be answered by itself: FTS5 asks all that AND joins in turns, long lists far too often."""
    return f'({asked} OR marks : "{NOWHERE}")'


def _table(pile: Pile) -> Any:
    return table(pile.index_name, column("rowid"), column(pile.index_name))


def _matches(pile: Pile, name: str) -> ColumnElement[bool]:
    return literal_column(pile.index_name).op("MATCH", is_comparison=True)(bindparam(name, type_=Text))


def _bm25(pile: Pile) -> ColumnElement[Any]:
    """How well a document fits. Where very many do it says little and would cost much, for each word is counted over all."""
    index = _table(pile)
    enough = one("most") * WORDS_WEIGH
    fitting = select(index.c.rowid).where(_matches(pile, "wanted")).limit(enough + 1).subquery()
    count = select(func.count()).select_from(fitting).scalar_subquery()
    return case(
        (count > enough, 0.0),
        else_=func.bm25(literal_column(pile.index_name), TITLE_WEIGHT, 1.0, 0.0, type_=Float),
    )


def _fts5_phrase(phrase: Phrase) -> str:
    return f'"{" ".join(phrase.words)}"' + (" *" if phrase.is_beginning else "")
