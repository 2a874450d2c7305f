"""The pages of this room, by journey. Nobody enters who has not agreed to the code of conduct."""

from csaleads.forum import (  # noqa: F401 - each registers its pages on the blueprint, or its tables
    announcement_routes,
    appeal_routes,
    following_models,
    following_routes,
    gathering_models,
    heed_routes,
    held_routes,
    home_routes,
    judge_routes,
    knowledge_models,
    moderation_beside,
    moderation_models,
    phrase_service,
    queue_routes,
    reading_routes,
    report_routes,
    space_routes,
    telling,
    thread_acts_routes,
    thread_routes,
)
from csaleads.forum.blueprint import blueprint

__all__ = ["blueprint"]
