"""Tables of lending. What is written here is about resources and their use, never about a case, and is kept readable."""

from datetime import date, datetime
from enum import StrEnum
from uuid import UUID, uuid4

from sqlalchemy import CheckConstraint, ForeignKey, Index, Text, text
from sqlalchemy.orm import Mapped, mapped_column

from csaleads.core.database import Base, enum_column

LONGEST_WORDS = 1000


class LoanState(StrEnum):
    """How a loan stands. `DELIVERED` is read by the area that asked, as is `ACKNOWLEDGED`."""

    ASKED = "asked"
    AGREED = "agreed"
    DELIVERED = "delivered"
    ACKNOWLEDGED = "acknowledged"
    DECLINED = "declined"
    WITHDRAWN = "withdrawn"
    TAKEN_BACK = "taken_back"
    GIVEN_BACK = "given_back"
    EXPIRED = "expired"
    OVERTAKEN = "overtaken"  # every area reads it now


class Opinion(StrEnum):
    """What whoever looks after the resource recommends to their coordinator."""

    LEND = "lend"
    LEND_WITH_CARE = "lend_with_care"
    RATHER_NOT = "rather_not"


class Reason(StrEnum):
    """Why it was not lent."""

    NOT_READY = "not_ready"
    ONLY_FITS_US = "only_fits_us"
    LICENCE = "licence"
    BETTER_ELSEWHERE = "better_elsewhere"
    NO_LONGER = "no_longer"  # it was archived, or may not leave its area any more
    OTHER = "other"


class Loan(Base):
    """An area asks another for a resource, and what follows. `version` grows with everything that happens to it.

    Of one resource an area has one loan that is open. `edition` is the one that was agreed, and later the one that is read;
    `kept_edition` a later one that the lender has decided not to pass on. `copy_id` is what the area that asked reads.
    """

    __tablename__ = "loans"
    __table_args__ = (
        CheckConstraint("area_id <> lender_area_id", name="between_two_areas"),
        CheckConstraint(
            "state NOT IN ('delivered', 'acknowledged') OR copy_id IS NOT NULL", name="delivered_is_there"
        ),
        CheckConstraint("(state = 'declined') = (reason IS NOT NULL)", name="declined_has_reason"),
        Index(
            "uq_loans_open",
            "resource_id",
            "area_id",
            unique=True,
            sqlite_where=text("state IN ('asked', 'agreed', 'delivered', 'acknowledged')"),
            postgresql_where=text("state IN ('asked', 'agreed', 'delivered', 'acknowledged')"),
        ),
        Index("ix_loans_area_state", "area_id", "state"),
        Index("ix_loans_lender_state", "lender_area_id", "state"),
        Index("ix_loans_copy", "copy_id"),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True, default=uuid4)
    resource_id: Mapped[UUID] = mapped_column(ForeignKey("resources.id"))
    lender_area_id: Mapped[int] = mapped_column(ForeignKey("areas.id"))
    area_id: Mapped[int] = mapped_column(ForeignKey("areas.id"))
    asked_by_id: Mapped[int] = mapped_column(ForeignKey("people.id"))
    asked_at: Mapped[datetime]
    wanted_for: Mapped[str] = mapped_column(Text)
    state: Mapped[LoanState] = enum_column(LoanState, default=LoanState.ASKED)
    state_since: Mapped[datetime]
    version: Mapped[int] = mapped_column(default=1)

    opinion: Mapped[Opinion | None] = enum_column(Opinion, nullable=True)
    opinion_words: Mapped[str] = mapped_column(Text, default="")
    opinion_by_id: Mapped[int | None] = mapped_column(ForeignKey("people.id"))

    may_adapt: Mapped[bool] = mapped_column(default=False)
    must_credit: Mapped[bool] = mapped_column(default=False)
    stays_in_area: Mapped[bool] = mapped_column(default=False)
    until: Mapped[date | None]
    terms_words: Mapped[str] = mapped_column(Text, default="")
    reason: Mapped[Reason | None] = enum_column(Reason, nullable=True)

    edition: Mapped[int | None]
    kept_edition: Mapped[int | None]
    copy_id: Mapped[UUID | None] = mapped_column(ForeignKey("resources.id"))


class LoanEvent(Base):
    """Something that happened to a loan, by whom, and what they said about it. Never changed, never removed."""

    __tablename__ = "loan_events"
    __table_args__ = (Index("ix_loan_events_loan", "loan_id", "id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    loan_id: Mapped[UUID] = mapped_column(ForeignKey("loans.id"))
    happened_at: Mapped[datetime]
    person_id: Mapped[int | None] = mapped_column(ForeignKey("people.id"))  # None: csaleads itself
    verb: Mapped[str] = mapped_column(Text)
    edition: Mapped[int | None]
    words: Mapped[str] = mapped_column(Text, default="")
