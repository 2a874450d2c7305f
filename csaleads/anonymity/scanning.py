"""Where the words of a text stand, so that a pattern which begins with a known word is tried there and nowhere else.

A pattern of many alternatives costs time at every letter of a text; most texts hold none of the words it begins with.
"""

import re
from collections.abc import Iterable, Iterator, Mapping

WordStarts = Mapping[str, list[int]]
"""Where each word of a text begins, by the word in small letters; of those that begin with a figure also under "#".

A word here is a run of letters, figures and strokes.
"""

_FIGURES = frozenset("0123456789")
_WITH_FIGURE = "#"
"""Stands for every word that begins with a figure."""
_RUN = re.compile(r"\w+")


def word_starts(text: str) -> WordStarts:
    """Where each word of `text` begins."""
    starts: dict[str, list[int]] = {}
    for found in _RUN.finditer(text):
        word = found.group().lower()
        starts.setdefault(word, []).append(found.start())
        if word[0] in _FIGURES:
            starts.setdefault(_WITH_FIGURE, []).append(found.start())
    return starts


class LedPattern:
    """A pattern of which every match begins with one of some words or phrases, or, if it may, with a figure."""

    def __init__(self, pattern: re.Pattern[str], phrases: Iterable[str], *, figures: bool = False) -> None:
        self._pattern = pattern
        first = {found.group().lower() for phrase in phrases if (found := _RUN.match(phrase))}
        self._first_words = frozenset(first | {_WITH_FIGURE} if figures else first)

    def finditer(self, text: str, words: WordStarts) -> Iterator[re.Match[str]]:
        """As the pattern's own finditer; `words` tells where the words of `text` begin."""
        end = 0
        for start in sorted(at for word in words.keys() & self._first_words for at in words[word]):
            if start >= end and (found := self._pattern.match(text, start)):
                yield found
                end = found.end()
