"""The table of documents that can be found. The index beside it belongs to the database: it keeps itself up to date."""

from datetime import datetime

from sqlalchemy import Index, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from csaleads.core.database import Base

INDEX = "search_index"  # of SQLite, a table of FTS5; and how the index of PostgreSQL is called
VECTOR = "vector"  # of PostgreSQL, a column that the server works out


class SearchDocument(Base):
    """What is found: a thing of some kind, by the key that its room knows it by, and for whom it is. `area_id` None is all."""

    __tablename__ = "search_documents"
    __table_args__ = (
        Index("ix_search_documents_kind_key", "kind", "key", unique=True),
        Index("ix_search_documents_area_id", "area_id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    kind: Mapped[str] = mapped_column(String(40))
    key: Mapped[str] = mapped_column(String(64))
    area_id: Mapped[int | None] = mapped_column()
    audience: Mapped[str] = mapped_column(String(40))
    title: Mapped[str] = mapped_column(String(300))
    updated_at: Mapped[datetime] = mapped_column()
    body: Mapped[str] = mapped_column(Text)  # last: SQLite reads a row up to what it needs, and this is long


def is_of_the_index(name: str | None) -> bool:
    """Whether a table, column or index is one that the database has for itself, beside the models."""
    return name is not None and (name == VECTOR or name.startswith(INDEX))
