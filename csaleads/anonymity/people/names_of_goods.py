"""Names of people that are a make, a star, a programme, a figure, a feast or a system too: "a Zara top", "watching Corrie".

Such a name is somebody's, unless the text says of every mention that it is the other thing (data/names_of_goods.txt).
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from csaleads.anonymity.people.namesakes import is_said_of_somebody
from csaleads.anonymity.people.well_known import sentence_around
from csaleads.anonymity.text.lexicon import either, phrase_group, read_lines
from csaleads.anonymity.text.scanning import WordStarts

_FILE = "names_of_goods.txt"
_OWNS = re.compile(r"['’]s(?!\w)")
_NEVER = re.compile(r"(?!)")
_FURTHEST = 24
"""Characters before a name that are looked at."""


@dataclass(frozen=True, slots=True)
class _Kind:
    before: re.Pattern[str]
    after: re.Pattern[str]
    beside: re.Pattern[str]
    through: re.Pattern[str]

    def is_meant(self, text: str, start: int, end: int) -> bool:
        """Whether that mention is of the thing, not of a person."""
        if _OWNS.match(text, end):
            return False
        lead = text[max(0, start - _FURTHEST) : start]
        if self.before.search(lead) or self.after.match(text, end):
            return True
        return bool(
            self.through.search(lead) and self.beside.search(text, *sentence_around(text, start, end))
        )


@cache
def _kinds() -> dict[str, _Kind]:
    """Each name with what shows that the thing is meant."""
    names = (line.partition(": ") for line in read_lines(_FILE))
    return {
        name: _Kind(
            _pattern(kind, "before", r"(?<!\w)(?:{}) $"),
            _pattern(kind, "after", r" (?:{})(?!\w)"),
            _pattern(kind, "beside", r"(?<!\w)(?:{})(?!\w)"),
            _pattern(kind, "through", r"(?<!\w)(?:{}) $"),
        )
        for kind, _, words in names
        if " " not in kind
        for name in words.split(", ")
    }


def _pattern(kind: str, place: str, shape: str) -> re.Pattern[str]:
    words = phrase_group(_FILE, f"{kind} {place}")
    if not words:
        return _NEVER
    return re.compile(shape.replace("{}", either(words).replace(r"\*", r"\w*")), re.I)


def nobody(text: str, starts: WordStarts) -> Iterator[tuple[int, int]]:
    """(start, end) of each such name that is the thing, wherever the text mentions it."""
    for name, kind in _kinds().items():
        if name.partition("-")[0] not in starts:
            continue
        found = [each.span() for each in re.finditer(rf"(?<!\w){re.escape(name)}(?!\w)", text, re.I)]
        if (
            found
            and all(kind.is_meant(text, *each) for each in found)
            and not is_said_of_somebody(text, name)
        ):
            yield from found
