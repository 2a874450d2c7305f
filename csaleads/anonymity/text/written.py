"""How a word is written and which lists know it, as one number that the model reads beside the word's pieces."""

from functools import lru_cache

from csaleads.anonymity.text.lexicon import fold, lexicon

SHAPES = 4
"""Small letters or none, a capital first, capitals throughout, one capital by itself."""
BITS = 5
"""One for each list, in this order: given names, family names, English, the field and short forms, large places."""
KINDS = SHAPES * 2**BITS


def shape(word: str) -> int:
    """0 to 3, in the order of SHAPES."""
    if not word[:1].isupper():
        return 0
    if len(word) == 1:
        return 3
    return 2 if word.isupper() else 1


@lru_cache(maxsize=8192)
def known(folded: str) -> int:
    """The lists that hold a folded word, a bit for each."""
    lists = lexicon()
    return (
        (folded in lists.first)
        | (folded in lists.last) << 1
        | lists.is_english(folded) << 2
        | (folded in lists.field or folded in lists.short) << 3
        | (folded in lists.large_places) << 4
    )


@lru_cache(maxsize=8192)
def kind(word: str) -> int:
    """Below KINDS: the shape, and four times the bits of the lists."""
    return shape(word) + SHAPES * known(fold(word))
