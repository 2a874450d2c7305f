"""Pages of programmes, one module a journey; importing them puts them on the blueprint."""

from csaleads.programmes import cohort_routes, list_routes
from csaleads.programmes.blueprint import blueprint

__all__ = ["blueprint", "cohort_routes", "list_routes"]
