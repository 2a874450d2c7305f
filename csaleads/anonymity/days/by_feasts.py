"""Days told by feasts and events: "the day after Christmas Day in the year of the London Olympics", "the last day of Feb".

A feast by itself fixes no day; with its year, or as the day of a birth that is told from it, it does.
"""

import re
from collections.abc import Iterator

from csaleads.anonymity.findings import Label, Span
from csaleads.anonymity.numbers.spoken import YEAR_WORDS
from csaleads.anonymity.text.lexicon import either, phrase_group

_FILE = "told_otherwise.txt"
_MONTH = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|"
    r"nov(?:ember)?|dec(?:ember)?|the (?:month|year|summer|winter|spring|autumn)[a-z ]{0,24})"
)
_FEAST = rf"(?:the )?(?:{either(phrase_group(_FILE, 'feast'))})"
_WEEKDAY = r"(?:mon|tues|wednes|thurs|fri|satur|sun)day"
_COUNT = r"(?:the|an?|one|two|three|four|five|six|seven|eight|nine|ten|\d{1,2})"
_FROM = rf"{_COUNT} (?:very )?(?:days?|weeks?|nights?|eve|morning|evening|{_WEEKDAY}|fortnight)(?: (?:exactly|just|right))?"
_PLACED = (
    rf"(?:{_FROM} (?:after|before|following|of|from|past|to|on) {_FEAST}"
    rf"|the (?:very )?(?:first|last|second|third|fourth|middle|final|\d{{1,2}}(?:st|nd|rd|th)) (?:day "
    rf"|{_WEEKDAY} )?(?:of|in) {_MONTH}"
    r"|the (?:longest|shortest) (?:day|night)(?: of (?:the|this|that|last) year)?|the leap day|leap day"
    rf"|the same day as {_FEAST})"
)
_EVENTS = rf"(?:{either(phrase_group(_FILE, 'event'))})"
_YEAR = (
    rf"(?:,? (?:\(?(?:in|of|during|on) )?(?:the |that )?(?:same )?(?:year|summer|spring|autumn|winter)(?: (?:of"
    rf"|that|when|after|before|with|in which))?"
    rf" [^.;:\n()]{{0,30}}?{_EVENTS}(?:[a-z]*)(?: (?:vote|started|year|began|died|in london|in rio|just gone))?"
    r"|,? (?:in|of) (?:the|that|this) (?:last |first |second |third |final )?(?:leap|lockdown|jubilee|covid"
    r"|millennium|olympic|coronation|pandemic|election)"
    r" (?:year|summer|spring)(?: just gone| gone)?"
    rf"|,? (?:(?:in|of) )?(?:the year |year )?(?:(?:19|20)\d\d|{YEAR_WORDS})(?![\w-])"
    r"|,? (?:of |in )?(?:this|last|that) (?:very )?year|,? (?:the )?year before last|,? (?:in )?the year (?:just )?gone)"
)
_EVENT_DAY = (
    rf"(?:on )?the (?:very )?(?:day|night|morning|afternoon|evening|week|eve) (?:of|that|when|after"
    rf"|before)? ?(?:[^.,;:\n()]{{0,24}}?)(?<!\w){_EVENTS}"
)
_DATED = re.compile(rf"(?<!\w)(?P<day>{_PLACED}|{_FEAST})(?P<year>{_YEAR})(?!\w)", re.I)
_UNDATED = re.compile(
    rf"(?<!\w)(?:{_PLACED})(?:,? (?:in |of )?(?:the |that )?year (?:of|that|when) [^.;:,\n]{{3,40}}| (?:this"
    rf"|last) year)?(?!\w)",
    re.I,
)
_SAME = re.compile(
    r"birth ?day(?:'s| is|:) (?:on )?(?P<day>(?:exactly )?(?:the )?same (?:day )?as [^.;\n]{3,60})", re.I
)
_AS = re.compile(
    rf"(?<!\w)born (?:just )?(?P<day>(?:as|when|while|the \w+ (?:that|when)?) ?[^.;\n]{{3,40}}?{_EVENTS}(?!\w))",
    re.I,
)
_BY_EVENT = re.compile(rf"(?<!\w)(?P<day>{_EVENT_DAY}(?: (?:died|started|began|vote))?)(?!\w)", re.I)
_BABY = re.compile(
    r"(?<!\w)(?:an? |the |our )?(?:leap[- ](?:day|year)|christmas(?:[- ](?:day|eve))?|"
    r"boxing[- ]day|new[- ]year'?s?(?:[- ](?:day|eve))?|"
    r"hallowe'?en|valentine'?s?(?:[- ]day)?|bonfire[- ]night|easter(?:[- ](?:sunday|monday))?|april[- ]fool'?s?(?:[- ]day)?|"
    r"midsummer|millennium|st (?:david|patrick|george|andrew)'?s[- ]day) (?:baby|babies|child|arrival|birth)"
    rf"(?: girl| boy)?,? (?:in|of|from|back in) (?:(?:19|20)\d\d|{YEAR_WORDS})(?!\w)",
    re.I,
)
_BIRTH = re.compile(rf"(?<!\w)(?:{either(phrase_group(_FILE, 'birth'))})(?!\w)", re.I)
_NO_BIRTH = re.compile(
    r"party|cake|present|card from|turned (?:up|out|down|to|off|on|away|it|her|his|around|round|over|into"
    r"|the)\b|turns? (?:up|out|to)\b"
    r"|born in|returned|last birthday|birthday (?:money|tea|visit|contact|treat|lunch|meal)",
    re.I,
)
_CHEAP = (
    "day",
    "eve",
    "year",
    "night",
    "christmas",
    "easter",
    "midsummer",
    "halloween",
    "valentine",
    "fool",
    "of ",
)
_BROAD = re.compile(r"(?:the )?(?:christmas|easter|new year|midsummer|eid|diwali)", re.I)
_BEFORE, _AFTER = 60, 24


def find(text: str) -> Iterator[Span]:
    """Each in `text`."""
    low = text.lower()
    if not any(word in low for word in _CHEAP):
        return
    for found in _BABY.finditer(text):
        yield Span(*found.span(), Label.DATE_OF_BIRTH)
    born = bool(_BIRTH.search(low))
    if not born and "year" not in low:
        return
    for found in _DATED.finditer(text):
        if born and _is_of_birth(text, *found.span()):
            yield Span(*found.span(), Label.DATE_OF_BIRTH)
        elif re.search(_EVENTS, found["year"], re.I) and not _BROAD.fullmatch(found["day"]):
            yield Span(*found.span(), Label.DATE)
    if born:
        yield from _births(text)


def _births(text: str) -> Iterator[Span]:
    """Days of birth without a year, or by what happened then."""
    for pattern in (_UNDATED, _BY_EVENT):
        for found in pattern.finditer(text):
            if _is_of_birth(text, *found.span()):
                yield Span(*found.span(), Label.DATE_OF_BIRTH)
    for pattern in (_SAME, _AS):
        for found in pattern.finditer(text):
            yield Span(*found.span("day"), Label.DATE_OF_BIRTH)


def _is_of_birth(text: str, start: int, end: int) -> bool:
    """Whether somebody was born on the day, or turned so old, in the same sentence."""
    before = re.split(r"[.!?\n]", text[max(0, start - _BEFORE) : start])[-1]
    after = re.split(r"[.!?\n]", text[end : end + _AFTER])[0]
    if _NO_BIRTH.search(before):
        return False
    return bool(
        _BIRTH.search(before) or re.search(r"\b(?:is|was) (?:his|her|their|my|the) birthday|was born", after)
    )
