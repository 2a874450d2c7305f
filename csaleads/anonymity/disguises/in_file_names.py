"""Births and places within the names of files: "arm_otta_dob140815.jpg", "scan_wexcombe-refuge.pdf", "wexcombe_primary.docx"."""

import re
from collections.abc import Iterator

from csaleads.anonymity.disguises.within_names import FILE_ENDING
from csaleads.anonymity.findings import Label, Span
from csaleads.anonymity.text.lexicon import Lexicon

_FILE_NAME = re.compile(rf"(?<![\w@%+()&,~.-])[\w%+()&,~-]{{3,100}}{FILE_ENDING}(?!\w)", re.I)
_BIRTH = re.compile(r"(?:dob|born|birth)[_ -]?(?P<day>\d{6}|\d{8}|\d{1,2}[_-]\d{1,2}[_-]\d{2,4})(?!\d)", re.I)
_KINDS = {
    **dict.fromkeys(("primary", "academy", "school", "nursery", "infants", "juniors", "college", "high"), Label.SCHOOL),
    **dict.fromkeys(("surgery", "hospital", "clinic", "infirmary", "medical", "practice"), Label.HEALTH),
    **dict.fromkeys(("refuge", "hostel", "house", "lodge", "farm", "court", "centre", "unit", "hotel"), Label.SMALL_PLACE),
}  # fmt: skip
_PLACE = re.compile(
    rf"(?<![A-Za-z])(?P<name>[A-Za-z]{{4,20}}?)(?P<gap>[_-]?)(?P<kind>{'|'.join(_KINDS)})(?![A-Za-z])", re.I
)
_ALSO = frozenset(
    (
        "womens",
        "primary",
        "infant",
        "junior",
        "high",
        "mens",
        "case",
        "ward",
        "foster",
        "residential",
        "childrens",
    )
)


def find(text: str, lists: Lexicon) -> Iterator[Span]:
    """Each in `text`."""
    for found in _FILE_NAME.finditer(text) if "." in text else ():
        for birth in _BIRTH.finditer(text, *found.span()):
            yield Span(*birth.span("day"), Label.DATE_OF_BIRTH)
        for place in _PLACE.finditer(text, *found.span()):
            word = place["name"].lower()
            known = (
                lists.is_english(word)
                or word in lists.field
                or word in lists.short
                or word in lists.large_places
            )
            if (
                not known
                and word not in _ALSO
                and (place["gap"] or place["kind"].lower() not in ("high", "house", "unit"))
            ):
                yield Span(*place.span(), _KINDS[place["kind"].lower()])
