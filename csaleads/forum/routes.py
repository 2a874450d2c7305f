"""The pages of this room, by journey."""

from csaleads.forum import (  # noqa: F401 - tables are known once they are imported
    following_models,
    gathering_models,
    knowledge_models,
    models,
    moderation_models,
)
from csaleads.forum.blueprint import blueprint

__all__ = ["blueprint"]
