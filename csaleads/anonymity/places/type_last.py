"""Places whose type comes last and is cut short or a body of its own: "mill st custody", "thornby town hall", "in low bank est",
"9 carder ct", ", tansy ward,", "st hild renal clinic"; and boats: "the barge, the Merry Widow".
"""

import re
from collections.abc import Iterator

from csaleads.anonymity.findings import Label, Span
from csaleads.anonymity.text.lexicon import Lexicon, fold, phrase_group, word_group
from csaleads.anonymity.text.scanning import WordStarts

_W = r"[a-z][a-z'’-]{2,13}"
_ON_STREET = re.compile(
    rf"(?<![\w'’-])(?P<name>(?P<own>{_W}) (?:st|rd|ln|ave|street|road|lane) (?:custody(?: suite)?|nick|cop shop|"
    r"police (?:stn|station)|cells|mags|magistrates|job ?centre|jcp|baths|library|depot|mosque|church|hostel|chapel|bail hostel))"
    r"(?![\w'’-])",
    re.I,
)
_BODIES = frozenset(
    (
        *(
            "custody",
            "nick",
            "cop",
            "police",
            "cells",
            "mags",
            "magistrates",
            "job",
            "jobcentre",
            "jcp",
            "baths",
        ),
        *("library", "depot", "mosque", "church", "hostel", "chapel", "bail"),
    )
)
_HALL = re.compile(
    rf"(?<![\w'’-])(?P<name>(?P<own>{_W}) (?:(?:town|moot|guild|shire|parish|market) hall|civic (?:centre|hall|offices)|"
    r"council (?:offices|chambers?)|corn exchange))(?![\w'’-])",
    re.I,
)
_HALLS = frozenset(("hall", "civic", "council", "corn"))
_ESTATE = re.compile(
    rf"\b(?:in|on|at|of|from|round|near|off) (?P<name>(?:the )?(?:{_W} )?(?P<own>{_W}) est)(?![\w'’-]|\.? ?\d)",
    re.I,
)
_CUT_SHORT = re.compile(
    rf"(?<![\w/.,:£-])(?P<name>(?:flat )?\d{{1,3}}[a-z]? (?:{_W} )?(?P<own>{_W}) (?:ct|crt|cres|gdns|tce|terr|mws))"
    r"(?![\w'’-]| (?:scans?|hearing|date|bundle|order|case)\b)",
    re.I,
)
_CUTS = frozenset(("ct", "crt", "cres", "gdns", "tce", "terr", "mws"))
_WARD = re.compile(
    rf"(?:(?:^|[,;:(\n]) ?|\b(?:on|to|from|onto|at) )(?P<name>(?P<own>{_W}) ward)"
    r"(?=[,.;:)\n]|$| (?:bed|bay|at|since|until|til|w|with|now)\b)",
    re.I,
)
_KINDS_OF_WARD = frozenset(phrase_group("places_told.txt", "kind of ward"))
_ADJECTIVE = re.compile(r"(?:al|ic|ed|ing|ary|ive|['’]s|ory|ous|ent|ar)$")
_SAINT_CLINIC = re.compile(
    rf"(?<![\w'’-])(?P<name>(?:st|saint) (?P<own>{_W})(?: {_W})? (?:clinic|unit|dept|suite|ward))(?![\w'’-])",
    re.I,
)
_CLINICS = frozenset(("clinic", "unit", "dept", "suite", "ward"))
_T = r"[A-Z][\w'’-]+"
_KIND_OF_BOAT = (
    r"(?:[Bb]oat|[Nn]arrow ?boat|[Hh]ouse ?boat|[Bb]arge|[Cc]ruiser|[Yy]acht|[Tt]rawler|[Ww]idebeam)"
)
_BOAT = re.compile(
    rf"(?<![\w-])(?=[a-z]){_KIND_OF_BOAT}(?:,| called| named|:)? (?:the )?[\"“]?(?P<name>{_T}(?: (?:of )?{_T}){{0,2}})"
    r"(?![\w'’-])|"
    rf"\b[Tt]he (?P<moored>{_T}(?: {_T}){{0,2}}),? (?:is |was )?(?:moored|berthed|an? (?:old |wide )?{_KIND_OF_BOAT})\b"
)
_BOATS = frozenset(
    (
        *("boat", "narrowboat", "houseboat", "barge", "cruiser", "yacht", "trawler", "widebeam", "moored"),
        *("berthed", "narrow", "house"),
    )
)
_BOAT_PEOPLE = frozenset(
    (
        "race",
        "club",
        "trip",
        "people",
        "week",
        "shop",
        "show",
        "house",
        "mum",
        "dad",
        "she",
        "he",
        "they",
        "we",
    )
)
_NEVER = word_group("function words") | word_group("no name of a place")
_GENERAL = frozenset(phrase_group("places_told.txt", "no own place"))


def find(text: str, plainly: str, words: WordStarts, lists: Lexicon) -> Iterator[Span]:
    """Each in `text`, whose words begin at `words`; `plainly` lacks capitals where they say nothing."""
    for pattern, needed, label in _ASKED:
        if words.has_any(needed):
            for found in pattern.finditer(plainly):
                if _may_name(found["own"], lists):
                    yield Span(*found.span("name"), label)
    if "ward" in words:
        for found in _WARD.finditer(plainly):
            if _may_name_ward(fold(found["own"]), lists):
                yield Span(*found.span("name"), Label.HEALTH)
    if words.has_any(_BOATS):
        yield from _boats(text)


def _boats(text: str) -> Iterator[Span]:
    for found in _BOAT.finditer(text):
        kind = found.lastgroup or "name"
        if fold(found[kind].split()[0]) not in _NEVER | _BOAT_PEOPLE:
            yield Span(*found.span(kind), Label.SMALL_PLACE)


def _may_name(own: str, lists: Lexicon) -> bool:
    word = fold(own)
    return (
        word not in _NEVER
        and word not in _GENERAL
        and word not in lists.short
        and word not in lists.large_places
    )


def _may_name_ward(word: str, lists: Lexicon) -> bool:
    """ "tansy ward": no kind of ward, and nobody's two names."""
    return (
        _may_name(word, lists)
        and word not in _KINDS_OF_WARD
        and word not in lists.field
        and word not in lists.first
        and not _ADJECTIVE.search(word)
    )


_ASKED = (
    (_ON_STREET, _BODIES, Label.SMALL_PLACE),
    (_HALL, _HALLS, Label.SMALL_PLACE),
    (_ESTATE, frozenset(("est",)), Label.SMALL_PLACE),
    (_CUT_SHORT, _CUTS, Label.ADDRESS),
    (_SAINT_CLINIC, _CLINICS, Label.HEALTH),
)
"""The patterns, each with words of which a text must hold one, and what they show."""
