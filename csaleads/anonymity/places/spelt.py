"""Places by how they are spelt, and by names that many have: "from wood end", "the red lion", "holy family", "on the thornhill".

These rules need no word that says what the place is. Their lists are data/place_kinds.txt and word_groups.txt.
"""

import re
from collections.abc import Iterator
from functools import lru_cache

from csaleads.anonymity.findings import Label, Span
from csaleads.anonymity.people.judging import near_english
from csaleads.anonymity.places.asking_words import (
    dedications,
    hospital_names,
    named_after,
    nursery_names,
    pub_names,
    village_like,
)
from csaleads.anonymity.places.words import NAME, is_plain, lowered
from csaleads.anonymity.text.lexicon import Lexicon, fold, leading_words, word_group, word_list
from csaleads.anonymity.text.scanning import LedPattern, WordStarts, may_hold, word_starts

_ON_THE = LedPattern(
    re.compile(r"(?<![\w])(?:on|off|up|round|around|onto|over) the ([^\W\d_]{5,})(?![\w'-])"),
    leading_words("spelt places on the"),
)
_MAIN_STREET = LedPattern(
    re.compile(
        r"\b(?:high|main|market|front|fore) (?:street|st|road|rd|place) (?:(infants?|juniors?|primary|nursery|school|academy)|"
        r"(?:surgery|medical (?:centre|practice)|health centre|clinic|dental(?: practice)?|practice|pharmacy))\b",
        re.I,
    ),
    ["high", "main", "market", "front", "fore"],
)
_CHURCH_SIDE = re.compile(
    r"(?i)\b(?:vicar|curate|rector|church|mass|christened|baptised|parish|priest|father|choir|worship|"
    r"congregation|bell-?ringer|sunday|service)\b"
)
_SCOUTS = re.compile(
    r"\b(?:scout|cub|beaver|brownie|guide|rainbow|squirrel)s?(?: leader)?\b|\b(?:akela|brown owl|boys' brigade|cadets)\b"
)
_PACK = re.compile(
    r"(?<![\w/])\d{1,2}(?:st|nd|rd|th) (?!(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec|of|year|"
    r"time|day|week|month|floor|birthday|child|one)[a-z]*\b)"
    r"[^\W\d_]{4,}(?: (?:scouts?|cubs?|brownies|guides|beavers|rainbows|sea scouts))?(?![\w'-])"
)
_PAIR = LedPattern(
    re.compile(
        r"(?<![\w'])(?:in|at|from|off|near|nr|up|to|into|round|lives|school|sch|nursery|gp|hv|surgery|"
        r"placement|placed|home|estate)(?: is| was| -| =|:|,)? "
        r"([a-z]{3,}) ([a-z]{3,})(?![\w'-])"
    ),
    leading_words("spelt places pair"),
)
_PAIR_APART = re.compile(
    r"(?:^|[(,;:=/\n] ?| - |(?P<led>\b(?:for|of|by|on|via|past|left|called|lives?|visit(?:ed|ing)?) ))"
    r"(?:the )?(?P<first>[a-z]{3,}) (?P<second>[a-z]{3,})(?=[),.;/\n]|$| - )"
)
_POSSESSED = re.compile(r"(?<![\w'])([a-z]{3,})'s ((?:fried )?[a-z]+)(?![\w'-])")
_CAPITAL_WORD = re.compile(r"[A-Z](?<![\w'-].)[a-z]{6,}(?![\w-]|'[a-rt-z])")
_TITLED = re.compile(r"(?:\b[A-Z][\w'-]*|\b(?:mr|mrs|ms|miss|dr)\.?) $", re.I)
_LONG_WORD = re.compile(r"(?<![\w'@./#-])[a-z]{7,}(?![\w'@/-]|\.\w)")
_STARTERS = word_group("function words")
_SECOND = word_group("kinds that make a name together")
_FIRST = (
    _SECOND
    | word_group("common street names")
    | word_group("before a kind that makes a name")
    | word_group("streets are called by")
)
_STRICTLY = word_group("streets are called by")
_TRADES = _STRICTLY | word_group("common street names") - word_group("before a kind that makes a name")
_ORDINARY = frozenset(word_list("ordinary in small letters"))
_SHOPS = word_group("shops of somebody")
_SCHOOLS = frozenset(
    ("school", "primary", "secondary", "academy", "nursery", "preschool", "playgroup", "college")
)
_SURGERIES = frozenset(("surgery", "hospital", "clinic", "hospice"))
_DESCRIBED = re.compile(
    rf"(?<![\w'.])({NAME}(?: {NAME}){{0,3}}), (?:a|an|the|our|her|his|their) (?:[a-z][a-z'\-]+ ){{0,2}}"
    r"(village|hamlet|estate|town|farm|pub|church|chapel|mosque|temple|refuge|hostel|hotel|"
    r"children's home|care home|nursing home|tower block|"
    r"caravan site|smallholding|school|primary|secondary|academy|nursery|preschool|playgroup|college|"
    r"surgery|hospital|clinic|hospice)"
    r"(?=[,.;:)]| (?:in|on|near|outside|where|by|that|which|for|up|out|at|next)\b|\n|$)"
)
_NURSERY = LedPattern(
    re.compile(
        r"(?<![\w'])(?:at|to|from|attends?|nursery|playgroup|setting|preschool|childminder)(?: is| was|:| =|"
        r" -|,)? (([a-z]+) ([a-z]{3,}s))(?![\w'-])"
    ),
    leading_words("spelt places nursery"),
)
_NURSERY_BEGINS = word_group("how nurseries begin")
_NO_NURSERY = word_group("no nursery")
_GREAT = re.compile(
    r"\b(?:at|attends?|attended|attending|joined|left|leaving|into|school is|school|pupils? of|head of) "
    rf"((?:Archbishop|Bishop|Cardinal|Canon|King|Queen|Prince|Princess|Lady|Lord|Sir|Dame|Earl|Duke|Abbot) {NAME}(?: {NAME})?)"
)
_COMPOUND = re.compile(r"(?:down|end|head|side|port|over)$")
"""How words are put together that are no villages: "dropdown", "weekend"."""
_LONGEST_SHORT = 7
_SHOP_WORDS = frozenset(shop.split()[0] for shop in _SHOPS) | {"fried"}
_GREAT_WORDS = frozenset(leading_words("spelt places great words"))
_DESCRIBED_WORDS = frozenset(leading_words("spelt places described words"))
_EVERYBODY = frozenset(
    ("men", "women", "boys", "girls", "ladies", "lads", "gents", "children", "kids", "people")
)
_STRUCK = "\x01"


def find(text: str, masked: str, words: WordStarts, lists: Lexicon, *, small: bool) -> Iterator[Span]:
    """Places in `text`, whose words begin at `words`, that are likely by their spelling; `masked` has its well-known phrases
    struck out.
    """
    low = lowered(text)
    if words.has_any(_SECOND):
        yield from _paired(low, masked, words)
    if may_hold(words, _SHOP_WORDS):
        yield from _of_somebody(low, lists)
    yield from _nurseries(text, low, words, small=small)
    yield from _like_nurseries(low, words)
    if may_hold(words, _GREAT_WORDS):
        yield from _after_somebody_great(text)
    yield from _estates(low, masked, words, lists)
    if not small:
        yield from _villages(text, masked, lists)


def known(text: str, masked: str, words: WordStarts | None = None) -> Iterator[Span]:
    """Places whose names are sure by themselves: pubs, hospitals, dedications, packs of scouts, what has a main street's name.

    The words of `text` begin at `words`.
    """
    low = lowered(masked)
    words = word_starts(text) if words is None else words
    yield from _on_main_streets(text, words)
    for found in pub_names().finditer(low, words):
        yield Span(found.start(), found.end(), Label.SMALL_PLACE)
    for found in hospital_names().finditer(low, words):
        yield Span(found.start(1), found.end(1), Label.HEALTH)
    if may_hold(words, _DESCRIBED_WORDS):
        yield from _described(masked)
    yield from _dedications(low, words)
    if "#" in words:
        yield from _packs(lowered(text))


def _described(masked: str) -> Iterator[Span]:
    """ "Marlbank, a big estate", "Elim, the church where"; not "Kelly, the school nurse"."""
    for found in _DESCRIBED.finditer(masked):
        kind = found.group(2)
        label = (
            Label.SCHOOL if kind in _SCHOOLS else Label.HEALTH if kind in _SURGERIES else Label.SMALL_PLACE
        )
        yield Span(found.start(1), found.end(1), label)


def _on_main_streets(text: str, words: WordStarts) -> Iterator[Span]:
    """ "High Street Surgery": the street alone says nothing."""
    for found in _MAIN_STREET.finditer(text, words):
        yield Span(found.start(), found.end(), Label.SCHOOL if found.group(1) else Label.HEALTH)


def _paired(low: str, masked: str, words: WordStarts) -> Iterator[Span]:
    """ "from wood end", "hv lower green": two ordinary words that together are a name where a place stands."""
    for found in _PAIR.finditer(low, words):
        first, second = found.group(1), found.group(2)
        if (
            second in _SECOND
            and (first in _FIRST or first in named_after())
            and first != second
            and f"{first} {second}" not in _ORDINARY
            and _STRUCK not in masked[found.start(1) : found.end()]
        ):
            yield Span(found.start(1), found.end(), Label.SMALL_PLACE)
    for found in _PAIR_APART.finditer(low):
        first, second = found["first"], found["second"]
        named = first in (_STRICTLY if found["led"] else _TRADES)
        if named and second in _SECOND and f"{first} {second}" not in _ORDINARY:
            yield Span(found.start("first"), found.end(), Label.SMALL_PLACE)


def _dedications(low: str, words: WordStarts) -> Iterator[Span]:
    """ "kids at holy family", "from All Hallows": a school, or a church beside a church's words."""
    for found in dedications().finditer(low, words):
        around = low[max(0, found.start() - 40) : found.end() + 30]
        yield Span(
            found.start(1), found.end(1), Label.SMALL_PLACE if _CHURCH_SIDE.search(around) else Label.SCHOOL
        )


def _packs(low: str) -> Iterator[Span]:
    """ "cub leader, 4th windle"."""
    for found in _PACK.finditer(low):
        if _SCOUTS.search(low, max(0, found.start() - 40), found.end() + 30):
            yield Span(found.start(), found.end(), Label.SMALL_PLACE)


def _nurseries(text: str, low: str, words: WordStarts, *, small: bool) -> Iterator[Span]:
    """Names that many nurseries have, with capitals, or after a word that leads up to one."""
    for found in nursery_names().finditer(low, words):
        shown = text[found.start() : found.end()]
        titled = (
            not small
            and all(part[0].isupper() for part in re.findall(r"[^\W_][\w']*", shown) if part not in ("and",))
            and " " in shown
        )
        led = re.search(
            r"\b(?:at|to|attends?|nursery|from|in|pre-?school|setting)(?: is| called|:| =|,)? ?$",
            low[max(0, found.start() - 20) : found.start()],
        )
        if titled or (led and " " in shown):
            yield Span(found.start(), found.end(), Label.SCHOOL)


def _like_nurseries(low: str, words: WordStarts) -> Iterator[Span]:
    """ "takes him to little pips": two words as nurseries like them."""
    for found in _NURSERY.finditer(low, words):
        if found.group(2) in _NURSERY_BEGINS and found.group(3) not in _NO_NURSERY:
            yield Span(found.start(1), found.end(1), Label.SCHOOL)


def _after_somebody_great(text: str) -> Iterator[Span]:
    """ "her form at Archbishop Ilsley": nobody is at a bishop."""
    for found in _GREAT.finditer(text):
        yield Span(found.start(1), found.end(1), Label.SCHOOL)


def _of_somebody(low: str, lists: Lexicon) -> Iterator[Span]:
    """ "sam's chicken", "oliver's castle"; not "mum's garage"."""
    for found in _POSSESSED.finditer(low):
        if (
            found.group(2) in _SHOPS
            and not is_plain(found.group(1), lists)
            and found.group(1) not in _STARTERS
            and found.group(1) not in _EVERYBODY
        ):
            yield Span(found.start(), found.end(), Label.SMALL_PLACE)


def _villages(text: str, masked: str, lists: Lexicon) -> Iterator[Span]:
    """Words with a capital that are spelt as villages, estates and schools are: "Mapplewells report …"; not "Mr Tattersfield"."""
    for found in _CAPITAL_WORD.finditer(masked):
        titled = _TITLED.search(text[max(0, found.start() - 16) : found.start()])
        if _is_spelt_as_village(fold(found.group()), lists) and not titled:
            yield Span(found.start(), found.end(), Label.SMALL_PLACE)


def _estates(low: str, masked: str, words: WordStarts, lists: Lexicon) -> Iterator[Span]:
    """ "on the thornhill", "moved to penmarric": a word that is spelt as places are, and that no list knows as another thing."""
    for found in _ON_THE.finditer(low, words):
        word = fold(found.group(1))
        family = word in lists.last and not (
            lists.is_english(word) or word in lists.first or is_plain(word, lists)
        )
        if (family or _is_spelt_as_village(word, lists)) and _STRUCK not in masked[
            found.start(1) : found.end(1)
        ]:
            yield Span(found.start(1), found.end(1), Label.SMALL_PLACE)
    long = [
        start
        for word, starts in words.items()
        if len(word) >= _LONGEST_SHORT and _is_spelt_as_village(fold(word), lists)
        for start in starts
    ]
    for start in long:
        long_word = _LONG_WORD.match(low, start)
        if not long_word:
            continue
        word = fold(long_word.group())
        struck = _STRUCK in masked[start : long_word.end()]
        if _is_spelt_as_village(word, lists) and not (struck or _COMPOUND.search(word) or near_english(word)):
            yield Span(start, long_word.end(), Label.SMALL_PLACE)


@lru_cache(maxsize=8192)
def _is_village_like(word: str) -> bool:
    return bool(village_like().fullmatch(word))


def _is_spelt_as_village(word: str, lists: Lexicon) -> bool:
    """Whether `word` ends or begins as villages do and no list knows it as anything else."""
    return _is_village_like(word) and not (
        lists.is_english(word) or word in lists.first or word in lists.last or is_plain(word, lists)
    )
