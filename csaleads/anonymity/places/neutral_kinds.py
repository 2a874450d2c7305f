"""What a named school, surgery or place is called when its name is left out: "a primary school", "a soft play centre"."""

import re
from functools import cache

from csaleads.anonymity.findings import Label
from csaleads.anonymity.text.lexicon import read_lines

_KINDS = {Label.SCHOOL: "school", Label.HEALTH: "health", Label.SMALL_PLACE: "place"}


def neutral_kind(label: Label, shown: str) -> str:
    """The noun, without an article, for what is called `shown`; data/neutral_kinds.txt says which words ask for which.

    Raises KeyError for a label that is neither a school, nor a place of health, nor a small place.
    """
    table, otherwise = _table(_KINDS[label])
    return next((noun for words, noun in table if words.search(shown)), otherwise)


@cache
def _table(kind: str) -> tuple[tuple[tuple[re.Pattern[str], str], ...], str]:
    """The patterns of one kind with their nouns, in their order; and the noun where none of them matches."""
    rows = [
        line.split(": ", 2)[1:] for line in read_lines("neutral_kinds.txt") if line.startswith(f"{kind}: ")
    ]
    table = tuple((_pattern(words), noun) for noun, words in rows if noun != "otherwise")
    return table, next(words for noun, words in rows if noun == "otherwise")


def _pattern(words: str) -> re.Pattern[str]:
    each = (_word(word) for word in words.split(", "))
    return re.compile(rf"(?<![^\W_])(?:{'|'.join(each)})(?![^\W_])", re.I)


def _word(word: str) -> str:
    """A star stands for more letters; a full stop says that nothing follows."""
    more = re.escape(word.rstrip(".")).replace(r"\*", r"[\w'’]*")
    return rf"{more}(?!.*\w)" if word.endswith(".") else more
