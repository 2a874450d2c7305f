"""Pages of this room, journey by journey."""

from csaleads.accounts import (  # noqa: F401 - they register their pages
    account_routes,
    ending_routes,
    link_routes,
    people_routes,
    person_routes,
    place_routes,
    sign_in_routes,
)
from csaleads.accounts.blueprint import blueprint

__all__ = ["blueprint"]
