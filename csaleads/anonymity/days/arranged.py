"""Days of what people arrange: "next session 21/5", "contact is 14/11", "move the review to 26/11?", "the next visit is the
ninth", "we said the fifth", "late 6/9, early 7/9, off 8/9".
"""

import re
from collections.abc import Iterator

from csaleads.anonymity.days.calendar_words import MONTH_NUMBER, NTH, NUMBER, WEEKDAY, WEEKDAYS
from csaleads.anonymity.numbers.spoken import DAY_WORD, DAY_WORDS
from csaleads.anonymity.text.lexicon import either, phrase_group
from csaleads.anonymity.text.scanning import LedPattern, WordStarts

_FILE = "calendar_words.txt"
_MET_WORDS = phrase_group(_FILE, "met")
_MET = rf"(?:{either(_MET_WORDS)})"
_IS = r"(?:,? (?:is|will be|is now|now|due|is due|booked|is booked|planned|set for|is on|on)|:| =| -|,)?"
_STROKED = rf"(?P<day>(?P<number>{NUMBER})/(?P<month>{MONTH_NUMBER}))(?![\w/%]|\.\d|-\d)"
_NAMED = rf"(?P<day>(?:the )?(?:{NTH}|(?!first|second|third){DAY_WORD}))(?![\w/-])"
_NEXT_STROKED = LedPattern(
    re.compile(rf"\bnext (?:[a-z'’-]+ ){{0,2}}?{_MET}{_IS} {_STROKED}", re.I), ("next",)
)
_IS_STROKED = LedPattern(
    re.compile(
        rf"{_MET}(?: (?:for|with|at|of|to)(?: [a-z'’-]+){{1,3}})? (?:is|will be|is now|now) (?:on )?{_STROKED}",
        re.I,
    ),
    _MET_WORDS,
)
_CHANGING = phrase_group(_FILE, "changed")
_TO_STROKED = LedPattern(
    re.compile(
        rf"(?:{either(_CHANGING)}) (?:[\w'’-]+ ){{0,4}}?{_MET} (?:back |forward |on |out |up |again )?(?:to|till?|until|from) "
        rf"{_STROKED}",
        re.I,
    ),
    _CHANGING,
)
_DATE_STROKED = LedPattern(
    re.compile(
        rf"\bdates? (?:given|set|agreed|fixed|offered|proposed|changed|confirmed|now|through|for [a-z]+)(?: is| are| as|,|:)? "
        rf"(?:on )?{_STROKED}",
        re.I,
    ),
    ("date", "dates"),
)
_PARTS = ("midnight", "midday", "noon", "lunchtime", "teatime", "eod", "cop", "first thing")
_AT_STROKED = LedPattern(re.compile(rf"(?:{either(_PARTS)}),? (?:on )?{_STROKED}", re.I), _PARTS)
_FROM_TO = LedPattern(
    re.compile(
        rf"(?:from|between) (?P<first>{NUMBER}/{MONTH_NUMBER}) ?(?:to|and|until|till|-) ?"
        rf"(?P<last>{NUMBER}/{MONTH_NUMBER})(?![\w/%]|\.\d)",
        re.I,
    ),
    ("from", "between"),
)
_LAST_SHARE = 12
_NEXT_NAMED = LedPattern(
    re.compile(rf"\bnext (?:[a-z'’-]+ ){{0,2}}?{_MET}{_IS} {_NAMED}(?P<after> ?[\w(]*)", re.I), ("next",)
)
_IS_NAMED = LedPattern(
    re.compile(
        rf"(?<!this )(?<!each )(?<!today's )(?<!every )(?<!that ){_MET} (?:is|will be|is now|now) "
        rf"(?P<day>the (?!first|second|third){DAY_WORD})(?![\w/-])(?P<after> ?[\w(]*)",
        re.I,
    ),
    _MET_WORDS,
)
_AFTER_NAMED = frozenset(
    (
        *("", "at", "and", "or", "with", "so", "but", "if", "when", "please", "half", "by", "not", "online", "from", "for"),
        *("then", "after", "before", "here", "in", "on", "mum", "dad", "she", "he", "they", "we", "i", "as", "because"),
        *("via", "virtual", "1pm", "2pm", "3pm", "4pm", "5pm", "9am", "10am", "11am", "12pm", "noon", "now", "instead", "still"),
    )
)  # fmt: skip
_COUNTS_ON = re.compile(
    r" (?:of|in (?:the|a|this|our|his|her|their)|this (?:year|week|term)|since|so far|to (?:date|be)|that|one"
    r"|(?:she|he|they|we|i) (?:have|has|had|made|did|went|missed)|for (?:the|this|our) (?:year|term|family|case))\b",
    re.I,
)
_SAYING = phrase_group(_FILE, "said of a day")
_SAID = LedPattern(
    re.compile(
        rf"(?:{either(_SAYING)})(?: yes to| for| on)? "
        rf"(?P<day>the (?!first|second|third){DAY_WORD}|the {NTH}(?: (?:or|and) (?:the )?{NTH})?)(?![\w/-])"
        r"(?=[.,;?!)\n]|$| (?:that|but|if|at|instead|please|half|or|when|cos|because|as|she|he|they|we|i|\d)\b)",
        re.I,
    ),
    _SAYING,
)
_PROPOSING = ("could", "would", "does", "will", "might", "can", "how about", "what about", "is")
_PROPOSED = LedPattern(
    re.compile(
        rf"(?:{either(_PROPOSING)}) (?P<day>the (?:{NTH}|(?!first|second|third){DAY_WORD})(?: or (?:the )?(?:{NTH}|{DAY_WORD}))?)"
        r"(?: (?:work|suit|be (?:ok|okay|any|possible|better|fine)|do(?=[ ,]*[?,.]| for| instead)|works|suits|at \d|instead)|"
        r"(?<=th)\?|(?<=st)\?|(?<=nd)\?|(?<=rd)\?)",
        re.I,
    ),
    _PROPOSING,
)
_TOLD = (
    *(
        "seen",
        "visited",
        "met",
        "court",
        "hearing",
        "due",
        "appointment",
        "appt",
        "contact",
        "rang",
        "called",
        "left",
        "arrived",
    ),
    *(
        "happened",
        "wrote",
        "moved in",
        "moved out",
        "moves in",
        "starts",
        "started",
        "ended",
        "ends",
        "back",
        "missing",
        "home",
    ),
)
_ON_SMALL = LedPattern(
    re.compile(
        rf"(?:{either(_TOLD)})(?: (?:[a-z]+ )?(?:in|at|with|to) [a-z]+)? on (?P<day>the (?:first|second|third))"
        r"(?=[.;)\n]|$|, | (?:and|at|but|when|with)\b)(?!(?:,| and| or) (?:the )?(?:first|second|third|fourth|last|next|only)\b)",
        re.I,
    ),
    _TOLD,
)
_EITHER = ("either", "maybe", "perhaps")
_SHIFTS = phrase_group(_FILE, "shift")
_NUMBERED = ("visit", "session", "contact", "call", "meeting", "attempt", "appt", "week")
_SHIFT = rf"(?:{either(_SHIFTS)}|(?:{either(_NUMBERED)}) \d{{1,2}}):? {NUMBER}/{MONTH_NUMBER}(?![\w/%]|\.\d)"
_ROTA = LedPattern(
    re.compile(rf"{_SHIFT}(?:(?:,|;| -|\.| \+| and|,? then) {_SHIFT}){{1,10}}", re.I), (*_SHIFTS, *_NUMBERED)
)
_BY_WEEKDAY = LedPattern(
    re.compile(rf"{WEEKDAY}\.?,? (?:the )?{_STROKED}", re.I),
    WEEKDAYS,
)
_LIKE_A_WORD = frozenset(("sat", "sun", "mon", "wed"))
"""Weekdays cut short that are words too: "he sat 1/2 of it"."""
_SMALL_LEAD = re.compile(
    r"\b(?:on|this|last|next|from|by|until|till|since|for|every) $|(?:^|[\n,;:(.]\s*)$", re.I
)
_ORDINAL_WORDS = frozenset(word for phrase in DAY_WORDS for word in re.findall(r"\w+", phrase))
_STROKED_DAY = re.compile(rf"({NUMBER})/({MONTH_NUMBER})")
_SHARES = re.compile(
    r" ?(?:hours?|hrs?|way|full|empty|done|through|old|people|children|adults|split|times?|of\b|out of\b|per\b|complete|"
    r"completed|finished|attended|present|days?|weeks?|mins?|minutes|on (?:the|a) scale|term|sessions|visits|parents|staff|"
    r"questions|marks|or (?:better|more|less))\b",
    re.I,
)
_MEASURED = re.compile(
    r" (?:an?|cups?|prices?|tablets?|doses?|pints?|miles?|pounds?|hours?|size|strength|board|share|length)\b",
    re.I,
)
_PLURAL = re.compile(r" [a-z]{4,}s\b")
_SCORED = re.compile(
    r"\b(?:scor\w*|rat(?:e[ds]?|ing|io)|scal(?:e[ds]?|ing)|attendance|out of|marks?|odds|pattern)\b", re.I
)
_MOSTLY_SHARES = frozenset(((1, 2), (1, 3), (2, 3), (1, 4), (3, 4)))


def find(text: str, words: WordStarts) -> Iterator[tuple[int, int]]:
    """(start, end) of each in `text`, whose words begin at `words`."""
    if "/" in text:
        yield from _stroked(text, words)
    if "#" not in words and not words.has_any(_ORDINAL_WORDS):
        return
    for pattern in (_NEXT_NAMED, _IS_NAMED):
        for found in pattern.finditer(text, words):
            after = found["after"].strip().lower()
            counts = _COUNTS_ON.match(text, found.end("day"))
            if not counts and (after in _AFTER_NAMED or after.isdigit() or after.startswith("(")):
                yield found.span("day")
    for pattern in (_PROPOSED, _ON_SMALL):
        for found in pattern.finditer(text, words):
            yield found.span("day")
    for found in _SAID.finditer(text, words):
        in_figures = found.group()[-3].isdigit()
        if in_figures or not (
            found.group().lower().startswith(_EITHER) and text.startswith(" or", found.end())
        ):
            yield found.span("day")


def _stroked(text: str, words: WordStarts) -> Iterator[tuple[int, int]]:
    for pattern in (_NEXT_STROKED, _IS_STROKED, _TO_STROKED, _DATE_STROKED, _AT_STROKED):
        for found in pattern.finditer(text, words):
            if _may_be_day(text, found):
                yield found.span("day")
    yield from _by_weekday(text, words)
    for found in _FROM_TO.finditer(text, words):
        first, last = (tuple(map(int, found[end].split("/"))) for end in ("first", "last"))
        if (first[1], first[0]) < (last[1], last[0]) and max(first[0], last[0]) > _LAST_SHARE:
            yield found.span("first")
            yield found.span("last")
    for found in _ROTA.finditer(text, words):
        days = [(int(each.group(2)), int(each.group(1))) for each in _STROKED_DAY.finditer(found.group())]
        if _SHARES.match(text, found.end()) or _PLURAL.match(text, found.end()):
            continue
        if days == sorted(days) and len(set(days)) == len(days) and days[-1][0] - days[0][0] < 2:
            for each in _STROKED_DAY.finditer(text, found.start(), found.end()):
                yield each.span()


def _by_weekday(text: str, words: WordStarts) -> Iterator[tuple[int, int]]:
    """ "on Sat 1/2", where the figures alone are mostly a share; not "he sat 1/2 of it"."""
    for found in _BY_WEEKDAY.finditer(text, words):
        if (int(found["number"]), int(found["month"])) not in _MOSTLY_SHARES:
            continue
        said = found.group().split()[0]
        plain = said in _LIKE_A_WORD and not _SMALL_LEAD.search(
            text, max(0, found.start() - 8), found.start()
        )
        if not plain and not _SHARES.match(text, found.end()) and not _MEASURED.match(text, found.end()):
            yield found.span("day")


def _may_be_day(text: str, found: re.Match[str]) -> bool:
    """Whether nothing says that so many out of so many are meant."""
    pair = int(found["number"]), int(found["month"])
    return not (
        _SHARES.match(text, found.end("day"))
        or (pair in _MOSTLY_SHARES and not _ends(text, found.end("day")))
        or _SCORED.search(text, max(0, found.start() - 30), found.end())
    )


def _ends(text: str, end: int) -> bool:
    return bool(re.match(r"[.,;:)?!\n]|$| (?:at|with|and|then|@|\d)", text[end : end + 8]))
