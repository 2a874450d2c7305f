"""The pages of this room, by journey."""

from csaleads.learning import (  # noqa: F401 - each registers its pages on the blueprint
    edition_routes,
    file_routes,
    harm_news,
    list_routes,
    mark_routes,
    resource_routes,
    state_routes,
    topic_routes,
)
from csaleads.learning.blueprint import blueprint

__all__ = ["blueprint"]
