"""Further ways into learning, which rooms above add to those of this room."""

from typing import NamedTuple

from csaleads.access.permissions import Permission
from csaleads.access.viewer import Viewer


class FurtherView(NamedTuple):
    """A page of another room that stands beside the lists of this one, for whoever holds the permission."""

    label: str
    endpoint: str
    permission: Permission


_further: list[FurtherView] = []


def register(view: FurtherView) -> None:
    """The page stands beside the lists of learning from now on."""
    if view not in _further:
        _further.append(view)


def shown_to(viewer: Viewer) -> list[FurtherView]:
    """Those that the viewer may open, in the order in which they were added."""
    return [view for view in _further if viewer.can(view.permission)]
