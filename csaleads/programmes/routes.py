"""Pages of programmes, one module a journey; importing them puts them on the blueprint, and the checks
of mails in their place."""

from csaleads.programmes import (
    afternoon_routes,
    checkout_routes,
    checks,
    cohort_routes,
    day_routes,
    group_routes,
    list_routes,
    member_routes,
    morning_routes,
    own_routes,
    pack_routes,
    presenting_routes,
    session_routes,
    vignette_routes,
)
from csaleads.programmes.blueprint import blueprint

__all__ = [
    "afternoon_routes",
    "blueprint",
    "checkout_routes",
    "checks",
    "cohort_routes",
    "day_routes",
    "group_routes",
    "list_routes",
    "member_routes",
    "morning_routes",
    "own_routes",
    "pack_routes",
    "presenting_routes",
    "session_routes",
    "vignette_routes",
]
