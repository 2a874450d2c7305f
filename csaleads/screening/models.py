"""What people kept although it was found. Never the words: a kind, a reason, who, when, and a keyed mark of the words."""

from datetime import datetime
from enum import StrEnum
from uuid import UUID

from sqlalchemy import ForeignKey, Index, LargeBinary, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from csaleads.core.database import Base, enum_column


class Because(StrEnum):
    """Why something that was found identifies nobody."""

    NOT_A_NAME = "not_a_name"
    NATIONAL_BODY = "national_body"
    WELL_KNOWN = "well_known"
    LARGE_PLACE = "large_place"
    COMMON_DATE = "common_date"
    CHANGED_ALREADY = "changed_already"

    @property
    def label(self) -> str:
        return BECAUSE_LABELS[self]


BECAUSE_LABELS = {
    Because.NOT_A_NAME: "It is an everyday word, not a name",
    Because.NATIONAL_BODY: "It is a national organisation, law or programme",
    Because.WELL_KNOWN: "It is an author, a character or somebody in the news",
    Because.LARGE_PLACE: "The place is too large to point at anybody",
    Because.COMMON_DATE: "The date is no event of this family",
    Because.CHANGED_ALREADY: "It is made up, or changed already",
}


class Verdict(StrEnum):
    """What somebody who reviewed it says."""

    AGREED = "agreed"
    LOOK_AGAIN = "look_again"


class KeptException(Base):
    """A finding that its author kept because it identifies nobody. Asked once for the same words in the same subject.

    `is_sent` is False while it belongs to a draft, and always in what is its author's alone: it concerns nobody else. One to
    look at again holds no more: the next time its text is sent, the author is asked again.
    """

    __tablename__ = "kept_exceptions"
    __table_args__ = (
        UniqueConstraint("subject_kind", "subject_id", "fingerprint"),
        Index("ix_kept_exceptions_area_kept", "area_id", "kept_at"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    area_id: Mapped[int] = mapped_column(ForeignKey("areas.id"))
    person_id: Mapped[int] = mapped_column(ForeignKey("people.id"), index=True)
    subject_kind: Mapped[str] = mapped_column(String(20))
    subject_id: Mapped[UUID]
    field: Mapped[str] = mapped_column(String(60))
    label: Mapped[str] = mapped_column(String(30))
    reason: Mapped[Because] = enum_column(Because, is_open=True)
    fingerprint: Mapped[bytes] = mapped_column(LargeBinary(32))
    kept_at: Mapped[datetime]
    is_sent: Mapped[bool] = mapped_column(default=False)
    verdict: Mapped[Verdict | None] = enum_column(Verdict, nullable=True)
    reviewed_by_id: Mapped[int | None] = mapped_column(ForeignKey("people.id"))
    reviewed_at: Mapped[datetime | None]
