"""What has a name of its own in a paragraph and is called by it again: "Storm Babet … Babet was worse", "philomena protocol:
philomena = missing from care"; and ships after the letters that ships have.
"""

import re
from collections.abc import Iterator

from csaleads.anonymity.text.lexicon import either, phrase_group
from csaleads.anonymity.text.scanning import LedPattern, WordStarts

_FILE = "storms_and_books.txt"
_STORMS, _CODE_WORDS = phrase_group(_FILE, "storm"), phrase_group(_FILE, "code word")
_WINDS = ("storm", "storms", "hurricane", "hurricanes", "typhoon", "cyclone")
_JOINT = r"(?:, ?(?:and |then )?| and | & | n |/| then )"
_STORM = LedPattern(
    re.compile(
        rf"\b(?:{'|'.join(_WINDS)}) (?P<names>(?:{either(_STORMS)})(?:{_JOINT}(?:storm )?(?:{either(_STORMS)}))*)"
        r"(?![\w'’-]|(?-i: [A-Z][a-z]))",
        re.I,
    ),
    _WINDS,
)
_PROTOCOL = LedPattern(
    re.compile(
        rf"\b(?P<names>(?:{either(_CODE_WORDS)})(?:{_JOINT}(?:{either(_CODE_WORDS)}))*) (?:protocols?|forms?|scheme)(?!\w)",
        re.I,
    ),
    _CODE_WORDS,
)
_PREFIXES = (
    "HMS",
    "HMY",
    "HMHS",
    "RMS",
    "MV",
    "RRS",
    "RNLB",
    "HMCS",
    "HMAS",
    "USS",
    "TSS",
    "RFA",
    "USNS",
)
_SHIP = LedPattern(
    re.compile(
        rf"(?<![\w'-])(?:{'|'.join(_PREFIXES)}) (?P<name>(?:(?:Sir|Lady|Queen|King|Lord|Saint|St|Pride of|Isle of|Spirit of|"
        r"City of|Duke of|Prince|Princess|Great|Empire) )?[A-Z][a-zà-ÿ]{2,}(?: [A-Z][a-zà-ÿ]{2,})?)(?![\w'’-])"
    ),
    _PREFIXES,
)
_SHIPPED = frozenset(
    (
        "ship",
        "ships",
        "aboard",
        "sailed",
        "sailing",
        "navy",
        "ferry",
        "voyage",
        "captain",
        "crew",
        "museum",
        "dock",
        "hms",
        "rms",
        "hmy",
        "rrs",
        "rfa",
        "rnlb",
    )
)
_WORD = re.compile(r"[^\W\d_]+")
_OF_NOBODY = (
    r"(?= ?[=:→] ?| (?:protocols?|forms?|scheme|paperwork)(?!\w)"
    r"| (?:is|was|will be|looks|felt) (?:(?:far|much|even|a lot|not as|just as|the|to be) )?(?:worse|worst|windy|windier|"
    r"due|forecast|named|stronger|weaker|when|for when|about to hit|an? (?:storm|protocol|form|washout|damp squib))(?!\w)"
    r"| (?:made landfall|blew (?:in|over|through|itself)|means missing|means gone)(?!\w))"
)
"""What follows a name and is said of weather or of a form, not of somebody."""
_BY_KIN = re.compile(
    r"\b(?:mr|mrs|ms|miss|uncle|aunt|auntie|nan|grandad|grandma|mum|dad|brother|sister|son|daughter|with|by|"
    r"to|from|told|saw)\.? $",
    re.I,
)


def nobody(text: str, words: WordStarts) -> Iterator[tuple[int, int]]:
    """(start, end) of each such name in `text`, whose words begin at `words`."""
    for found in _SHIP.finditer(text, words) if words.has_any(_SHIPPED) else ():
        yield found.span()
    for pattern in (_STORM, _PROTOCOL):
        for found in pattern.finditer(text, words):
            yield found.span()
            for name in set(_WORD.findall(found["names"])) - {"n", "and", "then", "storm"}:
                for again in re.finditer(rf"(?<![\w'-]){name}(?!\w){_OF_NOBODY}", text, re.I):
                    if not _BY_KIN.search(text, max(0, again.start() - 10), again.start()):
                        yield again.span()
