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
_FEWEST_SMALL = 2
_LONG_RUN = re.compile(r"([A-Z][a-z]{1,9})[*]{3,6}([a-z]{3,9})")
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
        meant = _in_small_letters(shown, lists) or _run_of_stars(shown, lists)
        beside = loud >= _FEWEST_BESIDE and _is_loud(shown)
        if not meant and (beside or _may_be_masked(shown)):
            meant = _meant(shown, lists, kind=bool(_KIND.match(text, found.end())))
        yield from _filled(found.start(), shown, meant)


def _may_be_masked(shown: str) -> bool:
    return shown[0].isupper() and len(shown) >= _SHORTEST and bool(_INNER.search(shown))


def _meant(shown: str, lists: Lexicon, *, kind: bool) -> str:
    """The whole word; before a kind of place any letters will do."""
    whole = fold(re.sub(rf"[{_STAR}]", "", shown))
    if len(whole) < 2 or _is_known(whole, lists):
        return ""
    read = _read(shown, lists)
    if not read and shown[1:].islower() and kind and not _may_be_rude(shown):
        read = re.sub(rf"[{_STAR}]", "a", shown.lower())
    return read


def _filled(start: int, shown: str, read: str) -> Iterator[Edit]:
    """A letter for each star; where the word is shorter, some for all."""
    if read and len(read) != len(shown):
        first, last = shown.index("*"), shown.rindex("*") + 1
        yield start + first, start + last, read[first : len(read) - len(shown) + last]
        return
    for at, letter in enumerate(shown) if read else ():
        if letter in _STAR:
            yield start + at, start + at + 1, read[at].upper() if _is_loud(shown) or not at else read[at]


def _in_small_letters(shown: str, lists: Lexicon) -> str:
    """ "b*rn*rd": a given name without its vowels that can be no other word, and no rude one."""
    stars = sum(letter in _STAR for letter in shown)
    fits = _FEWEST_SMALL <= stars <= _MOST_VOWELS and len(shown) - stars >= _SHORTEST
    if not fits or not shown.replace("*", "").replace("•", "").islower() or _may_be_rude(shown):
        return ""
    if re.search(rf"[{_STAR}]{{2}}", shown) or shown[0] in _STAR:
        return ""
    readings = list(_readings(fold(shown), "aeiouy", stars))
    if any(each in lists.english and each not in lists.first for each in readings):
        return ""
    return next((each for each in readings if each in lists.first), "")


def _run_of_stars(shown: str, lists: Lexicon) -> str:
    """ "Sara****wati": the one or two letters that a long run stands for, in a name that begins with a capital."""
    found = _LONG_RUN.fullmatch(shown)
    if not found or _may_be_rude(shown):
        return ""
    left, right = fold(found[1]), fold(found[2])
    for many in (1, 2):
        for letters in map("".join, product(_LETTERS, repeat=many)):
            name = f"{left}{letters}{right}"
            if name in lists.first or name in lists.last:
                return name
    return f"{left}s{right}" if left in lists.first and not lists.is_english(left) else ""


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
