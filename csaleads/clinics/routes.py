"""Pages of clinics, one module a journey; importing them puts them on the blueprint, and the check before somebody leaves."""

from csaleads.clinics import create_routes, edit_routes, handing_over, list_routes, state_routes
from csaleads.clinics.blueprint import blueprint

__all__ = ["blueprint", "create_routes", "edit_routes", "handing_over", "list_routes", "state_routes"]
