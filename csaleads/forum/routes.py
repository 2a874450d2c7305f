"""The pages of this room, by journey. Nobody enters who has not agreed to the code of conduct."""

from csaleads.forum import (  # noqa: F401 - each registers its pages on the blueprint, or its tables
    accepting_routes,
    announcement_routes,
    asking_models,
    draft_routes,
    edition_routes,
    following_models,
    following_routes,
    gathering_change_routes,
    gathering_feed,
    gathering_models,
    gathering_routes,
    heed_routes,
    home_routes,
    knowledge_models,
    list_routes,
    moderation_models,
    own_actions,
    own_routes,
    poll_routes,
    presence_routes,
    preview_routes,
    private_routes,
    reading_routes,
    reveal_routes,
    space_changes_routes,
    space_routes,
    telling,
    thanks_routes,
    thread_routes,
)
from csaleads.forum.blueprint import blueprint

__all__ = ["blueprint"]
