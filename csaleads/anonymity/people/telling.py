"""Everybody whom the sentence around a name tells: names that the rest of the text may repeat, and names here alone."""

from collections.abc import Iterator

from csaleads.anonymity.people import (
    in_haste,
    in_passing,
    in_rows,
    name_shapes,
    names_in_clauses,
    said_of_anybody,
    set_apart,
    small_names,
    small_objects,
    so_called,
    somebody_here,
    street_names,
    told_by_doing,
    told_outright,
    told_persons,
    wished,
)
from csaleads.anonymity.text.lexicon import Lexicon
from csaleads.anonymity.text.scanning import WordStarts


def everywhere(
    text: str, masked: str, plainly: str, words: WordStarts, lists: Lexicon
) -> Iterator[tuple[int, int]]:
    """(start, end) of each name in `text` that stays one wherever it stands again.

    `masked` is the text without what names nobody, `plainly` that without capitals where they say nothing.
    """
    yield from small_names.find(plainly, words, lists)
    yield from told_persons.find(plainly, words, lists)
    yield from told_outright.find(text, masked, plainly, words, lists)
    yield from told_by_doing.find(text, words, lists)
    yield from in_rows.find(masked, words, lists)
    yield from in_passing.find(text, words, lists)
    yield from name_shapes.find(masked, words, lists)
    yield from somebody_here.find(text, masked, lists)
    yield from street_names.find(text, masked, words, lists)
    yield from said_of_anybody.find(masked, words, lists)
    yield from wished.find(masked, words, lists)
    yield from so_called.find(masked, plainly, words, lists)
    for start, end in set_apart.find(text, masked, words, lists):
        if masked[max(0, start - 2) : end].strip("\x01"):
            yield start, end


def here_only(
    text: str, masked: str, plainly: str, words: WordStarts, lists: Lexicon
) -> Iterator[tuple[int, int]]:
    """(start, end) of each word that is a name where it stands, and elsewhere may be none; otherwise as `everywhere`."""
    yield from told_outright.by_size(masked, words, lists)
    yield from wished.here_only(plainly, words, lists)
    yield from so_called.here_only(masked, plainly, words, lists)
    yield from in_haste.find(plainly, words, lists)
    yield from small_objects.find(plainly, words, lists)
    yield from names_in_clauses.find(text, masked, plainly, words, lists)
