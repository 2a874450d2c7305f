"""Rows of birds, plants, stones, letters of radio and calls of bingo, of which each alone may be somebody's name.

"the birds we saw: robin, jay, wren, martin (house), a heron", "the NATO alphabet: Charlie, Mike, Oscar". A row needs three of
one kind and a word of the text that speaks of such things (data/kinds_in_rows.txt); children stand in rows too.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from csaleads.anonymity.text.lexicon import either, phrase_group, read_lines
from csaleads.anonymity.text.scanning import LedPattern, WordStarts

_FILE = "kinds_in_rows.txt"
_JOINT = r"(?:,? (?:and|or|then|&) |, ?|; ?|/ ?| n )(?:an? |the |two |three |some |more )?"
_ASIDE = r"(?: \([a-z][a-z ]{2,20}\))?"
_OF_PEOPLE = re.compile(
    r"\b(?:child|children|kids|siblings|sibs|boys|girls|brothers|sisters|sons|daughters|twins|pupils|students|friends|"
    r"mates|lads|cousins|carers|staff|with|told|met|saw) (?:are |were |is |named |called )?[:(]? ?$",
    re.I,
)
_PEOPLE_FOLLOW = re.compile(
    r"['’]s (?:mum|dad|mam|mother|father|nan|gran|house|room|school)|,? \(?\d|"
    r",? (?:who|all|both|have|had|said|says|told|asked|went|came|live|lived|lives|want|wanted|saw|know|like|attend|attended|"
    r"help|helped|pick|picked|play|played|playing|sat|ate|drew|made|watched|planted|at (?:home|school|nan'?s)|"
    r"with (?:mum|dad|nan))\b"
)
_COUNTED = re.compile(r"[,;] ?(?:and )?(?:an?|two|three|some) ", re.I)
_ARE = re.compile(r",? (?:are|were|is|was|will|did|do|can)\b")
_WERE = re.compile(
    r",? (?:are|were) (?:(?:all|both|just|only|mostly) )?(?:(?:the|our|their|its|my|two|three|"
    r"four) )?(?:[a-z]+ ){0,2}?(?=[a-z]+\b)"
)
_CAPITAL = re.compile(r"[A-Z][a-z]")
_LISTING = re.compile(r"(?::|\b(?:such as|like|including|include|are|were|goes|go|namely|called|=)) ?$", re.I)
"""What leads to a row of things; "brought by" and "planted with" lead to people."""
_REACH = 90
_ENOUGH_CAPITALS = 2


@dataclass(frozen=True, slots=True)
class _Kind:
    """Words one of which a text must have, what announces a row of them, such a row, and each thing."""

    cues: frozenset[str]
    announcing: re.Pattern[str]
    row: LedPattern
    alone: LedPattern


@cache
def _kinds() -> tuple[_Kind, ...]:
    kinds = (line.partition(":")[0] for line in read_lines(_FILE))
    return tuple(_kind(kind) for kind in sorted({kind for kind in kinds if "cue " not in kind}))


def _kind(kind: str) -> _Kind:
    sure, names = phrase_group(_FILE, f"sure cue {kind}"), phrase_group(_FILE, kind)
    item = f"(?:{either(names)}){_ASIDE}"
    return _Kind(
        frozenset((*sure, *phrase_group(_FILE, f"cue {kind}"))),
        re.compile(rf"\b(?:{either(sure)})\b", re.I),
        LedPattern(re.compile(rf"(?<![\w'’-]){item}(?:{_JOINT}{item}){{2,}}(?![\w'’-])", re.I), names),
        LedPattern(re.compile(rf"(?<![\w'’-])(?:{either(names)})(?![\w'’-])", re.I), names),
    )


def nobody(text: str, words: WordStarts) -> Iterator[tuple[int, int]]:
    """(start, end) of each row in `text`, whose words begin at `words`."""
    for kind in _kinds():
        if words.has_any(kind.cues):
            yield from _rows(kind, text, words)


def _rows(kind: _Kind, text: str, words: WordStarts) -> Iterator[tuple[int, int]]:
    is_told = False
    for found in kind.row.finditer(text, words):
        start, end = found.span()
        of_people = _PEOPLE_FOLLOW.match(text, end) and not _COUNTED.search(found.group())
        if of_people or _OF_PEOPLE.search(text, max(0, start - 30), start):
            continue
        if is_told or _is_small_on_purpose(text, found.group()) or _is_announced(kind, text, start, end):
            is_told = True
            yield start, end
    for found in (
        kind.alone.finditer(text, words)
        if is_told and len(_CAPITAL.findall(text)) >= _ENOUGH_CAPITALS
        else ()
    ):
        if found.group().islower():
            yield found.span()


def _is_small_on_purpose(text: str, row: str) -> bool:
    """Whether the row has no capitals in a text that has them where names do."""
    return row.islower() and len(_CAPITAL.findall(text)) >= _ENOUGH_CAPITALS


def _is_announced(kind: _Kind, text: str, start: int, end: int) -> bool:
    """Whether a sure cue stands before the row in its own sentence, and nothing is said of it as of people."""
    told = _WERE.match(text, end)
    if told and kind.announcing.match(text, told.end()):
        return True
    if _ARE.match(text, end):
        return False
    before = re.split(r"[.?!] ", text[max(0, start - _REACH) : start])[-1]
    return bool(_LISTING.search(before)) and bool(kind.announcing.search(before))
