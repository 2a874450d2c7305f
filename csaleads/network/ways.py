"""The row of ways through the network that stands above its lists. The forum above adds its own to it."""

from typing import NamedTuple

from flask import current_app, url_for

from csaleads.access.permissions import Permission
from csaleads.access.viewer import Viewer


class Way(NamedTuple):
    """A page that stands in the row, for whoever holds the permission. `place` says where: smaller ones stand first."""

    place: int
    label: str
    endpoint: str
    permission: Permission = Permission.USE_NETWORK


_ways = [
    Way(50, "Members", "network.directory"),
    Way(60, "Your part", "network.part"),
    Way(70, "Code of conduct", "network.code"),
    Way(80, "Who belongs", "network.membership", Permission.RUN_NETWORK),
]


def register(way: Way) -> None:
    """The page stands in the row from now on."""
    if way not in _ways:
        _ways.append(way)


def shown_to(viewer: Viewer) -> list[Way]:
    """Those that the viewer may open, in their order."""
    return sorted(way for way in _ways if viewer.can(way.permission))


def views(viewer: Viewer, here: str) -> list[tuple[str, str, bool]]:
    """The row for this viewer, as `components/views.html` draws it, with the page of the endpoint `here` marked."""
    return [
        (way.label, url_for(way.endpoint), way.endpoint == here)
        for way in shown_to(viewer)
        if way.endpoint in current_app.view_functions
    ]
