"""The pages of this room; and the engine, warmed with the first page that anybody opens."""

from csaleads.screening import (  # noqa: F401 - each registers its pages on the blueprint
    kept_routes,
    live_routes,
    warming,
)
from csaleads.screening.blueprint import blueprint

__all__ = ["blueprint"]
