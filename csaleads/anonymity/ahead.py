"""The model reads the paragraphs of a text in a thread of its own, while the rules look at them one after the other.

The runtime of the model works outside Python's lock, so on a machine with two cores both go on at once. The thread lives
as long as one screening: nothing is left over to fork, and what fails in it fails the screening.
"""

from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager

from csaleads.anonymity.analysis import is_kept, opinion_of
from csaleads.anonymity.text.model import Opinion, reader


@contextmanager
def reading_ahead(paragraphs: Sequence[str]) -> Iterator[dict[str, Opinion]]:
    """What the model thinks of each of `paragraphs` of which nothing is kept, read from the first on."""
    new = [paragraph for paragraph in paragraphs if not is_kept(paragraph)]
    model = reader() if new else None
    if model is None:
        yield {}
        return
    opinions = {paragraph: opinion_of(paragraph) for paragraph in new}
    pool = ThreadPoolExecutor(1, "model")
    try:
        for opinion in opinions.values():
            opinion.read_in(pool, model)
        yield opinions
    finally:
        pool.shutdown(cancel_futures=True)
