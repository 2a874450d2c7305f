"""Where the words of a text stand, so that a pattern which begins with a known word is tried there and nowhere else.

A pattern of many alternatives costs time at every letter of a text; most texts hold none of the words it begins with.
"""

import re
import threading
from collections.abc import Iterable, Iterator, Sequence

_numbers: dict[frozenset[str], int] = {}
"""Each set of words that somebody asks for, and its number."""
_sets_of: dict[str, list[int]] = {}
"""The numbers of the sets that have a word."""
_lock = threading.Lock()


class WordStarts(dict[str, list[int]]):
    """Where each word of a text begins, by the word in small letters; of those that begin with a figure also under "#".

    A word here is a run of letters, figures and strokes. Which of the many sets of words that the patterns ask for the text
    has, and by which words, is found out once, at the first question.
    """

    __slots__ = ("_asked", "_met")

    def __init__(self) -> None:
        self._met: dict[int, list[str]] | None = None
        self._asked = 0

    def has_any(self, needed: frozenset[str]) -> bool:
        """Whether the text has one of the words of `needed`."""
        number = _numbers.get(needed)
        if self._met is None or number is None or number >= self._asked:
            return bool(self.met(_number(needed) if number is None else number, needed))
        return number in self._met

    def count(self, some: frozenset[str]) -> int:
        """How often the text has words of `some`."""
        number = _numbers.get(some)
        return sum(len(self[word]) for word in self.met(_number(some) if number is None else number, some))

    def met(self, number: int, needed: frozenset[str]) -> Sequence[str]:
        """The words of `needed`, the set of that number, which the text has."""
        if self._met is None:
            self._look()
        if number >= self._asked:  # a set of which nobody had heard when the text was looked at
            return tuple(self.keys() & needed)
        return self._met.get(number, ())  # type: ignore[union-attr]

    def _look(self) -> None:
        met: dict[int, list[str]] = {}
        self._asked = len(_numbers)
        for word in self:
            for number in _sets_of.get(word, ()):
                if number in met:
                    met[number].append(word)
                else:
                    met[number] = [word]
        self._met = met


def _number(needed: frozenset[str]) -> int:
    """The number of a set of words, from now on."""
    with _lock:
        if needed not in _numbers:
            for word in needed:
                _sets_of.setdefault(word, []).append(len(_numbers))
            _numbers[needed] = len(_numbers)
        return _numbers[needed]


_FIGURES = frozenset("0123456789")
_WITH_FIGURE = "#"
"""Stands for every word that begins with a figure."""
_RUN = re.compile(r"\w+")


def word_starts(text: str) -> WordStarts:
    """Where each word of `text` begins."""
    starts = WordStarts()
    for found in _RUN.finditer(text):
        word = found.group().lower()
        starts.setdefault(word, []).append(found.start())
        if word[0] in _FIGURES:
            starts.setdefault(_WITH_FIGURE, []).append(found.start())
    return starts


def may_hold(words: WordStarts | None, needed: frozenset[str]) -> bool:
    """Whether a text whose words begin at `words` has one of those `needed`; yes where nobody looked."""
    return words is None or words.has_any(needed)


def needed_words(phrases: Iterable[str]) -> frozenset[str]:
    """The longest word of each phrase: a text that has none of them has none of the phrases."""
    return frozenset(max(found, key=len) for phrase in phrases if (found := _RUN.findall(phrase.lower())))


class Phrases:
    """Words and phrases, each looked for only where its first word stands.

    One of several words is met however it is written, one of a single word as it stands here; the longest is taken.
    """

    def __init__(self, phrases: Iterable[str]) -> None:
        loose: dict[str, set[str]] = {}
        exact: dict[str, set[str]] = {}
        for phrase in phrases:
            first = _RUN.match(phrase)
            if first and " " in phrase:
                loose.setdefault(first.group().lower(), set()).add(phrase.lower())
            elif first:
                exact.setdefault(first.group().lower(), set()).add(phrase)
        self._loose = {word: tuple(sorted(some, key=len, reverse=True)) for word, some in loose.items()}
        self._exact = {word: tuple(sorted(some, key=len, reverse=True)) for word, some in exact.items()}
        self._first_words = self._loose.keys() | self._exact.keys()

    def find(self, text: str, low: str, words: WordStarts) -> Iterator[tuple[int, int]]:
        """(start, end) of each in `text`, which is `low` in small letters and whose words begin at `words`."""
        end = 0
        met = sorted((at, word) for word in words.keys() & self._first_words for at in words[word])
        for start, word in met:
            if start < end:
                continue
            for some, where in ((self._loose, low), (self._exact, text)):
                phrases = some.get(word, ())
                if not where.startswith(phrases, start):
                    continue
                last = next((start + len(each) for each in phrases if _is_at(each, where, start)), 0)
                if last:
                    yield start, last
                    end = last
                    break


class Said:
    """Phrases that a text may have, in capitals or not."""

    def __init__(self, phrases: Iterable[str]) -> None:
        small = {phrase.lower() for phrase in phrases}
        self._phrases, self._needed = Phrases(small), needed_words(small)

    def is_in(self, low: str, words: WordStarts) -> bool:
        """Whether `low`, a text in small letters whose words begin at `words`, has one of them."""
        return words.has_any(self._needed) and next(self._phrases.find(low, low, words), None) is not None


def _is_at(phrase: str, text: str, start: int) -> bool:
    """Whether `phrase` stands at `start` and no word goes on after it."""
    end = start + len(phrase)
    return text.startswith(phrase, start) and not (
        text[end : end + 1].isalnum() or text[end : end + 1] == "_"
    )


class LedPattern:
    """A pattern of which every match begins with one of some words or phrases, or, if it may, with a figure."""

    def __init__(self, pattern: re.Pattern[str], phrases: Iterable[str], *, figures: bool = False) -> None:
        self._pattern = pattern
        first = {found.group().lower() for phrase in phrases if (found := _RUN.match(phrase))}
        self._first_words = frozenset(first | {_WITH_FIGURE} if figures else first)
        self._number = _number(self._first_words)

    def finditer(self, text: str, words: WordStarts) -> Iterable[re.Match[str]]:
        """As the pattern's own finditer; `words` tells where the words of `text` begin."""
        known = words._met
        if known is None or self._number >= words._asked:
            met = words.met(self._number, self._first_words)
            return self._found(text, words, met) if met else ()
        return self._found(text, words, known[self._number]) if self._number in known else ()

    def _found(self, text: str, words: WordStarts, met: Sequence[str]) -> Iterator[re.Match[str]]:
        end = 0
        match = self._pattern.match
        starts = words[met[0]] if len(met) == 1 else sorted([at for word in met for at in words[word]])
        for start in starts:
            if start >= end and (found := match(text, start)):
                yield found
                end = found.end()
