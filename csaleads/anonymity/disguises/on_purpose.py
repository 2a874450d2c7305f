"""All that somebody has broken up, strewn with signs or told in pieces, found in the text as it was written."""

from collections.abc import Iterator

from csaleads.anonymity.disguises import shattered, told_in_pieces, turned
from csaleads.anonymity.findings import Span
from csaleads.anonymity.numbers import told_figures
from csaleads.anonymity.text.lexicon import Lexicon


def find(text: str, lists: Lexicon) -> Iterator[Span]:
    """Each in `text`."""
    yield from shattered.find(text, lists)
    yield from turned.find(text, lists)
    yield from told_in_pieces.find(text, lists)
    yield from told_figures.find(text)
