"""Showing where the words stand in what was found: the title in full, and of the rest the piece that has most of them.

The databases could do so too, but would read every text from its beginning to its end, and for each ask their index again.
"""

import re
from collections.abc import Iterator, Sequence
from itertools import islice
from typing import NamedTuple

from markupsafe import Markup

from csaleads.core.full_text.asking import Phrase, Question
from csaleads.core.full_text.folding import WORD, folded
from csaleads.core.full_text.stemming import stem
from csaleads.core.safe_html import MARK, highlighted

LONGEST_PIECE = 220  # characters
BEFORE = 60  # of them before the first word that is marked, at most
MOST_LOOKED_AT = 30  # places of one phrase among which the piece is chosen
BETWEEN = re.compile(r"[\W_]+")
CUT = "…"


class Place(NamedTuple):
    """Where a phrase stands in a text."""

    start: int
    end: int
    number: int  # of the phrase


class _Plain(dict[int, str]):
    """Each letter small and without its accent, one for one, so that places stay where they are."""

    def __missing__(self, code: int) -> str:
        letter = folded(chr(code))
        self[code] = letter if len(letter) == 1 else chr(code)
        return self[code]


_plain = _Plain()


class Marker:
    """Marks the words of questions in texts."""

    def __init__(self, questions: Sequence[Question]) -> None:
        phrases = (phrase for question in questions for term in question.terms for phrase in term.phrases)
        stems = _Stems()
        self._sought = [
            _Sought(number, phrase, stems) for number, phrase in enumerate(dict.fromkeys(phrases))
        ]

    def title(self, text: str) -> Markup:
        """All of `text`, as HTML."""
        return highlighted(_marked(text, 0, len(text), sorted(self._places(text))))

    def piece(self, text: str) -> Markup:
        """The piece of `text` that has most of the phrases, as HTML; of several the first, of none the beginning."""
        places = sorted(self._places(text))
        first = max(places, key=lambda place: (_count_near(places, place), -place.start), default=None)
        start = _start_of(text, 0 if first is None else first.start)
        end = _end_of(text, start + LONGEST_PIECE)
        shown = _marked(text, start, end, places).strip()
        return highlighted((CUT if start else "") + shown + (CUT if end < len(text) else ""))

    def _places(self, text: str) -> list[Place]:
        plain = text.lower() if text.isascii() else text.translate(_plain)
        return [place for sought in self._sought for place in islice(sought.places(plain), MOST_LOOKED_AT)]


class _Stems(dict[str, str]):
    """Words that were met already, for as long as a page is made."""

    def __missing__(self, word: str) -> str:
        stemmed = self[word] = stem(word)
        return stemmed


class _Sought:
    """A phrase, and how it is found: by how its first word begins, then word by word by their stems.

    No pattern is made of what was typed: Python would remember it.
    """

    def __init__(self, number: int, phrase: Phrase, stems: "_Stems") -> None:
        self._number, self._stems = number, stems
        self._wanted = [stems[word] for word in phrase.words]
        self._first = _beginning(self._wanted[0])
        self._is_beginning = phrase.is_beginning

    def places(self, plain: str) -> Iterator[Place]:
        """Where it stands in `plain`, from the beginning on."""
        start = plain.find(self._first)
        while start >= 0:
            end = self._end(plain, start)
            if end:
                yield Place(start, end, self._number)
            start = plain.find(self._first, end or start + 1)

    def _end(self, plain: str, start: int) -> int:
        """Where the phrase ends that begins at `start`; 0 where none does."""
        if start and plain[start - 1].isalnum():
            return 0
        place, last = start, len(self._wanted) - 1
        for number, wanted in enumerate(self._wanted):
            word = WORD.match(plain, place if number == 0 else _next_word(plain, place))
            if word is None:
                return 0
            stemmed, place = self._stems[word.group()], word.end()
            is_open = self._is_beginning and number == last
            if not (stemmed.startswith(wanted) if is_open else stemmed == wanted):
                return 0
        return place


def _next_word(plain: str, place: int) -> int:
    between = BETWEEN.match(plain, place)
    return place if between is None else between.end()


def _beginning(stemmed: str) -> str:
    """With what every word of that stem begins: its last letter may be another one."""
    return stemmed[:-1] if len(stemmed) > 2 else stemmed


def _count_near(places: Sequence[Place], first: Place) -> int:
    last = first.start + LONGEST_PIECE - BEFORE
    return len({place.number for place in places if first.start <= place.start and place.end <= last})


def _start_of(text: str, place: int) -> int:
    """The beginning of a word, a little before `place`."""
    if place <= BEFORE:
        return 0
    found = text.find(" ", place - BEFORE, place)
    return place if found < 0 else found + 1


def _end_of(text: str, place: int) -> int:
    """The end of a word, at `place` or a little before."""
    if place >= len(text):
        return len(text)
    found = text.rfind(" ", place - BEFORE, place)
    return place if found < 0 else found


def _marked(text: str, start: int, end: int, places: Sequence[Place]) -> str:
    """`text` from `start` to `end` with the signs of MARK around the places, in order. Of those that overlap the first stays."""
    pieces, over = [], start
    for place in places:
        if over <= place.start and place.end <= end:
            pieces += [text[over : place.start], MARK[0], text[place.start : place.end], MARK[1]]
            over = place.end
    return "".join([*pieces, text[over:end]])
