"""Words cut into the pieces that the model knows, as BERT's WordPiece does it: small letters, no marks, longest piece first."""

import re
from functools import lru_cache
from pathlib import Path

from csaleads.anonymity.text.lexicon import fold

_WORD = re.compile(r"[^\W_]+|[^\w\s]|_")
_LONGEST_WORD = 60


class Vocabulary:
    """The pieces of one model, by number."""

    def __init__(self, file: Path) -> None:
        lines = file.read_text(encoding="utf-8").splitlines()
        self._number = {piece: number for number, piece in enumerate(lines)}
        self.unknown = self._number["[UNK]"]
        self.opening = self._number["[CLS]"]
        self.closing = self._number["[SEP]"]
        self._cut = lru_cache(maxsize=8192)(self._cut_word)

    def cut(self, text: str) -> list[tuple[int, int, int]]:
        """(number, start, end) of the pieces of `text`; every piece of a word carries the word's positions."""
        return [
            (number, found.start(), found.end())
            for found in _WORD.finditer(text)
            for number in self._cut(found.group())
        ]

    def _cut_word(self, word: str) -> tuple[int, ...]:
        word = fold(word)
        if len(word) > _LONGEST_WORD:
            return (self.unknown,)
        numbers: list[int] = []
        start = 0
        while start < len(word):
            end = len(word)
            while end > start and (("##" if start else "") + word[start:end]) not in self._number:
                end -= 1
            if end == start:
                return (self.unknown,)
            numbers.append(self._number[("##" if start else "") + word[start:end]])
            start = end
        return tuple(numbers)
