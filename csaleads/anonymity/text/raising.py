"""Which words of a text without useful capitals name a street or the house on it: "12 chandler's row", "off tanner bank"."""

import re
from collections.abc import Iterator

from csaleads.anonymity.places.words import KEEP, STOPPERS
from csaleads.anonymity.text.lexicon import Lexicon, fold, word_group

_SURE = (
    r"(?:road|rd|street|st|avenue|ave|lane|ln|crescent|cres|terrace|terr|gardens|gdns|grove|mews|croft|"
    r"cottages|villas|wynd|brae|"
    r"boulevard|broadway|parade|close|drive|row|fold|vale|mount|yard)"
)
_OTHER = (
    r"(?:dr|way|walk|place|pl|court|ct|rise|hill|square|sq|view|park|approach|path|green|gate|wharf|quay|"
    r"bank|dene|brow|end|side|"
    r"buildings|steps|chase|mead|garth|nook|field|fields|meadow|meadows|heights|lawns?|bungalows?|homes|"
    r"ropewalk)"
)
_WORD = r"[a-z][a-z'’\-]+"
_NUMBERED = re.compile(
    rf"(?<![\w/.£-])(?P<number>(?:no\.? ?|number )?\d{{1,4}} ?[a-f]?(?:[-/]\d{{1,4}})?,?) "
    rf"(?P<name>(?:{_WORD} ){{1,3}}?)(?:(?P<sure>{_SURE})|{_OTHER})(?![\w'’-])"
)
_ALONE = re.compile(rf"(?<![\w'’.-])(?P<name>(?:{_WORD} ){{1,3}}?){_SURE}(?![\w'’-]| {_SURE}\b)")
_HOUSE = re.compile(
    rf"(?<![\w'’.-])(?P<house>(?:the )?{_WORD}(?: {_WORD}){{0,2}}), (?=(?:\d{{1,4}}[a-f]? )?{_WORD}(?: "
    rf"{_WORD}){{0,2}} {_SURE}(?![\w'’-]))"
)
_THE = re.compile(r"(?<![\w/.£-])\d{1,4}[a-f]? the (?P<name>[a-z]{4,})(?=[,.;\n)]|$)")
_LED = re.compile(
    r"(?:\b(?:at|c/o|of|to|from|near|by|outside|opposite|behind|address(?: is)?|addr|lives|living|lived|home|"
    r"flat|placement|where|number|no)\.?|[:=,(])(?: at| is| on)?[ \n]$|^$|\n$"
)
_ON = re.compile(
    r"\b(?:on|off|along|behind|near|down|up|opposite|past|round|(?:liv(?:es?|ed|ing)|stay(?:s|ed|ing)|"
    r"mov(?:ed|ing)|flat|house|home) (?:on|in|at|off|to|up|down)|"
    r"from|at|address(?: is|:)?|(?:his|her|their|the) street,?)(?: the)? $|(?:address|addr|lives)[:=] ?$|"
    r"(?:cottage|house|farm|flats?|shop|granary|barn|inn|arms), $"
)
_CERTAIN = re.compile(r"(?:road|rd|street|avenue|ave|lane|crescent|terrace|grove)$")
_ENDS = re.compile(
    r"\.?(?:[,.;:)\n\"]|$| (?:and|with|in|on|since|now|for|where|when|to|but|w|is|was|by|from|near|mon|tue|"
    r"wed|thu|fri|sat|sun|/|\d))"
)
_COMMON = word_group("common street names")
_NEVER = word_group("never a street")
_THINGS = word_group("numbered things")
_QUALIFIERS = frozenset(("lower", "upper", "old", "new", "great", "little", "top", "back", "nether"))
_HOUSES = frozenset(
    (
        "cottage",
        "house",
        "farm",
        "farmhouse",
        "barn",
        "granary",
        "mill",
        "lodge",
        "hall",
        "arms",
        "inn",
        "rectory",
        "vicarage",
        "manse",
        "stables",
    )
)
_FUNCTION = word_group("function words")
_GENERAL = word_group("no name of a place")


def streets(small: str, lists: Lexicon) -> Iterator[tuple[int, int]]:
    """(start, end) of the words of `small` that would have a capital each."""
    yield from _numbered(small, lists)
    yield from _alone(small, lists)
    yield from _houses(small, lists)


def _numbered(small: str, lists: Lexicon) -> Iterator[tuple[int, int]]:
    """ "41 quarry mount", "at 9 the shambles"."""
    for found in _NUMBERED.finditer(small):
        words = found["name"].split()
        if all(_may_name(word, lists) for word in words):
            strange = any(not lists.is_english(fold(word)) for word in words)
            ended = _is_led(small, found.start()) and _ENDS.match(small, found.end())
            if ended or (strange and found["sure"]):
                yield found.start("name"), found.end()
    for found in _THE.finditer(small):
        if _is_led(small, found.start()) and _may_name(found["name"], lists):
            yield found.start("name") - 4, found.end()


def _alone(small: str, lists: Lexicon) -> Iterator[tuple[int, int]]:
    """ "off carpenter's lane"."""
    for found in _ALONE.finditer(small):
        for start, words in _from_each_word(found.start(), found["name"]):
            if set(words) <= _QUALIFIERS or not all(_may_name(word, lists) for word in words):
                continue
            certain = _CERTAIN.search(found.group()) and not small.startswith(("-", "'"), found.end())
            if _ON.search(small[max(0, start - 18) : start]) and (certain or _ENDS.match(small, found.end())):
                yield start, found.end()
                break


def _houses(small: str, lists: Lexicon) -> Iterator[tuple[int, int]]:
    """The house of "at weir cottage, pond lane"."""
    for found in _HOUSE.finditer(small):
        for start, words in _from_each_word(found.start(), found["house"]):
            named = [word for word in words if word != "the"]
            if named and _is_led(small, start) and all(_may_name(word, lists) for word in named):
                yield start, found.end("house")
                break


def _from_each_word(start: int, name: str) -> Iterator[tuple[int, list[str]]]:
    """Where each word of `name` begins, and the words from there on."""
    words = name.split()
    for first, word in enumerate(words):
        yield start, words[first:]
        start += len(word) + 1


def _is_led(small: str, start: int) -> bool:
    return bool(_LED.search(small[max(0, start - 16) : start]))


def _may_name(word: str, lists: Lexicon) -> bool:
    """Whether a street may be called after the word."""
    bare = fold(word).removesuffix("'s")
    if bare in _COMMON or bare in _QUALIFIERS or bare in _HOUSES:
        return True
    return not (
        bare in STOPPERS
        or bare in _NEVER
        or bare in _THINGS
        or bare in _FUNCTION
        or bare in _GENERAL
        or bare in lists.short
        or bare in KEEP
        or (bare in lists.field and bare not in lists.last)
    )
