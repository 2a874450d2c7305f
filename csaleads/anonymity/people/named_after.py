"""Things called after somebody: protocols, schedules, laws, diagnoses, signs and measures; and numbered parts of laws and forms.

"Sjögren's", "the Ives Protocol", "ss.16 to 22A", "reg. 44(3)", "Category B". None of them points at anybody.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from csaleads.anonymity.text.lexicon import Lexicon, either, fold, lexicon, read_lines, word_group
from csaleads.anonymity.text.scanning import LedPattern, WordStarts

_NAME = r"[A-Z][a-zà-ÿ]+(?:[A-Z][a-zà-ÿ]+)?(?:-[A-Z][a-zà-ÿ]+)?"
_COINED = re.compile(
    rf"(?<![\w'])(?P<name>{_NAME})(?:['’]s (?:Law|Rule|Clause|Protocol|Principles?|Pledge)|"
    r" (?:Protocol|Schedules?|Principles?|Directions?|Judgment|Pledge|Amendment|Inquiry|Hypothesis|Paradox))(?!\w)"
)
_COINED_WORDS = word_group("coined with a capital")
_FOUNDED = frozenset(("foundation", "fund", "trust"))
_AFTER_SOMEBODY = re.compile(
    r"(?<![\w'])[A-Z][a-z]+ [A-Z][a-zà-ÿ]+ (?:(?:Memorial|Children's|Family|International) )?(?:Foundation|Fund|Trust)(?!\w)"
)
_PART = r"\d{1,4}[A-Z]{0,3}(?:\(\w{1,4}\))*"
_LAWS = word_group("parts of a law")
_LAW = LedPattern(
    re.compile(
        r"(?<![\w@.])(?:[Ss]{1,2}|[Rr]egs?|[Aa]rts?|[Pp]aras?|[Ss]ch|[Ss]cheds?|cl|[Rr]{1,2}|[Pp]ts?|[Cc]hs?|PD|FPR|CPR)\.? ?"
        rf"{_PART}(?:(?:,| and| to| or|-| &) ?(?:[Ss]{{1,2}}\.? ?)?{_PART})*(?![\w@])"
    ),
    _LAWS,
)
_KINDS = word_group("numbered by letters")
_NUMBERED = LedPattern(
    re.compile(
        rf"(?i:{either(sorted(_KINDS, key=len, reverse=True))}) [A-H](?:(?:,|/| and| or| to) ?[A-H])*(?![\w'’&]|\.[A-Z])"
    ),
    _KINDS,
)
_YEARS_OLD = re.compile(r"(?<=\d)(?: |-)?y\.? ?o\.?(?!\w)", re.I)
_ENDINGS = r"(?:['’]s?)?(?![\w-])"
_EPONYM = r"(?:van |von |de |Cornelia de )?[A-Z][a-zà-ÿ]+(?:-[A-Z][a-zà-ÿ]+)*"
_ROW = re.compile(
    rf"(?<![\w'’-]){_EPONYM}(?:(?:,| or| and|,? and|,? or|/| plus) {_EPONYM}){{1,9}}(?![\w-]| [A-Z])"
)
_PART_OF_ROW = re.compile(r"[A-Z][a-zà-ÿ]+(?:-[A-Z][a-zà-ÿ]+)*")


@dataclass(frozen=True, slots=True)
class _Eponyms:
    """Patterns of named_after.txt."""

    alone: LedPattern
    families: LedPattern
    pairs: LedPattern
    every: frozenset[str]
    sure_words: frozenset[str]
    things: re.Pattern[str]
    thing_words: frozenset[str]


@cache
def _eponyms() -> _Eponyms:
    """Diagnoses that nobody is called by, those that families are too, pairs of a name and a thing, and things after any name."""
    rows: dict[str, list[str]] = {}
    pairs = []
    owners: list[str] = []
    for line in read_lines("named_after.txt"):
        kind, _, words = line.partition(": ")
        if kind == "pair":
            names, _, things = words.partition("; ")
            owners += names.split()
            pairs.append(rf"(?:{'|'.join(names.split())})(?:['’]?s)?[ /-](?:{'|'.join(things.split(', '))})")
        else:
            rows.setdefault(kind, []).extend(words.split())
    lists = lexicon()
    families = [name for name in rows["alone"] if fold(name) in lists.last or fold(name) in lists.first]
    alone = sorted(set(rows["alone"]) - set(families), key=len, reverse=True)
    families = sorted({*rows["name"], *families}, key=len, reverse=True)
    return _Eponyms(
        LedPattern(re.compile(rf"(?<![\w'-])(?:{either(alone)}){_ENDINGS}"), alone),
        LedPattern(re.compile(rf"(?<![\w'-])(?:{either(families)}){_ENDINGS}"), families),
        LedPattern(re.compile(rf"(?<![\w'-])(?:{'|'.join(pairs)})(?![\w-])", re.I), owners),
        frozenset({*rows["alone"], *rows["name"]}),
        frozenset(name.lower().partition("-")[0] for name in rows["alone"]),
        re.compile(rf"(?<![\w'-])(?P<name>{_NAME})(?P<own>['’]s?)? (?:{either(rows['thing'])})(?![\w-])"),
        frozenset(rows["thing"]),
    )


def nobody(text: str, words: WordStarts, lists: Lexicon) -> Iterator[tuple[int, int]]:
    """(start, end) of what in `text`, whose words begin at `words`, is called after somebody or numbered as laws are."""
    for pattern in (_LAW, _NUMBERED, _eponyms().pairs):
        for found in pattern.finditer(text, words):
            yield found.span()
    if "#" in words:
        for found in _YEARS_OLD.finditer(text):
            yield found.span()
    yield from _diagnoses(text, words)
    if words.has_any(_eponyms().sure_words):
        yield from _in_rows(text, lists)
    yield from _things(text, words, lists)


def _diagnoses(text: str, words: WordStarts) -> Iterator[tuple[int, int]]:
    """ "Sjögren's", and beside two such "Turner" too."""
    sure = list(_eponyms().alone.finditer(text, words))
    also = _eponyms().families.finditer(text, words) if len({each.group() for each in sure}) > 1 else ()
    for found in (*sure, *also):
        yield found.span()


def _in_rows(text: str, lists: Lexicon) -> Iterator[tuple[int, int]]:
    """ "Fabry, Pompe and Gaucher": rows of eponyms, with others of which no list of people knows."""
    every = _eponyms().every
    for found in _ROW.finditer(text):
        parts = list(_PART_OF_ROW.finditer(text, *found.span()))
        known = [part for part in parts if part.group() in every]
        people = any(fold(part.group()) in lists.first | lists.last for part in parts if part not in known)
        if len(known) > 1 and not people and not all(fold(part.group()) in lists.last for part in known):
            yield from (part.span() for part in parts)


def _things(text: str, words: WordStarts, lists: Lexicon) -> Iterator[tuple[int, int]]:
    """ "the Ives Protocol", "Ives criteria", "the Ada Ives Foundation"."""
    if words.has_any(_FOUNDED):
        for found in _AFTER_SOMEBODY.finditer(text):
            if fold(found.group().split()[0]) in lists.first:
                yield found.span()
    if words.has_any(_COINED_WORDS):
        for found in _COINED.finditer(text):
            yield found.span()
    if not words.keys().isdisjoint(_eponyms().thing_words):
        for found in _eponyms().things.finditer(text):
            word = fold(found["name"])
            if word not in lists.first or (word in lists.last and not found["own"]):
                yield found.span()
