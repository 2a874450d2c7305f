"""The words of a text with where they stand, how they are written and which lists know them."""

import re
from dataclasses import dataclass
from functools import lru_cache

from csaleads.anonymity.text.lexicon import fold, lexicon

_WORD = re.compile(r"[^\W\d_]+(?:['\-][^\W\d_]+)*")
_ENDS_SENTENCE = re.compile(r"(?:^|[.?!:\n•*;|>=\"(]\s*|(?:^|\n)\s*[-–+]\s*|\n\s*\d+[.)]\s*)$")

_PREFIXES = frozenset(("ex", "non", "pre", "post", "co", "anti", "mid", "step", "half", "great"))


@dataclass(slots=True)
class Token:
    """One word. `word` is folded; `shape` is T (Title, McTitle), U (CAPITALS), l (lower case)."""

    start: int
    end: int
    word: str
    shape: str
    opens: bool
    english: bool = False
    first: bool = False
    last: bool = False
    wordlike: bool = False
    field: bool = False
    place: bool = False

    @property
    def capital(self) -> bool:
        """Written as names are written."""
        return self.shape in "TU"

    @property
    def unknown(self) -> bool:
        """No list knows it."""
        return not (self.english or self.first or self.last or self.field or self.place)

    @property
    def listed(self) -> bool:
        """A list knows it as a name and none as an English word."""
        return (self.first or self.last) and not (self.english or self.field or self.place)


def tokenise(text: str) -> list[Token]:
    """Words of `text` in order. A possessive 's is not part of a word."""
    found = []
    for match in _WORD.finditer(text):
        start, end = match.span()
        shown = match.group()
        if shown[-2:] in ("'s", "'S") and len(shown) > 2:
            shown, end = shown[:-2], end - 2
        word, shape, known = _read(shown)
        token = Token(start, end, word, shape, _opens(text, start), *known)
        if shape == "T" and not shown.isascii() and token.first:
            token.field = token.english = False  # "Ján" is no January
        found.append(token)
    return found


@lru_cache(maxsize=16384)
def _read(shown: str) -> tuple[str, str, tuple[bool, bool, bool, bool, bool, bool]]:
    """The folded word, its shape, and which lists know it."""
    word, shape = fold(shown), _shape(shown)
    return word, shape, _known(word, shape)


def _opens(text: str, start: int) -> bool:
    """Whether the word stands where any word takes a capital."""
    if start > 1 and text[start - 1] == " " and text[start - 2].isalnum():
        return False
    i = start - 1
    while i >= 0 and text[i] in " \t'\"([":
        i -= 1
    if i < 0 or text[i] in ".?!:\n•*|>=;\r":
        return True
    if text[i] in "-+/":
        return i == 0 or text[i - 1] in "\n "
    return '"' in text[i + 1 : start]


def _shape(shown: str) -> str:
    if shown.islower():
        return "l"
    if shown.isupper() and len(shown) > 1:
        return "U"
    return "T" if shown[0].isupper() or not shown[0].islower() else "l"


@lru_cache(maxsize=16384)
def _known(word: str, shape: str) -> tuple[bool, bool, bool, bool, bool, bool]:
    """Whether the lists know `word`, written in `shape`, as English, a given name, a family name, both word and name, of the
    field, and a large place: the last six of a token, in its order."""
    lists = lexicon()
    parts = [part for part in word.split("-") if part] if "-" in word else ()
    first = all(part in lists.first for part in parts) if parts else word in lists.first
    wordlike = word in lists.wordlike or (len(parts) > 1 and first)
    is_own = word in lists.own_first and shape == "T"
    field = word in lists.field or (word in lists.short and not is_own)
    english = lists.is_english(word)
    if len(parts) > 1:
        english = english and not (first and shape == "T")
        field = field or parts[0] in _PREFIXES
    wordlike = wordlike or (is_own and english)
    return english, first, word in lists.last, wordlike, field, word in lists.large_places
