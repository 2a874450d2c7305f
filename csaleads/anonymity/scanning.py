"""Where the words of a text stand, so that a pattern which begins with a known word is tried there and nowhere else.

A pattern of many alternatives costs time at every letter of a text; most texts hold none of the words it begins with.
"""

import re
from collections.abc import Iterable, Iterator, Mapping

WordStarts = Mapping[str, list[int]]
"""Where each word of a text begins, by the word in small letters. A word here is a run of letters, figures and strokes."""

_RUN = re.compile(r"\w+")


def word_starts(text: str) -> WordStarts:
    """Where each word of `text` begins."""
    starts: dict[str, list[int]] = {}
    for found in _RUN.finditer(text):
        starts.setdefault(found.group().lower(), []).append(found.start())
    return starts


class LedPattern:
    """A pattern of which every match begins with one of some words or phrases, or, if it may, with a figure."""

    def __init__(self, pattern: re.Pattern[str], phrases: Iterable[str], *, figures: bool = False) -> None:
        self._pattern = pattern
        self._figures = figures
        self._first_words = frozenset(
            found.group().lower() for phrase in phrases if (found := _RUN.match(phrase))
        )

    def finditer(self, text: str, words: WordStarts) -> Iterator[re.Match[str]]:
        """As the pattern's own finditer; `words` tells where the words of `text` begin."""
        known = words.keys() & self._first_words
        if self._figures:
            known |= {word for word in words if word[0].isdigit()}
        end = 0
        for start in sorted(at for word in known for at in words[word]):
            if start >= end and (found := self._pattern.match(text, start)):
                yield found
                end = found.end()
