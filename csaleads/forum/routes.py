"""The pages of this room, by journey. Nobody enters who has not agreed to the code of conduct."""

from csaleads.forum import (  # noqa: F401 - each registers its pages on the blueprint, or its tables
    appeal_routes,
    following_models,
    gathering_models,
    held_routes,
    home_routes,
    judge_routes,
    knowledge_models,
    moderation_beside,
    moderation_models,
    phrase_service,
    queue_routes,
    report_routes,
    space_routes,
    thread_acts_routes,
    thread_routes,
)
from csaleads.forum.blueprint import blueprint

__all__ = ["blueprint"]
