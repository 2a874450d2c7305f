"""Streets whose names are torn: "Shear-man's Gar-age Row", "Pack horse Lane, no. thirty one", "Wil-low Cl-ose"."""

import re
from collections.abc import Iterator

from csaleads.anonymity.findings import Label, Span
from csaleads.anonymity.numbers.spoken import NUMBER_WORD
from csaleads.anonymity.text.lexicon import Lexicon, fold, word_group
from csaleads.anonymity.text.scanning import WordStarts

_KIND_LIST = (
    "road street lane close avenue crescent terrace gardens grove mews drive villas cottages row rise walk way hill "
    "court place wynd yard steps square view green gate path fold croft"
)
_KINDS = tuple(_KIND_LIST.split())
_KIND_WORDS = frozenset(
    (*_KINDS, *(kind[at:] for kind in _KINDS if len(kind) > 3 for at in range(2, len(kind))))
)
_KIND = "|".join(kind.capitalize() for kind in _KINDS)
_TORN_KIND = "|".join(
    f"{kind[:at].capitalize()}-{kind[at:]}" for kind in _KINDS if len(kind) > 3 for at in range(2, len(kind))
)
_NUMBER = rf"(?:,? (?:no\.? ?|number |num )(?:\d{{1,4}}[a-d]?|(?i:{NUMBER_WORD}))(?![\w-]))?"
_IN_PIECES = re.compile(
    rf"(?<![\w'-])(?:\d{{1,4}}[a-d]? )?(?P<name>(?:[A-Z][a-z]+(?:-[a-z']+){{0,3}} ){{1,3}}?)"
    rf"(?P<kind>{_TORN_KIND}|{_KIND})(?![\w'-]){_NUMBER}"
)
_HOUSE = rf"(?:(?:\d{{1,4}}[a-d]?|(?i:{NUMBER_WORD})(?:  (?i:one|two|three|four|five|six|seven|eight|nine))?),? {{1,2}})?"
_TWO_WORDS = re.compile(
    rf"(?<![\w'-]){_HOUSE}(?P<left>[A-Z][a-z]{{2,}}) (?P<right>[a-z]{{2,10}}) "
    rf"(?:(?P<sure>Road|Street|Lane|Avenue|Crescent|Terrace|Grove|Mews|Wynd)|{_KIND})(?![\w'-])" + _NUMBER
)
_PARTS = re.compile(r"[A-Z][a-z]+(?:-[a-z']+)+")
_STARTERS = word_group("function words")


def find(text: str, words: WordStarts, lists: Lexicon) -> Iterator[Span]:
    """Each in `text`, whose words begin at `words`."""
    if words.keys().isdisjoint(_KIND_WORDS):
        return
    for found in _IN_PIECES.finditer(text) if "-" in text else ():
        torn = _PARTS.findall(found["name"])
        joined = [fold(part.replace("-", "")).removesuffix("'s") for part in torn]
        kind_torn = "-" in found["kind"]
        if kind_torn or any(_is_torn(part, word, lists) for part, word in zip(torn, joined, strict=True)):
            yield Span(*found.span(), Label.ADDRESS)
    for found in _TWO_WORDS.finditer(text):
        left, right = fold(found["left"]), fold(found["right"])
        starts = left in _STARTERS or right in _STARTERS
        if not starts and (found["sure"] or _are_one(left + right, lists)):
            yield Span(*found.span(), Label.ADDRESS)


def _is_torn(part: str, word: str, lists: Lexicon) -> bool:
    """Whether the pieces are one word: "Gar-age", not "Tree-lined"."""
    return _are_one(word, lists) and not lists.is_english(part.lower().replace("'s", ""))


def _are_one(word: str, lists: Lexicon) -> bool:
    return lists.is_english(word) or word in lists.last or word in lists.first or word in _NAMES_OF_STREETS


_NAMES_OF_STREETS = word_group("common street names") | word_group("streets are called by")
