"""Where a caravan, a boat or a plot stands: "caravan C118", "plots 4 and 5", "mooring 9", "flat 3, the old coastguard"."""

import re
from collections.abc import Iterator

from csaleads.anonymity.findings import Label, Span
from csaleads.anonymity.text.lexicon import word_group
from csaleads.anonymity.text.scanning import LedPattern, WordStarts

_ONE = r"(?:[A-Z]\d{1,3}|\d{1,3}[A-Z]?)"
_ALWAYS = ("caravan", "chalet", "mooring", "berth", "houseboat")
_PITCHED = ("plot", "plots", "pitch", "lodge")
"""Numbered for other reasons too: only where somebody lives or moves there, or the site is told."""
_NUMBERED = LedPattern(
    re.compile(
        rf"\b(?P<kind>{'|'.join((*_ALWAYS, *_PITCHED))}) (?:no\.? ?|number )?{_ONE}(?:(?: and | & |, |-){_ONE})?"
        r"(?![\w/:%£-]|[.,]\d| (?:of|people|m|ft|berth|bed|seater|or|to)\b| (?!has|was|is|says|this)[a-z]{2,}s\b)",
        re.I,
    ),
    (*_ALWAYS, *_PITCHED),
)
_LIVED_AT = re.compile(
    r"(?:\b(?:live[sd]?|living|mov(?:ed|es|ing)|stay(?:s|ed|ing)?|sleeps|based|home|address|site|lane|park|farm)"
    r"(?: (?:is|at|on|in|to|from|of|now))?|[,:(]) (?:the |our |their )?$",
    re.I,
)
_OLD = LedPattern(
    re.compile(r"\b(?:flat|apt|apartment|unit)\.? \d{1,3}[a-z]?, the old (?P<name>[a-z]{4,})(?![\w-])", re.I),
    ("flat", "apt", "apartment", "unit"),
)
_NOBODYS_HOME = word_group("not after the old")


def find(text: str, words: WordStarts) -> Iterator[Span]:
    """Each in `text`, whose words begin at `words`."""
    for found in _NUMBERED.finditer(text, words):
        sure = found["kind"].lower() in _ALWAYS
        if sure or _LIVED_AT.search(text, max(0, found.start() - 20), found.start()):
            yield Span(*found.span(), Label.ADDRESS)
    for found in _OLD.finditer(text, words):
        if found["name"].lower() not in _NOBODYS_HOME:
            yield Span(*found.span(), Label.ADDRESS)
