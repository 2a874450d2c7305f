"""Places that were somebody's or that take a kind few think of: "Stubb's Piece", "drovers halt", "The Drover pub", "the pavilion
hotel", "at the lantern project", "St Osyth's Urgent Care", "Convent of the Star", "ysgol y garreg lwyd".
"""

import re
from collections.abc import Iterator

from csaleads.anonymity.findings import Label, Span
from csaleads.anonymity.places.asking_words import club_names, strictly_named_after
from csaleads.anonymity.places.venues import NEVER
from csaleads.anonymity.places.words import is_plain, lowered
from csaleads.anonymity.text.lexicon import Lexicon, either, fold, phrase_group, word_group
from csaleads.anonymity.text.scanning import LedPattern, WordStarts

_FILE = "places_told.txt"
_T = r"[A-Z][\w'’-]+"
_BIG_PIECES = phrase_group(_FILE, "piece with a capital")
_PIECES = phrase_group(_FILE, "piece")
_HELD = re.compile(
    rf"(?<![\w'’-])(?P<name>(?P<owner>[A-Z][a-z-]{{2,}}(?:[A-Z][a-z]+)?)(?:['’]s|s['’]) "
    rf"(?:{either((*_BIG_PIECES, *(piece.title() for piece in _PIECES)))}))(?![\w'’-]| (?:of|by|from)\b| [A-Z])"
)
_HELD_BY_TRADE = LedPattern(
    re.compile(
        rf"\b(?P<name>(?:{either(phrase_group(_FILE, 'trade'))})(?:['’]?s['’]?) (?:{either(_PIECES)}))(?![\w'’-])"
    ),
    tuple(f"{trade}{end}" for trade in phrase_group(_FILE, "trade") for end in ("", "s")),
)
_LEADS = re.compile(
    r"\b(?:at|in|on|by|from|near|to|off|behind|outside|past|via|round|around|nr|opposite|into|of|site|pitch|live|lives|"
    r"lived|living|left|leaving|called|is) (?:the )?$",
    re.I,
)
_PUB_KINDS = phrase_group(_FILE, "pub kind")
_PUB = LedPattern(
    re.compile(
        rf"\b(?i:the) (?P<name>(?P<own>[^\W\d_][\w'’-]{{2,}}(?: [A-Z][\w'’-]+)?) (?:{either(_PUB_KINDS)}))(?![\w'’-]| "
        r"(?:quiz|lunch|meals?|food|crawls?|fights?|work|job|garden centre)\b)"
    ),
    ("the",),
)
_PUB_WORDS = frozenset(word for kind in _PUB_KINDS for word in kind.split()[:1])
_HOTELS = phrase_group(_FILE, "hotel")
_HOTEL = LedPattern(
    re.compile(
        rf"\b(?P<name>(?:{either(_HOTELS)}) (?:{either(phrase_group(_FILE, 'hotel kind'))}))(?![\w'’-]| "
        r"(?:rooms|staff|industry|work|job|accommodation)\b)",
        re.I,
    ),
    _HOTELS,
)
_HOTEL_WORDS = frozenset(("hotel", "hotels", "guest", "guesthouse", "b", "inn", "hostel", "lodge", "lodges"))
_PROJECT_LEADS = (
    *("at", "to", "from", "via", "with", "by", "outside", "visits", "attends", "attended", "attending"),
    *("left", "leaving", "joined", "joining", "runs", "near", "in", "and"),
)
_PROJECT = LedPattern(
    re.compile(
        rf"\b(?:{either(_PROJECT_LEADS)}) the (?P<name>(?P<own>[^\W\d_][\w'’-]{{2,}}) (?:project|drop-in|drop in))(?![\w'’-])",
        re.I,
    ),
    _PROJECT_LEADS,
)
_PROJECT_WORDS = frozenset(("project", "drop"))
_NO_PROJECT = frozenset(
    ("summer", "spring", "star", "first", "little", "happy", "tiny", "busy", "bright", "garden")
)
_TREATING = re.compile(rf" (?P<kind>{either(phrase_group(_FILE, 'treating kind'))})(?![\w'’-])", re.I)
_TREATING_WORDS = frozenset(
    word for kind in phrase_group(_FILE, "treating kind") for word in re.findall(r"\w+", kind)[:1]
)
_BEFORE_KIND = re.compile(rf"(?<![\w'’-])(?:(?:St\.?|Saint) )?{_T}(?: {_T}){{0,2}}$")
_BEFORE_SMALL_KIND = re.compile(r"(?<![\w'’-])(?:(?:st|saint) )?(?P<own>[a-z][a-z'’]{2,})$")
_CONVENTS = phrase_group(_FILE, "convent")
_CONVENT = LedPattern(
    re.compile(
        rf"\b(?:{either(word.title() for word in _CONVENTS)}) of (?:the |our )?{_T}(?: (?:(?:and|of|the) ){{0,2}}{_T})*"
    ),
    _CONVENTS,
)
_NATIONAL = re.compile(
    r" of (?:(?:the )?(?:England|Scotland|Ireland|Wales|Rome|Jesus|God|Satan|Latter|Nazarene|Scientology|Christ|Pentecost|"
    r"Revolution|Light and)|Our)\b"
)
_YSGOL = LedPattern(
    re.compile(
        r"\bysgol (?:(?:gynradd|uwchradd|gyfun|gymunedol|bro|y|yr) ){0,2}(?P<own>[a-zâêîôûŵŷ]{3,})(?: [a-zâêîôûŵŷ]{3,})?",
        re.I,
    ),
    ("ysgol",),
)
_NO_YSGOL = frozenset(
    (
        "gymraeg",
        "feithrin",
        "gynradd",
        "uwchradd",
        "gyfun",
        "gymunedol",
        "arbennig",
        "haf",
        "newydd",
        "hon",
        "leol",
        "nos",
        "sul",
    )
)
_WELSH_ALSO = word_group("function words") | frozenset(
    ("heddiw", "yfory", "ddoe", "wedi", "oherwydd", "gyda")
)


def find(paragraph: str, text: str, plainly: str, words: WordStarts, lists: Lexicon) -> Iterator[Span]:
    """Each in `text`, a paragraph without names that are nobody's, whose words begin at `words`; `plainly` is it without
    capitals where they say nothing.
    """
    yield from _held(text, plainly, words, lists)
    yield from _of_a_kind(paragraph, text, plainly, words, lists)
    yield from _treating(paragraph, plainly, words, lists)
    for found in _CONVENT.finditer(plainly, words):
        if not _NATIONAL.search(found.group()):
            yield Span(*found.span(), Label.SMALL_PLACE)
    for found in _YSGOL.finditer(text, words):
        yield from _ysgol(found, lists)


def _of_a_kind(paragraph: str, text: str, plainly: str, words: WordStarts, lists: Lexicon) -> Iterator[Span]:
    """ "the Drover pub", "the pavilion hotel", "at the lantern project"."""
    if words.has_any(_PUB_WORDS):
        for found in _PUB.finditer(text, words):
            if _is_pub(found["own"], lists, loud=text is not plainly):
                yield Span(*found.span("name"), Label.SMALL_PLACE)
    if words.has_any(_HOTEL_WORDS):
        for found in _HOTEL.finditer(text, words):
            if found["name"][0].isupper() or _LEADS.search(text, max(0, found.start() - 14), found.start()):
                yield Span(*found.span("name"), Label.SMALL_PLACE)
    for found in _PROJECT.finditer(paragraph, words) if words.has_any(_PROJECT_WORDS) else ():
        own = fold(found["own"])
        if own in (strictly_named_after() | club_names()) - _NO_PROJECT:
            yield Span(*found.span("name"), Label.SMALL_PLACE)


def _held(text: str, plainly: str, words: WordStarts, lists: Lexicon) -> Iterator[Span]:
    for found in _HELD.finditer(plainly) if "'s " in plainly or "s' " in plainly or "’s " in plainly else ():
        owner = fold(found["owner"])
        if owner in _TRADES or (owner not in NEVER and owner not in lists.field):
            yield Span(*found.span("name"), Label.SMALL_PLACE)
    for found in _HELD_BY_TRADE.finditer(lowered(text), words) if words.has_any(_TRADE_WORDS) else ():
        if _LEADS.search(text, max(0, found.start() - 14), found.start()):
            yield Span(*found.span("name"), Label.SMALL_PLACE)


def _is_pub(shown: str, lists: Lexicon, *, loud: bool) -> bool:
    """Whether it is a pub's own name: "the Drover pub", not "the local pub", "the Irish pub"."""
    first = fold(shown.split()[0])
    if first in NEVER or is_plain(first, lists):
        return False
    if shown[0].isupper() and not loud:
        return True
    return first in strictly_named_after() or first in _TRADES or not lists.is_english(first)


_TRADE_WORDS = frozenset(
    f"{trade.split()[0]}{end}" for trade in phrase_group(_FILE, "trade") for end in ("", "s")
)
_TRADES = frozenset(phrase_group(_FILE, "trade"))


def _treating(text: str, plainly: str, words: WordStarts, lists: Lexicon) -> Iterator[Span]:
    """ "St Osyth's Urgent Care", "beacon wlk in ctr"."""
    if not words.has_any(_TREATING_WORDS):
        return
    for found in _TREATING.finditer(text):
        label = Label.SMALL_PLACE if found["kind"].lower() == "sure start" else Label.HEALTH
        before = _BEFORE_KIND.search(plainly, max(0, found.start() - 40), found.start())
        if before and not all(_is_general(word, lists) for word in before.group().split()):
            start = before.start() + _length_of_general(before.group(), lists)
            yield Span(start, found.end(), label)
            continue
        small = _BEFORE_SMALL_KIND.search(lowered(text), max(0, found.start() - 24), found.start())
        if small and _may_be_small(fold(small["own"]), lists):
            yield Span(small.start(), found.end(), label)


def _is_general(shown: str, lists: Lexicon) -> bool:
    word = fold(shown)
    return word in NEVER or word in _GENERAL or word in lists.field or is_plain(word, lists)


def _length_of_general(shown: str, lists: Lexicon) -> int:
    """How much of it stands before the name: "The Blackfell"."""
    words = shown.split(" ")
    length = 0
    while len(words) > 1 and _is_general(words[0], lists) and fold(words[0]) not in ("st", "saint"):
        length += len(words.pop(0)) + 1
    return length


_GENERAL = word_group("no name of a place")


def _may_be_small(word: str, lists: Lexicon) -> bool:
    if word.removesuffix("'s") in strictly_named_after():
        return True
    return not _is_general(word, lists) and not lists.is_english(word) and word not in lists.first


def _ysgol(found: re.Match[str], lists: Lexicon) -> Iterator[Span]:
    words = found.group().split()
    own = fold(found["own"])
    if own in _NO_YSGOL or lists.is_english(own) or own in _WELSH_ALSO:
        return
    last = fold(words[-1])
    drops = found["own"] != words[-1] and (lists.is_english(last) or last in _WELSH_ALSO)
    end = found.end() - (len(words[-1]) + 1 if drops else 0)
    yield Span(found.start(), end, Label.SCHOOL)
