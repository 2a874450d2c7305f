"""The pages of this room, by journey; importing them puts the listener and the checks of mails in their place."""

from csaleads.network import (  # noqa: F401 - each registers its pages on the blueprint, or listens
    checks,
    conduct_routes,
    directory_routes,
    entry_routes,
    membership_routes,
    moderators_service,
    part_routes,
    publishing_routes,
)
from csaleads.network.blueprint import blueprint

__all__ = ["blueprint"]
