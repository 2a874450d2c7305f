"""Letters masked by stars within a word: "B**rwood", "St M*ch**ls", "D*N*LL* SM*TH*RS"; each star becomes a letter that fits.

What may be a swear word stays as it is.
"""

import re
from collections.abc import Iterator
from itertools import product

from csaleads.anonymity.disguises.markup import Edit
from csaleads.anonymity.text.lexicon import Lexicon, fold, lexicon, word_group

_STAR = "*•"
_INNER = re.compile(rf"[^\W\d_][{_STAR}]{{1,4}}[^\W\d_]")
_MASKED = re.compile(rf"(?<![\w{_STAR}])(?:[^\W\d_]|[{_STAR}]){{3,16}}(?![\w{_STAR}])")
_FEWEST_BESIDE = 3
"""So many masked words in capitals, and one that begins with a star or is short is masked too."""
_SHORTEST = 4
_KINDS = word_group("kinds of street in disguise") | word_group("kinds of school in disguise") | {"old"}
_MOST_OPEN, _MOST_VOWELS = 2, 4
_VOWELS = "aeiouy"
_LETTERS = "abcdefghijklmnopqrstuvwxyz"
_RUDE = word_group("rude words")
_RUDE_ENDINGS = ("", "s", "y", "ed", "er", "ers", "ing", "head")
_KIND = re.compile(
    r" (?:estate|farm|house|hall|park|school|academy|primary|infants|juniors|nursery|college|surgery|clinic|hospital|centre|"
    r"road|rd|street|lane|ln|avenue|ave|close|drive|crescent|terrace|court|way|grove|gardens|hill|flats|lodge|cottages?|club|"
    r"church|chapel|hostel|refuge|hotel|inn|caravan)(?!\w)",
    re.I,
)


def letters_masked(text: str) -> Iterator[Edit]:
    """A letter for each star in a word that begins with a capital."""
    if not _INNER.search(text):
        return
    lists = lexicon()
    words = list(_MASKED.finditer(text))
    loud = sum(bool(_INNER.search(each.group())) and _is_loud(each.group()) for each in words)
    for found in words:
        shown = found.group()
        if not any(star in shown for star in _STAR):
            continue
        beside = loud >= _FEWEST_BESIDE and _is_loud(shown)
        if not beside and (not shown[0].isupper() or len(shown) < _SHORTEST or not _INNER.search(shown)):
            continue
        whole = fold(re.sub(rf"[{_STAR}]", "", shown))
        if len(whole) < 2 or _is_known(whole, lists):
            continue
        read = _read(shown, lists)
        if not read and shown[1:].islower() and _KIND.match(text, found.end()) and not _may_be_rude(shown):
            read = re.sub(rf"[{_STAR}]", "a", shown.lower())
        for at, letter in enumerate(shown) if read else ():
            if letter in _STAR:
                meant = read[at].upper() if _is_loud(shown) or not at else read[at]
                yield found.start() + at, found.start() + at + 1, meant


def _is_loud(shown: str) -> bool:
    return shown.isupper()


def _read(shown: str, lists: Lexicon) -> str:
    """The word that fits best in small letters; nothing if none does, or a rude one."""
    stars = sum(letter in _STAR for letter in shown)
    letters = len(shown) - stars
    if not stars or stars > min(_MOST_VOWELS, letters) or _may_be_rude(shown):
        return ""
    small = fold(shown)
    if len(small) != len(shown):
        return ""
    readings = list(_readings(small, _VOWELS, stars))
    if stars <= _MOST_OPEN:
        readings += _readings(small, _LETTERS, stars)
    for among in (_KINDS, lists.first, lists.last, lists.english, lists.large_places):
        if read := next((each for each in readings if each in among), ""):
            return read
    return next((each for each in readings if _is_known(each, lists)), "")


def _readings(small: str, letters: str, stars: int) -> Iterator[str]:
    pieces = re.split(rf"[{_STAR}]", small)
    for chosen in product(letters, repeat=stars):
        yield pieces[0] + "".join(letter + piece for letter, piece in zip(chosen, pieces[1:], strict=True))


def _is_known(word: str, lists: Lexicon) -> bool:
    return word in lists.first or word in lists.last or lists.is_english(word)


def _may_be_rude(shown: str) -> bool:
    pattern = re.compile(re.sub(rf"[{_STAR}]", "[a-z]", fold(shown)))
    return any(pattern.fullmatch(word + ending) for word in _RUDE for ending in _RUDE_ENDINGS)
