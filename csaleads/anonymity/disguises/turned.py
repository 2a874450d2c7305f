"""What is written from its end where the text says so: plates, postcodes, numbers in figures or words, handles, strange words.

"turn it round: T-F-V-8-6-G-E", "read from the right, 614 009 00770", "in reverse: 33_xam_lil". A name that a list has is
found without that in hidden.py.
"""

import re
from collections.abc import Iterator

from csaleads.anonymity.disguises.fragments import is_name, mark_of, may_be_word
from csaleads.anonymity.findings import Label, Span
from csaleads.anonymity.numbers.spoken import DIGITS, read_digits
from csaleads.anonymity.text.lexicon import Lexicon, either, fold, phrase_group

_CUE = re.compile(rf"(?<!\w)(?:{either(phrase_group('hiding_cues.txt', 'turned'))})", re.I)
_AWAY = re.compile(rf"(?<!\w)(?:{either(phrase_group('hiding_cues.txt', 'turned away'))})", re.I)
_TELLING = re.compile(rf"(?<!\w)(?:{either(phrase_group('hiding_cues.txt', 'told by it'))})(?!\w)", re.I)
_MARK = re.compile(r"(?<![\w@])[A-Za-z\d](?:[ .\-_/*~,|]{0,2}[A-Za-z\d]){4,20}(?![\w@])")
_SIGNS = re.compile(r"[\W_]+")
_WORD = re.compile(r"(?<![\w@/.'-])(?:[A-Z][a-z]{3,14}|[a-z]{3,14}[A-Z]|[A-Z]{5,14}|[a-z]{4,14})(?![\w@/'-])")
_APART = re.compile(r"(?<![\w@/.'-])[A-Za-z](?:[ .\-*~,/|]{1,2}[A-Za-z]){2,14}(?![\w@/'-])")
_HANDLE = re.compile(
    r"(?<![\w@])(?=[\w.]*[_\d])(?=[\d_.]*[a-z])[a-z\d]+(?:[_.][a-z\d]+)+(?![\w@])|(?<![\w@])\d{1,4}[a-z]{4,20}(?!\w)"
)
_NEAR = 140
_FEWEST_FIGURES = 6


def find(text: str, lists: Lexicon) -> Iterator[Span]:
    """Each in `text`, near the words that say it."""
    for cue in _CUE.finditer(text):
        if _AWAY.match(text, cue.start()):
            continue
        first, last = max(0, cue.start() - _NEAR), min(len(text), cue.end() + _NEAR)
        if not _TELLING.search(text, first, last):
            continue
        for span in _near(text, first, last, lists):
            if span.end <= cue.start() or span.start >= cue.end():
                yield span


def _near(text: str, first: int, last: int, lists: Lexicon) -> Iterator[Span]:
    for found in _MARK.finditer(text, first, last):
        yield from _marks(found)
    for found in DIGITS.finditer(text, first, last):
        figures = read_digits(found.group())[::-1]
        if label := mark_of(figures):
            yield Span(*found.span(), label)
    for found in _HANDLE.finditer(text, first, last):
        yield Span(*found.span(), Label.URL_HANDLE)
    for pattern in (_WORD, _APART):
        for found in pattern.finditer(text, first, last):
            word = fold(_SIGNS.sub("", found.group()))
            if not _is_known(word, lists) and (
                is_name(word[::-1], lists) or _is_strange(found.group(), word)
            ):
                yield Span(*found.span(), Label.PERSON)


def _marks(found: re.Match[str]) -> Iterator[Span]:
    """Marks and numbers that are one by their shape from the right; the longest from each word of the run on."""
    shown = found.group()
    bounds = [0, *(sign.end() for sign in _SIGNS.finditer(shown))]
    ends = [*(sign.start() for sign in _SIGNS.finditer(shown)), len(shown)]
    for start in bounds:
        for end in reversed(ends):
            joined = _SIGNS.sub("", shown[start:end])
            if len(joined) < _FEWEST_FIGURES - 1:
                break
            as_written = joined == joined.upper() or joined == shown[start:end]
            if (
                as_written
                and any(map(str.isdecimal, joined))
                and (label := mark_of(joined[::-1]))
                and not mark_of(joined)
            ):
                yield Span(found.start() + start, found.start() + end, label)
                return


def _is_known(word: str, lists: Lexicon) -> bool:
    return (
        lists.is_english(word)
        or word in lists.first
        or word in lists.last
        or word in lists.field
        or word in lists.short
        or word in lists.large_places
    )


def _is_strange(shown: str, word: str) -> bool:
    """Whether its capital stands last, where a name from its end has it, and it can be said from there."""
    return shown[-1].isupper() and shown[:-1].islower() and may_be_word(word[::-1])
