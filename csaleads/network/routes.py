"""The pages of this room, by journey."""

from csaleads.network import (  # noqa: F401 - each registers its pages on the blueprint; tables are known once imported
    conduct_routes,
    directory_routes,
    models,
)
from csaleads.network.blueprint import blueprint

__all__ = ["blueprint"]
