"""Names and places without a gap, as in tags and file names: "holmwoodestate", "idrisandpetra", "carolineblount".

A place ends with its kind, and what stands before it is a name: a list has it, two words make it as they make names of
places, or it is no word at all. Two given names are joined by "and"; a given name may have a family's name after it.
"""

import re
from collections.abc import Iterator
from functools import cache

from csaleads.anonymity.disguises.fragments import is_in_words, may_be_word
from csaleads.anonymity.disguises.within_names import WELL_KNOWN_PAIRS
from csaleads.anonymity.findings import Label
from csaleads.anonymity.text.lexicon import Lexicon, either, phrase_group, word_group

_FILE = "within_names.txt"
KINDS = {
    **dict.fromkeys(phrase_group(_FILE, "home kind"), Label.SMALL_PLACE),
    **dict.fromkeys(phrase_group(_FILE, "street kind"), Label.ADDRESS),
    **dict.fromkeys(phrase_group(_FILE, "school kind"), Label.SCHOOL),
    **dict.fromkeys(phrase_group(_FILE, "health kind"), Label.HEALTH),
}
"""With what a place ends, and what it is."""
_STREETS = frozenset(phrase_group(_FILE, "street kind"))
_ALWAYS = frozenset(phrase_group(_FILE, "always"))
_LONGEST_FIRST = sorted(KINDS, key=len, reverse=True)
_QUALIFIERS = phrase_group(_FILE, "qualifier")
_COMMON = frozenset(phrase_group(_FILE, "common thing"))
_ELEMENTS = phrase_group(_FILE, "element")
_JOINER = re.compile(either(phrase_group(_FILE, "joiner")))
_BEFORE = tuple(
    sorted((each.replace(" ", "") for each in phrase_group(_FILE, "before")), key=len, reverse=True)
)
_AFTER = tuple(each.replace(" ", "") for each in phrase_group(_FILE, "after"))
_LEAST, _LEAST_STRANGE, _LEAST_COMPOUND, _LEAST_SURE, _SHORTEST = 3, 5, 6, 5, 4


@cache
def _called_by() -> frozenset[str]:
    """What places are called by: trees, birds, poets."""
    return frozenset(word_group("streets are called by")) - {
        "lime",
        "hardy",
        "sorrel",
        "constable",
        "fox",
        "swift",
        "hall",
    }


@cache
def _streets_called() -> frozenset[str]:
    return _called_by() | word_group("common street names")


def place_in(word: str, lists: Lexicon) -> tuple[int, Label] | None:
    """Where the place begins with which `word` ends, and what it is."""
    if word in _COMMON or any(
        word[first:] in lists.last or word[first:] in lists.first for first in _starts(word)
    ):
        return None
    for kind in _LONGEST_FIRST:
        if word.endswith(kind) and len(word) - len(kind) >= _LEAST:
            name = word[: -len(kind)]
            qualified = next(
                (each for each in _QUALIFIERS if name.endswith(each) and len(name) > len(each) + 2), ""
            )
            lead = next(
                (each for each in _BEFORE if name.startswith(each) and len(name) > len(each) + _LEAST), ""
            )
            first = (
                len(lead)
                if lead and _may_name(name[len(lead) : len(name) - len(qualified)], kind, lists)
                else 0
            )
            for end in () if kind == "home" and not qualified else (len(name) - len(qualified), len(name)):
                if may_name(name[first:end], kind, lists):
                    return first, KINDS[kind]
            return None
    return None


def may_name(name: str, kind: str, lists: Lexicon) -> bool:
    """Whether a place of that kind may be called `name`."""
    return name + kind not in _COMMON and _may_name(name, kind, lists)


def _may_name(name: str, kind: str, lists: Lexicon) -> bool:
    called = _streets_called() if kind in _STREETS else _called_by()
    singular = f"{name[:-3]}y" if name.endswith("ies") else name.removesuffix("s")
    if name in called or (singular in called and len(singular) > _LEAST):
        return True
    if len(name) < _SHORTEST or name in lists.field or name in lists.short or name in lists.large_places:
        return False
    if lists.is_english(name):
        return kind in _ALWAYS and name not in _NO_STREET
    if (name in lists.first or name in lists.last or singular in lists.last) and len(name) >= _LEAST_STRANGE:
        return True
    if name.startswith("st") and (name[2:] in lists.first or singular[2:] in lists.first):
        return True
    if is_in_words(name, lists):
        return len(name) >= _LEAST_COMPOUND and _is_compound(name, lists)
    return len(name) >= _LEAST_STRANGE and may_be_word(name)


def _is_compound(name: str, lists: Lexicon) -> bool:
    """ "fernhill", "coldgate": two words of which the second is what names of places end with."""
    for element in _ELEMENTS:
        before = name[: -len(element)]
        if (
            name.endswith(element)
            and len(before) >= _LEAST
            and before not in _STARTERS
            and (lists.is_english(before) or before in lists.last)
        ):
            return True
    return False


def pair_in(word: str, lists: Lexicon) -> tuple[int, int] | None:
    """(start, end) of two given names in `word` that are joined: "idrisandpetra"."""
    for joiner in _JOINER.finditer(word):
        for first in _starts(word[: joiner.start()]):
            for last in _ends(word[joiner.end() :]):
                one, other = word[first : joiner.start()], word[joiner.end() : joiner.end() + last]
                if (
                    len(one) >= _LEAST
                    and len(other) >= _LEAST
                    and one in lists.first
                    and other in lists.first
                    and not (lists.is_english(one) and lists.is_english(other))
                    and word[first : joiner.end() + last] not in WELL_KNOWN_PAIRS
                ):
                    return first, joiner.end() + last
    return None


def _starts(lead: str) -> Iterator[int]:
    yield 0
    yield from (len(each) for each in _BEFORE if lead.startswith(each))


def _ends(rest: str) -> Iterator[int]:
    yield len(rest)
    yield from (len(rest) - len(each) for each in _AFTER if rest.endswith(each))


def whole_name_in(word: str, lists: Lexicon) -> tuple[int, int] | None:
    """(start, end) of a given name and a family's name in `word`, between what tags begin and end with."""
    for first in _starts(word):
        for last in _ends(word[first:]):
            if is_whole_name(word[first : first + last], lists):
                return first, first + last
    return None


def is_whole_name(word: str, lists: Lexicon) -> bool:
    """ "carolineblount": a given name that is no word, and a family's name that a list has or that no words make."""
    if is_in_words(word, lists):
        return False
    for at in range(_SHORTEST, len(word) - _SHORTEST + 1):
        given, family = word[:at], word[at:]
        if given in lists.first and not lists.is_english(given):
            strange = at > _LEAST_SURE and may_be_word(family) and not is_in_words(family, lists)
            if strange or family in lists.last:
                return True
    return False


def may_be_called(word: str, lists: Lexicon) -> bool:
    """Whether somebody of a title is called so: a name that is no word."""
    return (word in lists.first or word in lists.last) and not is_in_words(word, lists)


_STARTERS = word_group("function words")
_NO_STREET = _STARTERS | {
    "high",
    "main",
    "back",
    "side",
    "busy",
    "same",
    "next",
    "other",
    "country",
    "quiet",
    "leafy",
    "whole",
    "life",
}
