"""What a message is about is called as it is called when it is shown: no title is kept with a message.

A room above registers which fact of its kinds names the thing, and who answers the titles of such things. What the reader may not
see now has no answer, and the message says no more than that there is something.
"""

from collections.abc import Callable, Collection, Iterable, Mapping
from typing import NamedTuple

from csaleads.access.viewer import Viewer
from csaleads.notify.models import MessageKind
from csaleads.notify.queries import MessageRow

Titles = Callable[[Viewer, Collection[int]], Mapping[int, str]]


class Named(NamedTuple):
    """Which fact of a kind is the id of what a message is about, and who knows the titles."""

    fact: str
    titles: Titles


_named: dict[MessageKind, Named] = {}


def register(kinds: Iterable[MessageKind], *, fact: str, titles: Titles) -> None:
    """Messages of these kinds are shown with the title of the thing whose id is their `fact`.

    `titles` answers, in a fixed number of statements, the titles that the viewer may read now.
    """
    _named.update(dict.fromkeys(kinds, Named(fact, titles)))


def titles_for(viewer: Viewer, rows: Iterable[MessageRow]) -> dict[int, str]:
    """The titles of what the viewer's messages are about, by the id of the message. Each room is asked once for all of them."""
    sought: dict[Titles, dict[int, int]] = {}
    for row in rows:
        named = _named.get(row.kind)
        about = row.facts.get(named.fact) if named else None
        if named and isinstance(about, int):
            sought.setdefault(named.titles, {})[row.id] = about
    found: dict[int, str] = {}
    for ask, things in sought.items():
        titles = ask(viewer, set(things.values()))
        found |= {message_id: titles[thing] for message_id, thing in things.items() if thing in titles}
    return found
