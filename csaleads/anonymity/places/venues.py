"""Venues, corners and parks that are told by what they are in or called by: "the rec at thornby", "Game On Lounge"."""

import re
from collections.abc import Iterator

from csaleads.anonymity.findings import Label, Span
from csaleads.anonymity.people.judging import made_of_words
from csaleads.anonymity.people.no_people import is_in_haste
from csaleads.anonymity.text.lexicon import Lexicon, either, fold, phrase_group, word_group
from csaleads.anonymity.text.scanning import LedPattern, WordStarts

_FILE = "places_told.txt"
_T = r"[A-Z][\w'’-]+"
_VENUES = phrase_group(_FILE, "venue")
_VENUE = LedPattern(
    re.compile(
        rf"\b(?i:at|in|outside|behind|to|from|near|by|off|past|inside|runs|uses) (?P<name>(?:the "
        rf")?(?i:{either(_VENUES)}))(?![\w-])"
    ),
    ("at", "in", "outside", "behind", "to", "from", "near", "by", "off", "past", "inside", "runs", "uses"),
)
_VENUE_WORDS = frozenset(word for phrase in _VENUES for word in re.findall(r"\w+", phrase)[:1])
_SPOTS = phrase_group(_FILE, "spot")
_SPOT_AT = LedPattern(
    re.compile(
        rf"\bthe (?P<name>(?i:{either(_SPOTS)}) (?:at|in|on) (?P<where>(?:{_T}(?: {_T})?)|[a-z]{{4,14}}))(?![\w-])"
    ),
    ("the",),
)
_SPOT_WORDS = frozenset(word for phrase in _SPOTS for word in re.findall(r"\w+", phrase)[:1])
_THE_AT = LedPattern(
    re.compile(rf"\b(?:at|to|from|in) (?P<name>[Tt]he {_T} (?:at|on) (?:the )?{_T}(?: {_T})?)(?![\w-])"),
    ("at", "to", "from", "in"),
)
_PARK = re.compile(
    r"\b(?:at|on|in|near|seen|from|the|to|by) (?:the )?(?P<name>[^\W\d_]{4,14} (?:caravan|holiday|trailer|"
    r"touring|chalet|trading|retail) (?:pk|park|site|est|estate))\b",
    re.I,
)
_NO_PARK = word_group("function words") | frozenset(phrase_group(_FILE, "no park"))
_LOUNGE = LedPattern(
    re.compile(
        rf"\b(?:at|in|outside|behind|from|near|to|into|past|opposite|by|met at|works at|runs|above) (?P<name>(?:the )?(?:{_T} "
        rf"){{1,3}}(?:{either(phrase_group(_FILE, 'kind with a capital'))}))(?![\w-])"
    ),
    (
        "at",
        "in",
        "outside",
        "behind",
        "from",
        "near",
        "to",
        "into",
        "past",
        "opposite",
        "by",
        "met",
        "works",
        "runs",
        "above",
    ),
)
_NO_VENUE = phrase_group(_FILE, "no venue")
_PROJECT = LedPattern(
    re.compile(
        rf"\b[Tt]he (?P<name>{_T}(?: {_T})? (?:youth|community|young people's|arts?|music|drama|boxing|holiday|"
        rf"breakfast|after-school|homework|skate|kids|play) "
        r"(?:project|centre|club|group|hub|scheme|cafe|café|drop-in|choir|theatre|shed))(?![\w-])"
    ),
    ("the",),
)
_BEFORE_OR_AFTER = ("next", "last", "previous", "current", "former", "onward", "then")
_NEXT = LedPattern(
    re.compile(
        rf"\b(?i:{'|'.join(_BEFORE_OR_AFTER)})(?: (?:pitch|stop|site|placement|address|port|mooring|berth))? "
        rf"(?P<name>{_T}(?: {_T}){{1,2}})"
        r"(?=,? (?:arriving|leaving|from|until|till|since|after|by)\b)"
    ),
    _BEFORE_OR_AFTER,
)
_STREETS = phrase_group(_FILE, "street")
_AFTER_STREET = LedPattern(
    re.compile(
        rf"\b(?:{'|'.join(_STREETS)}),? (?P<name>[a-z]{{3,12}} (?:foot|bottom|top|end|head|side|hill|green|"
        rf"cross|bridge|moor|fold|"
        r"wood|brook|ford|vale|mount|bank|gate|common|heath|corner|mills?))(?![\w'-])"
    ),
    _STREETS,
)
_WELSH_HOUSE = re.compile(
    r"(?<![\w/])\d{1,3}[a-z]?,? [A-Z][a-z]+-(?:yr|y|ar|ger|dan|uwch|is)-[A-Z][a-z]+(?:-[A-Z][a-z]+)?"
)
_PLAINLY_NONE = word_group("function words") | frozenset(phrase_group(_FILE, "never"))
NEVER = (
    word_group("function words") | word_group("no name of a place") | frozenset(phrase_group(_FILE, "never"))
)

_PARKS = frozenset(("caravan", "holiday", "trailer", "touring", "chalet", "trading", "retail"))


def find(text: str, plainly: str, words: WordStarts, lists: Lexicon) -> Iterator[Span]:
    """Each in `text`, whose words begin at `words`; `plainly` is it without capitals where they say nothing."""
    for found in _named(text, plainly, words, lists):
        yield Span(*found.span("name"), Label.SMALL_PLACE)
    for found in _WELSH_HOUSE.finditer(text) if "-" in text else ():
        yield Span(*found.span(), Label.ADDRESS)


def _named(text: str, plainly: str, words: WordStarts, lists: Lexicon) -> Iterator[re.Match[str]]:
    if words.has_any(_VENUE_WORDS):
        yield from _VENUE.finditer(text, words)
    for found in _LOUNGE.finditer(text, words):
        if not found["name"].lower().startswith(_NO_VENUE):
            yield found
    if words.has_any(_SPOT_WORDS):
        for found in _SPOT_AT.finditer(plainly, words):
            where = found["where"]
            if (where[0].isupper() and fold(where.split()[0]) not in NEVER) or may_name(where, lists):
                yield found
    for pattern, may_be in ((_THE_AT, _is_thing), (_PROJECT, _is_project), (_NEXT, _is_strange)):
        for found in pattern.finditer(text, words):
            if may_be([fold(word) for word in found["name"].split()], lists):
                yield found
    yield from _by_kind(text, plainly, words, lists)


def _by_kind(text: str, plainly: str, words: WordStarts, lists: Lexicon) -> Iterator[re.Match[str]]:
    """ "heron caravan park", "… lane crick foot"."""
    for found in _PARK.finditer(text) if words.has_any(_PARKS) else ():
        if fold(found["name"].split()[0]) not in _NO_PARK:
            yield found
    for found in _AFTER_STREET.finditer(plainly, words):
        first = found["name"].split()[0]
        if first not in NEVER and not lists.is_english(first):
            yield found


def _is_thing(shown: list[str], lists: Lexicon) -> bool:
    return shown[1] not in lists.field


def _is_project(shown: list[str], lists: Lexicon) -> bool:
    first = shown[0]
    return first not in _PLAINLY_NONE and first not in lists.field and first not in lists.short


def _is_strange(shown: list[str], lists: Lexicon) -> bool:
    return shown[0] not in NEVER and not all(lists.is_english(word) or word in lists.field for word in shown)


def is_joined(shown: str, lists: Lexicon) -> bool:
    """Whether two words make it, as they make names of places, and the field does not use it: "millgate"."""
    word = fold(shown)
    return len(word) > 6 and word not in lists.field and word not in NEVER and made_of_words(word)


def may_name(shown: str, lists: Lexicon) -> bool:
    """Whether a small word may be a place's name: nothing that English, the field or haste has."""
    word = fold(shown)
    if (
        word in NEVER
        or word in lists.field
        or word in lists.short
        or word in lists.large_places
        or is_in_haste(word, lists)
    ):
        return False
    return not lists.is_english(word)
