"""Whether the screening marks what a test expects."""

from csaleads.anonymity.service import screen


def is_found(text: str, hidden: str) -> bool:
    """Whether at least half of `hidden`, which stands in `text`, is marked."""
    start = text.index(hidden)
    marked = {at for found in screen(text) for at in range(found.start, found.end)}
    return 2 * len(marked & set(range(start, start + len(hidden)))) >= len(hidden)
