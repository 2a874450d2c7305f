"""Rivers, which tell a place below region: "down by the Taf", "the banks of the River Irwell"."""

import re
from collections.abc import Iterator
from functools import cache

from csaleads.anonymity.findings import Label, Span
from csaleads.anonymity.strict.data import Region, regions
from csaleads.anonymity.strict.reading import Put, Reading
from csaleads.anonymity.text.lexicon import either, fold, read_lines

_LEAD = (
    r"(?P<lead>\b(?:by|beside|along|alongside|across|over|near|into|in|off|overlooking|towards|banks? of|side of|bend of|mouth of|path by|"
    r"bridge over|up|down|from) the (?:(?P<river>(?i:river)) )?|\b(?P<named>[Rr]iver|[Aa]fon) )"
)
_NO_RIVER = re.compile(
    r"(?:'s)?[ -](?:Valley|Barrier|Water|Estuary|[Rr]egion|[Pp]artnership|[Tt]eam|[Ff]amily|[Hh]ouse|[Ss]uite|[Rr]oom|[Ww]ard|[Bb]uilding|[A-Z])"
)


@cache
def _rivers() -> dict[str, Region]:
    lines = (line.partition(": ") for line in read_lines("rivers.txt"))
    return {fold(name): regions()[key] for key, _, names in lines for name in names.split(", ")}


@cache
def _pattern() -> re.Pattern[str]:
    names = either(sorted(name.capitalize() for name in _rivers()))
    return re.compile(rf"{_LEAD}(?P<name>{names})(?![\w'-])")


def find(reading: Reading) -> Iterator[Put]:
    """Every river in `reading` outside of what was found, with "a river in …" instead."""
    if " the " not in reading.text and "iver " not in reading.text and "fon " not in reading.text:
        return
    for found in _pattern().finditer(reading.text):
        end = found.end("name")
        start = (
            found.start("river")
            if found["river"]
            else found.start()
            if found["named"]
            else found.start("name")
        )
        if reading.is_taken(start, end) or _NO_RIVER.match(reading.after(end, 14)):
            continue
        first = start if found["named"] else start - len("the ")
        yield Put(
            Span(start, end, Label.PLACE), first, end, f"a river in {_rivers()[fold(found['name'])].noun}"
        )
