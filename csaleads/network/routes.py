"""The pages of this room, by journey."""

from csaleads.network import models  # noqa: F401 - tables are known once they are imported
from csaleads.network.blueprint import blueprint

__all__ = ["blueprint"]
