"""Whose figures somebody may see: their own, those of the leads they manage, of their areas, or counts by area."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from csaleads.access.permissions import Permission
from csaleads.access.viewer import Viewer
from csaleads.core.errors import NotFound


class Reach(StrEnum):
    """How far a view of uptake goes."""

    AREA = "area"
    MANAGED = "managed"
    NETWORK = "network"
    OWN = "own"


@dataclass(frozen=True)
class Scope:
    """One view of uptake that a viewer may open. `key` names it in the address bar."""

    key: str
    label: str
    reach: Reach
    area_ids: tuple[int, ...]


def scopes_of(viewer: Viewer) -> list[Scope]:
    """Every view that `viewer` may open, the widest first."""
    areas = viewer.area_names(viewer.areas_with(Permission.SEE_UPTAKE_OF_AREA))
    found = [
        Scope(f"area-{area_id}", f"Everybody in {name}", Reach.AREA, (area_id,)) for area_id, name in areas
    ]
    if viewer.can(Permission.SEE_UPTAKE_OF_MANAGED):
        managed = viewer.areas_with(Permission.SEE_UPTAKE_OF_MANAGED)
        found.append(Scope("managed", "The leads you manage", Reach.MANAGED, managed))
    if viewer.can(Permission.SEE_COUNTS_BY_AREA):
        found.append(Scope("network", "All areas, counts only", Reach.NETWORK, ()))
    if viewer.can(Permission.SEE_OWN_UPTAKE):
        found.append(Scope("own", "Your own", Reach.OWN, viewer.areas_with(Permission.SEE_OWN_UPTAKE)))
    return found


def choose_scope(scopes: Sequence[Scope], key: str) -> Scope:
    """The scope that `key` names, the first one for no key; raises NotFound."""
    if not key and scopes:
        return scopes[0]
    for scope in scopes:
        if scope.key == key:
            return scope
    raise NotFound
