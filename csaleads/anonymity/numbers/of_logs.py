"""Numbers of a log or a record as they are said aloud: "four one seven of the sixth", "88 of the 3rd", "bleep two two one".

A number with the day on which it was given is how the police call an entry of their log.
"""

import re
from collections.abc import Iterator

from csaleads.anonymity.days.calendar_words import MONTH
from csaleads.anonymity.findings import Label, Span
from csaleads.anonymity.numbers.spoken import DAY_WORD, DIGIT_WORDS, MONTH_ORDINAL, read_digits
from csaleads.anonymity.text.lexicon import either
from csaleads.anonymity.text.scanning import LedPattern, WordStarts

_DIGIT_WORD = f"(?:{'|'.join(sorted(DIGIT_WORDS, key=len, reverse=True))})"
_SAID = rf"{_DIGIT_WORD}(?:(?:, ?|[ \-]){_DIGIT_WORD}){{1,6}}"
_DAY = (
    rf"(?:the )?(?:{DAY_WORD}|(?:3[01]|[12]\d|[1-9])(?:st|nd|rd|th))"
    rf"(?:(?:,? of)?(?: the)? (?:{MONTH}|{MONTH_ORDINAL}))?(?![\w/.\-]\w|\w)"
)
_OF_A_DAY = LedPattern(
    re.compile(
        rf"(?<![\w/.\-£])(?P<number>{_SAID}|\d{{2,5}}),? of (?:{_DAY}|today\b|yesterday\b)(?! (?:them|us|these|those)\b)",
        re.I,
    ),
    DIGIT_WORDS,
    figures=True,
)
_CALLED = re.compile(
    r"\b(?:ref|refs|reference|log|logged|crime|incident|police|cad|urn|occurrence|101|999)\b[^.\n]{0,60}$",
    re.I,
)
_THINGS = (
    *("ref", "reference", "log", "crime", "incident", "cad", "urn", "occurrence", "custody", "warrant"),
    *(
        "file",
        "case",
        "record",
        "complaint",
        "complaints",
        "referral",
        "claim",
        "booking",
        "licence",
        "card",
        "account",
    ),
    *("badge", "bleep", "pager", "plate", "collar", "exhibit", "seal", "pin", "code", "id"),
)
_OF_A_THING = LedPattern(
    re.compile(
        rf"\b(?:{'|'.join(_THINGS)})\b(?: (?:number|num|no|ref|reference|code))?"
        r"(?:,| is| was|:| =| it's| its| (?:for|from|of) [a-z ]{3,20}(?:is|was)){0,2} "
        rf"(?P<number>{_DIGIT_WORD}(?:(?:, ?|[ \-]){_DIGIT_WORD}){{2,8}})(?![\w\-])",
        re.I,
    ),
    _THINGS,
)
_FEWEST = 3
_YEAR = re.compile(r"(?:19|20)\d\d")
_OF_POLICE = (
    *(
        "inc",
        "incid",
        "incdt",
        "incident",
        "occ",
        "occurrence",
        "log",
        "cad",
        "urn",
        "niche",
        "crime",
        "crime report",
        "iims",
    ),
    *("storm", "athena", "job", "dispatch"),
)
_OF_HELP = (
    "ticket",
    "repair",
    "repairs",
    "repairs job",
    "works order",
    "helpdesk",
    "sr",
    "wo",
    "complaint",
    "claim",
)
_OF_OFFICES = (
    *(
        "admission",
        "admissions",
        "admission form",
        "enrolment",
        "exclusion",
        "roll",
        "meter",
        "key",
        "locker",
        "appeal form",
    ),
    *(
        "notification",
        "concern",
        "concern form",
        "incident form",
        "safeguarding form",
        "body map",
        "medication sheet",
    ),
)
_SHORT = LedPattern(
    re.compile(
        rf"(?<![\w/-])(?:{either(sorted((*_OF_POLICE, *_OF_HELP), key=len, reverse=True))})"
        r"(?P<link>['’]s|,? (?:no\.?|number|ref) (?:given (?:to me )?as|from \w+:?)|"
        r",? (?:no|num|nr|number|ref|is|was|reference)\b\.?:?|\.|:|#| #)? ?"
        r"(?P<number>#?(?:(?:mis|asb|dv|rtc|cfs|crm|abd|dom) )?\d{2,6})"
        r"(?=[,.;:)\]\n](?!\d)|$| ?- | / | (?:given|issued|raised|open(?:ed)?|closed|created|refers|attended|applies|by)\b)",
        re.I,
    ),
    (*_OF_POLICE, *_OF_HELP),
)
_POLICE_NEAR = re.compile(
    r"\b(?:police|101|999|112|officers?|pcs?|pcso|sgt|dc|ds|cops?|control room|misper|missing|logged|rang|rung|called|response|"
    r"ambulance|paramedics?|crew|cad|btp|force|reported|cid|custody|fire|taxi|handler)\b",
    re.I,
)
_POLICE = re.compile(r"\b(?:police|101|999|officers?|pcs?|sgt|cops?|control room|btp|fire|ambulance)\b", re.I)
_PLAINLY = ("crime", "cad", "urn", "niche", "occ", "incid")
_EMERGENCY = frozenset(("999", "101", "111", "112", "119", "105", "116", "118"))
_CALLED_NUMBER = re.compile(r"n(?:o|um|r)|ref|#", re.I)
_HELP_NEAR = re.compile(
    r"\b(?:it|helpdesk|help desk|service desk|repairs?|landlord|housing|plumber|boiler|council|laptop|system|raised|logged|"
    r"rang|insurer|insurance|broken|chased|reported|maintenance)\b",
    re.I,
)
_BY_NUMBER = LedPattern(
    re.compile(
        rf"\b(?:{either(_OF_OFFICES)}) (?:no\.?|number|ref|reference):? ?(?:is |was )?(?P<number>\d{{4,8}})(?![\w/]|[.,:-]\d)",
        re.I,
    ),
    _OF_OFFICES,
)
_NEAR = 70
_COUNTED = re.compile(
    r"\b(?:next|this|each|every|per|of|by|task|day|question|page|step|activity|exercise|slide|example|a)\s$",
    re.I,
)


def find(text: str, words: WordStarts) -> Iterator[Span]:
    """Each in `text`, whose words begin at `words`."""
    if "of" in words:
        for found in _OF_A_DAY.finditer(text, words):
            if _is_logged(text, found):
                yield Span(*found.span(), Label.CASE_REF)
    if "#" in words:
        yield from _short(text, words)
    if not words.keys().isdisjoint(DIGIT_WORDS):
        for found in _OF_A_THING.finditer(text, words):
            if len(read_digits(found["number"])) >= _FEWEST:
                yield Span(*found.span("number"), Label.CASE_REF)


def _short(text: str, words: WordStarts) -> Iterator[Span]:
    """ "999, inc 47.", "police job 334", "admission no 4471"."""
    for found in _SHORT.finditer(text, words):
        if _is_given(text, found):
            yield Span(*found.span("number"), Label.CASE_REF)
    for found in _BY_NUMBER.finditer(text, words):
        yield Span(*found.span("number"), Label.CASE_REF)


def _is_given(text: str, found: re.Match[str]) -> bool:
    """Whether those who give such numbers are spoken of close by: "999, inc 47.", "log 57, police left"; not "job 12 of 20"."""
    what = found.group().lower()
    near = text[max(0, found.start() - _NEAR) : found.start()], text[found.end() : found.end() + 40]
    if _COUNTED.search(near[0]) or _YEAR.fullmatch(found["number"]):
        return False
    if found["number"] in _EMERGENCY:
        return False
    called = bool(found["link"]) and _CALLED_NUMBER.search(found["link"])
    many = len(found["number"].lstrip("#")) > 2
    if what.startswith(_OF_HELP):
        return many and any(_HELP_NEAR.search(each) for each in near)
    cue = _POLICE_NEAR if many else _POLICE
    return any(cue.search(each) for each in near) or bool(called and what.startswith(_PLAINLY))


def _is_logged(text: str, found: re.Match[str]) -> bool:
    """Whether the number is long enough, and read figure by figure or called a number of a log."""
    number = found["number"]
    if _CALLED.search(text, max(0, found.start() - 80), found.start()):
        return len(read_digits(number)) > 1
    figures = read_digits(number)
    return (
        number[0].isalpha()
        and len(figures) >= _FEWEST
        and len(figures) == len(re.findall(r"[a-z]+", number, re.I))
    )
