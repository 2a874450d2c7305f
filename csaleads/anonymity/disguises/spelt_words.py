"""Words that are taken apart and name nobody: "H, O, M, E", "S-T-O-P", "C S E", "el-bow", "A, B, C, D", "a/b/c", "c&f", "p.44".

Children's letters and syllables, answer keys, pages and the field's own short forms look like hidden names or initials.
"""

import re
from collections.abc import Iterator

from csaleads.anonymity.disguises.fragments import is_said_in_rows
from csaleads.anonymity.text.lexicon import Lexicon, word_group
from csaleads.anonymity.text.scanning import WordStarts

_LETTERS = re.compile(
    r"(?<![\w'.&-])[A-Za-z](?P<gap>, ?|-|\.| - |! ?|\* ?)[A-Za-z](?:(?P=gap)[A-Za-z]){1,14}(?![\w'&-])"
)
_IN_ROWS = re.compile(r"[a-h](?:/[a-h]){2,7}|\d{1,2}[.)\-] ?[a-e](?:,? \d{1,2}[.)\-] ?[a-e])+", re.I)
_SYLLABLES = re.compile(r"(?<![\w'-])[A-Za-z]{2,}(?:-[a-z]{2,}){1,4}(?![\w'-])")
_AND = re.compile(r"(?<![\w'&])[a-z]{1,2}&[a-z]{1,2}(?![\w'&])", re.I)
_AND_WORDS = word_group("letters joined by and")
_PAGE = re.compile(r"(?<!\w)pp?\. ?(?=\d)")
_BAY = re.compile(
    r"(?<!\w)(?:bed \d{1,2}[,;/]? bay(?= \d{1,2}(?!\w))|bay \d{1,2}[,;/]? bed(?= \d{1,2}(?!\w)))", re.I
)
_SHORT_APART = re.compile(
    r"(?<![\w'.&/-])(?<![A-Z] )[A-Z](?:(?: [A-Z]){1,6}|(?:\.[A-Z]){2,6}\.?)(?![\w'&/-]| [A-Z](?!\w))"
)
_ROW = re.compile(r"(?<![\w'.&-])[A-Z](?: [A-Z]){3,24}(?![\w'&-]| [A-Z](?!\w))")
_SURE_LENGTH = 3
"""Two letters apart may be somebody's; three that are a short form are that, and beside two of those any three are."""
_VOWELS = "AEIOU"
_ALPHABET = "abcdefghijklmnopqrstuvwxyz"
_SINGLE = frozenset(_ALPHABET)
_FEWEST = 2
"""So many letters must stand alone for a word to be spelt."""


def nobody(text: str, words: WordStarts, lists: Lexicon) -> Iterator[tuple[int, int]]:
    """(start, end) of each in `text`, whose words begin at `words`."""
    if sum(len(words[word]) for word in words.keys() & _SINGLE) >= _FEWEST:
        yield from _spelt(text, lists)
        yield from _short_forms(text, lists)
        for found in _ROW.finditer(text):
            if is_said_in_rows(found.group().replace(" ", "").lower(), lists):
                yield found.span()
    if "-" in text:
        yield from _in_syllables(text, lists)
    for found in _AND.finditer(text) if "&" in text else ():
        if found.group().lower() in _AND_WORDS:
            yield found.span()
    for found in _BAY.finditer(text) if "bay" in words else ():
        yield found.span()
    for found in _PAGE.finditer(text) if "p" in words or "pp" in words else ():
        yield found.span()


def _spelt(text: str, lists: Lexicon) -> Iterator[tuple[int, int]]:
    """ "H, O, M, E", "a/b/c", "1-b 2-c"."""
    for found in _LETTERS.finditer(text):
        if _is_plain("".join(filter(str.isalpha, found.group())).lower(), lists):
            yield found.span()
    for found in _IN_ROWS.finditer(text):
        yield found.span()


def _short_forms(text: str, lists: Lexicon) -> Iterator[tuple[int, int]]:
    """ "C S E", "M.O.T.": short forms whose letters stand apart; of two letters, or that no list has, only beside others."""
    runs = [(found, "".join(filter(str.isalpha, found.group()))) for found in _SHORT_APART.finditer(text)]
    sure = {letters for _, letters in runs if len(letters) >= _SURE_LENGTH and _is_short_form(letters, lists)}
    for found, letters in runs:
        word = letters.lower()
        beside = bool(sure - {letters}) and (
            word in lists.short
            or (
                len(sure) > 1
                and len(letters) >= _SURE_LENGTH
                and word not in lists.first
                and word not in lists.last
            )
        )
        if letters in sure or beside:
            yield found.span()


def _is_short_form(letters: str, lists: Lexicon) -> bool:
    word = letters.lower()
    return letters == _VOWELS or (
        (word in lists.short or word in lists.field)
        and word not in lists.first
        and word not in lists.own_first
    )


def _in_syllables(text: str, lists: Lexicon) -> Iterator[tuple[int, int]]:
    """ "el-bow"."""
    for found in _SYLLABLES.finditer(text):
        joined = found.group().replace("-", "").lower()
        if joined in lists.english and joined not in lists.first and joined not in lists.last:
            yield found.span()


def _is_plain(word: str, lists: Lexicon) -> bool:
    """Whether letters spell a word that nobody is called, or say the alphabet."""
    if word in _ALPHABET or word == _VOWELS.lower():
        return True
    return lists.is_english(word) and word not in lists.first and word not in lists.last
