"""Pages of programmes, one module a journey; importing them puts them on the blueprint, and the checks
of mails in their place."""

from csaleads.programmes import (
    attendance_routes,
    certificate_routes,
    checks,
    cohort_routes,
    day_routes,
    feed_routes,
    group_routes,
    joining_routes,
    list_routes,
    member_routes,
    morning_routes,
    own_routes,
    removing_routes,
    standing_routes,
)
from csaleads.programmes.blueprint import blueprint

__all__ = [
    "attendance_routes",
    "blueprint",
    "certificate_routes",
    "checks",
    "cohort_routes",
    "day_routes",
    "feed_routes",
    "group_routes",
    "joining_routes",
    "list_routes",
    "member_routes",
    "morning_routes",
    "own_routes",
    "removing_routes",
    "standing_routes",
]
