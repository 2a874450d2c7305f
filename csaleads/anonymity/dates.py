"""Days that fix an event or a birth. Month and year, a weekday, a season or a festival fix nothing and are left alone."""

import re
from collections.abc import Iterator

from csaleads.anonymity.findings import Label, Span

_MONTH = (
    r"(?:jan(?:uary)?|feb(?:ruary|uary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|"
    r"sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)"
)
_WEEKDAY = r"(?:mon|tue|tues|wed|weds|wednes|thu|thur|thurs|fri|sat|satur|sun)(?:day)?"
_YEAR = r"(?:(?:19|20)\d\d|'?\d\d)"
_DAY = r"(?:[12]\d|3[01]|0?[1-9])(?:\s?(?:st|nd|rd|th))?"
_TIME = r"(?:[T ]\d{1,2}:\d\d(?::\d\d)?Z?)"
_DAY_MONTH = re.compile(
    (
        rf"(?<![\w/.])(?:{_WEEKDAY}\.?,? (?:the )?)?{_DAY}(?:\s?(?:-|&|/|and|to)\s?{_DAY})?(?: of|-|"
        rf"/)?[ .]?{_MONTH}\b(?:\.|-|/|,)?(?:[ ]?(?:{_YEAR})\b(?![:/]))?(?!\w)"
    ),
    re.I,
)
_MONTH_DAY = re.compile(
    (
        rf"(?<!\w)(?:{_WEEKDAY}\.?,? )?{_MONTH}\.? (?:the )?{_DAY}\b(?!:)(?:,? (?:19|"
        rf"20)\d\d\b)?(?! ?(?:%|children|girls|boys|people|months|weeks|days|year))"
    ),
    re.I,
)
_NUMERIC = re.compile(
    rf"(?<![\w/.\-£])(?:(?:3[01]|[12]\d|0?[1-9])[/.\-](?:1[0-2]|0?[1-9])[/.\-](?:(?:19|20)\d\d|"
    rf"\d\d)|(?:19|20)\d\d[-/.](?:1[0-2]|0?[1-9])[-/.](?:3[01]|[12]\d|0?[1-9]){_TIME}?|(?:1[0-2]|"
    rf"0?[1-9])/(?:3[01]|[12]\d|0?[1-9])/(?:(?:19|20)\d\d|\d\d))(?![\w/]|\.\d)"
)
_SHORT = re.compile(
    r"(?<![\w/.\-£])(?:3[01]|[12]\d|0?[1-9])/(?:1[0-2]|0?[1-9])(?![\w/%]|\.\d| ?(?:hours|hrs|"
    r"people|of|split|days|children|girls|boys|weeks|sessions|times|a week|term))"
)
_SHORT_NOT = re.compile(
    (
        r"(?:scor\w+|scal\w+|rat\w+|about|only|around|out|a|at|is|was|says?|said|it|her|him|them|"
        r"confidence|got|gave|put|attend\w*)\s*(?:of|as|at)?\s*$"
    ),
    re.I,
)
_SHORT_CUE = re.compile(
    (
        rf"(?:^|\n|[(\-•*;]|\b(?:on|by|mtg|meeting|discussion|strat|dated|date|from|since|until|till|"
        rf"til|to|before|after|due|visit(?:ed)?|seen|between|w/c|w/e|call(?:ed)?|tc|hv|and|&|"
        rf"conference|review|hearing|{_WEEKDAY}|referral|rec'?d|received|contact|next|back|interview|"
        rf"medical|abe|icpc|rcpc|core group))\.?,?:?\s*$"
    ),
    re.I,
)
_ORDINAL = re.compile(
    (
        rf"\b(?:(?:on|by|until|till|since|before|after|from|for|between|to|and|w/c|w/e|due|is|"
        rf"was)\s+)?(?:(?:the|{_WEEKDAY},?(?: the)?)\s+)((?:[12]?\d|3[01])\s?(?:st|nd|rd|"
        rf"th))\b(?=\s*(?:[.,;:)?!]|$|and\b|at\b|to\b|when\b|she\b|he\b|they\b|we\b|i\b|mum\b|dad\b|"
        rf"with\b|but\b|in\b|so\b|-|\n|if\b|because\b|as\b|is\b|was\b|there\b|before\b|after\b|after\b|"
        rf"for\b|he's\b|she's\b|it\b|until\b|by\b|this\b|last\b|next\b))"
    ),
    re.I,
)
_ORDINAL_ON = re.compile(
    (
        r"\b(?:on|by|until|till|since|before|w/c|w/e|due)\s+(?:the\s+)?((?:[12]?\d|3[01])(?:st|nd|rd|"
        r"th))\b(?!\s+(?:birthday|time|day|week|year|floor|visit|session|grade|attempt|occasion|child|"
        r"person|month|form|generation|party|degree|street|avenue|may|june))"
    ),
    re.I,
)
_WEEKDAY_NUMBER = re.compile(rf"\b(?:{_WEEKDAY})\s+(?:the\s+)?((?:[12]?\d|3[01])(?:st|nd|rd|th))\b", re.I)
_BIRTH_BEFORE = re.compile(
    r"\b(?:d\.?o\.?b\.?|dobs|born|birth(?: ?date)?|b\.|birthday|bday)\b[^\n]{0,20}$", re.I
)
_BIRTH_AFTER = re.compile(r"^\s?(?:birth|\(?d\.?o\.?b)", re.I)
_NAME_BEFORE = re.compile(r"[A-Z][\w'\-]+,? ?\(?$")
_FULL = re.compile(r"(?:[/.\- ]|\b)(?:(?:19|20)\d\d|'?\d\d)$|^(?:19|20)\d\d")


def find(text: str) -> Iterator[Span]:
    """Every date in `text` that fixes a day."""
    if not any(letter.isdigit() for letter in text):
        return
    for pattern in (_DAY_MONTH, _MONTH_DAY, _NUMERIC):
        for found in pattern.finditer(text):
            shown = found.group().rstrip(" .,-/")
            if not re.fullmatch(r"(?i)\d{1,2} may", shown) or _says_day(text, found.start()):
                yield _date(text, found.start(), found.start() + len(shown))
    for found in _SHORT.finditer(text):
        if _is_short_date(text, found):
            yield _date(text, found.start(), found.end())
    for pattern in (_ORDINAL, _ORDINAL_ON, _WEEKDAY_NUMBER):
        for found in pattern.finditer(text):
            yield Span(found.start(1), found.end(1), Label.DATE)


def _says_day(text: str, start: int) -> bool:
    """ "14 May" is a day; "she is 14. May" and "the 14 may" are not."""
    return not re.search(r"\b(?:aged?|the|is|of|over|under)\s$", text[max(0, start - 8) : start], re.I)


def _is_short_date(text: str, found: re.Match[str]) -> bool:
    first, second = (int(part) for part in found.group().split("/"))
    before = text[max(0, found.start() - 24) : found.start()]
    if (first, second) in ((24, 7), (1, 1), (1, 2)) and not re.search(r"\bon\s$", before, re.I):
        return False
    if _SHORT_CUE.search(before):
        return True
    return (first > 12 or first > second) and not _SHORT_NOT.search(before)


def _date(text: str, start: int, end: int) -> Span:
    before, after = text[max(0, start - 32) : start], text[end : end + 8]
    birth = bool(_BIRTH_BEFORE.search(before) or _BIRTH_AFTER.search(after))
    if not birth and _FULL.search(text[start:end]):
        birth = bool(_NAME_BEFORE.search(before)) and (
            before.endswith("(") or (after.startswith((",", ")")) and ", " in before[-3:])
        )
    return Span(start, end, Label.DATE_OF_BIRTH if birth else Label.DATE)
