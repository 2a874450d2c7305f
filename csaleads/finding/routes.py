"""The pages of this room, by journey."""

from csaleads.finding import (  # noqa: F401 - each registers its pages, its kind or its pieces
    resource_pieces,
    resources,
    search_routes,
    topic_pieces,
    topic_routes,
)
from csaleads.finding.blueprint import blueprint

__all__ = ["blueprint"]
