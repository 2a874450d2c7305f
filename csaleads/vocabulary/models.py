"""Tables of the words of an area. They name places, schools and teams; a person's name has no business here."""

from datetime import datetime
from enum import StrEnum

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from csaleads.core.database import Base, enum_column

LONGEST_WORD = 100


class Meaning(StrEnum):
    """What a word of the area tells the screening. The first three identify somebody, each with its kind."""

    SCHOOL = "school"
    HEALTH = "health"
    PLACE = "place"
    HARMLESS = "harmless"

    @property
    def label(self) -> str:
        return MEANING_LABELS[self]

    @property
    def is_identifying(self) -> bool:
        return self is not Meaning.HARMLESS


MEANING_LABELS = {
    Meaning.SCHOOL: "School, nursery or college",
    Meaning.HEALTH: "Surgery, clinic or hospital",
    Meaning.PLACE: "Estate, village or building",
    Meaning.HARMLESS: "Identifies nobody",
}


class WordList(Base):
    """The words of one area together. `version` grows with every change, so that what was read of them can be kept."""

    __tablename__ = "word_lists"

    area_id: Mapped[int] = mapped_column(ForeignKey("areas.id"), primary_key=True)
    version: Mapped[int] = mapped_column(default=0)


class WordImport(Base):
    """A list that was read in at once, and can be taken back at once."""

    __tablename__ = "word_imports"

    id: Mapped[int] = mapped_column(primary_key=True)
    area_id: Mapped[int] = mapped_column(ForeignKey("areas.id"), index=True)
    imported_by_id: Mapped[int] = mapped_column(ForeignKey("people.id"))
    imported_at: Mapped[datetime]
    added_count: Mapped[int]
    known_count: Mapped[int]
    undone_at: Mapped[datetime | None]


class TaughtWord(Base):
    """A word or a name of several words. `folded` is how it is compared: in lower case, without marks."""

    __tablename__ = "taught_words"
    __table_args__ = (
        UniqueConstraint("area_id", "folded"),
        CheckConstraint("length(folded) > 2", name="long_enough"),
        Index("ix_taught_words_area_meaning", "area_id", "meaning"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    area_id: Mapped[int] = mapped_column(ForeignKey("areas.id"))
    written: Mapped[str] = mapped_column(String(LONGEST_WORD))
    folded: Mapped[str] = mapped_column(String(LONGEST_WORD))
    meaning: Mapped[Meaning] = enum_column(Meaning)
    import_id: Mapped[int | None] = mapped_column(ForeignKey("word_imports.id"), index=True)
    added_by_id: Mapped[int] = mapped_column(ForeignKey("people.id"))
    added_at: Mapped[datetime]
