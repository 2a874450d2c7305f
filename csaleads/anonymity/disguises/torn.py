"""Names that are torn into two words ("Sa rah", "Wain\\nwright") or drawn out ("Saaarah")."""

import re
from collections.abc import Iterator, Sequence

from csaleads.anonymity.findings import Label, Span
from csaleads.anonymity.text.lexicon import Lexicon
from csaleads.anonymity.text.tokens import Token

_DRAWN_OUT = re.compile(r"([a-z])\1{2,}")
_SHORTEST = 5
_SHORTEST_DRAWN = 5
_SHORTEST_SHORT = 4
_GAPS = (" ", "\n", " \n", "  ", " - ", "-\n", " -", "- ", "... ", "...", " / ", " | ", " . ")
_WIDEST_GAP = 4
_KIN = (
    "mum",
    "mums",
    "mam",
    "mom",
    "dad",
    "dads",
    "nan",
    "gran",
    "bro",
    "brother",
    "sis",
    "sister",
    "uncle",
    "aunt",
    "auntie",
    "bf",
    "ex",
    "mate",
)
_SHORTEST_JOINED = 6


def find(text: str, tokens: Sequence[Token], lists: Lexicon) -> Iterator[Span]:
    """Every such name among the words of `text`."""
    first, last = lists.first, lists.last
    before: Token | None = None
    for token in tokens:
        if before is not None and not (before.english and token.english and _are_long(before, token)):
            joined = before.word + token.word
            near = token.start - before.end <= _WIDEST_GAP
            if near and (joined in first or joined in last) and _is_torn(text, before, token, joined, lists):
                yield Span(before.start, token.end, Label.PERSON)
        before = token
        if token.unknown and len(token.word) >= _SHORTEST_DRAWN:
            names = _short(token.word) if _DRAWN_OUT.search(token.word) else _without_kin(token.word)
            if any(name in first and not lists.is_english(name) for name in names):
                yield Span(token.start, token.end, Label.PERSON)


def _are_long(left: Token, right: Token) -> bool:
    return len(left.word) > 1 and len(right.word) > 1


def _is_torn(text: str, left: Token, right: Token, joined: str, lists: Lexicon) -> bool:
    """Whether one of the two is no word by itself, and together they are a name and nothing else."""
    gap = text[left.end : right.start]
    if len(joined) < _SHORTEST or gap not in _GAPS or lists.is_english(joined) or joined in lists.field:
        return False
    if right.shape == "T" and "\n" in gap:
        return False  # "Tom\nAnn" are two
    if joined not in lists.first and (left.shape != "T" or right.shape != "l" or "\n" not in gap):
        return False
    return _is_no_word(left, lists) or (_is_no_word(right, lists) and (left.capital or not left.english))


def _is_no_word(token: Token, lists: Lexicon) -> bool:
    if len(token.word) == 1:
        return token.word not in "ai" and not token.capital
    return not (
        token.english or token.first or token.last or token.field or token.place or token.word in lists.short
    )


def _short(word: str) -> Iterator[str]:
    """ "saaarah": with each letter that is drawn out once, and twice."""
    for letter in (r"\1", r"\1\1"):
        if len(name := _DRAWN_OUT.sub(letter, word)) >= _SHORTEST_SHORT:
            yield name


def _without_kin(word: str) -> Iterator[str]:
    """ "tylersmum" is "tyler" and a mum."""
    for kin in _KIN if len(word) >= _SHORTEST_JOINED else ():
        stem = word.removesuffix(kin)
        if stem != word and len(stem) > 2:
            yield stem
            yield stem.removesuffix("s")
