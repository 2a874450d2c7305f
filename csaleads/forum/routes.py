"""The pages of this room, by journey. Nobody enters who has not agreed to the code of conduct."""

from csaleads.forum import (  # noqa: F401 - each registers its pages on the blueprint, or its tables
    announcement_routes,
    draft_routes,
    edition_routes,
    following_models,
    following_routes,
    gathering_models,
    heed_routes,
    home_routes,
    knowledge_models,
    moderation_models,
    own_actions,
    own_routes,
    preview_routes,
    reading_routes,
    space_routes,
    telling,
    thread_routes,
)
from csaleads.forum.blueprint import blueprint

__all__ = ["blueprint"]
