"""Small places that the word before them tells: "went the willows", "site long reach", "by the Fleece", "rhyd y cae"."""

import re
from collections.abc import Iterator

from csaleads.anonymity.findings import Label, Span
from csaleads.anonymity.places.asking_words import named_after
from csaleads.anonymity.text.lexicon import Lexicon, fold, phrase_group, word_group
from csaleads.anonymity.text.scanning import LedPattern, WordStarts

_WELSH = word_group("welsh beginnings of a place")
_IN_WELSH = LedPattern(
    re.compile(
        rf"(?<![\w'-])(?P<number>\d{{1,3}} )?(?:{'|'.join(sorted(_WELSH))})[ -](?:(?:y|yr|ar)[ -][^\W\d_]{{3,14}}"
        r"|uchaf|isaf|mawr|fach|bach|goch|wen|las|ddu|fawr)(?![\w'-])",
        re.I,
    ),
    _WELSH,
    figures=True,
)
_FIRST = word_group("words before a small place")
_LEADS = rf"(?:went to|went|going to|{'|'.join(sorted(_FIRST))})"
_KINDS = (
    r"(?:ctr|est|drove|fell|knoll|reach|intake|nook|brow|beck|tarn|rigg|clough|loft|barn|fold|garth|hey|hurst|copse|spinney|view|rise|"
    r"house|hostel|inn|arms|mill|tavern|lodge|bottom|green|down|downs)"
)
_SURE_KINDS = frozenset(
    (
        "ctr",
        "est",
        "knoll",
        "intake",
        "beck",
        "tarn",
        "rigg",
        "clough",
        "hostel",
        "inn",
        "arms",
        "tavern",
        "spinney",
    )
)
_LED = LedPattern(
    re.compile(
        rf"\b{_LEADS} (?P<name>(?:the )?(?P<own>[a-z][a-z']{{2,13}}) (?P<kind>{_KINDS}))"
        r"(?![\w'-])(?! (?:of|officer|worker|rules|keeper|visits?)\b)"
    ),
    _FIRST,
)
_TREES = word_group("houses called after trees")
_THE_TREES = LedPattern(
    re.compile(
        rf"\b{_LEADS} (?P<name>the (?P<own>[a-z]{{4,12}}))"
        r"(?=[.,;:)\n]|$| (?:to|and|for|with|w|on|again|today|this|since|mon|tue|wed|thu|fri)\b)"
    ),
    _FIRST,
)
_BEASTS = word_group("beasts over a door")
_SMALL_PUB = re.compile(
    r"\bthe (?:brown|red|black|white|spotted|dun|golden|blue|green|grey|old|silver|flying|running|jolly) "
    rf"(?:{'|'.join(sorted(_BEASTS))})(?![\w'-])"
    r"(?! (?:would|was|is|had|has|did|does|will|ran|runs|sat|lay|lies|slept|sleeps|barked|barks|growled|"
    r"and (?:the )?(?:cat|puppy)|next door|bit|died|came|wouldn't|won't|needs|wants|likes|gets|got|goes|went|must|can|could)\b)"
)
_PUBS = frozenset(
    word for name in phrase_group("place_kinds.txt", "pub") for word in name.split() if len(word) > 5
)
_AT_THE_PUB = re.compile(
    r"\b(?:in|outside|by|at|near|behind|from|down|to|past|opposite) the (?P<name>[A-Z][a-z]{5,})(?=[.,;:)\n?!]|$| [a-z])"
)
_NOT_OWN = word_group("function words") | word_group("no name of a place") | word_group("never a street")


def find(text: str, words: WordStarts, lists: Lexicon) -> Iterator[Span]:
    """Each in `text`, whose words begin at `words`."""
    for found in _IN_WELSH.finditer(text, words):
        yield Span(*found.span(), Label.ADDRESS if found["number"] else Label.SMALL_PLACE)
    for found in _LED.finditer(text, words):
        own = fold(found["own"]).removesuffix("'s")
        plain = own in _NOT_OWN or own in lists.field or own in lists.short or own in lists.large_places
        strange = not lists.is_english(own) and own not in lists.first
        if not plain and (
            strange or own in named_after() or (found["kind"] in _SURE_KINDS and own not in lists.first)
        ):
            yield Span(*found.span("name"), Label.SMALL_PLACE)
    for found in _THE_TREES.finditer(text, words):
        if found["own"] in _TREES:
            yield Span(*found.span("name"), Label.SMALL_PLACE)
    for found in _AT_THE_PUB.finditer(text) if " the " in text else ():
        if fold(found["name"]) in _PUBS:
            yield Span(*found.span("name"), Label.SMALL_PLACE)
    if words.has_any(_BEASTS):
        for found in _SMALL_PUB.finditer(text):
            yield Span(*found.span(), Label.SMALL_PLACE)


_BEASTS = word_group("beasts over a door")
