"""The pages of this room: uptake and the audit trail."""

from csaleads.insight import uptake_routes  # noqa: F401 - registers its pages
from csaleads.insight.blueprint import blueprint

__all__ = ["blueprint"]
