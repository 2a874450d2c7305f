"""Documents that are looked through together, and what both databases do alike: a page, its order, how many there are."""

from collections.abc import Callable, Sequence
from typing import Any, NamedTuple

from sqlalchemy import CTE, ColumnElement, FromClause, Text, case, func, select, true, union_all

from csaleads.core.full_text.asking import Phrase, Question, Term
from csaleads.core.full_text.models import INDEX, STREAM_INDEX, SearchDocument, StreamDocument
from csaleads.core.statements import Query, one

LONGEST_READ = 200_000  # characters of a body in which words are looked for that are to be shown
TITLE, PART = "zq", "zm"  # before a word of a title, and before a part of a kind, in the marks of a document
Conditions = Sequence[ColumnElement[bool]]


class Pile(NamedTuple):
    """Documents that are looked through together. `is_weighed`: those with more of the words, or rarer ones, come first."""

    model: Any
    index_name: str
    is_weighed: bool


FEW = Pile(SearchDocument, INDEX, is_weighed=True)
STREAM = Pile(StreamDocument, STREAM_INDEX, is_weighed=False)


class Asked(NamedTuple):
    """A search in the language of a database: the words within the scope, and the same where they stand in the title too."""

    wanted: str
    titled: str


def page_of(pile: Pile, newest: CTE, titled: CTE) -> Query:
    """The page of what was looked at, how many documents that is in all, and whether more would fit.

    The weight comes first, where all that fits was looked at; then what has all the words in its title, and the newest.
    """
    document, found = pile.model, _found(newest, titled)
    best = select(found).order_by(*_order(found)).limit(one("limit")).offset(one("offset")).cte("best")
    return (
        select(
            document.kind,
            document.key,
            document.area_id,
            document.audience,
            document.title,
            document.updated_at,
            func.substr(document.body, 1, LONGEST_READ, type_=Text).label("body"),
            _count(found).label("total"),
            (_count(newest) > one("most")).label("is_cut"),
        )
        .select_from(best)
        .join(document, document.id == best.c.id)
        .order_by(*_order(best))
    )


def _found(newest: CTE, titled: CTE) -> CTE:
    weight = case((_count(newest) > one("most"), 0.0), else_=newest.c.weight).label("weight")
    is_titled = newest.c.id.in_(select(titled.c.id)).label("is_titled")
    older = select(titled.c.id, titled.c.updated_at, titled.c.weight, true())
    return union_all(
        select(newest.c.id, newest.c.updated_at, weight, is_titled),
        older.where(titled.c.id.not_in(select(newest.c.id))),
    ).cte("found")


def _count(rows: CTE) -> Any:
    return select(func.count()).select_from(rows).scalar_subquery()


def _order(rows: FromClause) -> Sequence[ColumnElement[Any]]:
    return rows.c.weight, rows.c.is_titled.desc(), rows.c.updated_at.desc(), rows.c.id.desc()


def in_titles(questions: Sequence[Question]) -> list[Question]:
    """The same asked of titles, whose words stand among the marks."""
    return [Question(tuple(map(_in_title, question.terms))) for question in questions]


def _in_title(term: Term) -> Term:
    return Term(
        tuple(
            Phrase(tuple(TITLE + word for word in phrase.words), phrase.is_beginning)
            for phrase in term.phrases
        )
    )


def written(questions: Sequence[Question], write: Callable[[Phrase], str], all_of: str, any_of: str) -> str:
    """What fits any of the questions: of each, every term."""
    terms = [[any_of.join(map(write, term.phrases)) for term in question.terms] for question in questions]
    return any_of.join(f"({all_of.join(f'({term})' for term in each)})" for each in terms)
