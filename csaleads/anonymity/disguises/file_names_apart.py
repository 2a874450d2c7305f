"""Numbers and houses in names of files, where strokes stand for spaces: "FD23F00268_bundle.pdf", "hall_8_Hawser_Close.jpg"."""

import re
from collections.abc import Iterator

from csaleads.anonymity.disguises.within_names import FILE_ENDING
from csaleads.anonymity.findings import Label, Span
from csaleads.anonymity.numbers import official
from csaleads.anonymity.places import addresses
from csaleads.anonymity.text.lexicon import Lexicon
from csaleads.anonymity.text.scanning import word_starts

_FILE_NAME = re.compile(rf"(?<![\w@%+()&,~.-])(?P<name>[\w%+()&,~-]{{3,100}}){FILE_ENDING}(?!\w)", re.I)
_OF_A_CASE = re.compile(
    r"(?!(?:IMG|DSC|DSCN|PXL|VID|WA|MVIMG|GOPR|IMG-WA|Scan|PD|CP)[\W_]?\d)(?=(?:\D*\d){5})"
    r"[A-Z\d/-]*[A-Z][A-Z\d/-]*",
    re.I,
)
"""Letters and at least five figures; not what cameras and telephones call a picture."""
_NUMBERS = frozenset((Label.VEHICLE, Label.POSTCODE, Label.NINO, Label.PASSPORT, Label.NHS_NUMBER))


def find(text: str, lists: Lexicon) -> Iterator[Span]:
    """Each in `text`."""
    for found in _FILE_NAME.finditer(text) if "_" in text and "." in text else ():
        name = found["name"]
        if "_" not in name or not any(sign.isdigit() for sign in name):
            continue
        apart = name.replace("_", " ")
        starts = word_starts(apart)
        for span in official.find(apart, starts):
            written = apart[span.start : span.end]
            if span.label in _NUMBERS or (span.label is Label.CASE_REF and _OF_A_CASE.fullmatch(written)):
                yield _moved(span, found.start())
        for span in addresses.find(apart, apart, lists, starts):
            if apart[span.start].isdigit():
                yield _moved(span, found.start())


def _moved(span: Span, by: int) -> Span:
    return Span(span.start + by, span.end + by, span.label)
