"""What the rules of ages share: how persons are called, where an age ends, and how its bands are said."""

import re

from csaleads.anonymity.findings import Label, Span
from csaleads.anonymity.strict.bands import aged
from csaleads.anonymity.strict.data import WORDS
from csaleads.anonymity.strict.numbers import OF_YEAR, UNIT, Number, months_of
from csaleads.anonymity.strict.reading import Put, Reading
from csaleads.anonymity.text.lexicon import either, phrase_group

MEN = (*phrase_group(WORDS, "boy"), *phrase_group(WORDS, "man"))
WOMEN = (*phrase_group(WORDS, "girl"), *phrase_group(WORDS, "woman"))
OTHERS = (*phrase_group(WORDS, "child"), *phrase_group(WORDS, "adult"))
_NOUN = rf"(?:(?P<he>{either(MEN)})|(?P<she>{either(WOMEN)})|(?P<other>{either(OTHERS)}))"
PERSON = re.compile(rf"\b{_NOUN}\b|\b(?:s?he|him|her|his)\b", re.I)
SOMEBODY = rf"(?:\b(?i:{_NOUN})|\b(?:[Cc]hild|[Yy]oung [Pp]erson|YP|[Ss]ibling|[Pp]arent|[Mm]r|[Mm]s|[Mm]rs|[Tt]win|[Ff]amily|[Aa]dult) (?:[A-Z]\d?|\d)|(?-i:(?:^|(?<=[\s(]))(?!(?:I|BP|HR|RR|IQ|PR|QA|GP|TV|PC|DC|DS|DI|EP|FT)\b)[A-Z]\.?(?:[A-Z]\.?)?))"
ALMOST = (
    r"(?:(?:only|just|about|around|approximately|approx\.?|roughly|nearly|almost|barely|hardly|not quite|not yet|still only|still|now|already|c\.|aged|well|then|prob|probably|maybe|like|gone|"
    r"not even|a very young|a young|a mature|going on|more like|rising|turned|coming up (?:to|for)|getting on for|approaching|nearing|pushing|also|too|all|both|each|all of|a mere|a bit over|just over|just under|currently|by then) )*"
)
_NEAR = re.compile(
    r"\b(?:nearly|almost|barely|hardly|not quite|not yet|not even|just gone|just turned|only just|rising|going on|coming up|getting on for|approaching|nearing|pushing|still only|just over)\b",
    re.I,
)
_KEPT = re.compile(r"(?:(?:all|both|each|also|too|already|still|now|then|currently|by then) )*", re.I)
ENDS = re.compile(
    r"\s*$|\s*[.;:!?)\]\"](?!\d)|,(?!\d)|\s*\n|\s*[-(]|\s(?:and|but|when|at the time|now|so|or|next|in [A-Z]\w*|in (?:a|two|three|the (?:spring|summer|autumn|winter))|on|going on|with|who|until|till|before|by the time|after|at (?:most|best|the \w+|christmas|easter)|for (?:a|one|two|three|several|some|only|the|now|the \w+)|again|still|where|whose|by (?:\w+ )?(?:the|christmas|easter|[A-Z]\w+)|"
    r"w|w/|full stop|comma|she|he|i|they|we|my|his|her|their|mum|dad|nobody|somebody|no one|this|last|today|tomorrow|yesterday|then|by then|too|as well|as (?:he|she|they)|because|though|although|if|not|yet|tonight|soon|already|which|while|years\b(?! (?:in|ago|of|later|since|sober|clean|into))|year\b(?= in))(?![\w'])|\s&",
    re.I,
)


def plain_end(reading: Reading, some: list[Number]) -> tuple[int, list[int], bool]:
    """(end, ages in years, whether a unit of time was written) of one number, or of several in a list."""
    last = some[-1]
    unit = UNIT.match(reading.text, last.end) or OF_YEAR.match(reading.text, last.end)
    if not unit:
        return last.end, [number.value for number in some], False
    if unit.re is OF_YEAR:
        months = last.value if unit["of"] == "12" else last.value * 12 // 52
        return unit.end(), [months // 12], True
    return unit.end(), [months_of(number.value, unit["unit"]) // 12 for number in some], True


def said(reading: Reading, some: list[Number], ages: list[int], owner: str = "") -> str:
    """The bands of `ages`, with "or" where their numbers have it."""
    wording = aged(ages, owner)
    is_doubt = " or " in reading.text[some[0].end : some[-1].start]
    return wording.replace(" and ", " or ") if is_doubt else wording


def apart(wording: str, joint: str) -> str:
    """`wording` as it stands between commas or in brackets."""
    return f"aged {wording}" if wording.startswith("under") and joint.strip() else wording


def kept_of(almost: str) -> int:
    """How many characters of `almost` may stay before a band: "they are both 12", "also 9"."""
    return len(_KEPT.match(almost).group())  # type: ignore[union-attr]


def is_near(almost: str) -> bool:
    """Whether `almost` holds a word that only an age has before it here: "the child just gone five"."""
    return bool(_NEAR.search(almost))


def put(some: list[Number], end: int, first: int, last: int, wording: str) -> Put:
    """`some` numbers that end with their unit at `end`, and what to write from `first` to `last` instead."""
    return Put(Span(some[0].start, end, Label.AGE), first, last, wording)


def owner_in(found: re.Match[str]) -> str:
    """ "his" or "her", where SOMEBODY in `found` tells which."""
    groups = found.groupdict()
    return "his" if groups.get("he") else "her" if groups.get("she") else ""
