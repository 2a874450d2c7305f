"""Tells the rooms above of every change to a resource, in the transaction that makes it."""

from collections.abc import Callable
from typing import NamedTuple
from uuid import UUID

from csaleads.access.viewer import Viewer
from csaleads.learning.models import ResourceState


class ResourceChange(NamedTuple):
    """How the resource stands after `verb` ("edit", "check", or one of policy.RESOURCE_MOVES)."""

    resource_id: UUID
    verb: str
    state: ResourceState
    edition: int
    is_for_network: bool
    may_leave: bool


Listener = Callable[[Viewer, ResourceChange], None]
_listeners: list[Listener] = []


def subscribe(listener: Listener) -> Listener:
    """Call `listener` with whoever acted after each change. If it raises, the change did not happen."""
    _listeners.append(listener)
    return listener


def announce(actor: Viewer, change: ResourceChange) -> None:
    """Everybody who subscribed knows of the change."""
    for listener in _listeners:
        listener(actor, change)
