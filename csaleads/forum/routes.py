"""The pages of this room, by journey. Nobody enters who has not agreed to the code of conduct."""

from csaleads.forum import (  # noqa: F401 - each registers its pages on the blueprint, or its tables
    draft_routes,
    edition_routes,
    following_models,
    gathering_models,
    home_routes,
    knowledge_models,
    moderation_models,
    own_actions,
    own_routes,
    preview_routes,
    space_routes,
    thread_routes,
)
from csaleads.forum.blueprint import blueprint

__all__ = ["blueprint"]
