"""What the strict screening knows: places and their regions, and the words that show an age or a place. Read at its first use."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from itertools import chain

from csaleads.anonymity.text.lexicon import PHRASE_FILES, fold, lexicon, phrase_group, read_lines
from csaleads.anonymity.text.scanning import Phrases

WORDS = "network_words.txt"
_PART = re.compile(r"[^\W_]+(?:'[^\W_]+)*|&")
Name = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Region:
    """What is said instead of a place: alone ("the north-west of England") and before a noun ("north-west")."""

    noun: str
    before_noun: str


@dataclass(frozen=True, slots=True)
class Known:
    """A place of the lists. `is_word`: its name means other things too; `is_plain`: in small letters it may."""

    name: Name
    region: Region
    is_word: bool
    is_plain: bool
    is_county: bool


def parts(text: str) -> Name:
    """The words of a name as they are compared: however it is joined, "&" like "and"."""
    return tuple("and" if part == "&" else fold(part) for part in _PART.findall(text))


@cache
def group(kind: str) -> frozenset[str]:
    """The words of one kind in network_words.txt."""
    return frozenset(fold(word) for word in phrase_group(WORDS, kind))


@cache
def regions() -> Mapping[str, Region]:
    """The regions by their keys."""
    lines = (line.partition(": ") for line in read_lines("regions.txt"))
    return {key: _region(said) for key, _, said in lines}


def _region(said: str) -> Region:
    noun, _, before_noun = said.partition(" | ")
    return Region(noun, before_noun)


@cache
def places() -> Mapping[str, tuple[Known, ...]]:
    """Every place of the lists by the first word of its name, the longest names first."""
    found: dict[str, list[Known]] = {}
    for name, region in chain(_at_home(), _abroad()):
        found.setdefault(name[0], []).append(_known(name, region))
    return {word: tuple(sorted(some, key=lambda one: -len(one.name))) for word, some in found.items()}


def _at_home() -> list[tuple[Name, Region]]:
    lines = (line.partition(": ") for line in read_lines("regions_of_places.txt"))
    return [(parts(name), regions()[key]) for key, _, names in lines for name in names.split(",")]


def _abroad() -> list[tuple[Name, Region]]:
    lines = (line.partition(": ") for line in read_lines("cities_abroad.txt"))
    return [(parts(name), _region(said)) for said, _, names in lines for name in names.split(",")]


def _known(name: Name, region: Region) -> Known:
    lists, spelt = lexicon(), " ".join(name)
    is_sure = spelt in group("a place all the same")
    is_named = len(name) == 1 and (lists.is_english(spelt) or spelt in lists.first)
    is_plain = all(lists.is_english(word) for word in name)
    is_word = not is_sure and (spelt in group("also a word") or is_named)
    is_county = spelt.endswith("shire") or spelt in group("county")
    return Known(name, region, is_word, is_plain or is_word, is_county)


@cache
def demonyms() -> Mapping[str, Region]:
    """People and manners of a place, by the word: "brummie", "scouse"."""
    return _by_word("demonym ")


@cache
def short_bodies() -> Mapping[str, tuple[str, Region]]:
    """Bodies known by their initials, with what they are: "gmp" is a police force."""
    return {
        word: (said, region)
        for kind, said in (("police ", "a police force"), ("council ", "a council"))
        for word, region in _by_word(kind).items()
        if " " not in word
    }


def _by_word(kind: str) -> dict[str, Region]:
    return {word: region for key, region in regions().items() for word in group(f"{kind}{key}")}


@cache
def left_alone() -> Phrases:
    """Names that hold a place and point at none: "Bakewell tart", "Edinburgh Postnatal Depression Scale"."""
    ordinary = (line for name in PHRASE_FILES for line in read_lines(name))
    kept = {line for line in ordinary if _holds_place(parts(line)) and " " in line}
    refused = group("not kept")
    return Phrases({line for line in kept if fold(line) not in refused} | set(phrase_group(WORDS, "stays")))


def _holds_place(name: Name) -> bool:
    """Whether a place or a demonym is among the words of `name`, and more than that."""
    spelt = {" ".join(name[i:j]) for i in range(len(name)) for j in range(i + 1, min(len(name), i + 4) + 1)}
    return any(word in demonyms() for word in name) or any(
        " ".join(one.name) in spelt and one.name != name for word in name for one in places().get(word, ())
    )
