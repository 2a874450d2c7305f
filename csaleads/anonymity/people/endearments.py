"""What somebody dear is called in many tongues: '"Habibi", "cariad" and "hen" are endearments, not people'.

Quoted in a row, quoted where the text says what it is, or small behind a comma at the end of what is said. Some are somebody's
name too; those are struck out only where the text says what they are, or among others in quotes.
"""

import re
from collections.abc import Iterator
from functools import cache

from csaleads.anonymity.people.namesakes import is_said_of_somebody
from csaleads.anonymity.people.well_known import sentence_around
from csaleads.anonymity.text.lexicon import Lexicon, either, fold, phrase_group
from csaleads.anonymity.text.scanning import WordStarts

_FILE = "endearments.txt"
_JOINT = re.compile(r"[,;]? ?(?:and |or |& |then )?")
_DOES = re.compile(
    r" (?:sold|sells|gave|gives|bought|buys|picks|picked|drove|drives|hit|sent|sends|lives|takes|took|texts|texted|"
    r"rang|pays|paid|told|said|says|asked|came|went|has|had|wants|knows|is (?:just |only |really |also )?"
    r"(?:a mate|my mate|his mate|her mate|\d|"
    r"his friend|her friend|a friend|her boyfriend|the dealer|from|at|in|older|younger))(?![\w-])"
)
_SHORT_FOR = re.compile(
    r",? (?:is |was )?(?:a |the |her |his |their )?(?:pet name|short|nickname)[a-z ]{0,12} (?:for|of) [A-Z]"
)
_NAMED = re.compile(
    r"\b(?:named|name is|nickname(?:d)?(?: is)?|known as|goes by|street name|"
    r"boyfriend|friends?|mates?|alias|aka|and her|and his) $",
    re.I,
)


@cache
def _patterns() -> tuple[re.Pattern[str], ...]:
    every = either(phrase_group(_FILE, "endearment"))
    return (
        re.compile(rf"[\"“'‘](?P<name>{every}),?[\"”'’]", re.I),
        re.compile(rf"(?<=[a-z], )(?P<name>{every})(?=[.!?,\"”]|$)"),
        re.compile(rf"(?<=[,:] )(?P<name>{every})(?=[,.]|$)"),
        re.compile(rf"(?<![\w-])(?:{either(phrase_group(_FILE, 'said'))})(?![\w-])", re.I),
    )


@cache
def _words() -> frozenset[str]:
    return frozenset(re.findall(r"\w+", each)[0] for each in phrase_group(_FILE, "endearment"))


@cache
def _borne() -> frozenset[str]:
    return frozenset(phrase_group(_FILE, "borne"))


def nobody(text: str, words: WordStarts, lists: Lexicon) -> Iterator[tuple[int, int]]:
    """(start, end) of each in `text`, whose words begin at `words`."""
    if not words.has_any(_words()):
        return
    quoted, hailed, listed, said = _patterns()
    met = list(quoted.finditer(text))
    for found in met:
        begin, end = sentence_around(text, *found.span())
        told = bool(said.search(text, begin, end))
        row = [found, *(each for each in met if _are_in_row(text, each, found))]
        foreign = any(_is_nobody(each["name"], lists) for each in row)
        if (told or foreign) and not _is_name(text, found, begin, told=told):
            yield found.span("name")
    for found in listed.finditer(text):
        if said.search(text, *sentence_around(text, *found.span())) and not is_said_of_somebody(
            text, found["name"]
        ):
            yield found.span("name")
    for found in hailed.finditer(text):
        if found["name"] not in _borne() and not is_said_of_somebody(text, found["name"]):
            yield found.span("name")


def _is_nobody(shown: str, lists: Lexicon) -> bool:
    """Whether it is no name and no English word, which may be a nickname."""
    return shown.lower() not in _borne() and not all(lists.is_english(fold(word)) for word in shown.split())


def _are_in_row(text: str, one: re.Match[str], other: re.Match[str]) -> bool:
    """Whether one follows the other with nothing but a comma or an "and" between."""
    first, last = sorted((one.span(), other.span()))
    return first != last and bool(_JOINT.fullmatch(text, first[1], last[0]))


def _is_name(text: str, found: re.Match[str], begin: int, *, told: bool) -> bool:
    """Whether the text says that it is somebody's name, or what somebody so called does."""
    if (
        is_said_of_somebody(text, found["name"])
        or _DOES.match(text, found.end())
        or _SHORT_FOR.match(text, found.end())
    ):
        return True
    return not told and bool(_NAMED.search(text, begin, found.start()))
