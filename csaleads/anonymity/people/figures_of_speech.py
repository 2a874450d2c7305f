"""Names that name nobody: "a proper Romeo", "a Victoria sponge", "Ash and Holly are the names of the bays", "Chelsea's kit"."""

import re
from collections.abc import Iterator
from functools import cache

from csaleads.anonymity.people.famous import clubs
from csaleads.anonymity.people.namesakes import is_said_of_somebody
from csaleads.anonymity.places.words import KEEP
from csaleads.anonymity.text.lexicon import Lexicon, either, fold, phrase_group, read_lines
from csaleads.anonymity.text.scanning import LedPattern, WordStarts, may_hold

_FILE = "figures_of_speech.txt"
_NAME = r"[A-Z][a-zà-ÿ]+(?:-[A-Z][a-zà-ÿ]+)?"
_LIST = rf"{_NAME}(?:(?:, (?:and |or )?| and | or | & ){_NAME})+"
_PRAISED = (
    "right",
    "proper",
    "real",
    "regular",
    "total",
    "complete",
    "absolute",
    "utter",
    "bit",
    "modern-day",
    "budding",
    "would-be",
    "pocket",
)
_LIKE = LedPattern(
    re.compile(
        r"\b(?:right|proper|real|regular|total|complete|absolute|utter|bit of an?|modern-day|budding|"
        r"would-be|pocket) (?:little |old )?"
        rf"\"?(?P<name>{_NAME}(?: {_NAME})?)(?![\w-])"
    ),
    _PRAISED,
)
_BEFORE_LIKE = re.compile(r"\b(?:an?|such an?|quite an?) \"?$", re.I)
_ONE_OF = LedPattern(
    re.compile(rf"\b(?i:an?|no|another) \"?(?P<name>{either(phrase_group(_FILE, 'archetype'))})(?![\w'’-])"),
    ("a", "an", "no", "another"),
)
_KIND = LedPattern(
    re.compile(
        rf"\b(?i:an?|some|two|three|four|six|new|old|second-hand|"
        rf"favourite) (?P<name>{_NAME}(?: {_NAME})?) (?:[a-z-]+ )?"
        rf"(?:{either(phrase_group(_FILE, 'thing'))})(?![\w'’-])"
    ),
    ("a", "an", "some", "two", "three", "four", "six", "new", "old", "second", "favourite"),
)
_THINGS = frozenset(word for phrase in phrase_group(_FILE, "thing") for word in re.findall(r"\w+", phrase))
_NAMED = either(phrase_group(_FILE, "named"))
_NAMED_WORDS = frozenset(phrase.split()[-1] for phrase in phrase_group(_FILE, "named"))
_NAMED_WORDS |= frozenset(phrase_group(_FILE, "what they are"))
_ARE_NAMED = re.compile(
    rf"(?P<names>{_LIST}),? (?:are|were|will be)(?: all| both| just| only| simply)? "
    r"(?:(?:(?:the |our |its )?names? (?:of|for|we give(?: to)?|given to) |what we call )(?:(?:the|our|their|"
    r"its|new|\w+'s) ){0,2}"
    rf"|(?:the|our|their|its) (?:new )?)(?:[a-z-]+ )?(?:{_NAMED})(?=[,.;:)]|$| (?:in|at|on|of|and|where|that|"
    rf"we|for|you)\b)"
)
_NAMED_SO = re.compile(
    rf"\b(?:{_NAMED})(?:,? (?:are |were |now |have been |been ){{0,3}}(?:called|named|known as)| \() ?\"?"
    rf"(?P<names>{_NAME}(?:(?:\"?, \"?(?:and \"?|or \"?)?|\"? and \"?|\"? or \"?){_NAME})+)"
)
_NAMES_OF = re.compile(
    rf"\b(?:[Nn]ames? (?:of|for) (?:the |our |all |these |your )?(?:new |other )?(?:{_NAMED})(?: (?:are|were|will be))?"
    r"|(?:[Ss]ites|[Aa]uthorities|[Aa]reas) (?:are|were) (?:called|named|known (?:here )?as|anonymised as|given the names))"
    rf":? (?P<names>{_LIST})"
)
_SITES = frozenset(("sites", "authorities", "areas"))
_NEVER_PEOPLE = phrase_group(_FILE, "never people")
_ARE_CALLED = LedPattern(
    re.compile(
        rf"\b(?i:{either(_NEVER_PEOPLE)})(?: [a-z]+)?,? (?:are|were|have been)"
        r"(?: (?:(?:now|all|both) )?(?:called|named|known as)(?: after (?:the )?[a-z]+(?: [a-z]+)?[:,])?)? \"?"
        rf"(?P<names>{_LIST})(?=[.;,\n]|$)"
    ),
    _NEVER_PEOPLE,
)
"""Rooms and animals under their names: "Meeting rooms are Seacole, Curie and Turing."."""
_ARE_PLACES = re.compile(
    rf"(?P<names>{_LIST}),? (?:are|were)(?: all| both| the)?(?: just|"
    rf" only)? (?:{either(phrase_group(_FILE, 'what they are'))})\b"
)
_THING_NAMED = LedPattern(
    re.compile(
        rf"\b(?:{either(phrase_group(_FILE, 'thing with a name'))})(?:,? (?:is|was|has been|now|which is|"
        rf"that is))* "
        rf"(?:called|named|known as) \"?(?P<name>{_NAME}(?: {_NAME})?)(?![\w'’-])"
    ),
    phrase_group(_FILE, "thing with a name"),
)
_STORM = LedPattern(
    re.compile(rf"\b(?:Storm|Hurricane|Typhoon|Cyclone) (?P<name>{_NAME})(?![\w'’-])"),
    ("storm", "hurricane", "typhoon", "cyclone"),
)
_JOINT = re.compile(r"[ -]")
_PLACE_AFTER = re.compile(
    r" (?:[A-Z]|(?:day )?nursery|pre-?school|playgroup|school|academy|surgery|ward|pub|inn|house|cottage|"
    r"farm|close|road|street|lane)"
)
_FOOTBALL = phrase_group(_FILE, "football")
_FOOTBALL_WORDS = frozenset(re.findall(r"\w+", " ".join(_FOOTBALL)))
_CLUB = re.compile(
    rf"(?<![\w'-])(?P<name>{_NAME})(?:['’]s?)? (?:(?:home|away|first|new|old|match|"
    rf"[a-z]+-team) )?(?:{either(_FOOTBALL)})(?![\w-])"
)


@cache
def _pairs() -> LedPattern:
    owners: list[str] = []
    pairs: list[str] = []
    for line in read_lines(_FILE):
        kind, _, words = line.partition(": ")
        if kind == "pair":
            names, _, things = words.partition("; ")
            owners += names.split()
            pairs.append(rf"(?:{'|'.join(names.split())})[ -](?:{'|'.join(things.split(', '))})")
    return LedPattern(re.compile(rf"(?<![\w'-])(?:{'|'.join(pairs)})(?![\w-])", re.I), owners)


def nobody(text: str, words: WordStarts, lists: Lexicon) -> Iterator[tuple[int, int]]:
    """(start, end) of each name in `text`, whose words begin at `words`, that is a manner of speaking or a thing's."""
    for found in _pairs().finditer(text, words):
        thing = _JOINT.split(found.group(), maxsplit=1)[1]
        if thing[0].islower() and not _PLACE_AFTER.match(text, found.end()):
            yield found.span()
    for found in _LIKE.finditer(text, words):
        if _BEFORE_LIKE.search(text, max(0, found.start() - 12), found.start()):
            yield found.span("name")
    for led in (_ONE_OF, _THING_NAMED):
        for found in led.finditer(text, words):
            yield found.span()
    for found in _STORM.finditer(text, words):
        name = fold(found["name"])
        if name in lists.first or name not in lists.last:  # a child may be called Storm
            yield found.span()
    yield from _of_things(text, words, lists)


def _of_things(text: str, words: WordStarts, lists: Lexicon) -> Iterator[tuple[int, int]]:
    """ "a Billy bookcase", "Ash and Holly are the names of the bays", "Chelsea's midfield"."""
    for found in _KIND.finditer(text, words) if may_hold(words, _THINGS) else ():
        if all(_is_known(fold(word), lists) for word in found["name"].split()):
            yield found.span()
    for found in _ARE_CALLED.finditer(text, words):
        yield found.span("names")
    for pattern in (_ARE_NAMED, _NAMED_SO, _ARE_PLACES) if may_hold(words, _NAMED_WORDS) else ():
        for found in pattern.finditer(text):
            yield found.span()
    if may_hold(words, _NAMED_WORDS) or may_hold(words, _SITES):
        yield from _names_of(text)
    for found in _CLUB.finditer(text) if may_hold(words, _FOOTBALL_WORDS) else ():
        if fold(found["name"]) in clubs():
            yield found.span()


def _names_of(text: str) -> Iterator[tuple[int, int]]:
    """ "Names of our meeting rooms: Bevan and Nye. Bevan has the screen.": each, wherever it stands."""
    told = {name for found in _NAMES_OF.finditer(text) for name in re.findall(_NAME, found["names"])}
    for found in re.finditer(rf"(?<![\w'’-]){_NAME}(?![\w-])", text) if told else ():
        if found.group() in told and not is_said_of_somebody(text, found.group()):
            yield found.span()


def _is_known(word: str, lists: Lexicon) -> bool:
    """Whether a list has the word, and not as a word of places: a school has jumpers of its own."""
    named = word in lists.first or word in lists.last or lists.is_english(word)
    return named and word not in KEEP and word not in lists.field
