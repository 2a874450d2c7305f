"""Tables of what a resource leads to: the files that were sent for it, and whether its link still opens."""

from datetime import date, datetime
from enum import StrEnum
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from csaleads.core.database import Base, enum_column
from csaleads.core.document_text import Outcome
from csaleads.learning.models import LONGEST_LINK

DEAD_AFTER = 2  # days on which a link failed, one after the other


class ResourceFile(Base):
    """A file that was sent for a resource; without a resource it waits for its sender to save the form in which they chose it.

    A file that an edition has had stays with its resource. `text` is what a search finds in it, `outcome` how reading it went.
    """

    __tablename__ = "resource_files"

    file_id: Mapped[UUID] = mapped_column(ForeignKey("stored_files.id"), primary_key=True)
    resource_id: Mapped[UUID | None] = mapped_column(ForeignKey("resources.id"), index=True)
    outcome: Mapped[Outcome] = enum_column(Outcome)
    text: Mapped[str] = mapped_column(Text)


class LinkOutcome(StrEnum):
    """What became of asking for a link. Of these, GONE and NO_ANSWER are failures."""

    WORKS = "works"
    GONE = "gone"  # the site answers that there is no such page
    NO_ANSWER = "no_answer"  # no site of that name, no answer in time, no proof of who answers, or a fault of the site
    UNSURE = "unsure"  # the site answers programs otherwise than people
    NOT_ASKED = (
        "not_asked"  # it leads into a network that is not public, or to a place where no web pages are
    )


FAILURES = frozenset({LinkOutcome.GONE, LinkOutcome.NO_ANSWER})


class LinkCheck(Base):
    """What asking for the link of a resource said last. A link that was changed since has none."""

    __tablename__ = "link_checks"
    __table_args__ = (
        CheckConstraint("(failed_days > 0) = (failed_on IS NOT NULL)", name="failures_have_a_day"),
    )

    resource_id: Mapped[UUID] = mapped_column(ForeignKey("resources.id"), primary_key=True)
    link: Mapped[str] = mapped_column(String(LONGEST_LINK))
    outcome: Mapped[LinkOutcome] = enum_column(LinkOutcome)
    status: Mapped[int | None]
    checked_at: Mapped[datetime]
    failed_days: Mapped[int] = mapped_column(default=0, index=True)
    failed_on: Mapped[date | None]
