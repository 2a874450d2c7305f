"""How each kind of database is asked. One statement a search: its page, how many there are in all, and where the words stand."""

from typing import Any, Protocol

from markupsafe import Markup
from sqlalchemy import (
    CTE,
    ColumnElement,
    Float,
    Select,
    Text,
    bindparam,
    column,
    func,
    literal,
    literal_column,
    select,
    table,
    text,
)

from csaleads.core.database import db
from csaleads.core.full_text.asking import Phrase, Question
from csaleads.core.full_text.models import INDEX, VECTOR, SearchDocument
from csaleads.core.safe_html import MARK, highlighted

TITLE_WEIGHT = 8.0
SNIPPET_WORDS = 30
LONGEST_HIGHLIGHTED = 200_000  # characters of a body in which PostgreSQL looks for words to show
ANGLES = "\x04\x05"  # stand for < and >, which PostgreSQL would take for tags and skip what is between them
CONFIGURATION = "search_words"  # of PostgreSQL: English stems, and every word counts


class Engine(Protocol):
    """What search needs of a database."""

    def page(
        self, question: Question, conditions: list[ColumnElement[bool]], *, limit: int, offset: int
    ) -> Select[Any]:
        """Rows of a page: kind, key, area_id, audience, title, updated_at, marked_title, snippet, total."""

    def rebuild(self) -> None:
        """The index is made anew of the documents."""


class Fts5:
    """SQLite: a table of FTS5 whose content is that of the documents."""

    index: Any = table(INDEX, column("rowid"), column(INDEX), column("rank"))

    def page(
        self, question: Question, conditions: list[ColumnElement[bool]], *, limit: int, offset: int
    ) -> Select[Any]:
        """The best rows first; only for those of the page it is looked up where the words stand."""
        wanted = bindparam("wanted", _fts5(question), type_=Text)
        matches = literal_column(INDEX).op("MATCH", is_comparison=True)(wanted)
        rank = func.bm25(literal_column(INDEX), TITLE_WEIGHT, 1.0, type_=Float).label("rank")
        # First what fits, once: SQLite would otherwise ask the index again for each document within the scope.
        fitting = select(self.index.c.rowid, rank).where(matches).cte("fitting").prefix_with("MATERIALIZED")
        found = (
            select(SearchDocument.id, SearchDocument.updated_at, fitting.c.rank)
            .join(fitting, fitting.c.rowid == SearchDocument.id)
            .where(*conditions)
            .cte("found")
        )
        best = _best(found, found.c.rank, limit=limit, offset=offset)
        marked_title = func.highlight(literal_column(INDEX), 0, *MARK, type_=Text).label("marked_title")
        snippet = func.snippet(literal_column(INDEX), 1, *MARK, "…", SNIPPET_WORDS, type_=Text).label(
            "snippet"
        )
        return (
            select(*_shown(), marked_title, snippet, _count(found))
            .select_from(best)
            .join(SearchDocument, SearchDocument.id == best.c.id)
            .join(self.index, self.index.c.rowid == SearchDocument.id)
            .where(matches)
            .order_by(best.c.rank, SearchDocument.updated_at.desc(), SearchDocument.id)
        )

    def rebuild(self) -> None:
        """FTS5 reads every document again."""
        for order in ("rebuild", "optimize"):
            db.session.execute(text(f"INSERT INTO {INDEX}({INDEX}) VALUES (:wanted)"), {"wanted": order})  # noqa: S608


class Tsvector:
    """PostgreSQL: a column that the server works out of title and body."""

    vector: ColumnElement[Any] = literal_column(f"search_documents.{VECTOR}")

    def page(
        self, question: Question, conditions: list[ColumnElement[bool]], *, limit: int, offset: int
    ) -> Select[Any]:
        """As above."""
        wanted = func.to_tsquery(
            text(f"'{CONFIGURATION}'"), bindparam("wanted", _tsquery(question), type_=Text)
        )
        matches = self.vector.op("@@", is_comparison=True)(wanted)
        rank = func.ts_rank_cd(text("'{0.05, 0.1, 0.4, 1.0}'"), self.vector, wanted, 1, type_=Float).label(
            "rank"
        )
        found = (
            select(SearchDocument.id, SearchDocument.updated_at, rank)
            .where(matches, *conditions)
            .cte("found")
        )
        best = _best(found, found.c.rank.desc(), limit=limit, offset=offset)
        marked_title = _headline(SearchDocument.title, wanted, "HighlightAll=true").label("marked_title")
        body = func.left(SearchDocument.body, LONGEST_HIGHLIGHTED)
        snippet = _headline(body, wanted, _headline_options()).label("snippet")
        return (
            select(*_shown(), marked_title, snippet, _count(found))
            .select_from(best)
            .join(SearchDocument, SearchDocument.id == best.c.id)
            .order_by(best.c.rank.desc(), SearchDocument.updated_at.desc(), SearchDocument.id)
        )

    def rebuild(self) -> None:
        """The server works every column out again."""
        db.session.execute(text("UPDATE search_documents SET title = title"))
        db.session.execute(text(f"REINDEX INDEX {INDEX}"))


def snippet_of(text: str) -> Markup:
    """What a row's snippet shows, as HTML."""
    return highlighted(text.translate({ord(ANGLES[0]): "<", ord(ANGLES[1]): ">"}))


def engine() -> Engine:
    """The one for the database of the running application."""
    return Fts5() if db.engine.dialect.name == "sqlite" else Tsvector()


def _best(found: CTE, by_rank: ColumnElement[Any], *, limit: int, offset: int) -> CTE:
    """The page of what was found; of equals the newest first."""
    ordered = select(found.c.id, found.c.rank).order_by(by_rank, found.c.updated_at.desc(), found.c.id)
    return ordered.limit(limit).offset(offset).cte("best")


def _count(found: CTE) -> ColumnElement[Any]:
    return select(func.count()).select_from(found).scalar_subquery().label("total")


def _shown() -> tuple[Any, ...]:
    document = SearchDocument
    return (
        document.kind,
        document.key,
        document.area_id,
        document.audience,
        document.title,
        document.updated_at,
    )


def _fts5(question: Question) -> str:
    """Every word in quotation marks, where it is a word and nothing else: words hold letters and digits alone."""
    return " AND ".join(f"({' OR '.join(map(_fts5_phrase, term.phrases))})" for term in question.terms)


def _fts5_phrase(phrase: Phrase) -> str:
    return f'"{" ".join(phrase.words)}"' + (" *" if phrase.is_beginning else "")


def _tsquery(question: Question) -> str:
    return " & ".join(f"({' | '.join(map(_ts_phrase, term.phrases))})" for term in question.terms)


def _ts_phrase(phrase: Phrase) -> str:
    words = [f"'{word}'" for word in phrase.words]
    words[-1] += ":*" if phrase.is_beginning else ""
    return f"({' <-> '.join(words)})"


def _headline(shown: Any, wanted: Any, options: str) -> Any:
    """`shown` with its wanted words between the signs of MARK."""
    plain = func.translate(shown, "<>", ANGLES)
    all_options = literal(f'StartSel="{MARK[0]}", StopSel="{MARK[1]}", {options}')
    return func.ts_headline(text(f"'{CONFIGURATION}'"), plain, wanted, all_options, type_=Text)


def _headline_options() -> str:
    return f'MaxWords={SNIPPET_WORDS}, MinWords=15, MaxFragments=1, FragmentDelimiter=" … "'
