"""Two editions side by side, word by word. Pure."""

import re
from collections.abc import Iterator
from difflib import SequenceMatcher
from typing import NamedTuple

from csaleads.learning.content import Told

_WORDS = re.compile(r"\s+|[^\s]+")


class Piece(NamedTuple):
    """Some words. `kind` is "same", "gone" or "new"."""

    kind: str
    text: str


class Change(NamedTuple):
    """A part that reads differently."""

    label: str
    pieces: list[Piece]


def changes_between(before: Told, after: Told) -> list[Change]:
    """The parts that differ, in the order of `after`."""
    labels = dict.fromkeys([*after, *before])
    pairs = [(label, before.get(label, ""), after.get(label, "")) for label in labels]
    return [Change(label, list(_pieces(old, new))) for label, old, new in pairs if old != new]


def _pieces(old: str, new: str) -> Iterator[Piece]:
    before, after = _WORDS.findall(old), _WORDS.findall(new)
    steps = SequenceMatcher(None, before, after, autojunk=False).get_opcodes()
    for step, first, last, first_new, last_new in steps:
        if step == "equal":
            yield Piece("same", "".join(before[first:last]))
            continue
        if last > first:
            yield Piece("gone", "".join(before[first:last]))
        if last_new > first_new:
            yield Piece("new", "".join(after[first_new:last_new]))
