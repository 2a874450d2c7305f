"""Steps that change a text, one after the other and once more around what they changed; the positions are carried along."""

from bisect import bisect_left
from collections.abc import Callable, Iterator, Sequence

from csaleads.anonymity.disguises.markup import Edit
from csaleads.anonymity.disguises.respelling import AGAIN

_AROUND = 32


def stepped(
    text: str, starts: list[int], ends: list[int], steps: Sequence[Callable[[str], Iterator[Edit]]]
) -> tuple[str, list[int], list[int], list[tuple[int, int]]]:
    """What the steps make of `text`, and (start, end) of what they changed, as the positions count."""
    touched = []
    for edits in steps:
        changes = list(edits(text))
        if not changes:
            continue
        if not starts:
            starts, ends = list(range(len(text))), list(range(1, len(text) + 1))
        touched += [(starts[start], ends[end - 1]) for start, end, _ in changes]
        text, starts, ends = apply(text, starts, ends, changes)
    return text, starts, ends, touched


def again(
    text: str, starts: list[int], ends: list[int], touched: list[tuple[int, int]]
) -> tuple[str, list[int], list[int], list[tuple[int, int]]]:
    """The steps once more, on the words around what has changed."""
    parts: list[str] = []
    new_starts: list[int] = []
    new_ends: list[int] = []
    more: list[tuple[int, int]] = []
    done = 0
    for first, last in _around(text, starts, touched):
        read, read_starts, read_ends, changed = stepped(
            text[first:last], starts[first:last], ends[first:last], AGAIN
        )
        parts += [text[done:first], read]
        new_starts += starts[done:first] + read_starts
        new_ends += ends[done:first] + read_ends
        more += changed
        done = last
    parts.append(text[done:])
    return "".join(parts), new_starts + starts[done:], new_ends + ends[done:], more


def _around(text: str, starts: list[int], touched: list[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """(start, end) of what stands around the changes, from gap to gap."""
    held: tuple[int, int] | None = None
    for start, end in sorted(touched):
        first = text.rfind(" ", 0, max(0, bisect_left(starts, start) - _AROUND)) + 1
        last = text.find(" ", bisect_left(starts, end) + _AROUND)
        last = len(text) if last < 0 else last
        if held and first <= held[1]:
            held = (held[0], max(held[1], last))
            continue
        if held:
            yield held
        held = (first, last)
    if held:
        yield held


def apply(
    text: str, starts: list[int], ends: list[int], changes: list[Edit]
) -> tuple[str, list[int], list[int]]:
    parts: list[str] = []
    new_starts: list[int] = []
    new_ends: list[int] = []
    last = 0
    for start, end, instead in changes:
        parts += [text[last:start], instead]
        new_starts += starts[last:start] + [starts[start]] * len(instead)
        new_ends += ends[last:start] + [ends[end - 1]] * len(instead)
        last = end
    return "".join([*parts, text[last:]]), new_starts + starts[last:], new_ends + ends[last:]
