"""The pages of this room, by journey."""

from csaleads.learning import topic_routes  # noqa: F401 - registers its pages on the blueprint
from csaleads.learning.blueprint import blueprint

__all__ = ["blueprint"]
