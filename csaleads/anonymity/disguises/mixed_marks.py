"""Marks and numbers whose characters stand apart with now this, now that between them, or partly in words.

"W V 1 4 , 9 Q Z", "W-X-five-eight (space) N B O", "9 9 9 - one nine seven - 8 3 6 4", "KP2l ODU". Each gives the changes to
make, as in respelling.py.
"""

import re
from collections.abc import Iterator

from csaleads.anonymity.disguises.apart import beginning_alone
from csaleads.anonymity.disguises.markup import Edit
from csaleads.anonymity.numbers.figures import has_nhs_checksum
from csaleads.anonymity.numbers.spoken import DIGIT_WORDS, FIGURE_WORDS, NUMBER_WORD, read_digits
from csaleads.anonymity.text.lexicon import either, word_group

_SAID = rf"(?:{NUMBER_WORD}|{either(sorted(FIGURE_WORDS, key=len, reverse=True))})"
_GAP = r"(?:[ ,.;:/|_*\-]{0,2}\((?:space|gap|dash)\)[ ,]?|[ ,.;:/|_*\-]{1,4})"
_RUN = re.compile(rf"(?<![\w'&£$.])(?<!\w-)[A-Za-z\d](?:{_GAP}(?:[A-Za-z\d]|{_SAID})(?![\w'])){{4,16}}", re.I)
_PIECE = re.compile(rf"{_SAID}(?!\w)|(?<!\w)[a-z\d](?!\w)", re.I)
_FEWEST, _MOST_BEFORE = 5, 2
_AREAS = either(sorted(map(str.upper, word_group("postcode areas"))))
_POSTCODE = re.compile(rf"((?:{_AREAS})\d[A-Z\d]?)(\d[ABD-HJLNP-UW-Z]{{2}})")
_PLATE = re.compile(r"([A-Z]{2}\d\d)([A-Z]{3})")
_NINO = re.compile(r"([A-CEGHJ-PR-TW-Z][A-CEGHJ-NPR-TW-Z]\d{6}[A-D])()")
_PHONE = re.compile(r"0[1-37]\d{9}")
_NHS_LENGTH = 10
_MISREAD_PLATE = re.compile(r"(?<![\w/])[A-Z]{2}(?P<age>\d[OIl]|[OIl]\d)(?= {0,3}[A-Z]{3}(?![\w/]))")
_FIGURE_OF = str.maketrans("OIl", "011")
_MAY_BE_MISREAD = re.compile(r"\d[OIlSBZ]|[OIlSBZ]\d|[A-Z]l \d|\d [OIlSBZ][A-Z]{2}(?!\w)")


_MISREAD_POSTCODE = re.compile(
    rf"(?<![\w/])(?P<first>(?P<area>{_AREAS})(?:[\dOIl]|[1-9OIl][\dOIlA-Z])) (?P<last>[\dOIlSBZ][ABD-HJLNP-UW-Z]{{2}})(?![\w/])"
)
_OF_AN_ADDRESS = re.compile(r"(?:post ?code|address|envelope|lives|road|street|lane|close|avenue)", re.I)
_SEEN = 60
_MISREAD_NUMBER = re.compile(
    r"(?<!\w)(?i:tel|phone|telephone|mob|mobile|nhs|ring|rang|call|called|text|number|no|fax|landline)\b[^\n\d]{0,16}?"
    r"(?<![\w.])(?P<number>[\dOIlSBZ]{3,5}(?: ?[\dOIlSBZ]{2,6}){1,3})(?![\w/])"
)
_READ_AS = str.maketrans("OIlSBZ", "011582")


def _misread(text: str) -> Iterator[Edit]:
    """ "LSl 4AP", "O114 496 O3S2": letters that a machine has read for figures, where a postcode or a number is told."""
    for found in _MISREAD_POSTCODE.finditer(text):
        first = found.end("area")
        sure = text[first] == "l" and found["last"][0].isdecimal()
        if sure or _OF_AN_ADDRESS.search(text, max(0, found.start() - _SEEN), found.end() + _SEEN):
            yield from _as_figures(text, first, first + 1)
            yield from _as_figures(text, found.start("last"), found.start("last") + 1)
    for found in _MISREAD_NUMBER.finditer(text):
        read = found["number"].translate(_READ_AS).replace(" ", "")
        if sum(map(str.isdecimal, found["number"])) > 2 and (
            _PHONE.fullmatch(read)
            or (len(read) == _NHS_LENGTH and (has_nhs_checksum(read) or found.group()[:3].lower() == "nhs"))
        ):
            yield from _as_figures(text, *found.span("number"))


def _as_figures(text: str, start: int, end: int) -> Iterator[Edit]:
    for at in range(start, end):
        if text[at].translate(_READ_AS) != text[at]:
            yield at, at + 1, text[at].translate(_READ_AS)


def marks_mixed(text: str) -> Iterator[Edit]:
    """What the characters of a run make, where that is a mark or a number by its shape."""
    edits: list[Edit] = [
        (*found.span("age"), found["age"].translate(_FIGURE_OF)) for found in _MISREAD_PLATE.finditer(text)
    ]
    if _MAY_BE_MISREAD.search(text):
        edits += _misread(text)
    for found in beginning_alone(_RUN, text):
        if made := _made(found):
            edits.append(made)
    yield from _apart(sorted(set(edits)))


def _apart(edits: list[Edit]) -> Iterator[Edit]:
    """Of changes that overlap, the first."""
    last = 0
    for start, end, instead in edits:
        if start >= last:
            yield start, end, instead
            last = end


def _made(found: re.Match[str]) -> Edit | None:
    pieces = list(_PIECE.finditer(found.group()))
    for first in range(len(pieces) - _FEWEST + 1):
        if first > _MOST_BEFORE and not found.group()[: pieces[first].start()].endswith(" "):
            continue
        for end in range(len(pieces), first + _FEWEST - 1, -1):
            if read := _read([piece.group() for piece in pieces[first:end]]):
                if read.isdecimal() and (
                    _has_figure(pieces[:first][-1:]) or _has_figure(pieces[end : end + 1])
                ):
                    continue
                return found.start() + pieces[first].start(), found.start() + pieces[end - 1].end(), read
    return None


def _has_figure(pieces: list[re.Match[str]]) -> bool:
    return any(piece.group().isdecimal() or len(piece.group()) > 1 for piece in pieces)


def _read(pieces: list[str]) -> str:
    said = sum(len(piece) > 1 for piece in pieces)
    joined = "".join(piece if len(piece) == 1 else _figures(piece) for piece in pieces)
    if joined.isdecimal():
        is_nhs = len(joined) == _NHS_LENGTH and joined[0] != "0" and has_nhs_checksum(joined)
        return joined if said and (is_nhs or _PHONE.fullmatch(joined)) else ""
    if joined.islower():
        return ""
    for shape in (_POSTCODE, _PLATE, _NINO):
        if found := shape.fullmatch(joined.upper()):
            return " ".join(filter(None, found.groups()))
    return ""


def _figures(said: str) -> str:
    """ "thirty-four" is 34."""
    parts = re.split(r"[ \-]", said.lower())
    figures = read_digits(said)
    if len(parts) == 2 and parts[0].endswith("ty") and parts[1] in DIGIT_WORDS:
        return str(int(read_digits(parts[0])) + int(read_digits(parts[1])))
    return figures
