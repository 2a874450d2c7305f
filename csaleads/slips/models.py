"""The table of slips. It holds no word of what was written: which request, when, by whom, and where it stands."""

from datetime import datetime
from enum import StrEnum
from uuid import UUID, uuid4

from sqlalchemy import CheckConstraint, ForeignKey, Index, false, text
from sqlalchemy.orm import Mapped, mapped_column

from csaleads.core.database import Base, enum_column


class SlipKind(StrEnum):
    """What somebody saw, so that the author finds it; may be left out."""

    NAME = "name"
    DATE = "date"
    PLACE = "place"
    NUMBER = "number"
    TOGETHER = "together"
    OTHER = "other"

    @property
    def label(self) -> str:
        return KIND_LABELS[self]


KIND_LABELS = {
    SlipKind.NAME: "A name, a nickname or initials",
    SlipKind.DATE: "A date of birth or another exact date",
    SlipKind.PLACE: "An address, a school, a surgery or a small place",
    SlipKind.NUMBER: "A number, such as a phone, case or NHS number",
    SlipKind.TOGETHER: "Several details that together point to somebody",
    SlipKind.OTHER: "Something else",
}


class SlipState(StrEnum):
    REPORTED = "reported"
    CORRECTED = "corrected"
    PURGED = "purged"
    DISMISSED = "dismissed"

    @property
    def label(self) -> str:
        return STATE_LABELS[self]


STATE_LABELS = {
    SlipState.REPORTED: "To correct",
    SlipState.CORRECTED: "To confirm",
    SlipState.PURGED: "Corrected and wiped",
    SlipState.DISMISSED: "Nothing to correct",
}
OPEN = (SlipState.REPORTED, SlipState.CORRECTED)
_IS_OPEN = text("state IN ('reported', 'corrected')")


class Slip(Base):
    """A report that a request, or its record, says something that could identify somebody. One open slip a request."""

    __tablename__ = "slips"
    __table_args__ = (
        CheckConstraint(
            "(state IN ('purged', 'dismissed')) = (closed_at IS NOT NULL)", name="closed_has_moment"
        ),
        Index("ix_slips_area_reported", "area_id", "closed_at", "reported_at"),
        Index("ix_slips_request", "request_id"),
        Index(
            "uq_slips_request_open",
            "request_id",
            unique=True,
            sqlite_where=_IS_OPEN,
            postgresql_where=_IS_OPEN,
        ),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True, default=uuid4)
    request_id: Mapped[UUID] = mapped_column(ForeignKey("requests.id"))
    area_id: Mapped[int] = mapped_column(ForeignKey("areas.id"))
    # None: hidden again after an older backup was restored
    reported_by_id: Mapped[int | None] = mapped_column(ForeignKey("people.id"))
    reported_at: Mapped[datetime]
    kind: Mapped[SlipKind | None] = enum_column(SlipKind, nullable=True)
    # whether the reporter saw it in the version for learning, whose number is all that they know
    seen_in_learning: Mapped[bool] = mapped_column(default=False, server_default=false())
    state: Mapped[SlipState] = enum_column(SlipState, default=SlipState.REPORTED)
    corrected_at: Mapped[datetime | None]
    corrected_by_id: Mapped[int | None] = mapped_column(ForeignKey("people.id"))
    closed_at: Mapped[datetime | None]
    closed_by_id: Mapped[int | None] = mapped_column(ForeignKey("people.id"))
    scrubbed_at: Mapped[datetime | None]  # since when the old words are gone from the database's files too
    version: Mapped[int] = mapped_column(default=1)
