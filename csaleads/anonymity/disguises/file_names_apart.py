"""Numbers and houses in names of files, where strokes stand for spaces: "FD23F00268_bundle.pdf", "hall_8_Hawser_Close.jpg"."""

import re
from collections.abc import Iterator
from itertools import pairwise

from csaleads.anonymity.disguises.run_together import place_in
from csaleads.anonymity.findings import Label, Span
from csaleads.anonymity.numbers import official
from csaleads.anonymity.places import addresses
from csaleads.anonymity.text.file_names import FILE_NAME
from csaleads.anonymity.text.lexicon import Lexicon
from csaleads.anonymity.text.scanning import word_starts

_OF_A_CASE = re.compile(
    r"(?!(?:IMG|DSC|DSCN|PXL|VID|WA|MVIMG|GOPR|IMG-WA|Scan|PD|CP)[\W_]?\d)(?=(?:\D*\d){5})"
    r"[A-Z\d/-]*[A-Z][A-Z\d/-]*",
    re.I,
)
"""Letters and at least five figures; not what cameras and telephones call a picture."""
_PART = re.compile(r"[A-Za-z0-9]+")
_LEET = re.compile(r"[A-Za-z][013457]+[A-Za-z]|^[013457]+[A-Za-z]{2}")
_READINGS = tuple(str.maketrans("013457", letters) for letters in ("oieast", "oleast"))
"""A one is an i or an l."""
_LEAST = 4
_NUMBERS = frozenset((Label.VEHICLE, Label.POSTCODE, Label.NINO, Label.PASSPORT, Label.NHS_NUMBER))


def find(text: str, lists: Lexicon) -> Iterator[Span]:
    """Each in `text`."""
    for found in FILE_NAME.finditer(text) if "_" in text and "." in text else ():
        name = found["name"]
        if "_" not in name or not any(sign.isdigit() for sign in name):
            continue
        apart = name.replace("_", " ")
        starts = word_starts(apart)
        for span in official.find(apart, starts):
            written = apart[span.start : span.end]
            if span.label in _NUMBERS or (span.label is Label.CASE_REF and _OF_A_CASE.fullmatch(written)):
                yield _moved(span, found.start())
        spaced = apart.replace("-", " ")
        for span in addresses.find(spaced, spaced, lists, word_starts(spaced)):
            if spaced[span.start].isdigit():
                yield _moved(span, found.start())
        yield from _in_figures(name, found.start(), lists)


def _in_figures(name: str, at: int, lists: Lexicon) -> Iterator[Span]:
    """ "j4sm1n3", "s34b4nk_cl0s3": names and streets with figures for letters."""
    parts = [part for part in _PART.finditer(name) if _LEET.search(part.group())]
    for part in parts:
        if any(_is_name(part.group().lower().translate(reading), lists) for reading in _READINGS):
            yield Span(at + part.start(), at + part.end(), Label.PERSON)
    for one, other in pairwise(parts):
        if other.start() - one.end() != 1:
            continue
        for reading in _READINGS:
            read = "".join(part.group().lower().translate(reading) for part in (one, other))
            if (place := place_in(read, lists)) and not place[0]:
                yield Span(at + one.start(), at + other.end(), place[1])


def _is_name(read: str, lists: Lexicon) -> bool:
    return len(read) >= _LEAST and (
        read in lists.first or (read in lists.last and not lists.is_english(read))
    )


def _moved(span: Span, by: int) -> Span:
    return Span(span.start + by, span.end + by, span.label)
