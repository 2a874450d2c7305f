"""Figures, days and streets as children and hurried hands write or say them: "7teen bak lan", "one-seven / oh-three /
eighty-eight", "Q for queen, Q, 31", "fl@t sevn", "jazz (dot) p". Each gives the changes to make, as in respelling.py.
"""

import re
from collections.abc import Iterator

from csaleads.anonymity.disguises.markup import Edit
from csaleads.anonymity.numbers.spoken import (
    DAY_COUNT_WORD,
    MONTH_COUNT_WORD,
    NUMBER_WORD,
    SHORT_YEAR_WORDS,
    read_digits,
)
from csaleads.anonymity.text.lexicon import either, phrase_group

_FILE = "number_words.txt"
_TEEN = re.compile(r"(?<![\w.,])(?P<figure>[2-9])(?P<ending>teen|ty)(?!\w)")
_CODE_BEFORE = re.compile(r"[A-Za-z]\d{1,2}[A-Za-z]? ?$")
_TWO_STROKES = re.compile(r"[/|] ?[a-z\-]+ ?[/|] ?[a-z]", re.I)
_STEMS = {
    "2": "twen",
    "3": "thir",
    "4": "for",
    "5": "fif",
    "6": "six",
    "7": "seven",
    "8": "eigh",
    "9": "nine",
}
_MEANT = {wrong: right for right, *some in map(str.split, phrase_group(_FILE, "misspelt")) for wrong in some}
_MISSPELT = re.compile(rf"(?<![\w'-])(?:{either(sorted(_MEANT, key=len, reverse=True))})(?![\w'-])", re.I)
_AFTER_TENS = re.compile(r"(?<=ty)(?P<gap>[ \n])(?P<two>too|tu)(?=[ \n][A-Z])", re.I)
_KINDS = {wrong: right for right, *some in map(str.split, phrase_group(_FILE, "street")) for wrong in some}
_STREET = re.compile(
    rf"(?<![\w'-])(?:{NUMBER_WORD}|\d{{1,3}}[a-d]?),?\s[a-z]{{2,12}}(?: [a-z]{{2,12}})??\s"
    rf"(?P<kind>{either(sorted(_KINDS, key=len, reverse=True))})(?![\w'-]| part(?:y|ies))",
    re.I,
)
_MISSPELT_KIND = re.compile(rf"\s(?:{either(sorted(_KINDS, key=len, reverse=True))})(?!\w)", re.I)
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MONTH_NAME = rf"(?:{'|'.join(_MONTHS)})[a-z]{{0,6}}"
_TENS_AND = re.compile(
    r"(?<![\w'-])(?P<tens>twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety)(?: and (?P<one>one|two|three|four|five|six|"
    r"seven|eight|nine)(?![\w'-]| (?:a|or|half))| (?P<figure>[1-9])(?= [A-Z][\w'\\]+ ))",
    re.I,
)
_DIS = re.compile(r"(?<=\bof )dis(?= month\b)", re.I)
_GAP = r"(?: ?[/|] ?| stroke | slash )"
_DAY = re.compile(
    rf"(?<![\w'-])(?P<day>(?:one|two)[ \-]\w+|{DAY_COUNT_WORD}){_GAP}(?P<month>one[ \-](?:one|two)|"
    rf"{MONTH_COUNT_WORD}|{_MONTH_NAME})"
    rf"{_GAP}(?P<year>two thousand(?: and)?(?: \w+)?|twenty[ \-](?:ten|eleven|twelve|\w+teen|twenty(?:[ \-]\w+)?)|"
    rf"{SHORT_YEAR_WORDS})(?![\w'-])",
    re.I,
)
_REACH = 32
_MILLENNIUM = "two thousand"
_LAST_DAY, _LAST_MONTH = 31, 12
_EXAMPLE = re.compile(
    r"(?<![\w'])(?P<letter>[A-Za-z])(?P<example> (?:for|as in) (?P=letter)[a-z]+)"
    r"(?=(?:,? [A-Z](?: (?:for|as in) [a-z]+)?)?,? (?:\d{1,6}|one|two|three|four|five|six|seven|eight|nine|oh|zero)\b)",
    re.I,
)
_AT = re.compile(
    r"(?<=\w) ?[(\[]a[)\]] ?(?=[\w\-]+(?: ?(?:\.|[(\[{] ?dot ?[)\]}]) ?[\w\-]+)*? ?(?:\.|[(\[{] ?dot ?[)\]}]) ?"
    r"(?:com|org|net|uk|example|info|test|ie|eu|co)(?!\w))",
    re.I,
)
_UNDERSCORE = re.compile(r"(?<=\w) ?[(\[{] ?under ?score ?[)\]}] ?(?=[\w])", re.I)
_STOP = re.compile(r"(?<=\w) ?[(\[{] ?(?:dot|point|full stop) ?[)\]}] ?(?=[\w])", re.I)


def figures_said_oddly(text: str) -> Iterator[Edit]:
    """ "7teen", "sevn", "forty too", "one-seven / oh-three / eighty-eight", "Q for queen"."""
    edits: list[Edit] = []
    low = text.lower()
    for found in _TEEN.finditer(text):
        if not _CODE_BEFORE.search(text, max(0, found.start() - 6), found.start()):
            edits.append((*found.span(), _STEMS[found["figure"]] + found["ending"]))
    if any(said in low for said in ("ty too", "ty tu", "ty\ntoo")):
        edits += [(*found.span("two"), "two") for found in _AFTER_TENS.finditer(text)]
    if any(wrong in low for wrong in _MEANT):
        edits += [(*found.span(), _MEANT[found.group().lower()]) for found in _MISSPELT.finditer(text)]
    if " for " in low or " as in " in low:
        edits += [(*found.span("example"), "") for found in _EXAMPLE.finditer(text)]
    edits += _tens_and_ones(text, low)
    for found in _days(text, low):
        day, month, year = (_count(found[part]) for part in ("day", "month", "year"))
        if 0 < day <= _LAST_DAY and 0 < month <= _LAST_MONTH:
            edits.append((*found.span(), f"{day:02}/{month:02}/{year:02}"))
    last = 0
    for start, end, instead in sorted(edits):
        if start >= last:
            yield start, end, instead
            last = end


def _days(text: str, low: str) -> Iterator[re.Match[str]]:
    if " stroke " in low or " slash " in low:
        yield from _DAY.finditer(text)
        return
    for strokes in _TWO_STROKES.finditer(text):
        yield from _DAY.finditer(text, max(0, strokes.start() - _REACH), strokes.end() + _REACH)


def streets_misspelt(text: str) -> Iterator[Edit]:
    """ "seventeen bak lan"."""
    if _MISSPELT_KIND.search(text):
        for found in _STREET.finditer(text):
            yield *found.span("kind"), _KINDS[found["kind"].lower()]


def stops_in_brackets(text: str) -> Iterator[Edit]:
    """ "jazz (dot) p", "post (a) example . com"."""
    edits: list[Edit] = [(*found.span(), ".") for found in _STOP.finditer(text)]
    edits += [(*found.span(), "_") for found in _UNDERSCORE.finditer(text)]
    if "(a)" in text or "[a]" in text:
        edits += [(*found.span(), "@") for found in _AT.finditer(text)]
    yield from sorted(edits)


def _tens_and_ones(text: str, low: str) -> Iterator[Edit]:
    """ "thirty and one", "thirty 1 Baker's Yard"; "of dis month"."""
    for found in _TENS_AND.finditer(text) if "ty " in low else ():
        plus = str(int(read_digits(found["tens"])) + int(found["figure"] or 0))
        yield *found.span(), f"{found['tens']}-{found['one']}" if found["one"] else plus
    for found in _DIS.finditer(text) if "dis month" in low else ():
        yield *found.span(), "this"


def _count(said: str) -> int:
    """ "eighty-eight" is 88, "one-seven" is 17, "oh-three" is 3."""
    if said.lower().startswith(_MILLENNIUM):
        return 2000 + int(read_digits(said[len(_MILLENNIUM) :]) or 0)
    if said[:3].lower() in _MONTHS:
        return _MONTHS.index(said[:3].lower()) + 1
    parts = [int(read_digits(part) or 0) for part in re.split(r"[ \-]", said)]
    if len(parts) == 2 and parts[0] == 20 and parts[1] >= 10:
        return 2000 + parts[1]
    if len(parts) == 2 and parts[0] >= 20:
        return sum(parts)
    return int("".join(map(str, parts)))
