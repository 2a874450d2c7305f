"""Numbers in words: "the twenty-first", "two thousand and eleven", "oh double seven double oh, nine hundred"."""

import re

_ONES = {
    "oh": 0, "o": 0, "zero": 0, "nought": 0, "naught": 0, "nil": 0, "one": 1, "two": 2, "three": 3, "four": 4,
    "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9,
}  # fmt: skip
_TEENS = {
    "ten": 10, "eleven": 11, "twelve": 12, "thirteen": 13, "fourteen": 14, "fifteen": 15, "sixteen": 16,
    "seventeen": 17, "eighteen": 18, "nineteen": 19,
}  # fmt: skip
_TENS = {
    "twenty": 20, "thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "seventy": 70, "eighty": 80, "ninety": 90,
}  # fmt: skip
_REPEATS = {"double": 2, "treble": 3, "triple": 3}
_ORDINALS = (
    "first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth", "eleventh", "twelfth",
    "thirteenth", "fourteenth", "fifteenth", "sixteenth", "seventeenth", "eighteenth", "nineteenth", "twentieth",
)  # fmt: skip
_ONE_TO_NINE = "|".join(list(_ONES)[6:])
_TEEN = "|".join(_TEENS)
_NOUGHTS = ("oh", "zero", "nought", "naught", "o")
_NOUGHT = f"(?:{'|'.join(_NOUGHTS)})"

FIGURE_WORDS = (
    "zero",
    "nought",
    "naught",
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "double",
    "oh",
    "hundred",
)
"""How one figure is said."""

DAY_WORD = rf"(?:twenty[ \-](?:{'|'.join(_ORDINALS[:9])})|thirtieth|thirty[ \-]first|{'|'.join(reversed(_ORDINALS))})"
"""A day of the month in words."""
DAY_COUNT_WORD = rf"(?:twenty[ \-](?:{_ONE_TO_NINE})|thirty[ \-]one|twenty|thirty|{_TEEN}|(?:{_NOUGHT}[ \-])?(?:{_ONE_TO_NINE}))"
"""A day of the month in words that count: "fourteen", "oh three"."""
DAY_WORDS = frozenset((*_ORDINALS, "thirtieth", "twenty", "thirty"))
"""The words with which a day of the month begins."""
DAY_COUNT_WORDS = frozenset((*list(_ONES)[6:], *_TEENS, "twenty", "thirty", *_NOUGHTS))
"""The words with which one begins that counts."""
MONTH_ORDINAL = f"(?:{'|'.join(reversed(_ORDINALS[:12]))})"
"""A month by its place in the year."""
MONTH_COUNT_WORD = rf"(?:twelve|eleven|ten|(?:{_NOUGHT}[ \-])?(?:{_ONE_TO_NINE}))"
"""A month by its number, in words."""

_SMALL = rf"(?:(?:{'|'.join(_TENS)})(?:[ \-](?:{_ONE_TO_NINE}))?|{_TEEN}|{_ONE_TO_NINE})"
NUMBER_WORD = rf"(?:(?:one|a) hundred(?: and {_SMALL})?|{_SMALL})"
"""A number from one to some hundred in words, as houses have them."""

YEAR_WORDS = rf"(?:two thousand(?: and)?(?: {_SMALL})?|(?:nineteen|twenty)[ \-](?:oh[ \-])?{_SMALL})"
"""A year in words."""
SHORT_YEAR_WORDS = (
    rf"(?:{_NOUGHT}[ \-](?:{_ONE_TO_NINE})|(?:{'|'.join(_TENS)})(?:[ \-](?:{_ONE_TO_NINE}))?|{_TEEN})"
)
"""The last two figures of a year in words."""

_SAID_BETWEEN = frozenset(
    ("and", "then", "space", "dash", "gap", "pause", "comma", "stroke", "slash", "hyphen", "oblique")
)
_SAID = (*_ONES, *_TEENS, *_TENS, *_REPEATS, "hundred")
DIGIT_WORDS = frozenset(_SAID)
"""The words in which figures are read out."""

_DIGIT_WORD = rf"(?:{'|'.join(_SAID)}|\d{{1,6}})"
DIGITS = re.compile(
    rf"(?<![\w-])\+?{_DIGIT_WORD}(?:(?:, ?| ?[\-./|*_~]{{1,3}} ?| | ?[()]{{1,2}} ?|,? (?:and|then|and then|space|dash|"
    rf"gap|pause|comma|stroke|slash|hyphen|oblique),? )"
    rf"{_DIGIT_WORD}){{2,24}}(?![\w])",
    re.I,
)
"""A run of digits, some or all in words."""


def read_digits(shown: str) -> str:
    """The figures that a run of number words says: "oh double seven" is "077"."""
    figures = ""
    times = 1
    for word in re.findall(r"[a-z]+|\d+", shown.lower()):
        if word in _SAID_BETWEEN:
            continue
        if word in _REPEATS:
            times = _REPEATS[word]
            continue
        if word.isdigit():
            said = word
        elif word == "hundred":
            said = "00"
        else:
            said = str({**_ONES, **_TEENS, **_TENS}.get(word, ""))
        figures += said * times
        times = 1
    return figures


def has_words(shown: str) -> bool:
    """Whether a figure is said in words."""
    return any(word in DIGIT_WORDS for word in re.findall(r"[a-z]{2,}", shown.lower()))
