"""The table of certificates: what stands on the paper, and whether it still holds."""

from datetime import date, datetime
from enum import StrEnum

from sqlalchemy import ForeignKey, Index, String, text
from sqlalchemy.orm import Mapped, mapped_column

from csaleads.core.database import Base, NarrativeRow, enum_column
from csaleads.core.encryption import Narrative, Screening, sealed_column

NUMBER_LENGTH = 14
_VALID = text("withdrawn_at IS NULL")


class WithdrawalReason(StrEnum):
    """Why a certificate does not hold any more."""

    ISSUED_BY_MISTAKE = "issued_by_mistake"
    ATTENDANCE_WRONG = "attendance_wrong"
    NAME_WRONG = "name_wrong"
    OTHER = "other"


class Certificate(NarrativeRow, Base):
    """That somebody completed a programme. Name, programme and area stay as they stand on the paper."""

    __tablename__ = "certificates"
    __table_args__ = (
        Index(
            "uq_certificates_valid", "member_id", unique=True, sqlite_where=_VALID, postgresql_where=_VALID
        ),
    )

    member_id: Mapped[int] = mapped_column(ForeignKey("cohort_members.id"), index=True)
    number: Mapped[str] = mapped_column(String(NUMBER_LENGTH), unique=True)
    holder: Mapped[str] = mapped_column(String(200))
    programme: Mapped[str] = mapped_column(String(200))
    area_name: Mapped[str] = mapped_column(String(200))
    issued_on: Mapped[date]
    issued_by_id: Mapped[int] = mapped_column(ForeignKey("people.id"))
    issued_at: Mapped[datetime]
    withdrawn_at: Mapped[datetime | None]
    withdrawn_by_id: Mapped[int | None] = mapped_column(ForeignKey("people.id"))
    withdrawn_reason: Mapped[WithdrawalReason | None] = enum_column(WithdrawalReason)
    withdrawn_more_sealed: Mapped[bytes | None] = sealed_column()
    withdrawn_more = Narrative("withdrawn_more_sealed", Screening.AT_ONCE)
