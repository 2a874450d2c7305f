"""Days that their place tells: at the head of every line, after a weekday, after "tomorrow", and births on a feast of fixed date.

"6.11 late" among lines that begin so, "hv tues 4th nobody in", "tomorrow the sixth", "she turns ten on Boxing Day".
"""

import re
from collections.abc import Iterator
from itertools import pairwise

from csaleads.anonymity.days.calendar_words import MONTH_NUMBER, NTH, NUMBER, WEEKDAY, WEEKDAYS, ends_there
from csaleads.anonymity.numbers.spoken import DAY_WORD, YEAR_WORDS
from csaleads.anonymity.text.lexicon import word_group
from csaleads.anonymity.text.scanning import LedPattern, WordStarts

_LINE = re.compile(
    rf"^[ \t*•-]*(?P<day>{NUMBER}\.{MONTH_NUMBER})(?= [^\W\d]| \d\d[.:]\d\d\b| [\"'(-]|:|,)", re.M
)
_NO_DAY = re.compile(r"^[ \t*•-]*\d{1,2}\.(?:\d|1[3-9]|[2-9]\d)\b", re.M)
_FEWEST_LINES = 3
_LATE = re.compile(
    r"(?<=[a-z),] )(?:2[4-9]|3[01])\.(?:0[1-9]|1[0-2])(?= ?[a-z(,;\n]|\.?$|\. [A-Z])(?! ?(?:%|kg|cm|mm|ml|mg|km|miles|kgs|per)\b)"
)
_MEASURED = re.compile(
    r"\b(?:bmi|weigh\w*|wt|scor\w*|hb|ofc|height|ht|length|cost\w*|paid|is|was|of|at|total|version|v|section|para\w*|reg\w*|rule|"
    r"to|temp|about|only|pay|page|figure|table|chapter|standard|clause|art\w*|s|ss|to|result|level|ratio|mean|median|average) $",
    re.I,
)
_BY_WEEKDAY = LedPattern(
    re.compile(rf"(?<!every )(?<!each )\b{WEEKDAY}\.?,? (?:the )?(?:{NTH}|{DAY_WORD})(?![\w-])", re.I),
    WEEKDAYS,
)
_PLAINLY = re.compile(r"\b(?:first|second|third)$", re.I)
_COUNTED = word_group("counted by their place")
_TEAMS = frozenset(
    (
        "form",
        "team",
        "xi",
        "class",
        "yr",
        "wk",
        "wks",
        "group",
        "gear",
        "degree",
        "trimester",
        "stage",
        "year's",
    )
)
_NEXT_WORD = re.compile(r" ([a-z']+)", re.I)
_TOMORROW = re.compile(
    rf"\b(?:today|tomorrow|yesterday|tonight|2moro|tmrw|tomoz)[, ]+(?:is )?(?P<day>the (?:{NTH}|{DAY_WORD}))(?![\w-])",
    re.I,
)
_LATE_WORD = re.compile(
    r"(?<!\w)the (?:(?:thir|four|fif|six|seven|eigh|nine)teenth|twentieth|twenty[ -](?:first|second|third|fourth|fifth|sixth|"
    r"seventh|eighth|ninth)|thirtieth|thirty[ -]first)(?![\w-])",
    re.I,
)
_FIXED_FEAST = (
    r"(?:christmas (?:eve|day)|xmas (?:eve|day)|boxing day|new year'?s (?:eve|day)|hallowe'?en|bonfire night|"
    r"guy fawkes(?: night)?|valentine'?s day|"
    r"st (?:david|patrick|george|andrew)'?s day|april fool'?s(?: day)?|burns night|midsummer'?s day|leap day|"
    r"st (?:valentine|swithin)'?s(?: day)?|st (?:stephen|nicholas|lucy|dwynwen)'?s day|all saints'?(?: day)?|twelfth night|"
    r"may day|(?:the )?ides of march|christmas|(?:the )?twelfth of july|hogmanay|candlemas|lammas|michaelmas)(?!\w)"
)
_YEAR = rf"(?:(?:19|20)\d\d|{YEAR_WORDS})"
_BORN_ON_FEAST = re.compile(
    rf"\b(?:born|birthday|bday|birth|dob|turn(?:s|ed|ing)?|(?:will|she'll|he'll|they'll) be|is|was)\b"
    r"[ \w:,'’]{0,24}?(?:\bon |: ?|, ?|\bis |\bwas |(?<=born) |(?<=birthday) |(?<=birth) |(?<=dob) )"
    rf"(?P<day>(?:(?:the )?(?:day|night|morning) (?:before|after|of) )?{_FIXED_FEAST})(?P<year>,? (?:in )?{_YEAR})?",
    re.I,
)
_OF_LETTERS = re.compile(rf"(?<![\w/.])(?:the )?{NTH} (?:inst(?:ant)?|ult(?:o|imo)?|prox(?:imo)?)\b\.?", re.I)
_LETTER_WORDS = frozenset(("inst", "ult", "ulto", "prox", "instant", "ultimo", "proximo"))
"""What old letters say of a day of this month, the last or the next."""
_IDES = re.compile(rf"\b(?:the )?ides of [a-z]+,? {_YEAR}", re.I)
_BIRTH = re.compile(
    r"birth|bday|dob|born|\b(?:turn\w*|be|is|was) (?:\d{1,2}|one|two|three|four|five|six|seven|eight|nine|ten|eleven|"
    r"twelve|\w+teen|twenty|\w+ty)\b",
    re.I,
)

_NEAR_DAYS = frozenset(("today", "tomorrow", "yesterday", "tonight", "2moro", "tmrw", "tomoz"))
_LATE_WORDS = word_group("late days of a month")
_FEAST_WORDS = word_group("words of fixed feasts")


def find(text: str, words: WordStarts) -> Iterator[tuple[int, int]]:
    """(start, end) of each, without the feasts."""
    if "ides" in words:
        yield from (found.span() for found in _IDES.finditer(text))
    for found in _OF_LETTERS.finditer(text) if words.has_any(_LETTER_WORDS) else ():
        yield found.span()
    yield from _by_their_place(text, words)


def _by_their_place(text: str, words: WordStarts) -> Iterator[tuple[int, int]]:
    if "." in text:
        yield from _heading_lines(text)
        for found in _LATE.finditer(text):
            if not _MEASURED.search(text, max(0, found.start() - 12), found.start()):
                yield found.span()
    for found in _BY_WEEKDAY.finditer(text, words):
        if not _is_counted(text, found.end()) and (
            not _PLAINLY.search(found.group()) or ends_there(text, found.end())
        ):
            yield found.span()
    for found in _TOMORROW.finditer(text) if words.has_any(_NEAR_DAYS) else ():
        if not _is_counted(text, found.end()):
            yield found.span("day")
    for found in _LATE_WORD.finditer(text) if words.has_any(_LATE_WORDS) else ():
        at_home = text.startswith(" home visit", found.end())
        if (at_home or not _is_counted(text, found.end())) and not text.startswith(
            (" of ", "-"), found.end()
        ):
            yield found.span()


def births_on_feasts(text: str, words: WordStarts) -> Iterator[tuple[int, int]]:
    """(start, end) of each feast of fixed date on which somebody is said to be born."""
    if not words.has_any(_FEAST_WORDS):
        return
    for found in _BORN_ON_FEAST.finditer(text):
        if _BIRTH.search(text, found.start(), found.start("day")):
            yield found.start("day"), found.end()


def _heading_lines(text: str) -> Iterator[tuple[int, int]]:
    """Of lines that begin "14.10", if several do and none begins with what can only be a time or a paragraph."""
    lines = list(_LINE.finditer(text))
    if len(lines) >= _FEWEST_LINES and not _NO_DAY.search(text) and not _are_numbered(lines):
        for found in lines:
            yield found.span("day")


def _are_numbered(lines: list[re.Match[str]]) -> bool:
    """ "3.1", "3.2": paragraphs, counted on."""
    numbers = [tuple(map(int, found["day"].split("."))) for found in lines]
    return any(
        first == next_first and last == second + 1
        for (first, second), (next_first, last) in pairwise(numbers)
    )


def _is_counted(text: str, end: int) -> bool:
    word = _NEXT_WORD.match(text, end)
    return word is not None and (word.group(1).lower() in _COUNTED or word.group(1).lower() in _TEAMS)
