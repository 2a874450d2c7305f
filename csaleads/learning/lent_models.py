"""What an area reads that another area lent it: a resource of its own that nobody there writes, and where it came from."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import ForeignKey, Text
from sqlalchemy.orm import Mapped, mapped_column

from csaleads.core.database import Base


class LentResource(Base):
    """The resource `resource_id` says what edition `edition` of `source_id` said; `lender_area_id` keeps the original.

    Its `terms` are one line of words. Once `ended_at` is set it is archived, and nobody sees it any more.
    """

    __tablename__ = "lent_resources"

    resource_id: Mapped[UUID] = mapped_column(ForeignKey("resources.id"), primary_key=True)
    source_id: Mapped[UUID] = mapped_column(ForeignKey("resources.id"), index=True)
    lender_area_id: Mapped[int] = mapped_column(ForeignKey("areas.id"))
    edition: Mapped[int]
    terms: Mapped[str] = mapped_column(Text)
    delivered_at: Mapped[datetime]
    ended_at: Mapped[datetime | None]
