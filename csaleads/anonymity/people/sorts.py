"""Sorts of fruit, makes of machines, ships, drinks, pills and programs that bear the names of people: "picking the James Grieve".

Each is told by the company it keeps (data/sorts_and_makes.txt): a word that speaks of such things in the same paragraph, and
for what children are called too, a list with a surer one, the word right beside it, or what leads up to it.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from csaleads.anonymity.text.lexicon import either, phrase_group, read_lines
from csaleads.anonymity.text.scanning import LedPattern, Phrases, WordStarts

_FILE = "sorts_and_makes.txt"
_JOINT = r"(?:, ?(?:and |or |then )?|; ?| and | or | & | n | \+ |/| / )(?:the |an? |some )?"
_ENDING = r"(?:['’]s?)?(?![\w-])"
_MODEL = r"(?:['’]s)?(?: \d{2,4}[A-Z]?(?![\w-]))?"
_OWNING_NOTHING = frozenset(phrase_group(_FILE, "owning nothing"))
"""Kinds whose names own no things: "Georgia's font" is a girl's."""
_NOTHING = r"(?!)"
_PERSON = re.compile(
    r"['’]s (?:mum|dad|mam|mother|father|nan|gran|brother|sister|house|room|school|worker|friend)\b|"
    r", (?:who|her|his|my)\b| is \d{1,2}\b(?! ?(?:hp|cc|cm|years? old))| (?:rang|phoned|called|attended|spoke|reported) |"
    r" (?:said|says|told|tells|asked|asks|cried|cries|disclosed|thinks|wants|lives|came|went|was seen|is seen)\b"
)
"""What only somebody can be or do, so that the name before it is no sort of anything."""
_MET = re.compile(
    r"\b(?:(?:Mr|Mrs|Ms|Miss|Dr|PC|DC|Uncle|Auntie|Aunt)\.?|(?:spoke|speak|talked|talk|speaking|went) (?:to|with)|told|met|"
    r"visited|phoned|rang|saw) $",
    re.I,
)


@dataclass(frozen=True, slots=True)
class _Group:
    """What shows that a text speaks of such things, the surest names, and lists, neighbours and leads of the others."""

    cues: frozenset[str]
    sure: Phrases
    listed: LedPattern
    beside: LedPattern
    led: LedPattern
    names: re.Pattern[str]
    sure_names: frozenset[str]


@cache
def _groups() -> tuple[_Group, ...]:
    kinds = {line.partition(": ")[0].partition(" ")[2] for line in read_lines(_FILE)} - {"nothing"}
    return tuple(_group(kind) for kind in sorted(kinds))


def _group(kind: str) -> _Group:
    cues, sure, bare, leads, things = (
        phrase_group(_FILE, f"{part} {kind}") for part in ("cue", "sure", "bare", "lead", "thing")
    )
    every = sorted({*sure, *bare}, key=len, reverse=True)
    model = "" if kind in _OWNING_NOTHING else _MODEL
    name, thing = f"(?:{either(every)}){model}", f"(?-i:{either(things) or _NOTHING})"
    run = rf"{name}(?:{_JOINT}{name})*"
    return _Group(
        frozenset(cues),
        Phrases({*sure, *(each.lower() for each in sure), *(each.upper() for each in sure)}),
        LedPattern(re.compile(rf"(?<![\w'-]){name}(?:{_JOINT}{name})+{_ENDING}", re.I), every),
        LedPattern(
            re.compile(
                rf"(?<![\w'-])(?:{run} {thing}|{thing}(?:(?:: ?| \(|,? (?:are|were|like) )(?P<after>{name}(?:{_JOINT}{name})+)"
                rf"|(?:,? (?:is |was )?(?:called|named)) (?P<called>{run})))(?![\w-])",
                re.I,
            ),
            (*every, *things),
        ),
        LedPattern(
            re.compile(rf"(?<![\w'-])(?:{either(leads)}) (?P<name>{run}){_ENDING}", re.I),
            leads,
        ),
        re.compile(either(every), re.I),
        frozenset(each.lower() for each in sure),
    )


def nobody(text: str, low: str, words: WordStarts) -> Iterator[tuple[int, int]]:
    """(start, end) of each in `text`, which is `low` in small letters and whose words begin at `words`."""
    for group in _groups():
        if words.has_any(group.cues):
            for start, end in _of(group, text, low, words):
                if not _PERSON.match(text, end) and not _MET.search(text, max(0, start - 16), start):
                    yield start, end


def _of(group: _Group, text: str, low: str, words: WordStarts) -> Iterator[tuple[int, int]]:
    yield from group.sure.find(text, low, words)
    for found in group.listed.finditer(text, words):
        if any(each.group().lower() in group.sure_names for each in group.names.finditer(found.group())):
            yield found.span()
    for pattern in (group.beside, group.led):
        for found in pattern.finditer(text, words):
            yield found.span(found.lastgroup or 0)
