"""Clubs and centres of a people or a party that stand in a place: "the Polish Club in Arkwell", "the Labour Club at Thorne"."""

import re
from collections.abc import Iterator

from csaleads.anonymity.findings import Label, Span
from csaleads.anonymity.text.lexicon import either
from csaleads.anonymity.text.scanning import LedPattern, WordStarts

_WHOSE = (
    *("Polish", "Irish", "Ukrainian", "Italian", "Serbian", "Latvian", "Lithuanian", "Hungarian", "Portuguese", "Turkish"),
    *("Kurdish", "Somali", "Bangladeshi", "Pakistani", "Indian", "Caribbean", "West Indian", "African", "Chinese", "Greek"),
    *("Cypriot", "Yemeni", "Romanian", "Welsh", "Scottish", "Sikh", "Hindu", "Muslim", "Jewish", "Catholic", "Methodist"),
    *("Labour", "Liberal", "Conservative", "Constitutional", "Trades", "Railway", "Miners", "Social", "British Legion", "Legion"),
    *("Working Men's", "Workingmen's", "Boys", "Boys'", "Girls'", "Sports and Social", "Cricket", "Bowls", "Sailing", "Rugby"),
)  # fmt: skip
_CLUB = LedPattern(
    re.compile(
        rf"\b(?:[Tt]he )?(?:{either(sorted(_WHOSE, key=len, reverse=True))}) (?:Social |Community |Cultural |Welfare )?"
        r"(?:Club|Centre|Institute|Hall|Association)(?: (?:in|at|on) (?:[A-Z][\w'’-]+)(?:[ -](?:[A-Z][\w'’-]+)){0,2})"
    ),
    ("the", *_WHOSE),
)


def find(text: str, words: WordStarts) -> Iterator[Span]:
    """Each in `text`, whose words begin at `words`."""
    for found in _CLUB.finditer(text, words):
        yield Span(*found.span(), Label.SMALL_PLACE)
