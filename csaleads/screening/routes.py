"""The pages of this room."""

from csaleads.screening import kept_routes, live_routes  # noqa: F401 - each registers its pages on the blueprint
from csaleads.screening.blueprint import blueprint

__all__ = ["blueprint"]
