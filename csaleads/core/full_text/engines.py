"""How each kind of database is asked. One statement a search: its page, and how many there are in all.

No more than `most` documents are looked at, the newest first, and `most_titled` with all words in their title (decision 0028).
"""

from collections.abc import Sequence
from typing import Protocol

from csaleads.core.database import db
from csaleads.core.full_text.asking import Question
from csaleads.core.full_text.fts5 import Fts5
from csaleads.core.full_text.piles import Asked, Conditions, Pile
from csaleads.core.full_text.tsvector import Tsvector
from csaleads.core.statements import Query


class Engine(Protocol):
    """What search needs of a database."""

    def asked(self, questions: Sequence[Question], parts: Sequence[str]) -> Asked:
        """The search for what fits one of the questions and is of one of the parts; of any where none is named."""

    def page(self, pile: Pile, conditions: Conditions) -> Query:
        """Rows of a page: kind, key, area_id, audience, title, updated_at, body, total, is_cut."""

    def rebuild(self) -> None:
        """The indexes are made anew of the documents."""

    def merge_some(self, *, begins: bool) -> bool:
        """A little of what the indexes are stored in is put together; whether more is to do. `begins` with the first of these."""


def engine_for(dialect: str) -> Engine:
    """The one for the database of that name."""
    return Fts5() if dialect == "sqlite" else Tsvector()


def engine() -> Engine:
    """The one for the database of the running application."""
    return engine_for(db.engine.dialect.name)
