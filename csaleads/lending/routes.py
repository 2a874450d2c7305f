"""The pages of this room, by journey; importing them puts the checks of mails and the listener in their place."""

from csaleads.lending import (  # noqa: F401 - each registers its pages on the blueprint, or listens
    ask_routes,
    checks,
    list_routes,
    loan_routes,
    resource_changes,
)
from csaleads.lending.blueprint import blueprint

__all__ = ["blueprint"]
