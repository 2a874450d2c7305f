"""Word to an author that somebody asks them to look again. Messages are a room upstairs, which hands in its way of telling."""

from collections.abc import Callable
from typing import Any

LOOK_AGAIN = "look_again"  # the kind of message, under the name that its room knows

_tells: list[Callable[..., Any]] = []


def carried_by(tell: Callable[..., Any]) -> None:
    """From now on `tell` carries every word of this room."""
    _tells[:] = [tell]


def ask_again(person_id: int, *, what: str, where: str, reference: str, path: str) -> None:
    """The person reads in the app which kind of finding they should look at again, and where. No mail, and no words of it."""
    if not _tells:
        raise RuntimeError(
            "nobody carries letters: call letters.carried_by when the application is put together"
        )
    facts = {"what": what, "where": where, "reference": reference}
    _tells[0](person_id, LOOK_AGAIN, facts=facts, path=path, mail=False)
