"""The pages of this room, by journey."""

from csaleads.sharing import (  # noqa: F401 - each registers its pages on the blueprint
    asked_routes,
    checks,
    leaving,
    list_routes,
    own_routes,
    reading_routes,
    review_routes,
    theme_parting,
    theme_pieces,
    theme_routes,
)
from csaleads.sharing.blueprint import blueprint

__all__ = ["blueprint"]
