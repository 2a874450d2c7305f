"""Days that what stands beside them tells: "tickets booked 2moro 8th", "on New Year's Day, 1/1", "arr port lorry 28.6.",
"his card says one one two thousand and ten".
"""

import re
from collections.abc import Iterator

from csaleads.anonymity.days.calendar_words import FESTIVAL, MONTH_NUMBER, NTH, NUMBER, ends_there, next_word
from csaleads.anonymity.numbers.spoken import (
    DAY_COUNT_WORD,
    DAY_WORD,
    FIGURE_WORDS,
    MONTH_COUNT_WORD,
    MONTH_ORDINAL,
)
from csaleads.anonymity.text.lexicon import either, phrase_group, word_group
from csaleads.anonymity.text.scanning import LedPattern, WordStarts

_NEAR = (
    "today",
    "tomorrow",
    "yesterday",
    "tonight",
    "2moro",
    "2mora",
    "tmrw",
    "tmw",
    "tomoz",
    "2day",
    "2nite",
    "yday",
    "tomo",
)
_BESIDE_NEAR = LedPattern(
    re.compile(rf"\b(?:{'|'.join(_NEAR)})(?:,? | \(|, ?)(?P<day>{NTH})(?![\w-])", re.I), _NEAR
)
_COUNTED = word_group("counted by their place")
_IN_ROW = frozenset(("in", "of", "out", "from", "place", "best", "worst", "last"))
_FEAST = re.compile(
    rf"\b{FESTIVAL}(?:,? \(?| - | = )(?P<day>{NUMBER}(?P<joint>[/.-]){MONTH_NUMBER}(?:(?P=joint)\d{{2}}(?:\d\d)?)?)"
    r"(?![\w/%]|[.:]\d| of\b)",
    re.I,
)
_FEAST_WORDS = word_group("words of fixed feasts") | frozenset(
    ("eid", "diwali", "easter", "halloween", "valentines", "nye")
)
_COMINGS = phrase_group("calendar_words.txt", "coming")
_CAME = LedPattern(
    re.compile(
        rf"\b(?:{either(_COMINGS)})\b(?: [^\W\d_][\w'’-]*){{0,3}} (?P<day>(?:1[3-9]|2\d|3[01])\.(?:0?[1-9]|1[0-2]))"
        r"(?=[,;)\n]|\.?$|\. )",
        re.I,
    ),
    _COMINGS,
)
_MEASURES = frozenset(phrase_group("calendar_words.txt", "measure"))
_BEFORE = frozenset(phrase_group("calendar_words.txt", "measure before"))
_STOP_BETWEEN = re.compile(r"[ (][123]\d\.[01]?\d")
_WHOLE = re.compile(
    rf"(?<![\w-])(?:the )?(?P<day>{DAY_COUNT_WORD}|{DAY_WORD})[, ]+(?:of (?:the )?)?(?:{MONTH_COUNT_WORD}|{MONTH_ORDINAL})[, ]+"
    r"(?:two thousand(?: and)? (?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|\w+teen|"
    r"twenty(?:[ -](?:one|two|three|four|five|six|seven|eight|nine))?)|"
    r"nineteen (?:(?:forty|fifty|sixty|seventy|eighty|ninety)(?:[ -](?:one|two|three|four|five|six|seven|eight|nine))?))"
    r"(?![\w-])",
    re.I,
)
_FIGURE_BEFORE = re.compile(rf"\b(?:{'|'.join(FIGURE_WORDS)}|treble|triple|plus)[ ,-]*$", re.I)


def find(text: str, words: WordStarts) -> Iterator[tuple[int, int]]:
    """(start, end) of each day in `text`, whose words begin at `words`."""
    for found in _BESIDE_NEAR.finditer(text, words) if "#" in words else ():
        word = next_word(text, found.end())
        if (word is None or word.lower() not in _COUNTED | _IN_ROW) and ends_there(text, found.end()):
            yield found.span("day")
    if "#" in words and words.has_any(_FEAST_WORDS):
        for found in _FEAST.finditer(text):
            yield found.span("day")
    for found in _CAME.finditer(text, words) if "#" in words and _STOP_BETWEEN.search(text) else ():
        between = [word.lower() for word in found.group().split()[:-1]]
        if between[-1] not in _BEFORE and _MEASURES.isdisjoint(between):
            yield found.span("day")
    if "thousand" in words or "nineteen" in words:
        for found in _WHOLE.finditer(text):
            if not _FIGURE_BEFORE.search(text, max(0, found.start() - 12), found.start()):
                yield found.span()
