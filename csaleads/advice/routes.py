"""Pages of this room, by journey; and what it listens to."""

from csaleads.advice import (  # noqa: F401 - importing them registers their pages, checks and listener
    ask_routes,
    change_routes,
    checks,
    choose_routes,
    clinic_changes,
    clinic_routes,
    handing_over,
    identify_routes,
    queue_routes,
    request_routes,
)
from csaleads.advice.blueprint import blueprint

__all__ = ["blueprint"]
