"""The table of private calendar addresses. It knows hashes only, like that of sessions."""

from datetime import datetime

from sqlalchemy import ForeignKey, LargeBinary
from sqlalchemy.orm import Mapped, mapped_column

from csaleads.core.database import Base


class CalendarFeed(Base):
    """The one address at which a person's calendar can be fetched. A new one takes the place of the old."""

    __tablename__ = "calendar_feeds"

    person_id: Mapped[int] = mapped_column(ForeignKey("people.id"), primary_key=True)
    token_hash: Mapped[bytes] = mapped_column(LargeBinary(32), unique=True)
    made_at: Mapped[datetime]
