"""All that somebody has broken up, strewn with signs or told in pieces, found in the text as it was written."""

from collections.abc import Iterator

from csaleads.anonymity.days import by_feasts
from csaleads.anonymity.disguises import (
    file_names_apart,
    in_codes,
    in_file_names,
    radio_letters,
    shattered,
    short_codes,
    tags,
    told_in_pieces,
    turned,
    under_cue,
    within_names,
)
from csaleads.anonymity.findings import Span
from csaleads.anonymity.numbers import broken_lines, chopped, told_figures
from csaleads.anonymity.online import named_users, said_addresses
from csaleads.anonymity.places import pieced, pointed_at
from csaleads.anonymity.text.lexicon import Lexicon
from csaleads.anonymity.text.scanning import word_starts


def in_columns(text: str, lists: Lexicon) -> Iterator[Span]:
    """What stands letter by letter or piece by piece below one another, also over empty lines."""
    yield from shattered.in_columns(text, lists)


def find(text: str, lists: Lexicon) -> Iterator[Span]:
    """Each in `text`, which is a paragraph; what stands below one another is found in the whole."""
    words = word_starts(text)
    yield from shattered.find(text, lists)
    yield from turned.find(text, lists)
    yield from told_in_pieces.find(text, words, lists)
    yield from told_figures.find(text, words)
    yield from said_addresses.find(text)
    yield from radio_letters.find(text, lists)
    yield from by_feasts.find(text)
    yield from within_names.find(text, lists)
    yield from chopped.find(text, words)
    yield from in_codes.find(text, words, lists)
    yield from in_file_names.find(text, lists)
    yield from file_names_apart.find(text, lists)
    yield from tags.find(text, lists)
    yield from short_codes.find(text, lists)
    yield from pieced.find(text, words)
    yield from pointed_at.find(text, words)
    yield from broken_lines.find(text)
    yield from named_users.spelt(text)
    yield from under_cue.find(text, words, lists)
