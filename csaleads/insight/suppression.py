"""Small numbers: a count of people or cases under 5 is shown to nobody beyond its area, and no total gives it away.

A total is shown only where it tells nothing about any hidden count that "fewer than 5" does not say already: given the
total and everything else that is shown, each hidden count could still be any number from 0 to 4. That must hold even for
a reader who happens to know one of the hidden counts, for the coordinator of an area may also be in the programme team.
"""

from collections.abc import Sequence

SMALLEST_SHOWN = 5
FEWER = "fewer than 5"
NOT_SHOWN = "not shown"
_MOST_HIDDEN = SMALLEST_SHOWN - 1


def is_hidden(count: int) -> bool:
    """Whether `count` is too small to be shown. None at all is hidden too: it says that nobody asked."""
    return count < SMALLEST_SHOWN


def shown_count(count: int) -> str:
    """`count` for somebody beyond the area."""
    return FEWER if is_hidden(count) else f"{count:,}"


def shown_total(counts: Sequence[int]) -> int | None:
    """The sum of `counts`, or None where it would tell more about a hidden one than that it is small."""
    hidden = [count for count in counts if is_hidden(count)]
    if hidden and not _keep_their_secret(hidden):
        return None
    total = sum(counts)
    return None if is_hidden(total) else total


def _keep_their_secret(hidden: Sequence[int]) -> bool:
    total, others = sum(hidden), len(hidden) - 1
    return _is_open(total, others + 1) and all(_is_open(total - known, others) for known in set(hidden))


def _is_open(total: int, cells: int) -> bool:
    """Whether each of `cells` hidden counts that add up to `total` can still be anything from 0 to 4."""
    return _MOST_HIDDEN <= total <= _MOST_HIDDEN * (cells - 1)
