"""Pages of programmes, one module a journey; importing them puts them on the blueprint, and the checks
of mails in their place."""

from csaleads.programmes import (
    checks,
    cohort_routes,
    day_routes,
    group_routes,
    list_routes,
    member_routes,
    morning_routes,
    own_routes,
)
from csaleads.programmes.blueprint import blueprint

__all__ = [
    "blueprint",
    "checks",
    "cohort_routes",
    "day_routes",
    "group_routes",
    "list_routes",
    "member_routes",
    "morning_routes",
    "own_routes",
]
