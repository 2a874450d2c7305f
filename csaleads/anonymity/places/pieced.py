"""Streets that are told in pieces after a number: "the door after sixty-six, Haw + Thorn Street", "forty-eight, that road named
for the bird, Dotterel, then Close".
"""

import re
from collections.abc import Iterator

from csaleads.anonymity.findings import Label, Span
from csaleads.anonymity.text.scanning import WordStarts

_ONES = r"(?:one|two|three|four|five|six|seven|eight|nine)"
_WORDS = (
    rf"(?:(?:twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety)(?:[- ]{_ONES})?|ten|eleven|twelve|thirteen|fourteen|fifteen|"
    rf"sixteen|seventeen|eighteen|nineteen|{_ONES}|a hundred(?: and [a-z-]+)?)"
)
_NUMBER = rf"(?:\d{{1,3}}[a-d]?|{_WORDS})"
_DOOR = (
    r"(?:(?:the |next |one |two )?(?:door|house|flat|one|place|number|gate)s? (?:next |just |right |straight |two |one )?"
    r"(?:to|after|before|past|above|below|up from|down from|opposite|beside|along from|on from) (?:number |no\.? )?)?"
)
_KIND = (
    r"(?:Street|Road|Close|Lane|Avenue|Drive|Court|Way|Place|Crescent|Terrace|Grove|Gardens|Row|Mews|Hill|Rise|Walk|View|Square|"
    r"Yard|Green|Park|Croft|Gate|Parade|Fold|Wharf|Meadows?)"
)
_TOLD = rf"(?<![\w-])(?P<told>(?i:{_DOOR}{_NUMBER}),? (?:(?:then|and|plus|at|of|on) )?"
_ADDED = re.compile(
    rf"{_TOLD}[A-Z][a-z]{{1,9}}(?: ?\+ ?[A-Za-z][a-z]{{1,9}}){{1,4}}(?: ?\+)? ?{_KIND})(?![\w-])"
)
_RIDDLED = (
    r"(?:(?:that|the|a) (?:road|street|lane|word|name|bird|tree|flower|fish|animal|colour|river|saint|one)\b"
    r"[^.;\n]{0,50}?,? )?"
)
_THEN = re.compile(
    rf"{_TOLD}{_RIDDLED}[A-Z][a-z]{{2,12}},? (?:and then|then|plus|followed by|with|add|and finally|\+) "
    rf"(?:an? |the word )?(?i:{_KIND})(?=[.,;\n]|$| (?:and|but)\b))"
)


_KINDS = frozenset(re.findall(r"[a-z]{3,}", _KIND.lower())) | {"meadow"}
_JOINS = frozenset(("then", "plus", "followed", "with", "add", "finally"))


def find(text: str, words: WordStarts) -> Iterator[Span]:
    """Each in `text`, whose words begin at `words`."""
    if not words.has_any(_KINDS):
        return
    is_added = "+" in text
    patterns = [_ADDED] if is_added else []
    if is_added or words.has_any(_JOINS):
        patterns.append(_THEN)
    for pattern in patterns:
        for found in pattern.finditer(text):
            yield Span(*found.span("told"), Label.ADDRESS)
