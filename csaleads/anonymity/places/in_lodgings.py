"""Places whose kind stands elsewhere or is cut short: lodgings between commas, corners of a site, groups of toddlers, streets.

"in the b&b, the grosvenor, one room", "the site at sallow bottom", "meant to be at wobbly tots", "9 quarry bk".
"""

import re
from collections.abc import Iterator

from csaleads.anonymity.findings import Label, Span
from csaleads.anonymity.places.asking_words import strictly_named_after
from csaleads.anonymity.places.words import STOPPERS
from csaleads.anonymity.text.lexicon import Lexicon, either, fold, phrase_group, word_group
from csaleads.anonymity.text.scanning import LedPattern, WordStarts

_FILE = "in_lodgings.txt"
_LODGINGS = phrase_group(_FILE, "lodging")
_CALLED = frozenset(phrase_group(_FILE, "called"))
_LODGING = LedPattern(
    re.compile(
        rf"\b(?:{either(_LODGINGS)})(?:, | - | \(|: )(?P<name>[Tt]he (?P<own>[^\W\d_][\w'’-]+(?: [^\W\d_][\w'’-]+)?))"
        r"(?=[,.;:)\n]|$| - )"
    ),
    _LODGINGS,
)
_SITES = phrase_group(_FILE, "site")
_OWN = phrase_group(_FILE, "own")
_ENDS = phrase_group(_FILE, "bottom")
_SITE = LedPattern(
    re.compile(
        rf"\b(?:{either(_SITES)}),? (?:is |are |was |were |still |now |up |down |over )?"
        r"(?:at|on|in|near|by|nr|behind|off) (?:the )?"
        rf"(?P<name>(?P<own>[^\W\d_][\w'’-]{{2,12}}(?: [a-z]{{3,8}})?) (?P<end>{either(_ENDS)}))(?![\w'’-])",
        re.I,
    ),
    _SITES,
)
_OWN_WORDS = frozenset(_OWN)
_BEGINS = phrase_group(_FILE, "group begins")
_GROUP = LedPattern(
    re.compile(
        rf"\b(?P<name>(?:{either(_BEGINS)}) (?:{either(phrase_group(_FILE, 'group ends'))}))(?![\w'’-])", re.I
    ),
    _BEGINS,
)
_AT_GROUP = re.compile(
    r"(?:\b(?P<lead>at|to|from|@|with|left|attends?|attending|enrolled)|"
    r"(?:nursery|playgroup|pre-?school|setting|childminder)(?: is|:|,| =)?) $",
    re.I,
)
_MEANT = re.compile(
    rf"\b(?:{either(phrase_group(_FILE, 'meant'))})(?: [a-z]+)? (?:at|to|from|@|in|with) $", re.I
)
_PLAIN_GROUP = frozenset(
    (
        "little fingers",
        "little feet",
        "tiny feet",
        "tiny hands",
        "little hands",
        "tiny fingers",
        "tiny toes",
        "little toes",
        "happy days",
    )
)
"""What a baby has too."""
_KINDS = phrase_group(_FILE, "kind")
_NUMBERED = re.compile(
    rf"(?<![\w/.£:-])(?P<number>(?:no\.? ?)?\d{{1,4}}[a-f]?),? (?P<own>[^\W\d_][\w'’-]{{2,12}}(?: [^\W\d_][\w'’-]{{2,12}})?) "
    rf"(?P<kind>{either(_KINDS)})(?![\w'’/-]|\. ?[A-Z][a-z]+ )",
    re.I,
)
_KIND_WORDS = frozenset(_KINDS)
_NO_STREET = frozenset(phrase_group(_FILE, "no street"))
_COMMON = word_group("common street names") | word_group("streets are called by")
_NEVER = word_group("function words") | word_group("never a street")
_DOUBTFUL = frozenset(
    (
        "pl",
        "pk",
        "ps",
        "ho",
        "dr",
        "st",
        "av",
        "gr",
        "la",
        "hl",
        "ct",
        "wk",
        "ter",
        "est",
        "ri",
        "orch",
        "lwr",
        "str",
        "sq",
    )
)
"""Kinds that are more often something else."""
_OPENS_OR_LEADS = re.compile(
    r"(?:^|\n|[,.;:=(\-] ?|\b(?:at|to|from|of|is|in|on|off|lives?|living|lived|addr|address|add|hv|visit|visited|moved|now|"
    r"staying|nan|"
    r"mum|dad|home|near|nr|flat|house|back|outside|no)) ?$",
    re.I,
)
_HOUSE_ON = re.compile(
    r"(?<![\w'’-])(?:[A-Z][\w'’-]+, )?(?:Old|New|Upper|Lower|Great|Little|Long|Back) [A-Z][a-z]+ "
    r"(?:Road|Lane|Street|Drove|Avenue)(?![\w'’-])"
)
_SURE_STREETS = frozenset(("road", "lane", "street", "drove", "avenue"))


def find(text: str, masked: str, plainly: str, words: WordStarts, lists: Lexicon) -> Iterator[Span]:
    """Each in `text`, whose words begin at `words`; `masked` is it without names that are nobody's, `plainly` that without
    capitals that say nothing.
    """
    for found in _LODGING.finditer(text, words):
        own = [fold(word) for word in found["own"].split()]
        called = " ".join(own) in _CALLED or own[0] in _CALLED or own[0] in strictly_named_after()
        if called and not any(word in _NEVER or word in lists.field for word in own[1:]):
            yield Span(*found.span("name"), Label.SMALL_PLACE)
    for found in _SITE.finditer(text, words):
        own = [fold(word) for word in found["own"].split()]
        strange = not lists.is_english(own[0]) and own[0] not in lists.field and own[0] not in lists.short
        if (own[0] in _OWN_WORDS or found["own"].lower() in _OWN_WORDS or strange) and own[0] not in _NEVER:
            yield Span(*found.span("name"), Label.SMALL_PLACE)
    yield from _groups(text, words)
    if words.has_any(_KIND_WORDS):
        yield from _streets(text, lists)
    for found in _HOUSE_ON.finditer(masked) if words.has_any(_SURE_STREETS) and plainly is masked else ():
        yield Span(*found.span(), Label.ADDRESS)


def _groups(text: str, words: WordStarts) -> Iterator[Span]:
    """ "meant to be at wobbly tots"."""
    for found in _GROUP.finditer(text, words):
        led = _AT_GROUP.search(text, max(0, found.start() - 16), found.start())
        meant = led and _MEANT.search(text, max(0, found.start() - 40), found.start())
        if meant or (led and found["name"].lower() not in _PLAIN_GROUP):
            yield Span(*found.span("name"), Label.SCHOOL)


def _streets(text: str, lists: Lexicon) -> Iterator[Span]:
    """ "9 quarry bk", "lives 4 mill la"; not "2 full st" nor "3 core gr"."""
    for found in _NUMBERED.finditer(text):
        own = [fold(word) for word in found["own"].split()]
        if any(word in _NO_STREET or word in _NEVER or word in STOPPERS for word in own):
            continue
        if any((word in lists.field or word in lists.short) and word not in _COMMON for word in own):
            continue
        known = own[-1] in _COMMON or not lists.is_english(own[-1])
        led = _OPENS_OR_LEADS.search(text, max(0, found.start() - 10), found.start())
        if led and (known or found["kind"].lower() not in _DOUBTFUL):
            yield Span(*found.span(), Label.ADDRESS)
