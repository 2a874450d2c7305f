"""Words that are torn: "Par adi s", "Tem - ple - more Av", "Mo-ses", "Hen\\ndrew\\nen", "e-lev-enth", "1 8 th".

Pieces become one word where they are one that is known, and are not words by themselves.
"""

import re
from collections.abc import Iterator, Sequence

from csaleads.anonymity.days.calendar_words import MONTHS
from csaleads.anonymity.disguises.markup import Edit
from csaleads.anonymity.numbers.figures import has_nhs_checksum
from csaleads.anonymity.numbers.spoken import DAY_WORDS, DIGIT_WORDS
from csaleads.anonymity.text.lexicon import Lexicon, fold, lexicon, word_group

_DASHED = re.compile(r"(?<![\w'-])[A-Z][a-z]{0,9}(?:-{1,5}[a-z']{1,9}){1,4}(?![\w'])")
_HYPHENED = re.compile(r"(?<![\w'-])[A-Z][a-z]{0,7}(?: - [a-z]{1,7}){1,4}(?![\w'-])")
_SPACED = re.compile(r"(?<![\w'’.-])[A-Z][a-z]{0,5}(?: {1,2}[a-z]{1,5}){2,3}(?![\w'’-])")
_LINED = re.compile(r"(?<![\w'-])[A-Z][a-z]{1,6}(?: ?\n[a-z]{1,6}){2,4}(?![\w'-])")
_PIECE = re.compile(r"[A-Za-z']+")
_DASH_AND_CAPITAL = re.compile(r"-(?=[A-Z][a-z])")
_COUNTED = re.compile(r"(?<![\w'-])[a-z]{1,6}(?:-[a-z]{1,7}){1,3}(?![\w'-])", re.I)
_SPACED_HYPHEN, _PIECE_ALONE = re.compile(" - [a-z]"), re.compile(r"\n[a-z]{1,6} ?\n[a-z]")
_HYPHEN = re.compile(r"(?<=[^\W\d_])-(?=[^\W\d_])")
_WORDS_OF_NUMBERS = DAY_WORDS | (DIGIT_WORDS - {"o", "oh"}) | frozenset(MONTHS)
_DAY_APART = re.compile(
    r"[0-3](?= \d (?:st|nd|rd|th)(?!\w))(?<![\d.,/] .)(?<![\w.,/].)(?P<gap> )\d(?P<ending> )(?:st|nd|rd|th)"
)
_FIGURE_LINES = re.compile(r"(?<![\w\n])\d(?: \d){1,9}(?: ?\n ?\d(?: \d){1,9}){1,4}(?![\w])")
_LENGTHS = (10, 11)
_POSTCODE = re.compile(
    r"(?<![\w'])(?:(?P<area>[A-Z] [A-Z]|[A-Z]) [\dOl](?: [\dOlA-Z])?) {1,4}[\dOl] [A-Za-z] [A-Za-z](?![\w']| \w(?!\w))"
)
_AREAS = word_group("postcode areas")
_FIGURE_OF = str.maketrans("Ol", "01")
_FEWEST_PIECES = 3
_SURE_LENGTH = 7
"""A given name so long is not put together from words by chance."""


def words_rejoined(text: str) -> Iterator[Edit]:
    """The gaps in torn words, numbers and days."""
    last = 0
    for start, end, instead in sorted({*_in_words(text), *_in_numbers(text)}):
        if start >= last:
            yield start, end, instead
            last = end


def _in_words(text: str) -> Iterator[Edit]:
    lists = lexicon()
    for pattern in _patterns(text):
        for found in pattern.finditer(text):
            if joined_to := _joined_to(found, lists, spaced=pattern is _SPACED, dashed=pattern is _DASHED):
                yield from _gaps(text, found.start(), joined_to)
                if goes_on := _DASH_AND_CAPITAL.match(text, joined_to):
                    yield *goes_on.span(), " "


def _in_numbers(text: str) -> Iterator[Edit]:
    for found in _hyphened(text):
        if found.group().replace("-", "").lower() in _WORDS_OF_NUMBERS:
            yield from _gaps(text, found.start(), found.end())
    for found in _DAY_APART.finditer(text):
        for gap in ("gap", "ending"):
            yield *found.span(gap), ""


def _hyphened(text: str) -> Iterator[re.Match[str]]:
    """Short pieces with hyphens between them; only around a hyphen is anything looked at."""
    last = 0
    for hyphen in _HYPHEN.finditer(text):
        if hyphen.start() >= last:
            start = hyphen.start()
            while start > last and text[start - 1].isalpha():
                start -= 1
            if found := _COUNTED.match(text, start):
                yield found
                last = found.end()


def _patterns(text: str) -> Iterator[re.Pattern[str]]:
    if "-" in text:
        yield _DASHED
    if _SPACED_HYPHEN.search(text):
        yield _HYPHENED
    if _PIECE_ALONE.search(text):
        yield _LINED
    yield _SPACED


def _joined_to(found: re.Match[str], lists: Lexicon, *, spaced: bool, dashed: bool) -> int:
    """Where the torn word ends, 0 if it is none."""
    if spaced and not _may_be_name(found.group().lower().split(), lists):
        return 0
    pieces = list(_PIECE.finditer(found.group()))
    fewest = _FEWEST_PIECES if spaced else 2
    while len(pieces) >= fewest:
        if _are_torn([fold(piece.group()) for piece in pieces], lists, spaced=spaced, dashed=dashed):
            return found.start() + pieces[-1].end()
        pieces.pop()
    return 0


def _may_be_name(pieces: Sequence[str], lists: Lexicon) -> bool:
    """Whether three of the pieces, or all four, are a name once they are one."""
    joined = {"".join(pieces[:3]), "".join(pieces)}
    return not (
        joined.isdisjoint(lists.first)
        and joined.isdisjoint(lists.last)
        and joined.isdisjoint(lists.large_places)
    )


def _are_torn(pieces: Sequence[str], lists: Lexicon, *, spaced: bool, dashed: bool) -> bool:
    joined = "".join(pieces)
    strange = sum(not _is_word(piece, lists) for piece in pieces)
    if len(joined) < 4 or (not strange and not spaced) or (pieces[-1] in ("s", "th") and not spaced):
        return False
    named = joined in lists.first or joined in lists.last
    if spaced:
        small = strange + sum(piece in lists.short for piece in pieces)
        if joined in lists.first and not lists.is_english(joined):
            return len(joined) >= _SURE_LENGTH or (small > 0 and len(joined) > 4)
        return strange >= 2 and (named or joined in lists.large_places)
    if dashed and len(pieces) < _FEWEST_PIECES:
        return named and len(joined) > 4
    known = named or lists.is_english(joined) or joined in lists.large_places
    return known or (len(pieces) >= _FEWEST_PIECES and strange >= 1 and len(joined) > 5)


def _is_word(piece: str, lists: Lexicon) -> bool:
    if len(piece) == 1:
        return piece in "aiu"
    return (
        lists.is_english(piece) or piece in lists.field or piece in lists.short or piece in _STARTERS
    ) and not (len(piece) == 2 and piece not in _STARTERS and piece not in lists.short)


_STARTERS = word_group("function words")


def _gaps(text: str, start: int, end: int) -> Iterator[Edit]:
    at = start
    while at < end:
        if text[at].isalpha() or text[at] == "'":
            at += 1
            continue
        first = at
        while not (text[at].isalpha() or text[at] == "'"):
            at += 1
        yield first, at, ""


def numbers_rejoined(text: str) -> Iterator[Edit]:
    """Single figures on several lines, and a postcode with letters for its figures."""
    for found in _POSTCODE.finditer(text):
        if found["area"].replace(" ", "").lower() in _AREAS:
            yield from _postcode(found.start(), found.group())
    if "\n" in text:
        for found in _FIGURE_LINES.finditer(text):
            figures = "".join(filter(str.isdigit, found.group()))
            if len(figures) in _LENGTHS and (
                figures[0] == "0" or (len(figures) == _LENGTHS[0] and has_nhs_checksum(figures))
            ):
                for at, letter in enumerate(found.group(), found.start()):
                    if not letter.isdigit():
                        yield at, at + 1, ""


def _postcode(start: int, shown: str) -> Iterator[Edit]:
    """ "N P 9 O   6 L l" is NP90 6LL."""
    places = [at for at, letter in enumerate(shown) if letter != " "]
    for before, at in zip([None, *places], places, strict=False):
        if before is not None and at > before + 1:
            yield start + before + 1, start + at, " " if at == places[-3] else ""
        in_area = before is None or (at == places[1] and shown[at].isupper() and shown[at] != "O")
        meant = shown[at].upper() if in_area or at in places[-2:] else shown[at].translate(_FIGURE_OF)
        if meant != shown[at]:
            yield start + at, start + at + 1, meant
