"""Countries and councils that people are called after, in a row of such: "Jordan, Syria, Sudan and Georgia"."""

import re
from collections.abc import Iterator
from functools import cache

from csaleads.anonymity.people.namesakes import is_said_of_somebody
from csaleads.anonymity.text.lexicon import either, fold, lexicon, phrase_group
from csaleads.anonymity.text.scanning import LedPattern, WordStarts

_FILE = "rows_of_places.txt"
_ENOUGH = 2


@cache
def _rows() -> tuple[LedPattern, re.Pattern[str], frozenset[str]]:
    """Rows, each place, and the places that nobody is called after."""
    large = lexicon().large_places | {fold(name) for name in phrase_group(_FILE, "country")}
    sure = [
        name
        for name in (*phrase_group(_FILE, "sure"), *phrase_group(_FILE, "country"))
        if fold(name) in large
    ]
    also = phrase_group(_FILE, "also")
    every = sorted({*sure, *also}, key=len, reverse=True)
    place = f"(?:{either(every)})"
    return (
        LedPattern(
            re.compile(rf"(?<![\w'’-]){place}(?:(?:,? (?:and|or|then) |, |/){place}){{2,}}(?![\w-]|['’]s)"),
            every,
        ),
        re.compile(rf"(?<![\w'’-]){place}(?![\w-])"),
        frozenset(sure),
    )


def nobody(text: str, words: WordStarts) -> Iterator[tuple[int, int]]:
    """(start, end) of each place of such a row in `text`, whose words begin at `words`, wherever it stands alone again."""
    row, place, sure = _rows()
    told: set[str] = set()
    for found in row.finditer(text, words):
        names = {each.group() for each in place.finditer(found.group())}
        if len(names & sure) >= _ENOUGH:
            told |= names
            yield found.span()
    for found in place.finditer(text) if told else ():
        name = found.group()
        if (
            name in told
            and not re.match(r" [A-Z]", text[found.end() :])
            and not is_said_of_somebody(text, name)
        ):
            yield found.span()
