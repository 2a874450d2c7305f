"""A text as the strict screening reads it: its words once, what the ordinary screening has found, and what is put in a place."""

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from csaleads.anonymity.findings import Label, Span
from csaleads.anonymity.text.lexicon import fold

_WORD = re.compile(r"[^\W_]+(?:'[^\W_]+)*|&")
_AROUND = 40
_MOSTLY = 0.9


class Word(NamedTuple):
    """A word of the text with its place, folded; "&" is "and"."""

    start: int
    end: int
    word: str


class Put(NamedTuple):
    """What was found, and what to write from `start` to `end` instead."""

    span: Span
    start: int
    end: int
    wording: str


@dataclass(frozen=True)
class Reading:
    """`text` in plain spelling, and in order what was found in it so far."""

    text: str
    found: Sequence[Span]

    @cached_property
    def words(self) -> list[Word]:
        """Every word, in order."""
        return [
            Word(*each.span(), "and" if each.group() == "&" else fold(each.group()))
            for each in _WORD.finditer(self.text)
        ]

    @cached_property
    def _starts(self) -> list[int]:
        return [span.start for span in self.found]

    def before(self, start: int, length: int = 60) -> str:
        return self.text[max(0, start - length) : start]

    def after(self, end: int, length: int = 60) -> str:
        return self.text[end : end + length]

    def is_taken(self, start: int, end: int) -> bool:
        """Whether something found lies in `start` to `end`."""
        at = bisect_right(self._starts, start)
        return (at > 0 and self.found[at - 1].end > start) or (
            at < len(self.found) and self.found[at].start < end
        )

    def person_ends_at(self, end: int) -> bool:
        """Whether somebody's name was found that ends there."""
        at = bisect_right(self._starts, end - 1)
        return at > 0 and self.found[at - 1].end == end and self.found[at - 1].label is Label.PERSON

    def also(self, puts: Sequence[Put], words: list[Word] | None = None) -> "Reading":
        """The same text with what `puts` found too; `words` are those of the text where they are read already."""
        reading = Reading(self.text, sorted({*self.found, *(put.span for put in puts)}))
        reading.__dict__["words"] = words or self.words
        return reading

    def is_loud(self, start: int, end: int) -> bool:
        """Whether all is written in capitals around there."""
        letters = [c for c in self.text[max(0, start - _AROUND) : end + _AROUND] if c.isalpha()]
        return sum(map(str.isupper, letters)) > _MOSTLY * len(letters)
