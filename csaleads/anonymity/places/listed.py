"""Places in forms and lists: "Setting: Tiny Turtles", "- Luck Lane: reading age 5"."""

import re
from collections.abc import Iterator

from csaleads.anonymity.findings import Label, Span
from csaleads.anonymity.places.asking_words import named_after, village_like
from csaleads.anonymity.places.words import KEEP
from csaleads.anonymity.text.lexicon import Lexicon, fold, word_group, word_list

_ANSWERS = {
    said: label
    for kind, label in (
        ("school", Label.SCHOOL),
        ("health", Label.HEALTH),
        ("place", Label.SMALL_PLACE),
        ("address", Label.ADDRESS),
    )
    for said in word_list(f"form says {kind}")
}
_LINE = re.compile(r"^[ \t*•–-]*([A-Za-z][A-Za-z'/() ]{1,24}?) ?[:=] ?([^\n]{3,60}?)[ .]*$", re.M)
_LED_BY_DOTS = re.compile(
    r"^[ \t*•–-]*([A-Za-z][A-Za-z'/() ]{1,24}?)(?: ?\.{3,} ?| ?_{3,} ?|\t+)([^\n]{3,60}?)[ .]*$", re.M
)
_DOTS = ("...", "___", "\t")
_TITLE = re.compile(
    r"(?:[A-Z][\w'’.-]*|\d{1,4}[a-z]?|of|the|and|&|in|on|at|y|yr)(?:,? (?:[A-Z][\w'’.-]*|\d{1,4}[a-z]?|"
    r"of|the|and|&|in|on|at|y|yr)){0,7}"
)
_BRACKETS = re.compile(r" \([^()\n]{2,24}\)")
_BULLET = re.compile(r"^[ \t]*[*•–-] ?((?:The )?(?:[A-Z][\w'’-]+)(?: [A-Z][\w'’-]+){0,2}): ", re.M)
_HEADER = re.compile(
    r"^[^\n,:]{0,40}\b(?:[Cc]onference|[Mm]eeting|[Gg]roup|[Pp]anel|[Rr]eview|[Dd]iscussion|[Hh]earing|[Ss]ession|[Cc]ontact),? "
    r"(?:held )?(?:at |in )?(?P<place>(?:The )?(?:[A-Z][a-z'’]+ ){1,3}[A-Z][a-z'’]+), "
    r"(?=(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun)[a-z]*\b|\d|online\b|with\b|present\b)",
    re.M,
)
"""What stands between the kind of a meeting and its day: "Core Group, Trinity Rooms, 9 July"."""
_WORD = re.compile(r"[^\W\d_][\w'’-]*")
_LINKS = frozenset(("of", "the", "and", "in", "on", "at", "y", "yr"))
_NO_ANSWER = word_group("no answer to a form")
_NURSERY_BEGINS = word_group("how nurseries begin")
_GENERAL = word_group("no name of a place")
_STARTERS = word_group("function words")
_SECOND = word_group("kinds that make a name together") | word_group("kinds of place that follow a name")


def find(text: str, masked: str, lists: Lexicon) -> Iterator[Span]:
    """Every answer in `text` to a form's question for a place, and every place that heads a line of a list."""
    lines = [*_LINE.finditer(text)]
    if any(dots in text for dots in _DOTS):
        lines += _LED_BY_DOTS.finditer(text)
    for found in lines:
        label = _ANSWERS.get(found.group(1).lower().strip())
        if (
            label
            and "\x01" not in masked[found.start(2) : found.end(2)]
            and _is_answer(found.group(2), lists)
        ):
            yield Span(found.start(2), found.end(2), label)
    for found in _HEADER.finditer(masked) if ", " in masked else ():
        words = [fold(word) for word in found["place"].split()]
        if not all(_is_general(word, lists) for word in words) and not _is_person(words, lists):
            yield Span(*found.span("place"), Label.SMALL_PLACE)
    for found in _BULLET.finditer(masked):
        if _heads_line(found.group(1), lists):
            yield Span(found.start(1), found.end(1), Label.SMALL_PLACE)


def _is_answer(shown: str, lists: Lexicon) -> bool:
    """Whether `shown` is written as names are: all capitals first, more than one word of its own, or one that is no English."""
    shown = _BRACKETS.sub("", shown)
    if not _TITLE.fullmatch(shown) or shown.isupper():
        return False
    words = [fold(word) for word in _WORD.findall(shown)]
    if any(word in _NO_ANSWER for word in words):
        return False
    own = [word for word in words if word in _NURSERY_BEGINS or not _is_general(word, lists)]
    return len(own) > 1 or any(not lists.is_english(word) or word in named_after() for word in own)


def _is_general(word: str, lists: Lexicon) -> bool:
    return (
        word in _LINKS
        or word in KEEP
        or word in _GENERAL
        or word in _STARTERS
        or word in lists.field
        or word in lists.short
        or word in lists.large_places
    )


def _is_person(words: list[str], lists: Lexicon) -> bool:
    """Whether it is somebody's name in full: "Contact, Marcus Pyne, 9 July"."""
    return (
        len(words) == 2
        and words[0] in lists.first
        and words[1] not in _SECOND
        and not lists.is_english(words[1])
    )


def _heads_line(shown: str, lists: Lexicon) -> bool:
    """Whether what stands before a colon is spelt as a place is: "Luck Lane", "The Grange", "Greenacres"."""
    words = [fold(word) for word in shown.split()]
    first, last = words[0], words[-1]
    if first == "the":
        return len(words) == 2 and last in named_after()
    if any(word in lists.first or _is_general(word, lists) for word in words[:1]):
        return False
    if len(words) == 1:
        return bool(village_like().fullmatch(first)) and not lists.is_english(first)
    return last in _SECOND and not _is_general(words[-2], lists)
