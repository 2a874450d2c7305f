"""Lists with the surname in capitals and first: "ABERNETHY, K.; OKONJO, P.", "MAHONEY, Declan Joseph; RAHMAN, S."."""

import re
from collections.abc import Iterator

from csaleads.anonymity.findings import Label, Span
from csaleads.anonymity.text.lexicon import Lexicon, fold

_ENTRY = re.compile(
    r"(?<![\w'-])(?P<surname>(?:(?:DE|VAN|DER|AL|EL|BIN|O|MC|ST) )?[A-ZÀ-Þ][A-ZÀ-Þ'-]{2,}(?: [A-ZÀ-Þ][A-ZÀ-Þ'-]{2,})?), "
    r"(?:[A-ZÀ-Þ](?:\. ?[A-ZÀ-Þ])*(?:\.|(?=[;\n,)]|$| and ))|[A-ZÀ-Þ][a-zà-ÿ]+(?: [A-ZÀ-Þ][a-zà-ÿ]+)?(?=[;\n.)]|$))"
)
_CAPITALS = re.compile(r"[A-ZÀ-Þ]{2}, [A-ZÀ-Þ]")
_YEAR_AFTER = re.compile(r",? \(?(?:19|20)\d\d")
_FEWEST = 2


def find(text: str, lists: Lexicon) -> Iterator[Span]:
    """Every name of such a list in `text`."""
    if ", " not in text or not _CAPITALS.search(text):
        return
    entries = [found for found in _ENTRY.finditer(text) if not _is_plain(found["surname"], lists)]
    if len(entries) >= _FEWEST and not any(_YEAR_AFTER.match(text, found.end()) for found in entries):
        yield from (Span(*found.span(), Label.PERSON) for found in entries)


def _is_plain(surname: str, lists: Lexicon) -> bool:
    """Whether it is a word of English or of the field that no family has: "APPENDIX, A."."""
    words = [fold(word) for word in re.findall(r"[^\W\d_]{3,}", surname)]
    return all(
        word not in lists.last and (lists.is_english(word) or word in lists.field or word in lists.short)
        for word in words
    )
