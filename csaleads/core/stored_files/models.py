"""The table of stored files. The bytes are in the store, under `stored_name`."""

from datetime import datetime
from enum import StrEnum
from uuid import UUID, uuid4

from sqlalchemy import CheckConstraint, String
from sqlalchemy.orm import Mapped, mapped_column

from csaleads.core.database import Base, enum_column
from csaleads.core.stored_files.kinds import SHAPES, FileKind


class ScanState(StrEnum):
    """What the scanner for harmful files has said."""

    NOT_SCANNED = "not_scanned"
    CLEAN = "clean"
    INFECTED = "infected"


class StoredFile(Base):
    """One file: what it is, what it is called, and whether it may leave. It never changes; a new edition is a new file."""

    __tablename__ = "stored_files"
    __table_args__ = (CheckConstraint("size_bytes > 0", name="not_empty"),)

    id: Mapped[UUID] = mapped_column(primary_key=True, default=uuid4)
    stored_name: Mapped[str] = mapped_column(String(32), unique=True)
    display_name: Mapped[str] = mapped_column(String(120))
    kind: Mapped[FileKind] = enum_column(FileKind)
    size_bytes: Mapped[int] = mapped_column()
    sha256: Mapped[str] = mapped_column(String(64), index=True)
    scan_state: Mapped[ScanState] = enum_column(ScanState, index=True)
    scanned_at: Mapped[datetime | None] = mapped_column()
    saved_by_id: Mapped[int] = mapped_column()
    saved_at: Mapped[datetime] = mapped_column()

    @property
    def label(self) -> str:
        """What kind of file people would call it."""
        return SHAPES[self.kind].label
