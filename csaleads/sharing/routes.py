"""The pages of this room, by journey."""

from csaleads.sharing import (  # noqa: F401 - each registers its pages on the blueprint
    checks,
    leaving,
    list_routes,
    own_routes,
    reading_routes,
    review_routes,
)
from csaleads.sharing.blueprint import blueprint

__all__ = ["blueprint"]
