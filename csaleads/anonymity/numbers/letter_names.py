"""Names and marks whose letters are read out by what letters are called: "ess ay em", "em ex one nine, oh jay vee"."""

import re
from collections.abc import Iterator
from itertools import product

from csaleads.anonymity.findings import Label, Span
from csaleads.anonymity.numbers.spoken import DIGIT_WORDS, read_digits
from csaleads.anonymity.text.lexicon import Lexicon, either, phrase_group, word_group
from csaleads.anonymity.text.scanning import WordStarts

_NAMES = {
    called: line.partition(" ")[0]
    for line in phrase_group("letter_names.txt", "letter")
    for called in line.split(" ")[1:]
}
"""What a letter is called, and the letter."""
_NAMES |= {"double u": "w", "double you": "w"}
_SURE = frozenset(phrase_group("letter_names.txt", "sure"))
"""Those that are hardly words of another kind."""
_SURE_OR_ALONE = _SURE | frozenset("bcdefghjklmnopqrstuvwxyz")
_FEWEST_SURE = 2
_PIECE = (
    rf"(?:{either(sorted(_NAMES | dict.fromkeys(DIGIT_WORDS), key=len, reverse=True))}|double-you|[a-z]|"
    r"(?-i:[A-Z]{2,3})|\d{1,4})"
)
_RUN = re.compile(
    rf"(?<![\w'])(?:{_PIECE}(?: (?:for|as in|like) [a-z]+)?)(?:(?:,? (?:and |then )?|-|, ?|\. )"
    rf"{_PIECE}(?: (?:for|as in|like) [a-z]+)?(?![\w'])){{2,18}}",
    re.I,
)
_SURE_NAME = f"(?:{either(sorted(_SURE, key=len, reverse=True))})"
_TWO = re.compile(
    r"(?:\b(?:is|called|named|name|initials(?: are)?|it's|its)|[=:])(?: just| only)? "
    rf"(?P<name>{_SURE_NAME}[ -]{_SURE_NAME})(?![\w'-]| {_SURE_NAME}(?!\w))",
    re.I,
)
_TENS = re.compile(
    r"\b((?:twen|thir|for|fif|six|seven|eigh|nine)ty) (one|two|three|four|five|six|seven|eight|nine)\b"
)
_DOUBLE_U = re.compile(r"\bdouble[ -](?:u|you)\b")
_BY_EXAMPLE = re.compile(r"(?<!\w)([a-z]) (?:for|as in|like) \1[a-z]+", re.I)
_EXAMPLE = re.compile(r" (?:for|as in|like) [a-z]+", re.I)
_WORD = re.compile(r"[a-z]+|\d+", re.I)
_TOLD = re.compile(r"\b(?:spel(?:t|led|ls?|ling)|name(?:'s| is)?|called|letters?)\b", re.I)
_AREAS = word_group("postcode areas")
_SHAPES = (
    (Label.POSTCODE, re.compile(rf"(?:{'|'.join(sorted(map(str.upper, _AREAS)))})\d[\dA-Z]?\d[A-Z]{{2}}")),
    (Label.NINO, re.compile(r"[A-Z]{2}\d{6}[A-D]")),
    (Label.VEHICLE, re.compile(r"[A-Z]{2}\d{2}[A-Z]{3}|[A-Z]\d{1,3}[A-Z]{3}|[A-Z]{3}\d{1,3}[A-Z]")),
    (Label.CASE_REF, re.compile(r"[A-Z]{2}\d{2,3}[A-Z]\d{5,6}|[A-Z]{2,4}\d{4,8}")),
)


def find(text: str, words: WordStarts, lists: Lexicon) -> Iterator[Span]:
    """Every name and mark in `text`, whose words begin at `words`, whose letters are called by their names."""
    if sum(len(words[word]) for word in words.keys() & _SURE_OR_ALONE) < _FEWEST_SURE:
        return
    for found in _TWO.finditer(text):
        if "".join(_NAMES[each] for each in _WORD.findall(found["name"].lower())) not in lists.short:
            yield Span(*found.span("name"), Label.PERSON)
    for found in _RUN.finditer(text):
        said = _WORD.findall(_DOUBLE_U.sub("dub", _EXAMPLE.sub("", found.group()).lower()))
        pieces = [piece for piece in said if piece not in ("and", "then")]
        examples = len(_BY_EXAMPLE.findall(found.group()))
        if sum(piece in _SURE for piece in pieces) + examples >= _FEWEST_SURE:
            told = bool(_TOLD.search(text, max(0, found.start() - 32), found.start()))
            label = _meaning(pieces, lists, told=told)
            if label:
                yield Span(*found.span(), label)


def _meaning(pieces: list[str], lists: Lexicon, *, told: bool) -> Label | None:
    """What the pieces spell; "oh" may be a letter or a nought."""
    choices = [_readings(piece) for piece in pieces]
    for reading in product(*choices) if sum(len(each) > 1 for each in choices) < 5 else ():
        read = _joined(reading)
        name = read.lower()
        if name.isalpha():
            if len(name) > 2 and (
                name in lists.first or name in lists.last or (told and name not in lists.short)
            ):
                return Label.PERSON
            continue
        for label, shape in _SHAPES:
            if shape.fullmatch(read):
                return label
    return None


def _readings(piece: str) -> tuple[str, ...]:
    found = []
    if piece in _NAMES:
        found.append(_NAMES[piece].upper())
    elif piece.isalpha() and piece not in DIGIT_WORDS:
        found.append(piece.upper())
    if piece in DIGIT_WORDS or piece.isdigit():
        found.append(f"#{piece}")
    return tuple(found)


def _joined(reading: tuple[str, ...]) -> str:
    """Letters as they stand, figures next to each other as they are read out."""
    said, figures = "", []
    for piece in (*reading, ""):
        if piece.startswith("#"):
            figures.append(piece[1:])
            continue
        said += _number(figures) + piece
        figures = []
    return said


def _number(figures: list[str]) -> str:
    """ "sixty", "eight" is 68; "one", "nine" is 19."""
    return read_digits(
        _TENS.sub(
            lambda found: str(int(read_digits(found[1])) + int(read_digits(found[2]))), " ".join(figures)
        )
    )
