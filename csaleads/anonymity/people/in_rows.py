"""Given names that words about persons follow or lead: "Grace, Hope and Joy came to the session", "read Ruth a chapter",
"Tia (2014) and Rio (2017) live with Nan". Lists of virtues, gems and authors have such rows too, and nothing that they do.
"""

import re
from collections.abc import Iterator
from itertools import chain

from csaleads.anonymity.text.lexicon import Lexicon, fold, word_group
from csaleads.anonymity.text.scanning import LedPattern, WordStarts

_NAME = r"[A-Z][a-z]{1,11}"
_DOES = (
    r"(?: all| both| each| then| also| have| had| had all)? "
    r"(?:came|come to|went to (?:school|nursery|bed|see|the|their|her|his|live)|lives?\b|lived|attend(?:s|ed)?\b|said|told|asked|"
    r"sat\b|slept|shared?\b|cried|moved (?:in|out|to)|stay(?:ed)? (?:at|with)|"
    r"are (?:living|staying|placed|siblings|with (?:mum|dad|nan))|were (?:placed|seen|spoken|collected|interviewed))"
)
_YEAR = r" \(20[0-2]\d\)"
_JOINTS = frozenset(("and", "n"))
_ROW = re.compile(rf"\b(?P<row>{_NAME}(?:, {_NAME}){{0,5}},? (?:and|&|n) {_NAME}){_DOES}")
_BORN = re.compile(
    rf"\b(?P<row>{_NAME}{_YEAR}(?:, {_NAME}{_YEAR}){{0,5}},? (?:and|&|n) {_NAME}{_YEAR}){_DOES}"
)
_GIVING = (
    *("read", "gave", "gives", "told", "tells", "showed", "shows", "bought", "sent", "taught"),
    *("offered", "handed", "promised"),
)
_GIVEN = LedPattern(
    re.compile(rf"\b(?:{'|'.join(_GIVING)}) (?P<row>{_NAME}) (?:an?|the|his|her|their|some|one) [a-z]"),
    _GIVING,
)
_EACH = re.compile(_NAME)
_KIN = word_group("kin alone")


def find(text: str, words: WordStarts, lists: Lexicon) -> Iterator[tuple[int, int]]:
    """(start, end) of each name in `text`, whose words begin at `words`; rows in which each is a given name."""
    rows = chain(_ROW.finditer(text), _BORN.finditer(text)) if words.has_any(_JOINTS) else ()
    for found in chain(rows, _GIVEN.finditer(text, words)):
        names = list(_EACH.finditer(text, *found.span("row")))
        if all(_is_given(fold(name.group()), lists) for name in names):
            yield from (name.span() for name in names)


def _is_given(word: str, lists: Lexicon) -> bool:
    return word in lists.first and word not in lists.field and word not in _KIN
