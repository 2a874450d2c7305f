"""The pages of this room, by journey."""

from csaleads.slips import (  # noqa: F401 - each registers its pages, or what it does
    checks,
    handing_over,
    learning_routes,
    report_routes,
    slip_routes,
)
from csaleads.slips.blueprint import blueprint

__all__ = ["blueprint"]
