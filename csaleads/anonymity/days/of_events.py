"""Days that what they are the day of tells: "the 5th hearing", "since the ninth no bed", "15.1. Nappy change 11.20".

A hearing is seldom the fifth of its kind; visits and meetings are counted further.
"""

import re
from collections.abc import Iterator

from csaleads.anonymity.days.calendar_words import MONTH_NUMBER, NUMBER
from csaleads.anonymity.numbers.spoken import DAY_WORD
from csaleads.anonymity.text.lexicon import either, phrase_group, word_group
from csaleads.anonymity.text.scanning import LedPattern, WordStarts

_FILE = "calendar_words.txt"
_SELDOM = phrase_group(_FILE, "seldom counted")
_OFTEN = phrase_group(_FILE, "often counted")
_EVENT = LedPattern(
    re.compile(
        rf"\bthe (?P<day>(?P<number>\d{{1,2}})(?:st|nd|rd|th)) (?:(?P<seldom>{either(_SELDOM)})|{either(_OFTEN)})(?![\w-])"
        r"(?! (?:of|in a|this week|this year|since|so far|to date|running)\b)",
        re.I,
    ),
    ("the",),
)
_EVENT_WORDS = frozenset(word for event in (*_SELDOM, *_OFTEN) for word in re.findall(r"\w+", event)[:1])
_COUNTS = re.compile(r"\b(?:this is|that was|this was|now|only|already|was|it's|its|being) $", re.I)
_FEWEST_HEARINGS = 4
_FEWEST_VISITS = 11
_FEWEST_SPOKEN_OF = 6
_SPOKEN_OF = re.compile(r"\b(?:re|about|ahead of|before|for) $", re.I)
_LAST = 31
_SINCE = LedPattern(
    re.compile(
        rf"\b(?:since|until|till?|fit from|from|bailed to|adjourned to|off till|after) the "
        rf"(?P<day>(?!first|second|third){DAY_WORD})"
        r"(?P<after> [a-z'’]+)?(?![\w-])",
        re.I,
    ),
    ("since", "until", "till", "til", "fit", "from", "bailed", "adjourned", "off", "after"),
)
_SURE_SINCE = frozenset(("since", "until", "till", "til", "fit", "bailed", "adjourned", "off"))
_COUNTED = word_group("counted by their place") | frozenset(
    (
        *(
            "attempt",
            "birthday",
            "floor",
            "form",
            "grade",
            "century",
            "child",
            "baby",
            "pregnancy",
            "visit",
            "session",
            "time",
        ),
        *(
            "week",
            "month",
            "year",
            "centile",
            "appointment",
            "meeting",
            "one",
            "of",
            "placement",
            "move",
            "school",
            "lesson",
        ),
        *(
            "anniversary",
            "dose",
            "round",
            "day",
            "night",
            "call",
            "text",
            "page",
            "chapter",
            "step",
            "test",
            "miscarriage",
        ),
    )
)
_LOG_LINE = re.compile(
    rf"^[ \t*•-]*(?P<day>(?P<number>{NUMBER})\.{MONTH_NUMBER})\.(?= [A-Z](?P<line>[^\n]{{0,60}}))", re.M
)
_CLOCK = re.compile(r"(?<![\w.:£])(?:[01]?\d|2[0-3])[.:][0-5]\d(?!\w|[:.]\d| ?(?:%|kg|cm|mm|miles))")
_SECOND_LEVEL = re.compile(r"^[ \t*•-]*(?P<first>\d{1,2})\.(?P<second>\d{1,2})\.?(?=\s)", re.M)
_LASTING = phrase_group(_FILE, "lasts to")
_LASTS_TO = LedPattern(
    re.compile(
        rf"\b(?:{either(_LASTING)}) (?:up )?to (?P<day>(?:1[3-9]|2\d|3[01])/(?:0?[1-9]|1[12]))"
        rf"(?![\w/%]|\.\d| (?:year|yr|ratio|split|group|people|hours|mile)s?\b)",
        re.I,
    ),
    _LASTING,
)
_SCORED = re.compile(r"\b(?:scor|rat(?:e[ds]?|ing)\b|scal(?:e[ds]?|ing)\b|marks?\b)", re.I)


def find(text: str, words: WordStarts) -> Iterator[tuple[int, int]]:
    """(start, end) of each in `text`, whose words begin at `words`."""
    for found in _EVENT.finditer(text, words) if words.has_any(_EVENT_WORDS) else ():
        spoken_of = _SPOKEN_OF.search(text, max(0, found.start() - 9), found.start())
        fewest = _FEWEST_SPOKEN_OF if spoken_of else _FEWEST_VISITS
        fewest = _FEWEST_HEARINGS if found["seldom"] else fewest
        counts = _COUNTS.search(text, max(0, found.start() - 10), found.start())
        if fewest <= int(found["number"]) <= _LAST and not counts:
            yield found.span("day")
    for found in _SINCE.finditer(text, words):
        after = (found["after"] or "").strip().lower()
        sure = text[found.start() : found.end()].split()[0].lower() in _SURE_SINCE
        if sure and after not in _COUNTED:
            yield found.span("day")
    for found in _LASTS_TO.finditer(text, words) if "/" in text else ():
        if not _SCORED.search(text, max(0, found.start() - 40), found.end()):
            yield found.span("day")
    if "." in text:
        yield from _log_lines(text)


def _log_lines(text: str) -> Iterator[tuple[int, int]]:
    """ "15.1. Nappy change 11.20": a line of a log with its day and a time; not "15.1. Background", "15.2. Aims"."""
    lines = list(_LOG_LINE.finditer(text))
    if not lines or _are_numbered(text):
        return
    for found in lines:
        if _CLOCK.search(found["line"]):
            yield found.span("day")


def _are_numbered(text: str) -> bool:
    """Whether two lines count paragraphs on: "3.1", "3.2"."""
    seen = {(int(each["first"]), int(each["second"])) for each in _SECOND_LEVEL.finditer(text)}
    return any((first, second + 1) in seen for first, second in seen)
