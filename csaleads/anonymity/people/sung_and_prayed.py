"""Singers whom somebody sings or listens to, and prayers: "one sings Adele", "Surah Yasin", "Psalm 23", "listens to Enya".

Nobody sings a person; to listen to one, or to put one on, is only music in a text that speaks of no case.
"""

import re
from collections.abc import Iterator
from functools import cache

from csaleads.anonymity.people.namesakes import is_said_of_somebody
from csaleads.anonymity.people.well_known import speaks_of_a_case
from csaleads.anonymity.text.lexicon import either, phrase_group
from csaleads.anonymity.text.scanning import LedPattern, Phrases, WordStarts

_FILE = "sung_and_prayed.txt"
_SING_WORDS = (
    "sing sings sang sung singing hum hums hummed humming whistles whistled whistling karaoke belts belting"
)
_SING = tuple(_SING_WORDS.split())
_HEAR = ("listen", "listens", "listened", "listening", "puts", "put", "danced", "dance", "dances", "dancing")
_SURA = LedPattern(
    re.compile(
        r"\b(?i:surahs?|soorah|suratul|(?:surat|sura)(?= (?:al|an|ar|as|at|ad|az|ash|ul)[- ]))"
        r" (?:(?i:al|an|ar|as|at|ad|az|ash|ul)[- ])?[A-Z][a-z'’]+(?:-[A-Za-z'’]+)*(?![\w-])"
    ),
    ("surah", "surahs", "soorah", "suratul", "surat", "sura"),
)
_PSALM = LedPattern(
    re.compile(r"\bPsalms? (?:\d{1,3}|[a-z]+(?:-[a-z]+)?)(?!\w)|\bPsalms?(?![\w-])"), ("psalm", "psalms")
)


@cache
def _sung() -> tuple[LedPattern, LedPattern]:
    singer = either(phrase_group(_FILE, "singer"))
    names = rf"(?P<names>(?:{singer})(?:(?:, | and | or |, or |, and )(?:{singer}))*)(?![\w'’-])"
    return (
        LedPattern(
            re.compile(
                rf"\b(?:{'|'.join(_SING)})(?: along| out| with)?(?: to)?(?: some| a bit of| old| her|"
                rf" his)? {names}(?! (?:to sleep|a |her |his |down|the |happy))",
                re.I,
            ),
            _SING,
        ),
        LedPattern(
            re.compile(
                rf"\b(?:(?:listen|danc)\w+ to|puts? on)(?: some| a bit of| lots of| old)? {names}"
                r"(?= (?:on|in the|at full|when|while|all the way|very|too|again|full|loud)\b|[.,;:!?)]|$)",
                re.I,
            ),
            _HEAR,
        ),
    )


@cache
def _prayers() -> Phrases:
    return Phrases(phrase_group(_FILE, "prayer"))


def nobody(text: str, low: str, words: WordStarts) -> Iterator[tuple[int, int]]:
    """(start, end) of each in `text`, which is `low` in small letters and whose words begin at `words`."""
    yield from _prayers().find(text, low, words)
    for pattern in (_SURA, _PSALM):
        for found in pattern.finditer(text, words):
            yield found.span()
    sung, heard = _sung()
    for found in sung.finditer(text, words):
        if found["names"][0].isupper():
            yield found.span("names")
    for found in heard.finditer(text, words):
        if (
            found["names"][0].isupper()
            and not speaks_of_a_case(text)
            and not is_said_of_somebody(text, found["names"])
        ):
            yield found.span("names")
