"""The pages of this room, by journey."""

from csaleads.consultations import (  # noqa: F401 - each registers its pages on the blueprint
    break_glass_routes,
    checks,
    giving_routes,
    handing_over,
    identify_routes,
    list_routes,
    reading_routes,
    record_routes,
    signing_routes,
    take_away_routes,
)
from csaleads.consultations.blueprint import blueprint

__all__ = ["blueprint"]
