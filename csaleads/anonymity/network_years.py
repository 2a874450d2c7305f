"""Strict screening: what tells an age without saying it: years of school, birthdays with their number, years of birth."""

import re
from collections.abc import Iterator
from datetime import date

from csaleads.anonymity.findings import Label, Span
from csaleads.anonymity.lexicon import either, phrase_group
from csaleads.anonymity.network_bands import aged
from csaleads.anonymity.network_data import WORDS
from csaleads.anonymity.network_reading import Put, Reading

_WORDS = "one two three four five six seven eight nine ten eleven twelve thirteen".split()  # noqa: SIM905
_NUMBER = rf"(?P<number>1[0-3]|[1-9]|{'|'.join(reversed(_WORDS))})"
_YEAR = re.compile(
    rf"(?:(?P<year>\b[Yy](?:ea)?rs? ?\.? ?|\bYEAR |\bY ?){_NUMBER}(?![\w.]\d|\w)|\b(?P<scots>P|S)(?P<scot>[1-7])(?![\w.])|\bPrimary (?P<primary>[1-7])\b"
    r"|\b(?P<first>[Rr]eception(?: class| year)?|(?i:nursery (?:class|year)|foundation stage (?:1|2|one|two))|FS ?[12]\b)(?![\w]))",
)
_SHORT = re.compile(r"[Yy] ?\d+")
_OF_A_PLAN = re.compile(
    r" (?:of (?:the|our|this|a|its|my|her|his)|funding|budget|reports?|evaluations?|targets?|plans?|data|figures?|reviews?|on year|one|in a row|running|to date|progress)\b|'?s\b|\+|s\b",
    re.I,
)
_MANY = re.compile(
    r" (?:pupils|children|students|girls|boys|classes|lessons?|curriculum|assembl\w+|cohorts?|groups|parents|teachers|kids|SATs|sats|RSE|PSHE|content|resources?|programme|session|sessions|workshops?|unit|topic|and above|upwards|to|onwards)\b"
    r"|-| ?/ ?\d| (?:and|to|or) (?:[Yy]ears? ?)?\d",
)
_SOME = re.compile(
    r"\b(?:the|two|three|four|five|six|several|some|these|those|both|her|his|our|my|a group of|\d) (?:[a-z]+ )?$",
    re.I,
)
_WAITING = re.compile(
    r"\b(?:the|at|our|hospital|hotel|main|front|police|waiting in|waited in|sat in|left (?:at|in)|building|to|warm|cold|frosty|radio|phone) $",
    re.I,
)
_DESK = re.compile(
    r" (?:desk|staff|area|centre|order|room|phone|window|team|and asked|was (?:cold|warm|poor))\b"
)
_IN_SCHOOL = re.compile(
    r"\b(?:in|into|starts?|started|starting|finish\w*|from|since|her|his|their|a|an|until|before|after|is|was|through|whole|during|of) $|\($",
    re.I,
)
_IN = re.compile(r"\bin (?:the )?$", re.I)
_LEAD = re.compile(
    rf"(?:(?:\b(?:is|was|are|were|be|been|now|still|currently|both|only|just|who|and|child|[Cc]hild [A-Z]|{either((*phrase_group(WORDS, 'boy'), *phrase_group(WORDS, 'girl'), *phrase_group(WORDS, 'child')))})|\bhes|\bshes|'s|'re|'m|\)|,|^))"
    r" ?(?:in (?:the )?)?$",
    re.I,
)
_APART = re.compile(r"(?:[(,:] ?|\b(?:is|was|'s) |'s )$")
_CLASS_NOUN = re.compile(
    r" (?!and\b|when\b|at\b|in\b|but\b|who\b|is\b|was\b|now\b|with\b|so\b|or\b|to\b|on\b|this\b|last\b|next\b|because\b|then\b|where\b|has\b|had\b|after\b|before\b|if\b|again\b|for\b|that\b|by\b|as\b|too\b|will\b|she\b|he\b|they\b)(?P<noun>[a-z]+)"
)
_ORDINAL = (
    "first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|eleventh|twelfth|thirteenth|fourteenth|fifteenth|sixteenth|seventeenth|eighteenth|"
    "nineteenth|twentieth|twenty-first|thirtieth|fortieth|fiftieth|sixtieth"
)
_BIRTHDAY = re.compile(
    rf"\b(?P<which>\d{{1,2}}(?:st|nd|rd|th)|{_ORDINAL})[ -](?P<day>birthday|bday|b'day)", re.I
)
_MONTH = "(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*|spring|summer|autumn|winter"
_BORN = re.compile(
    rf"(?P<lead>\b(?:was|were|is|are) )?(?:\bborn|(?-i:(?<=[(,;] )b\.|(?<=\()b\.?)) ?(?:(?:back )?in |around |about |early |late |sometime in )?(?:(?:early |late |mid-)?(?:{_MONTH}) (?:of )?)?(?P<year>(?:19|20)\d\d)\b",
    re.I,
)
_MAY_BE_BORN = re.compile(r"\bborn\b|[(,;] ?b\b", re.I)
_PUPIL = re.compile(r" (?:pupil|boy|girl|child|class|teacher|student)s?\b")
_STAGES = ((3, "nursery"), (10, "primary school"), (15, "secondary school"), (17, "sixth form"))
"""Stages of school, and how old children are when they begin the last year of each."""


def find(reading: Reading, today: date) -> Iterator[Put]:
    """Everything in `reading` that narrows somebody down to one age, outside of what was found."""
    text = reading.text
    for found in _YEAR.finditer(text):
        if not reading.is_taken(*found.span()) and (put := _school_year(reading, found)):
            yield put
    if "irth" in text or "day" in text or "IRTH" in text:
        for found in _BIRTHDAY.finditer(text):
            if not reading.is_taken(*found.span()):
                yield _birthday(reading, found)
    for found in _BORN.finditer(text) if _MAY_BE_BORN.search(text) else ():
        if not reading.is_taken(*found.span()) and 0 <= today.year - int(found["year"]) < 110:
            yield _birth(found, today)


def _school_year(reading: Reading, found: re.Match[str]) -> Put | None:
    before, after = reading.before(found.start()), reading.after(found.end(), 30)
    age = _age_in(found)
    if found["first"]:
        is_room = _WAITING.search(before) or _DESK.match(after) or not _IN_SCHOOL.search(before)
        if is_room and " " not in found["first"].strip():
            return None
    elif (
        found["scots"]
        and not _PUPIL.match(after)
        and not re.search(
            r"\b(?:in|into|is|was|her|his|a|started|since|from|till|until|now|pupil,|\() ?$", before, re.I
        )
    ):
        return None
    if _OF_A_PLAN.match(after) or (_MANY.match(after) and not _SOME.search(before)):
        return None
    if found["year"] and re.search(
        r"\d (?:and )?$|\b(?:old|every|per|each|this|last|next|academic|calendar|financial|one|two|three|five|ten|\w+y) $",
        before,
        re.I,
    ):
        return None
    return _put_year(reading, found, age, before, after)


def _age_in(found: re.Match[str]) -> int:
    """How old children are when they begin that year of school."""
    if found["number"]:
        number = found["number"].lower()
        return 4 + (int(number) if number.isdigit() else _WORDS.index(number) + 1)
    if found["scots"]:
        return int(found["scot"]) + (4 if found["scots"] == "P" else 11)
    if found["primary"]:
        return int(found["primary"]) + 4
    return 3 if re.search(r"nursery|1|one", found["first"], re.I) else 4


def _put_year(reading: Reading, found: re.Match[str], age: int, before: str, after: str) -> Put:
    start, end = found.span()
    end -= len(found.group()) - len(found.group().rstrip(" ."))
    is_primary = found["primary"] or found["scots"] == "P"
    stage = "primary school" if is_primary else _stage(age)
    span = Span(start, end, Label.AGE)
    noun = _CLASS_NOUN.match(after)
    if noun:
        article = re.search(r"\ban? $", before, re.I)
        first = start - len(article.group()) if article else start
        return Put(span, first, end, f"a {stage}" if article else stage)
    lead, inside = _LEAD.search(before), _IN.search(before)
    if lead and inside:
        return Put(span, start - len(inside.group()), end, aged([age]))
    if _APART.search(before):
        return Put(span, start, end, aged([age]))
    return Put(span, start, end, stage)


def _stage(age: int) -> str:
    return next(said for oldest, said in _STAGES if age <= oldest)


def _birthday(reading: Reading, found: re.Match[str]) -> Put:
    """ "her 7th birthday" becomes "her birthday"."""
    article = re.search(r"\ban? $", reading.before(found.start(), 3), re.I)
    first = found.start() - (len(article.group()) if article else 0)
    return Put(Span(*found.span(), Label.AGE), first, found.end(), "a birthday" if article else "birthday")


def _birth(found: re.Match[str], today: date) -> Put:
    """ "was born in 2015" becomes "is aged 11 to 13"."""
    age = aged([today.year - int(found["year"])])
    start = found.end("lead") if found["lead"] else found.start()
    are = found["lead"] and found["lead"].strip().lower() in ("are", "were")
    wording = f"{'are' if are else 'is'} {age}" if found["lead"] else age
    return Put(Span(start, found.end(), Label.AGE), found.start(), found.end(), wording)
