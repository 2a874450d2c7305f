"""Names of three letters of which figures stand for some, where a message speaks to somebody: "m14 dont say owt", "hey k4i".

Such a word is a name only at the beginning of what is quoted, after a greeting or before what one says to somebody: "gr8" and
"4yo" are none.
"""

import re
from collections.abc import Iterator
from itertools import product

from csaleads.anonymity.disguises.fragments import READINGS
from csaleads.anonymity.findings import Label, Span
from csaleads.anonymity.text.lexicon import Lexicon

_SHORT = re.compile(
    r"(?<![\w@/.£$-])(?:[A-Za-z][0134578][A-Za-z0134578]|[A-Za-z]{2}[0134]|[034][A-Za-z][A-Za-z034])(?![\w@/%-]|\.\w)"
)
_MEASURE = re.compile(
    r"\d+(?:am|pm|yo|mo|yr|hr|kg|ml|mg|cm|mm|km|lb|oz|st|nd|rd|th|ft|in|gb|mb|wk|rm|ks)", re.I
)
_SPOKEN_TO = re.compile(
    r"(?:[\"\u201c\u201d\u2018>]|(?:^|\n)[^\n:]{0,24}: ?'?|(?<!\w)(?:"
    r"hey|heya|hi|hiya|hello|yo|oi|ello|alright|morning|night|bye|babe|lil|dear|love u|luv u"
    r"|ily|happy birthday|happy bday|thanks|thx|ty|miss u|come on|cmon|pls|plz|please|sorry|soz) )$",
    re.I,
)
_SAYS_ON = re.compile(
    r",? (?:dont|don't|do not|u|ur|you|ya|pls|plz|please|come|meet|send|show|add|tell|delete|wanna|want to|can u|can you|"
    r"its|it's|im|i'm|i|ill|we|ring|call|text|txt|wait|where|wot|what|why|wen|when|babe|hun|keep|say|remember|promise)(?!\w)",
    re.I,
)
_SEEN = 40


def find(text: str, lists: Lexicon) -> Iterator[Span]:
    """Each in `text`."""
    for found in _SHORT.finditer(text):
        shown = found.group()
        if _MEASURE.fullmatch(shown) or shown.lower() in lists.short or not _is_name(shown.lower(), lists):
            continue
        before = _SPOKEN_TO.search(text, max(0, found.start() - _SEEN), found.start())
        greeted = before is not None and before.group().strip()[:1].isalpha() and ":" not in before.group()
        if before and (greeted or _SAYS_ON.match(text, found.end())):
            yield Span(*found.span(), Label.PERSON)


def _is_name(word: str, lists: Lexicon) -> bool:
    return any(
        name in lists.first
        and not lists.is_english(name)
        and name not in lists.short
        and name not in lists.field
        for letters in product(*(READINGS.get(each, each) for each in word))
        if (name := "".join(letters)) != word
    )
