"""Things called after somebody: protocols, schedules, laws, diagnoses, signs and measures; and numbered parts of laws and forms.

"Sjögren's", "the Ives Protocol", "ss.16 to 22A", "reg. 44(3)", "Category B". None of them points at anybody.
"""

import re
from collections.abc import Iterator
from functools import cache

from csaleads.anonymity.lexicon import Lexicon, either, fold, lexicon, read_lines

_NAME = r"[A-Z][a-zà-ÿ]+(?:[A-Z][a-zà-ÿ]+)?(?:-[A-Z][a-zà-ÿ]+)?"
_COINED = re.compile(
    rf"(?<![\w'])(?P<name>{_NAME})(?:['’]s (?:Law|Rule|Clause|Protocol|Principles?|Pledge)|"
    r" (?:Protocol|Schedules?|Principles?|Directions?|Judgment|Pledge|Amendment|Inquiry|Hypothesis|Paradox))(?!\w)"
)
_AFTER_SOMEBODY = re.compile(
    r"(?<![\w'])[A-Z][a-z]+ [A-Z][a-zà-ÿ]+ (?:(?:Memorial|Children's|Family|International) )?(?:Foundation|Fund|Trust)(?!\w)"
)
_PART = r"\d{1,4}[A-Z]{0,3}(?:\(\w{1,4}\))*"
_LAW = re.compile(
    r"(?<![\w@.])(?:[Ss]{1,2}|[Rr]egs?|[Aa]rts?|[Pp]aras?|[Ss]ch|[Ss]cheds?|cl|[Rr]{1,2}|[Pp]ts?|[Cc]hs?|PD|FPR|CPR)\.? ?"
    rf"{_PART}(?:(?:,| and| to| or|-| &) ?(?:[Ss]{{1,2}}\.? ?)?{_PART})*(?![\w@])"
)
_NUMBERED = re.compile(
    r"\b(?:[Cc]ategory|[Cc]ategories|[Ff]orm|[Aa]nnex|[Aa]nnexe|[Aa]ppendix|[Ss]chedule|[Tt]able|[Ff]igure|[Oo]ption|[Tt]ier|[Gg]rade|"
    r"[Bb]and|[Ll]evel|[Tt]ype|[Gg]roup|[Ss]cenario|[Vv]ersion|[Cc]olumn|[Ll]imb|[Gg]rounds?|[Ee]xhibit|[Bb]undle|[Pp]art) "
    r"[A-H](?:(?:,|/| and| or| to) ?[A-H])*(?![\w'’&]|\.[A-Z])"
)
_YEARS_OLD = re.compile(r"(?<=\d)(?: |-)?y\.? ?o\.?(?!\w)", re.I)


@cache
def _eponyms() -> tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str], re.Pattern[str]]:
    """Diagnoses that nobody is called by, those that families are too, things after any name, and pairs of name and thing."""
    rows: dict[str, list[str]] = {}
    pairs = []
    for line in read_lines("named_after.txt"):
        kind, _, words = line.partition(": ")
        if kind == "pair":
            names, _, things = words.partition("; ")
            pairs.append(rf"(?:{'|'.join(names.split())})(?:['’]s)?[ -](?:{'|'.join(things.split(', '))})")
        else:
            rows.setdefault(kind, []).extend(words.split())
    lists = lexicon()
    families = [name for name in rows["alone"] if fold(name) in lists.last or fold(name) in lists.first]
    rows["name"] += families
    rows["alone"] = [name for name in rows["alone"] if name not in families]
    alone, others, things = (
        either(sorted(rows[kind], key=len, reverse=True)) for kind in ("alone", "name", "thing")
    )
    return (
        re.compile(rf"(?<![\w'-])(?:{alone})(?:['’]s?)?(?![\w-])"),
        re.compile(rf"(?<![\w'-])(?:{others})(?:['’]s?)?(?![\w-])"),
        re.compile(rf"(?<![\w'-])(?P<name>{_NAME})(?P<own>['’]s?)? (?:{things})(?![\w-])"),
        re.compile(rf"(?<![\w'-])(?:{'|'.join(pairs)})(?![\w-])", re.I),
    )


def nobody(text: str, lists: Lexicon) -> Iterator[tuple[int, int]]:
    """(start, end) of what in `text` is called after somebody, or numbered as laws and forms are."""
    if any(letter.isdigit() for letter in text):
        for found in _LAW.finditer(text):
            yield found.span()
        for found in _YEARS_OLD.finditer(text):
            yield found.span()
    for found in _NUMBERED.finditer(text):
        yield found.span()
    for found in _AFTER_SOMEBODY.finditer(text):
        if fold(found.group().split()[0]) in lists.first:
            yield found.span()
    for found in _COINED.finditer(text):
        yield found.span()
    alone, others, things, pairs = _eponyms()
    diagnoses = list(alone.finditer(text))
    for found in diagnoses:
        yield found.span()
    for found in others.finditer(text) if len({each.group() for each in diagnoses}) > 1 else ():
        yield found.span()
    for found in things.finditer(text):
        word = fold(found["name"])
        if word not in lists.first or word in lists.last and not found["own"]:
            yield found.span()
    for found in pairs.finditer(text):
        yield found.span()
