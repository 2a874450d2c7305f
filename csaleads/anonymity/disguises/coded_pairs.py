"""Two words of a name with figures for some of their letters, whatever they are: "R0dney Sp4rrow", "J4de W0od"."""

import re
from collections.abc import Iterator
from itertools import product

from csaleads.anonymity.findings import Label, Span
from csaleads.anonymity.text.lexicon import Lexicon

_READINGS = {"0": "o", "1": "li", "3": "e", "4": "a", "5": "s", "7": "t", "8": "b", "9": "g"}
_CODED = r"[A-Z][A-Za-z]*[0134578](?:[a-z][A-Za-z]*[0134578]?)*[a-z]|[A-Z][a-z]+[0134578][a-z]+"
_PAIR = re.compile(rf"(?<![\w@/.-])(?P<first>{_CODED}) (?P<last>{_CODED}|[A-Z][a-z]+)(?!\w|[@/-])")
_LAST = re.compile(rf"(?<![\w@/.-])(?P<first>[A-Z][a-z]+) (?P<last>{_CODED})(?!\w|[@/-])")


def coded_pairs(text: str, lists: Lexicon) -> Iterator[Span]:
    """Each in `text` of which one word is a given name, or the other a family's, once it is read."""
    for pattern in (_PAIR, _LAST):
        for found in pattern.finditer(text):
            first, last = _read(found["first"]), _read(found["last"])
            is_first = first & lists.first and not last & lists.field
            is_last = pattern is _PAIR and last & lists.last and found["last"].lower() not in last
            if is_first or is_last:
                yield Span(*found.span(), Label.PERSON)


def _read(shown: str) -> set[str]:
    return {"".join(letters) for letters in product(*(_READINGS.get(each, each) for each in shown.lower()))}
