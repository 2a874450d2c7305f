"""What means the same in this field, read once from `synonyms.toml`, which says whose term each is."""

import tomllib
from pathlib import Path
from typing import Any

from csaleads.core.full_text.asking import Synonyms
from csaleads.core.full_text.folding import words_of

FILE = Path(__file__).with_name("synonyms.toml")


def read() -> list[dict[str, Any]]:
    """The groups of the file: `words` that mean the same, the `source` of the term, and whether that was `verified`."""
    with FILE.open("rb") as file:
        groups: list[dict[str, Any]] = tomllib.load(file)["group"]
    return groups


GROUPS = tuple(tuple(group["words"]) for group in read())
SYNONYMS = Synonyms(GROUPS)
WORDS = frozenset(word for group in GROUPS for phrase in group for word in words_of(phrase))
