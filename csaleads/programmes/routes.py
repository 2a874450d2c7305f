"""Pages of programmes, by journey. Each module registers its pages on the blueprint, its checks of mails, or listens."""

# ruff: noqa: F401
import csaleads.programmes.afternoons.group_routes
import csaleads.programmes.afternoons.presenting_routes
import csaleads.programmes.afternoons.removing
import csaleads.programmes.afternoons.routes
import csaleads.programmes.afternoons.vignette_routes
import csaleads.programmes.attendance.checkout_routes
import csaleads.programmes.attendance.routes
import csaleads.programmes.certificates.routes
import csaleads.programmes.checks
import csaleads.programmes.cohorts.list_routes
import csaleads.programmes.cohorts.own_routes
import csaleads.programmes.cohorts.routes
import csaleads.programmes.cohorts.standing_routes
import csaleads.programmes.days.morning_routes
import csaleads.programmes.days.pack_routes
import csaleads.programmes.days.routes
import csaleads.programmes.days.session_routes
import csaleads.programmes.feeds.routes
import csaleads.programmes.members.joining_routes
import csaleads.programmes.members.leaving
import csaleads.programmes.members.removing_routes
import csaleads.programmes.members.routes
from csaleads.programmes.blueprint import blueprint

__all__ = ["blueprint"]
