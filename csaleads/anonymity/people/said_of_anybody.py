"""People told by what is said of people alone, whatever else the text is about and however sure the model is of it.

"the gender of Mette was never asked", "Dale and White were plumbers", in a post about songs as in a record.
"""

import re
from collections.abc import Iterator

from csaleads.anonymity.text.lexicon import Lexicon, either, fold, phrase_group, word_group
from csaleads.anonymity.text.scanning import LedPattern, WordStarts, needed_words

_FILE = "said_of_anybody.txt"
_NAME = r"[^\W\d_][^\W\d_'’-]{2,13}"
_OWN = phrase_group(_FILE, "own to people")
_OF_SOMEBODY = LedPattern(
    re.compile(
        rf"\b(?:{either(_OWN)}) of (?P<name>{_NAME})"
        r"(?=[,.;:)?!\n]|$| (?:is|was|are|were|has|had|and|or|who|but|as|not|remains?|stays?|unknown)\b)",
        re.I,
    ),
    _OWN,
)
_TRADES = phrase_group(_FILE, "trades")
_NEEDED = needed_words(_TRADES)
_BOTH = re.compile(
    rf"(?<![\w'’.-])(?P<one>{_NAME}) (?:and|&) (?P<other>{_NAME}) (?:are|were)(?: both| all)?(?: [a-z-]{{3,12}})? "
    rf"(?:{either(_TRADES)})(?![\w-])"
)
_NOBODY = (
    word_group("function words")
    | word_group("nobody called")
    | word_group("always roles")
    | word_group("not after a title")
    | word_group("short forms that act")
)


def find(text: str, words: WordStarts, lists: Lexicon) -> Iterator[tuple[int, int]]:
    """(start, end) of each in `text`, whose words begin at `words` and in which names of nobody are struck out."""
    for found in _OF_SOMEBODY.finditer(text, words):
        name = found["name"]
        listed = fold(name) in lists.first and not lists.is_english(fold(name))
        if listed or (name[0].isupper() and not lists.is_english(fold(name)) and _may_be(name, lists)):
            yield found.span("name")
    if (" are " in text or " were " in text) and words.has_any(_NEEDED):
        for found in _BOTH.finditer(text):
            if _may_be(found["one"], lists) and _may_be(found["other"], lists):
                yield found.span("one")
                yield found.span("other")


def _may_be(name: str, lists: Lexicon) -> bool:
    """Written as a name is, and no word of the field or for kin: not "Mum and Dad are cleaners"."""
    word = fold(name)
    return (
        name.istitle() and word not in lists.field and word not in _NOBODY and word not in lists.large_places
    )
