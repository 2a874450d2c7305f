"""The pieces into which a word can be broken, and what they make once they are joined.

A piece is a letter or a figure, or a few of them; what stands between two pieces is a gap, whatever it is made of. How a gap
looks tells prose ("so. I am") from what somebody has broken ("so * I * am").
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise, product

from csaleads.anonymity.disguises.lookalikes import LOOKALIKES
from csaleads.anonymity.findings import Label
from csaleads.anonymity.numbers.figures import has_nhs_checksum
from csaleads.anonymity.text.lexicon import Lexicon, either, fold, word_group

_TOKEN = re.compile(r"(?:[^\W_]|[@$€£])+")
_APOSTROPHES = ("'", "\u2019")
_SIGNS_SAID = frozenset(
    (
        "dot",
        "dots",
        "space",
        "dash",
        "star",
        "slash",
        "stroke",
        "hyphen",
        "comma",
        "underscore",
        "gap",
        "asterisk",
        "tilde",
    )
)
_LONGEST_PIECE, _WIDEST_GAP, _MOST_LINES = 4, 8, 2
READINGS = {
    "0": "o", "1": "il", "3": "e", "4": "a", "5": "s", "6": "gb", "7": "t", "8": "b", "9": "g",
    "@": "a", "$": "s", "€": "e", "£": "l",
}  # fmt: skip
"""Letters that figures and signs stand for."""
_AREAS = either(sorted(map(str.upper, word_group("postcode areas"))))
_SHAPES = (
    (Label.POSTCODE, re.compile(rf"(?:{_AREAS})\d[A-Z\d]?\d[ABD-HJLNP-UW-Z]{{2}}")),
    (Label.NINO, re.compile(r"[A-CEGHJ-PR-TW-Z][A-CEGHJ-NPR-TW-Z]\d{6}[A-D]")),
    (Label.VEHICLE, re.compile(r"[A-Z]{2}\d\d[A-Z]{3}|[A-Z]\d{3}[A-Z]{3}|[A-Z]{3}\d{3}[A-Z]")),
    (Label.PHONE, re.compile(r"(?:0|0044|44)[1237]\d{9}|0[1-3]\d{8}")),
)
_NHS_LENGTH = 10
_MOST_READINGS = 6
_ALPHABET = "abcdefghijklmnopqrstuvwxyz"
_ROWS = (_ALPHABET, _ALPHABET[::-1], "mtwtfssmtwtfss", "jfmamjjasondj", "qwertyuiop", "asdfghjkl", "aeiou")
_FEW_LETTERS = tuple(
    map(frozenset, ("abcdefgu", "wdl", "xo", "yn", "tf", "pf", "nsew", "udlr", "ivxl", "smlx", "rag", "lr"))
)
_VOWELS = frozenset("aeiouyw")
_LONGEST_CLUSTER = 4
_LEAST_OF_PAIR, _LEAST_OF_ROW, _LONGEST_PART = 3, 4, 14


@dataclass(frozen=True, slots=True)
class Piece:
    """A piece with its place."""

    start: int
    end: int
    shown: str


def runs(text: str, fewest: int) -> Iterator[list[Piece]]:
    """Rows of so many short pieces or more with nothing but gaps between them; a sign that is said belongs to the gap."""
    held: list[Piece] = []
    reach = 0
    for found in _TOKEN.finditer(text):
        start, end = found.span()
        shown = found.group()
        if held and not _is_gap(text[reach:start]):
            if len(held) >= fewest:
                yield held
            held = []
        of_word = bool(reach) and text[reach:start] in _APOSTROPHES
        reach = end
        if of_word:
            continue
        if end - start <= _LONGEST_PIECE and not (shown.lower() in _SIGNS_SAID and held):
            held.append(Piece(start, end, shown))
        elif shown.lower() not in _SIGNS_SAID or not held:
            if len(held) >= fewest:
                yield held
            held = []
    if len(held) >= fewest:
        yield held


def _is_gap(between: str) -> bool:
    return (
        len(between) <= _WIDEST_GAP
        and between not in _APOSTROPHES
        and between.count("\n") <= _MOST_LINES
        and "</" not in between
    )


def gaps_of(text: str, pieces: Sequence[Piece]) -> list[str]:
    """What stands between the pieces."""
    return [text[one.end : other.start] for one, other in pairwise(pieces)]


def mark_of(joined: str) -> Label | None:
    """The kind of mark or number that letters and figures are by their shape."""
    upper = joined.upper()
    for label, shape in _SHAPES:
        if shape.fullmatch(upper):
            return label
    if joined.isdecimal() and len(joined) == _NHS_LENGTH and has_nhs_checksum(joined):
        return Label.NHS_NUMBER
    return None


def readings(joined: str) -> Iterator[str]:
    """Every word that `joined` can be, with letters for its figures and signs."""
    small = fold(joined.translate(LOOKALIKES))
    changed = sum(letter in READINGS for letter in small)
    if changed <= min(_MOST_READINGS, len(small) - 2):
        for letters in product(*(READINGS.get(letter, letter) for letter in small)):
            yield "".join(letters)


def is_name(word: str, lists: Lexicon) -> bool:
    """Whether a list has the word as a name of somebody or of a place, or it is a given name and a family's in one."""
    if word in lists.first or word in lists.last or word in lists.large_places:
        return True
    return any(
        word[:at] in lists.first and word[at:] in lists.last
        for at in range(_LEAST_OF_PAIR, len(word) - _LEAST_OF_PAIR + 1)
    )


def is_plain(word: str, lists: Lexicon) -> bool:
    """Whether letters are a word or words that nobody is called, a short form, or a row that children say."""
    if word in lists.short or word in lists.field or any(word in row for row in _ROWS):
        return True
    return is_in_words(word, lists)


def is_said_in_rows(word: str, lists: Lexicon) -> bool:
    """Whether letters are results, days, months or directions: "wwldwl"."""
    if len(word) < _LEAST_OF_ROW or word in lists.first:
        return False
    return any(set(word) <= few for few in _FEW_LETTERS) or any(word in row for row in _ROWS)


def is_in_words(word: str, lists: Lexicon) -> bool:
    """Whether the letters are English words one after the other: "hellomum"."""
    reached = [True] + [False] * len(word)
    for end in range(1, len(word) + 1):
        reached[end] = any(
            reached[start] and _is_part(word[start:end], lists)
            for start in range(max(0, end - _LONGEST_PART), end)
        )
    return reached[-1] or lists.is_english(word)


def _is_part(part: str, lists: Lexicon) -> bool:
    return part in _STARTERS or (len(part) >= _LEAST_OF_PAIR and lists.is_english(part))


def may_be_word(word: str) -> bool:
    """Whether letters that no list has can be somebody's name: neither marks, answers, directions nor noise."""
    if not word.isalpha() or len(set(word)) < 3 or any(set(word) <= few for few in _FEW_LETTERS):
        return False
    cluster = 0
    for letter in word:
        cluster = 0 if letter in _VOWELS else cluster + 1
        if cluster > _LONGEST_CLUSTER:
            return False
    return bool(set(word) & _VOWELS)


_STARTERS = word_group("function words")
