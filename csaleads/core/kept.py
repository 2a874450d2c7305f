"""What was made of something is kept and handed out again, for as long as that something is the same.

The key of a kept thing is everything that it was made of: the row as the database answered it, the words of a filter, the
day. So nothing kept is ever out of date, and nothing has to be told that something changed. Each process keeps its own, in
memory only, and forgets what has not been asked for.
"""

from collections.abc import Hashable
from typing import Generic, TypeVar

T = TypeVar("T")


class Kept(Generic[T]):
    """Things by their keys, two generations of `most` each: what nobody asked for while a generation filled up is forgotten."""

    def __init__(self, most: int) -> None:
        self._most = most
        self._young: dict[Hashable, T] = {}
        self._old: dict[Hashable, T] = {}

    def get(self, key: Hashable) -> T | None:
        """What is kept under `key`, or None."""
        found = self._young.get(key)
        if found is None:
            found = self._old.get(key)
            if found is not None:
                self.keep(key, found)
        return found

    def keep(self, key: Hashable, made: T) -> T:
        """`made`, kept from now on."""
        if len(self._young) >= self._most:
            self._old, self._young = self._young, {}
        self._young[key] = made
        return made

    def forget(self) -> None:
        """Nothing is kept any more."""
        self._old, self._young = {}, {}
