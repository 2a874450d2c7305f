"""Pages of this room, journey by journey."""

from csaleads.accounts import account_routes, link_routes, sign_in_routes  # noqa: F401 - they register their pages
from csaleads.accounts.blueprint import blueprint

__all__ = ["blueprint"]
