"""Days of other calendars: Persian, Afghan, Islamic, Hebrew, Ethiopian, Nepali and lunar.

"the 3rd of Mordad 1386", "born 12 Ramadan 1429", "Nisan 14, 5770", "3/5/1386", "the 15th of the eighth lunar month".
"""

import re
from collections.abc import Iterator

from csaleads.anonymity.days.calendar_words import DAY, NTH, NUMBER
from csaleads.anonymity.numbers.spoken import DAY_WORD, DAY_WORDS
from csaleads.anonymity.text.lexicon import either, phrase_group
from csaleads.anonymity.text.scanning import LedPattern, WordStarts

_FILE = "other_calendars.txt"
_SURE = phrase_group(_FILE, "month")
_WITH_YEAR = phrase_group(_FILE, "month with its year")
_ALL = sorted({*_SURE, *_WITH_YEAR}, key=len, reverse=True)
_FIRST_WORDS = frozenset(word for month in _ALL for word in re.findall(r"\w+", month)[:1])
_DOUBTFUL = frozenset(_WITH_YEAR)
_MONTH = rf"(?P<month>{either(_ALL)})(?![\w'’-])"
_YEAR = r"(?:1[34]\d\d|5[678]\d\d|19\d\d|20[0-9]\d)"
_YEAR_AFTER = rf"(?:,? (?:of )?(?P<year>{_YEAR})(?![\w/])(?: ?(?:AH|A\.H\.|SH|AM|EC|E\.C\.|BS|hijri|h)\b)?)?"
_DAY_MONTH = LedPattern(
    re.compile(
        rf"(?<![\w/.£-])(?:the )?{DAY}(?: day)?(?P<of> of (?:the month of )?| |-){_MONTH}{_YEAR_AFTER}", re.I
    ),
    ("the", *DAY_WORDS),
    figures=True,
)
_MONTH_DAY = re.compile(
    rf"(?<![\w'’-]){_MONTH},? (?:the )?(?:{NTH}|{NUMBER}|{DAY_WORD}),? (?:of )?(?P<year>{_YEAR})(?![\w/])",
    re.I,
)
_LEADS_TO_DAY = re.compile(
    r"\b(?:on|by|since|until|till|before|born|dob|d\.o\.b\.?|birth|birthday|bday|date|dated|is|was|be|as|for)[:,]? (?:the )?$",
    re.I,
)
_FIGURED = re.compile(
    r"(?<![\w/.£-])(?:(?:3[0-2]|[12]\d|0?[1-9])(?P<joint>[/.-])(?:1[0-2]|0?[1-9])(?P=joint)(?:13[3-9]\d|14[0-4]\d|57[4-9]\d)"
    r"|(?:13[3-9]\d|14[0-4]\d|57[4-9]\d)(?P<back>[/.-])(?:1[0-2]|0?[1-9])(?P=back)(?:3[0-2]|[12]\d|0?[1-9]))(?![\w/-]|\.\d)"
)
_YEARS_IN_FIGURES = re.compile(r"(?:13|14|57)\d\d")
_LUNAR = re.compile(
    rf"(?<![\w-])(?:the )?{DAY}(?: day)?(?: of (?:the )?| )(?:(?:{NTH}|{DAY_WORD}|\d{{1,2}}|leap) )?lunar month(?! of\b)"
    rf"(?:,? (?:of )?{_YEAR})?",
    re.I,
)


def find(text: str, words: WordStarts) -> Iterator[tuple[int, int]]:
    """(start, end) of each in `text`, whose words begin at `words`."""
    if words.has_any(_FIRST_WORDS):
        for found in _DAY_MONTH.finditer(text, words):
            if found["year"] or _is_told(text, found):
                yield found.span()
        for found in _MONTH_DAY.finditer(text):
            yield found.span()
    if "lunar" in words:
        for found in _LUNAR.finditer(text):
            yield found.span()
    for found in _FIGURED.finditer(text) if _YEARS_IN_FIGURES.search(text) else ():
        yield found.span()


def _is_told(text: str, found: re.Match[str]) -> bool:
    """Whether a day without its year is one: "the 9th of Av", "on 14 Nisan"; not "3 Kartik", which may count."""
    month = found["month"].lower()
    if month == "day":
        return False
    led = _LEADS_TO_DAY.search(text, max(0, found.start() - 14), found.start())
    if "of" in found["of"] and (month not in _DOUBTFUL or found["month"][0].isupper()):
        return True
    return bool(led) and found["month"][0].isupper()
