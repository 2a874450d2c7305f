"""Phrases at which moderators want to look: how a text is read for them. Pure."""

import re
import unicodedata
from collections.abc import Iterable

SPACES = re.compile(r"\s+")


def folded(text: str) -> str:
    """`text` as phrases are looked for in it: one case, no accents, nothing invisible, one space between words."""
    apart = unicodedata.normalize("NFKD", text)
    seen = (letter for letter in apart if unicodedata.category(letter) not in ("Mn", "Me", "Cf"))
    return SPACES.sub(" ", "".join(seen).casefold()).strip()


def phrases_in(text: str, phrases: Iterable[str]) -> list[str]:
    """Those of `phrases` that stand in `text` as whole words."""
    read = folded(text)
    return [phrase for phrase in phrases if _stands_in(folded(phrase), read)]


def _stands_in(phrase: str, read: str) -> bool:
    if not phrase or phrase not in read:
        return False
    return re.search(rf"(?<!\w){re.escape(phrase)}(?!\w)", read) is not None
