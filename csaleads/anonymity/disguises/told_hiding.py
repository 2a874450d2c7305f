"""What a text gives that says it hides something: names that are words, numbers of houses, first letters, names within words.

"Her first name is the month after May, June", "the number is double eleven", "read down the margin", "thank god he's Nev-er
late". The cues stand in data/hiding_cues.txt.
"""

import re
from collections.abc import Iterator, Sequence
from functools import cache

from csaleads.anonymity.findings import Label, Span
from csaleads.anonymity.numbers.spoken import NUMBER_WORD
from csaleads.anonymity.text.lexicon import Lexicon, either, fold, phrase_group, word_group

_FILE = "hiding_cues.txt"
_NAMED = re.compile(
    r"(?:, |: |; | - | is | was |\(|called |named |meet )(?P<name>[A-Z][a-z]{2,})(?=[,.;:)!?]| if | is | - |$)"
)
_RIDDLE = re.compile(
    r"\b(?:sur|first|last|fore|middle|second|family|sec)?\s?(?:name|names|initials?|called|first|last|second|signs?|rhymes|spelt|spelled|sounds)\b",
    re.I,
)
_NUMBER = re.compile(
    rf"\b(?:(?:house|door|flat|number|no\.?) (?:is |was |says |being )?)(?P<number>(?:double|treble|triple) \w+|{NUMBER_WORD}"
    r"|\d{1,4}[a-d]?)(?![\w'-])",
    re.I,
)
_NOT_A_HOUSE = re.compile(r"(?:bus|phone|mobile|case|page|room|year|line|tram|track|platform)\s$", re.I)
_LINE = re.compile(r"(?m)^[ \t>*•\-]*([^\W\d_])")
_SENTENCE = re.compile(r"(?:^|[.!?:;]['\")]? +|\n\s*)['\"(]?([A-Z])")
_WORD = re.compile(r"(?<![\w'])([A-Z])[a-z']+")
_LONGEST = 12
_IN_HALVES = re.compile(r"(?<=[\w,;'\"] )[\"']?(?P<name>[A-Z][a-z]{1,7})(?P<rest>-[a-z]{2,10})(?![\w-])")
_CAPITALS_WITHIN = re.compile(
    r"(?<![\w-])(?:[a-z]+(?P<after>[A-Z]{3,10})[a-z]*|(?P<first>[A-Z]{3,10})[a-z]{2,})(?![\w-])"
)
_CAPITALS_MEET = re.compile("[A-Z]{3}(?:[a-z]|(?<=[a-z]...))")
_SHOWN_BEFORE = 90


@cache
def _cues(kind: str) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:{either(phrase_group(_FILE, kind))})")


def _says(low: str, kind: str) -> bool:
    """Whether a text in small letters has a phrase of that kind; most have none, which is soon seen."""
    return any(phrase in low for phrase in phrase_group(_FILE, kind)) and bool(_cues(kind).search(low))


def hides(low: str) -> bool:
    """Whether a text, in small letters, says that it keeps a name back."""
    return _says(low, "hides") or _says(low, "riddle")


def find(text: str, lists: Lexicon) -> Iterator[Span]:
    """Each in `text`."""
    low = text.lower()
    if hides(low):
        yield from _names_told(text, lists)
    if _says(low, "hides"):
        yield from _numbers_told(text)
    if _says(low, "initials"):
        yield from _initials(text, lists)
    yield from _within(text, low, lists)


def _names_told(text: str, lists: Lexicon) -> Iterator[Span]:
    """A name that is a word too, after what it is like: "the month after May, June"."""
    for found in _NAMED.finditer(text):
        name = fold(found["name"])
        if (name in lists.first or name in lists.last) and _RIDDLE.search(
            text, max(0, found.start() - _SHOWN_BEFORE), found.start()
        ):
            yield Span(*found.span("name"), Label.PERSON)


def _numbers_told(text: str) -> Iterator[Span]:
    """The number of a house by itself: "the number is double eleven"."""
    for found in _NUMBER.finditer(text):
        if not _NOT_A_HOUSE.search(text, 0, found.start()):
            yield Span(*found.span("number"), Label.ADDRESS)


def _initials(text: str, lists: Lexicon) -> Iterator[Span]:
    """The first letters of lines, of sentences or of words, where some in a row are a name."""
    for pattern, fewest in ((_LINE, 3), (_SENTENCE, 4), (_WORD, 4)):
        places = [found.start(1) for found in pattern.finditer(text)]
        if found_at := _name_in([text[at] for at in places], fewest, lists):
            first, last = found_at
            yield from (Span(at, at + 1, Label.PERSON) for at in places[first:last])
            name = re.escape("".join(text[at] for at in places[first:last]))
            for again in re.finditer(rf"(?<!\w){name}(?!\w)", text, re.I):
                yield Span(*again.span(), Label.PERSON)
            return


def _name_in(letters: Sequence[str], fewest: int, lists: Lexicon) -> tuple[int, int] | None:
    """Where the longest given name of so many letters or more stands among letters."""
    row = fold("".join(letters))
    for size in range(min(len(row), _LONGEST), fewest - 1, -1):
        for first in range(len(row) - size + 1):
            if row[first : first + size] in lists.first:
                return first, first + size
    return None


def _within(text: str, low: str, lists: Lexicon) -> Iterator[Span]:
    """ "he's Nev-er late", "it is reMARKable"."""
    told = _says(low, "capitals")
    for found in _IN_HALVES.finditer(text) if "-" in text else ():
        name, joined = fold(found["name"]), fold(found["name"] + found["rest"][1:])
        whole = lists.is_english(joined) or told
        if found["rest"][1:].lower() in _WHOLE_HALVES:  # "Mark-up"
            continue
        if name in lists.first and whole and joined not in lists.first and name not in _SYLLABLES:
            yield Span(*found.span("name"), Label.PERSON)
    for found in _CAPITALS_WITHIN.finditer(text) if _CAPITALS_MEET.search(text) else ():
        group = "after" if found["after"] else "first"
        plain = lists.is_english(found.group().lower())
        if plain and found[group].lower() in lists.first:
            yield Span(*found.span(group), Label.PERSON)


_WHOLE_HALVES = frozenset(
    ("up", "down", "off", "out", "over", "able", "proof", "board", "less", "maker", "wise")
)
_SYLLABLES = word_group("function words") | {"jan", "sat", "sun", "mon"}
