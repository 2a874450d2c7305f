"""The pages of this room, by journey. Nobody enters who has not agreed to the code of conduct."""

from csaleads.forum import (  # noqa: F401 - each registers its pages on the blueprint, or its tables
    following_models,
    gathering_change_routes,
    gathering_feed,
    gathering_models,
    gathering_routes,
    home_routes,
    knowledge_models,
    moderation_models,
    poll_routes,
    presence_routes,
    space_routes,
    thread_routes,
)
from csaleads.forum.blueprint import blueprint

__all__ = ["blueprint"]
