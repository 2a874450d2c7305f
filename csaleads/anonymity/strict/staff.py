"""Ages of those who work: "my ASYE, who's 23", "our manager's been here since she was 21". They tell nothing of a family."""

import re

from csaleads.anonymity.strict.bands import ADULT
from csaleads.anonymity.strict.data import WORDS
from csaleads.anonymity.strict.numbers import Number
from csaleads.anonymity.strict.reading import Reading
from csaleads.anonymity.text.lexicon import either, phrase_group

_OURS = re.compile(
    rf"\b(?:my|our)(?: own)? (?:(?!lead\b)[\w-]+ ){{0,2}}?(?:{either(phrase_group(WORDS, 'staff'))})(?![\w-])(?P<then>[^.;!?\n]*)$",
    re.I,
)
_KIN = (kind for kind in ("boy", "man", "girl", "woman", "child"))
_OTHERS = re.compile(
    rf"\b(?:{either([word for kind in _KIN for word in phrase_group(WORDS, kind) if word not in ('oldest', 'youngest', 'eldest')])}|parents?|carers?|partner|suspect|perp|"
    r"sa(?:id|ys)|told|tells|thinks|reckons|asks|met|saw|rang|visit\w*|interview\w*|of a|with a|has an?|had an?|about|whose)\b",
    re.I,
)


def is_of_staff(reading: Reading, some: list[Number]) -> bool:
    """Whether the ages are those of somebody who works with the writer, and of nobody spoken of since."""
    found = _OURS.search(reading.before(some[0].start, 90))
    return bool(found) and min(number.value for number in some) >= ADULT and not _OTHERS.search(found["then"])  # type: ignore[index]
