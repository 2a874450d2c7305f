"""Pages of this room, by journey; and what it listens to."""

from csaleads.development import (  # noqa: F401 - importing them registers their pages, checks and listeners
    checks,
    cpd_routes,
    entry_routes,
    given_routes,
    leaving,
    listening,
    rating_routes,
    shadow_routes,
    take_away_routes,
)
from csaleads.development.blueprint import blueprint

__all__ = ["blueprint"]
