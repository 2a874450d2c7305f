"""Plants that children are called after, where a sentence does with them what is done with plants: "Jasmine needs a cane".

A plant's name is struck out only beside such a word or in a row with a plant that nobody is called after, and never where
the same text says of that name what is said of people.
"""

import re
from collections.abc import Iterator

from csaleads.anonymity.people.namesakes import is_said_of_somebody
from csaleads.anonymity.text.scanning import WordStarts

_NAME_LIST = (
    "rose daisy iris ivy jasmine basil rosemary heather hazel holly lily poppy violet olive marigold primrose bryony laurel sage "
    "saffron clover fern willow"
)
_NAMES = tuple(_NAME_LIST.split())
_ONLY_PLANTS = (
    "daffodil|daffodils|tulip|tulips|fuchsia|geranium|geraniums|begonia|begonias|cress|parsley|thyme|mint|lavender|pansy|pansies|"
    "crocus|crocuses|snowdrop|snowdrops|hydrangea|peony|peonies|foxglove|foxgloves|dahlia|dahlias|oregano|chives|coriander|moss|"
    "bluebell|bluebells|hyacinth|hyacinths|petunia|petunias|honeysuckle|dandelion|nettle|nettles|cactus|spider plant"
)
_NAME = rf"(?:{'|'.join(_NAMES)})"
_JOINT = r"(?:, (?:and |or )?| and | or )(?:the |some |a )?"
_GROWS = (
    r"(?:(?:has |have |had )?(?:came|come|coming) (?:up|out|through) (?:pink|white|yellow|purple|blue|everywhere)|"
    r"needs? (?:a cane|canes|watering|pruning|repotting|deadheading|potting|staking|more light|less water|dead-heading)|"
    r"(?:was|were|is|are) (?:pruned|repotted|deadheaded|trimmed|in flower|pot-bound))"
)
_ROW = rf"{_NAME}(?:{_JOINT}{_NAME})*"
_BESIDE = re.compile(
    rf"(?<![\w'-])(?P<row>{_ROW})(?:, next to [\w ]{{3,24}},)? {_GROWS}(?![\w-])|"
    rf"\b(?:watering|pruning|repotting|deadheading|pots? of|a vase of|bunch of) (?P<after>{_ROW})(?![\w'-])",
    re.I,
)
_MIXED_ROW = re.compile(
    rf"(?<![\w'-])(?=(?:{_NAME}{_JOINT})*(?:{_ONLY_PLANTS})\b)(?:{_NAME}|{_ONLY_PLANTS})(?:{_JOINT}(?:{_NAME}|{_ONLY_PLANTS})){{2,12}}"
    r"(?![\w'-])",
    re.I,
)
_GROWING = "brambles nettles reeds ferns hawthorns hollies laurels rushes thistles blackberries rhododendrons"
_GROWTH = re.compile(
    r"\b(?:behind|among|amongst|through|under|underneath|beneath|into|over|cut back|cutting back|cleared|clearing) "
    rf"(?P<after>the (?:{_GROWING.replace(' ', '|')}))(?![\w'-])"
)
"""Where one walks, in small letters; a home called so has capitals, or is lived in."""
_WORDS = frozenset(_NAMES)
_GROWTH_WORDS = frozenset(_GROWING.split())


def nobody(text: str, words: WordStarts) -> Iterator[tuple[int, int]]:
    """(start, end) of each in `text`, whose words begin at `words`."""
    if words.has_any(_GROWTH_WORDS):
        yield from (found.span("after") for found in _GROWTH.finditer(text))
    if not words.has_any(_WORDS):
        return
    for pattern in (_BESIDE, _MIXED_ROW):
        for found in pattern.finditer(text):
            start, end = found.span(found.lastgroup or 0)
            if not any(
                is_said_of_somebody(text, name.group()) for name in re.finditer(_NAME, found.group(), re.I)
            ):
                yield start, end
