"""The tables of documents that can be found. The indexes beside them belong to the database: they keep themselves up to date.

Documents of kinds of which there are many are kept apart (decision 0028), so that a million of them do not slow down the others.
"""

from datetime import datetime

from sqlalchemy import Index, String, Text
from sqlalchemy.orm import Mapped, declared_attr, mapped_column

from csaleads.core.database import Base

INDEX = "search_index"  # of SQLite, a table of FTS5; and how the index of PostgreSQL is called
STREAM_INDEX = "search_stream_index"
VECTOR = "vector"  # of PostgreSQL, a column that the server works out


class DocumentColumns:
    """A thing of some kind, by the key that its room knows it by, and for whom it is. `area_id` None is all.

    `marks` are words that nobody reads: to which parts of its kind the document belongs, and its title over again where that is
    found before others.
    """

    @declared_attr.directive
    def __table_args__(cls) -> tuple[Index, ...]:  # noqa: N805 - as SQLAlchemy calls it
        return (Index(f"ix_{cls.__tablename__}_kind_key", "kind", "key", unique=True),)  # type: ignore[attr-defined]

    id: Mapped[int] = mapped_column(primary_key=True)
    kind: Mapped[str] = mapped_column(String(40))
    key: Mapped[str] = mapped_column(String(64))
    area_id: Mapped[int | None] = mapped_column()
    audience: Mapped[str] = mapped_column(String(40))
    title: Mapped[str] = mapped_column(String(300))
    updated_at: Mapped[datetime] = mapped_column()
    marks: Mapped[str] = mapped_column(Text, default="", server_default="")
    body: Mapped[str] = mapped_column(Text)  # last: SQLite reads a row up to what it needs, and this is long


class SearchDocument(DocumentColumns, Base):
    """What is found of kinds of which there are few: thousands, all of them weighed against one another."""

    __tablename__ = "search_documents"


class StreamDocument(DocumentColumns, Base):
    """What is found of kinds of which there are many, and more every day: looked through from the newest back."""

    __tablename__ = "search_stream"


def is_of_the_index(name: str | None) -> bool:
    """Whether a table, column or index is one that the database has for itself, beside the models."""
    return name is not None and (name == VECTOR or name.startswith((INDEX, STREAM_INDEX)))
