"""Pubs that are called after two things on their sign, also in small letters: "outside the lamb and lantern"."""

import re
from collections.abc import Iterator

from csaleads.anonymity.findings import Label, Span
from csaleads.anonymity.text.lexicon import either, word_group
from csaleads.anonymity.text.scanning import LedPattern, WordStarts

_THINGS = word_group("on a sign in pairs")
_BESIDE = ("in", "outside", "by", "near", "behind", "past", "opposite", "inside")
_MET = (
    *("meet", "meets", "met", "seen", "drinks", "drank", "drinking", "works", "worked", "parked", "lunch", "party"),
    *("night", "shift", "is", "was", "him", "her", "them", "up"),
)  # fmt: skip
"""What stands before "at the …" where a place is meant; one may also shout at the dog and cat."""
_PAIR = LedPattern(
    re.compile(
        rf"\b(?:{either(_BESIDE)}|(?:{either(_MET)}) at) "
        r"(?P<name>the (?P<one>[a-z]{3,12}) (?:and|&|n) (?P<other>[a-z]{3,12}))(?![\w'-])",
        re.I,
    ),
    (*_BESIDE, *_MET),
)
_AT_HOME = frozenset((("dog", "cat"), ("cat", "dog"), ("pig", "duck"), ("duck", "pig")))


def find(text: str, words: WordStarts) -> Iterator[Span]:
    """Each in `text`, whose words begin at `words`."""
    if not words.has_any(_THINGS):
        return
    for found in _PAIR.finditer(text, words):
        pair = (found["one"].lower(), found["other"].lower())
        if _THINGS.issuperset(pair) and pair not in _AT_HOME:
            yield Span(*found.span("name"), Label.SMALL_PLACE)
