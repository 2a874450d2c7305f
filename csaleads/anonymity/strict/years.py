"""Strict screening: what tells an age without its number: years of school, birthdays, "in her sixth year", "a year old", years of birth."""

import re
from collections.abc import Iterator
from datetime import date

from csaleads.anonymity.findings import Label, Span
from csaleads.anonymity.strict import school as network_school
from csaleads.anonymity.strict.bands import aged
from csaleads.anonymity.strict.data import group
from csaleads.anonymity.strict.numbers import value_of
from csaleads.anonymity.strict.olds import instead_of_months
from csaleads.anonymity.strict.reading import Put, Reading

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
_OF_THING = re.compile(r"\b(?:(?P<thing>\w+)'s|our|its) $", re.I)
_YEAR_OF_LIFE = re.compile(
    rf"\b(?P<in>in|by|during|before|until) (?:(?P<owner>his|her|their) (?:very )?(?P<which>\d{{1,2}}(?:st|nd|rd|th)|{_ORDINAL}) year(?! (?:at|as|in|with|on|there|here|working|running|teaching|of (?!life|age)))(?: of (?:life|age))?"
    rf"|the (?P<ordinal>\d{{1,2}}(?:st|nd|rd|th)|{_ORDINAL}) year of (?:his|her|their) life)\b",
    re.I,
)
_LIFE_BEFORE = re.compile(
    r"\b(?:child|girl|boy|baby|he|she|brother|sister|son|daughter|young person|infant|toddler|lad|died|life)\b",
    re.I,
)
_LIFE_AFTER = re.compile(r",? (?:he|she|the (?:boy|girl|child))\b")
_A_YEAR_OLD = re.compile(
    r"\b(?P<almost>(?:(?:not (?:even|yet|quite)|only|just|barely|nearly|almost|about|just over|just under) )*)"
    r"(?P<article>a|an|one|half a) (?P<unit>year|month|week|day)(?:,? and a half)?[ -]old\b(?!er)",
    re.I,
)
_GOING_ON = re.compile(
    r"[\"'(]?(?<![\w.])(?P<years>\d{1,2}|[a-z]{3,9}) going on (?:\d{2}|[a-z]{3,9})(?:[ -][a-z]+)?[\"')]?(?!\w)",
    re.I,
)


def find(reading: Reading, today: date) -> Iterator[Put]:
    """Everything in `reading` that narrows somebody down to one age, outside of what was found."""
    text = reading.text
    yield from network_school.find(reading)
    if "irth" in text or "day" in text or "IRTH" in text:
        for found in _BIRTHDAY.finditer(text):
            if not reading.is_taken(*found.span()) and not _is_of_thing(reading, found.start()):
                yield _birthday(reading, found)
    if "year" in text or " old" in text or "-old" in text or "YEAR" in text:
        yield from _lived(reading)
    for found in _GOING_ON.finditer(text) if "going on" in text else ():
        years = value_of(found["years"])
        if years and not reading.is_taken(*found.span()):
            yield _put(found, found.start(), aged([years]))
    for found in _BORN.finditer(text) if _MAY_BE_BORN.search(text) else ():
        if not reading.is_taken(*found.span()) and 0 <= today.year - int(found["year"]) < 110:
            yield _birth(found, today)


def _lived(reading: Reading) -> Iterator[Put]:
    """ "a child in her sixth year", "was a year old"."""
    for found in _YEAR_OF_LIFE.finditer(reading.text):
        years = _years_before(found["which"] or found["ordinal"])
        is_life = (
            "life" in found.group()
            or _LIFE_BEFORE.search(reading.before(found.start()))
            or _LIFE_AFTER.match(reading.after(found.end()))
        )
        if years is not None and is_life and not reading.is_taken(*found.span()):
            yield _put(
                found,
                found.start(),
                f"when {aged([years])}" if found["in"].lower() == "by" else aged([years]),
            )
    for found in _A_YEAR_OLD.finditer(reading.text):
        if not reading.is_taken(*found.span()) and (put := instead_of_months(reading, found)):
            yield put


def _years_before(ordinal: str) -> int | None:
    """How old somebody is in the year of their life with that number."""
    figures = re.match(r"\d+", ordinal)
    if figures:
        return int(figures.group()) - 1
    words = _ORDINAL.split("|")
    return words.index(ordinal.lower()) if ordinal.lower() in words[:20] else None


def _put(found: re.Match[str], first: int, wording: str) -> Put:
    return Put(Span(*found.span(), Label.AGE), first, found.end(), wording)


def _is_of_thing(reading: Reading, start: int) -> bool:
    """ "our first birthday", "the network's tenth birthday"."""
    found = _OF_THING.search(reading.before(start, 30))
    return bool(found) and (not found["thing"] or found["thing"].lower() in group("thing"))  # type: ignore[index]


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
