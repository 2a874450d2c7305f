"""The word lists of screening, read once: names, English, the words of the field, large places.

Each file under data/ tells its source and licence in its first lines.
"""

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from csaleads.anonymity.text.scanning import Phrases

DATA = Path(__file__).parents[1] / "data"
_LETTERS = str.maketrans(
    {"ł": "l", "ø": "o", "đ": "d", "ß": "ss", "æ": "ae", "ð": "d", "þ": "th", "œ": "oe", "ı": "i"}
)
PHRASE_FILES = (
    "phrases.txt",
    "national_bodies.txt",
    "tools.txt",
    "coined_names.txt",
    "public_names.txt",
    "habits_of_speech.txt",
)
"""Files of phrases that identify nobody, one a line."""
_ENDINGS = ("'t", "'d", "'ll", "'ve", "'re", "'m", "'s")


def fold(word: str) -> str:
    """`word` in lower case without marks: the spelling in which lists are compared."""
    lower = word.lower()
    if lower.isascii():
        return lower
    apart = unicodedata.normalize("NFD", lower.translate(_LETTERS))
    return "".join(letter for letter in apart if not unicodedata.combining(letter))


def read_lines(name: str) -> list[str]:
    """Lines of a data file without its remarks."""
    lines = (DATA / name).read_text(encoding="utf-8").splitlines()
    return [line for line in lines if line and not line.startswith("#")]


def read_words(name: str) -> frozenset[str]:
    """Folded words of a data file; a heading that ends in a colon is left out."""
    return frozenset(fold(word) for line in read_lines(name) for word in line.rpartition(": ")[2].split())


@cache
def word_group(kind: str) -> frozenset[str]:
    """The folded words of one kind in word_groups.txt."""
    lines = (line.partition(": ") for line in read_lines("word_groups.txt"))
    return frozenset(fold(word) for name, _, words in lines if name == kind for word in words.split())


@cache
def phrase_group(name: str, kind: str) -> tuple[str, ...]:
    """The words and phrases of one kind in a data file of lines "kind: word, some words", the longest first."""
    lines = (line.partition(": ") for line in read_lines(name))
    phrases = [phrase.strip() for each, _, rest in lines if each == kind for phrase in rest.split(",")]
    return tuple(sorted(phrases, key=len, reverse=True))


def leading_words(kind: str) -> tuple[str, ...]:
    """Words one of which a text must have to be worth trying the pattern called `kind`."""
    return phrase_group("leading_words.txt", kind)


def either(phrases: Iterable[str]) -> str:
    """What matches any one of `phrases`, the first that can."""
    return "|".join(re.escape(phrase) for phrase in phrases)


def word_list(kind: str) -> tuple[str, ...]:
    """The phrases of one kind in word_groups.txt, where a bar parts them."""
    lines = (line.partition(": ") for line in read_lines("word_groups.txt"))
    return tuple(phrase for name, _, phrases in lines if name == kind for phrase in phrases.split("|"))


@dataclass(frozen=True, slots=True)
class Lexicon:
    """Every list, folded."""

    english: frozenset[str]
    own_first: frozenset[str]
    first: frozenset[str]
    last: frozenset[str]
    wordlike: frozenset[str]
    field: frozenset[str]
    short: frozenset[str]
    large_places: frozenset[str]
    phrases: Phrases
    cues: dict[str, frozenset[str]]

    def is_english(self, word: str) -> bool:
        """Whether `word` (folded) is ordinary English, with the usual endings and joined by hyphens."""
        if word in self.english:
            return True
        if "'" in word:
            return word.endswith(_ENDINGS) or word.replace("'", "") in self.english
        if "-" in word:
            return all(
                part in self.field or part in self.short or self.is_english(part)
                for part in word.split("-")
                if part
            )
        if word in self.own_first:
            return False
        for ending, rest in _INFLECTIONS.get(word[-1:], ()):
            if (
                word.endswith(ending)
                and len(word) > len(ending) + 2
                and (word[: -len(ending)] + rest) in self.english
            ):
                return True
        return False


_INFLECTIONS = {
    "s": (("s", ""), ("es", ""), ("ies", "y"), ("ness", ""), ("less", "")),
    "d": (("ed", ""), ("d", "")),
    "g": (("ing", ""), ("ing", "e")),
    "r": (("er", ""),),
    "y": (("ly", ""),),
    "e": (("able", ""),),
    "h": (("ish", ""),),
}
"""By its last letter, an ending and what stands in its place in the word without it."""


@cache
def lexicon() -> Lexicon:
    """The lists, read at the first call of the process."""
    own = read_words("first_names_more.txt")
    more = frozenset(part for name in own for part in name.split("-") if len(part) > 2)
    large = frozenset(
        fold(name.strip()) for line in read_lines("places_large.txt") for name in line.split(",")
    )
    cues = {}
    for line in read_lines("cues.txt"):
        kind, _, words = line.partition(": ")
        cues[kind] = frozenset(fold(word) for word in words.split())
    return Lexicon(
        english=read_words("english_words.txt") | read_words("present_day_words.txt"),
        own_first=own | more,
        first=read_words("first_names.txt") | own | more,
        last=read_words("surnames.txt"),
        wordlike=read_words("names_that_are_words.txt"),
        field=read_words("field_words.txt") | read_words("medicines.txt"),
        short=read_words("short_forms.txt"),
        large_places=large,
        phrases=Phrases(
            {name for name in large if " " in name}
            | {line for name in PHRASE_FILES for line in read_lines(name)}
        ),
        cues=cues,
    )


def alternatives(phrases: set[str]) -> str:
    """The longest first, parted by their first two letters, so that a text is compared with few of them."""
    groups: dict[str, list[str]] = {}
    for phrase in sorted(phrases, key=lambda phrase: (-len(phrase), phrase)):
        groups.setdefault(phrase[:2], []).append(re.escape(phrase[2:]))
    return "|".join(f"{re.escape(start)}(?:{'|'.join(rests)})" for start, rests in sorted(groups.items()))
