"""Telling the rest of this room, and the rooms above, what changed in the forum, in the same transaction.

Following, search, phrases to watch and others subscribe; whoever changes something tells. A listener that raises undoes it all.
"""

from collections.abc import Callable
from enum import StrEnum

from csaleads.access.viewer import Viewer
from csaleads.forum.models import Post, Thread


class Change(StrEnum):
    """What happened. `thread` is locked; `post` is None where it happened to the thread as a whole."""

    POSTED = "posted"  # a new post, the first of a thread too
    EDITED = "edited"  # its words are others now, or something was added to them
    HIDDEN = "hidden"
    SHOWN = "shown"  # again
    REMOVED = "removed"
    WIPED = "wiped"  # nothing may be left of its words anywhere
    MOVED = "moved"  # the thread stands in another space, or posts of it in another thread
    CLOSED = "closed"  # the thread is listed no longer


Listener = Callable[[Viewer, Change, Thread, Post | None], None]
_listeners: list[Listener] = []


def subscribe(listener: Listener) -> Listener:
    """Call `listener(actor, change, thread, post)` of every change, before the transaction ends.

    The actor is csaleads where the author is anonymous: whoever listens learns no more than readers do.
    """
    if listener not in _listeners:
        _listeners.append(listener)
    return listener


def announce(actor: Viewer, change: Change, thread: Thread, post: Post | None = None) -> None:
    """Everybody who subscribed is told."""
    for listener in _listeners:
        listener(actor, change, thread, post)
