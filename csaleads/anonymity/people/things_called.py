"""Things, works, characters and authors' models in one: every name of this room's rules that a thing bears, and nobody here."""

from collections.abc import Iterator

from csaleads.anonymity.people import explained, kinds_in_rows, models_of_authors, named_works, sorts
from csaleads.anonymity.text.scanning import WordStarts


def nobody(text: str, low: str, words: WordStarts) -> Iterator[tuple[int, int]]:
    """(start, end) of each in `text`, which is `low` in small letters and whose words begin at `words`."""
    yield from sorts.nobody(text, low, words)
    yield from kinds_in_rows.nobody(text, words)
    yield from named_works.nobody(text, low, words)
    yield from explained.nobody(text, words)
    yield from models_of_authors.nobody(text, words)
