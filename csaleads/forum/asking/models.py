"""Who found out who wrote something without a name, and why. Whom they found stands in no column."""

from datetime import datetime

from sqlalchemy import ForeignKey, Index, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from csaleads.core.database import Base

LONGEST_WHY = 500


class Reveal(Base):
    """A moderator looked who wrote a post without a name. `key` is that of the form, so that two clicks are one look."""

    __tablename__ = "forum_reveals"
    __table_args__ = (Index("ix_forum_reveals_post", "post_id", "id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    key: Mapped[str] = mapped_column(String(32), unique=True)
    post_id: Mapped[int] = mapped_column(ForeignKey("forum_posts.id"))
    moderator_id: Mapped[int] = mapped_column(ForeignKey("people.id"))
    reason: Mapped[str] = mapped_column(Text)
    revealed_at: Mapped[datetime]
