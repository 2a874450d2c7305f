"""Addresses as they are dictated: "flat two sixty one mill approach", "at seventeen b mill lane"; and by what people call
their street: "number nine, in the row they call Back o' th' Mill"."""

import re
from collections.abc import Iterator

from csaleads.anonymity.findings import Label, Span
from csaleads.anonymity.numbers.spoken import DIGIT_WORDS, NUMBER_WORD
from csaleads.anonymity.places.words import STOPPERS
from csaleads.anonymity.text.lexicon import Lexicon, fold, word_group
from csaleads.anonymity.text.scanning import LedPattern, WordStarts

_SURE = (
    r"road|street|avenue|lane|close|crescent|terrace|gardens|grove|mews|drive|villas|cottages|boulevard|broadway|parade|"
    r"croft|wynd|brae"
)
_OTHER = (
    r"way|walk|place|court|rise|hill|square|view|approach|mount|green|gate|wharf|quay|vale|row|path|house|heights|lodge|towers?|"
    r"mansions|buildings|park|end|side|bank|fold|yard|point|loan|chase|mead|meadows?|fields?|garth|nook|dene|brow|estate|flats"
)
_FLATS = ("flat", "apartment", "apt", "unit", "room", "number", "plot", "pitch")
_LEADS = ("at", "address", "to", "from", "of", "is", "lives", "live", "on")
_NUMBERS = (
    rf"(?:(?:{NUMBER_WORD}(?: hundred(?: and {NUMBER_WORD})?)?|\d{{1,4}})(?: ?[a-f])?"
    r"(?:, | |-| dash | stroke | slash )){1,4}"
)
_SAID = LedPattern(
    re.compile(
        rf"\b(?:(?P<flat>{'|'.join(_FLATS)})|{'|'.join(_LEADS)}) (?P<address>{_NUMBERS}(?P<name>(?:[^\W\d_][\w'’]+ ){{1,3}}?)"
        rf"(?:(?P<sure>{_SURE})|{_OTHER}))(?![\w'’-])",
        re.I,
    ),
    (*_FLATS, *_LEADS),
)
_STREETS = (
    "street",
    "road",
    "lane",
    "row",
    "terrace",
    "alley",
    "ginnel",
    "close",
    "yard",
    "court",
    "square",
    "passage",
)
_AREAS = ("estate", "block", "flats", "bungalow", "farm", "cottages", "site", "field", "hamlet", "village")
_CALL = (
    r"(?:,? (?:that|which|what))? "
    r"(?:(?:they|people|folk|locals|the locals|everybody|everyone|we|you) (?:all |only |just )?calls?|is called)"
)
_PEOPLE_CALL = LedPattern(
    re.compile(
        rf"(?<![\w'’-])(?:(?P<number>(?:no\.? |number )?(?:{NUMBER_WORD}|\d{{1,4}}[a-d]?),? (?:in|on|along|off|up|down) )?"
        rf"(?P<the>(?:the|a) )(?P<kind>(?i:{'|'.join((*_STREETS, *_AREAS))})){_CALL} \"?)"
        r"(?P<name>[A-Z][\w'’]*(?:-[\w'’]+)?(?:(?: (?:o['’]|of|on|the|th['’]|t['’]|in|y|yr))* [A-Z][\w'’]*){0,4})"
    ),
    ("no", "number", "the", "a", *(word for word in DIGIT_WORDS)),
    figures=True,
)
_CALLS = frozenset(("call", "calls", "called"))
_NOT_IN_NAME = (
    STOPPERS
    | word_group("never a street")
    | word_group("numbered things")
    | word_group("function words") - {"the", "will"}
    | word_group("no name of a place") - {"high", "church", "village", "new", "old", "tiny", "short"}
)
_CALLED_BY = (
    word_group("common street names") | word_group("streets are called by") | word_group("named with the")
)


_OWNER = re.compile(r"(?P<who>[^\W\d_]{3,})(?:['\u2019]s|s['\u2019]) \Z")
_OF_STREETS = (
    "rise",
    "hill",
    "way",
    "walk",
    "row",
    "gate",
    "mount",
    "wharf",
    "quay",
    "path",
    "brow",
    "garth",
    "nook",
    "dene",
    "fold",
    "yard",
    "meadow",
    "mead",
    "approach",
    "green",
    "bank",
    "court",
)
"""Kinds that nobody's own thing is called by, as a house or a view is."""
_NO_OWNER = (
    word_group("kin of a person")
    | word_group("kin alone")
    | frozenset(
        (
            "child", "children", "worker", "manager", "everyone", "everybody", "someone", "somebody", "nobody", "anyone", "other",
            "people", "person", "neighbour", "judge", "crown", "family", "day", "week", "month", "year", "today", "tomorrow",
            "baby", "boy", "girl", "doctor", "nurse", "teacher", "officer", "driver", "one", "who", "dog", "cat", "man", "woman",
        )
    )
)  # fmt: skip


def find(text: str, words: WordStarts, lists: Lexicon) -> Iterator[Span]:
    """Each in `text`, whose words begin at `words`."""
    for found in _PEOPLE_CALL.finditer(text, words) if words.has_any(_CALLS) else ():
        if found["number"] or found["kind"].lower() in _STREETS:
            yield Span(found.start() if found["number"] else found.start("name"), found.end(), Label.ADDRESS)
        else:
            yield Span(*found.span("name"), Label.SMALL_PLACE)
    if words.keys().isdisjoint(DIGIT_WORDS):
        return
    for found in _SAID.finditer(text, words):
        name = [fold(word).removesuffix("'s") for word in found["name"].removeprefix("the ").split()]
        if all(_may_name(word, lists) for word in name) and (
            found["flat"]
            or found["sure"]
            or any(word in _CALLED_BY or not lists.is_english(word) for word in name)
            or _is_somebodys(found)
        ):
            yield Span(found.start() if found["flat"] else found.start("address"), found.end(), Label.ADDRESS)


def _is_somebodys(found: re.Match[str]) -> bool:
    """ "a miller's way", "six widow's hill": a street of somebody who is neither kin nor of the trade."""
    owner = _OWNER.search(found["name"])
    return (
        owner is not None
        and not found["name"].lower().startswith("the ")
        and fold(owner["who"]) not in _NO_OWNER
        and found["address"].endswith(_OF_STREETS)
    )


def _may_name(word: str, lists: Lexicon) -> bool:
    """Whether a street may be called after the word."""
    if word in _CALLED_BY:
        return True
    return (
        word not in _NOT_IN_NAME
        and word not in lists.short
        and (word not in lists.field or word in lists.last)
    )
