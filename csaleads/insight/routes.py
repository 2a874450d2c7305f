"""The pages of this room: uptake and the audit trail."""

from csaleads.insight import trail_routes, uptake_routes  # noqa: F401 - each registers its pages
from csaleads.insight.blueprint import blueprint

__all__ = ["blueprint"]
