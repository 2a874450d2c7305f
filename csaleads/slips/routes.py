"""The pages of this room, by journey."""

from csaleads.slips import (  # noqa: F401 - each registers its pages on the blueprint
    checks,
    learning_routes,
    report_routes,
    slip_routes,
)
from csaleads.slips.blueprint import blueprint

__all__ = ["blueprint"]
