"""Names, plates and postcodes in the letters of the radio: "Sierra Kilo niner niner, Zulu Bravo", "Lima Oscar November …"."""

import re
from collections.abc import Iterator
from functools import cache
from itertools import pairwise

from csaleads.anonymity.disguises.fragments import is_name, mark_of
from csaleads.anonymity.findings import Label, Span
from csaleads.anonymity.text.lexicon import Lexicon, either, phrase_group

_FILE = "told_otherwise.txt"
_LETTERS = {word: word[0] for line in phrase_group(_FILE, "radio") for word in line.split(" ")}
_FIGURES = {
    "zero": "0", "oh": "0", "nought": "0", "one": "1", "wun": "1", "two": "2", "too": "2", "three": "3", "tree": "3",
    "four": "4", "fower": "4", "five": "5", "fife": "5", "six": "6", "seven": "7", "eight": "8", "ait": "8",
    "nine": "9", "niner": "9", "ten": "10", "eleven": "11", "twelve": "12", "fourteen": "14", "fifteen": "15",
    "twenty": "20", "sixty": "60", "seventy": "70",
}  # fmt: skip
_PIECE = rf"(?:{either(sorted(_LETTERS | _FIGURES, key=len, reverse=True))}|\d{{1,3}})"
_RUN = re.compile(
    rf"(?<![\w'-]){_PIECE}(?:(?: ?[,./;|+:] ?|[ \-]|\.{{2,3}} ?| - | \.{{2,3}} )(?:(?:and then|then|and|space"
    rf"|gap|dash) )?{_PIECE}(?![\w'])){{1,17}}(?![\w'])",
    re.I,
)
_WORD = re.compile(r"x-ray|[a-z]+|\d+", re.I)
_FEWEST, _FEWEST_SURE, _SEEN = 3, 4, 80
_MARK = re.compile(
    r"[A-Z]{1,3}\d{1,4}[A-Z]{1,3}|[A-Z]{2}\d{2}|[A-Z]\d{1,3}[A-Z]{2,3}|[A-Z]{1,2}\d[A-Z\d]?\d?[A-Z]{2}"
)
_PLATE = re.compile(r"(?<!\w)(?:plate|reg|registration|car|van|drives|vehicle|motor|truck|bike)(?!\w)", re.I)
_SCHOOL = re.compile(r"(?<!\w)(?:school|nursery|academy|juniors|infants|primary)(?!\w)", re.I)


@cache
def _words(kind: str) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:{either(phrase_group(_FILE, kind))})(?!\w)", re.I)


def find(text: str, lists: Lexicon) -> Iterator[Span]:
    """Each in `text`."""
    if sum(word in _LETTERS for word in set(re.findall(r"[a-z-]+", text.lower()))) < _FEWEST:
        return
    for found in _RUN.finditer(text):
        pieces = [piece.group().lower() for piece in _WORD.finditer(found.group())]
        pieces = [piece for piece in pieces if piece in _LETTERS or piece in _FIGURES or piece.isdecimal()]
        if label := _meaning(text, found, pieces, lists):
            yield Span(*found.span(), label)


def _meaning(text: str, found: re.Match[str], pieces: list[str], lists: Lexicon) -> Label | None:
    letters = [piece for piece in pieces if piece in _LETTERS]
    if (
        len(letters) < _FEWEST
        or _is_recited(letters)
        or found.group().lower().count(" and ") > len(letters) - _FEWEST
    ):
        return None
    joined = "".join(_LETTERS.get(piece) or _FIGURES.get(piece, piece) for piece in pieces)
    before = text[max(0, found.start() - _SEEN) : found.start()]
    around = before + text[found.end() : found.end() + _SEEN]
    told = bool(_words("radio told").search(around)) and not _words("lesson").search(around)
    if not joined.isalpha():
        if label := mark_of(joined):
            return label
        plate = _PLATE.search(around)
        if _MARK.fullmatch(joined.upper()) and (told or plate):
            return Label.VEHICLE if plate else Label.POSTCODE
        return Label.CASE_REF if told else None
    if is_name(joined, lists) and len(joined) >= _FEWEST_SURE:
        return Label.SCHOOL if _SCHOOL.search(around) else Label.PERSON
    if told:
        return Label.SCHOOL if _SCHOOL.search(around) else Label.PERSON
    return None


def _is_recited(pieces: list[str]) -> bool:
    """Whether letters follow each other as in the alphabet: "Alpha, Bravo, Charlie", "Golf, Mike, Papa"."""
    return all(one[0] < other[0] for one, other in pairwise(pieces))
