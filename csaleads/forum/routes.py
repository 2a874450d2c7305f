"""The pages of this room, by journey. Nobody enters who has not agreed to the code of conduct."""

from csaleads.forum import (  # noqa: F401 - each registers its pages on the blueprint, or its tables
    accepting_routes,
    announcement_routes,
    asking_models,
    following_models,
    following_routes,
    gathering_change_routes,
    gathering_feed,
    gathering_models,
    gathering_routes,
    heed_routes,
    home_routes,
    knowledge_models,
    knowledge_pieces,
    knowledge_routes,
    linked_pieces,
    list_routes,
    moderation_models,
    poll_routes,
    presence_routes,
    private_routes,
    reading_routes,
    reveal_routes,
    search_kind,
    similar_routes,
    space_changes_routes,
    space_routes,
    telling,
    thanks_routes,
    thread_routes,
    topic_pieces,
)
from csaleads.forum.blueprint import blueprint

__all__ = ["blueprint"]
