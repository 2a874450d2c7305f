"""Which post links to which resource, so that the page of a resource finds its threads without reading any post."""

from uuid import UUID

from sqlalchemy import ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from csaleads.core.database import Base


class PostResource(Base):
    """A post links to a resource. It says the same as `Post.resource_ids`, the other way round."""

    __tablename__ = "forum_post_resources"
    __table_args__ = (Index("ix_forum_post_resources_resource", "resource_id", "post_id"),)

    post_id: Mapped[int] = mapped_column(ForeignKey("forum_posts.id"), primary_key=True)
    resource_id: Mapped[UUID] = mapped_column(primary_key=True)
