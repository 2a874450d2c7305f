"""Days without a year: "3/2" and "3.2", where what stands around says that they are days and no shares, times or sums."""

import re
from collections.abc import Callable, Iterator
from itertools import pairwise

from csaleads.anonymity.days.calendar_words import (
    DATED,
    DEEDS,
    MONTH_NUMBER,
    NUMBER,
    NUMBERED,
    REACHED,
    SHARED,
    SURELY_DATED,
    WEEKDAY,
    ends_there,
    phrases_before,
)
from csaleads.anonymity.days.eyesight import is_of_eyes
from csaleads.anonymity.text.lexicon import phrase_group

_SLASHED = re.compile(rf"(?<![\w/.£])({NUMBER})/({MONTH_NUMBER})(?![\w/%]|\.\d)")
_DOTTED = re.compile(
    rf"(?<![\w/.£\-])({NUMBER})\.({MONTH_NUMBER})(?![\w/%]|[.:]\d| ?(?:am|pm|a\.m|p\.m|o'clock)\b)"
)
_STOP_BETWEEN = re.compile(r"\d\.\d")
_DAY_BEFORE = re.compile(rf"(?<![\w/.£\-])({NUMBER})\s?[-&]\s?$")
_IN_LIST = re.compile(r"\s*(?:,|&|\+|;|-|and|to|or|then|,\s?(?:and|then)|/)\s*(?:on )?| ", re.I)

_COUNTED = re.compile(
    r" ?(?:hours?|hrs|hr|way|full|done|empty|length|size|pint|bottle|old|people|children|split|term|times|a week|per|of|"
    r"in (?:each|every|all|total)|on (?:the )?(?:scale|rcads|sdq|a scale))\b|"
    r" (?!this|was|as|us|is|his|has|hers|always|previous|yes|unless|times|plus|across|mins|bruises|texts|says)"
    r"(?!refers|rings|needs|suits|works)[a-z]{3,}s\b",
    re.I,
)
_BEFORE_COUNTED = re.compile(rf"\b(?:on|since|dated|until|{WEEKDAY})\s$", re.I)
_MEASURED = re.compile(r"\s?(?:hours|hrs|years|%|miles|km|kg|m\b|weeks)")
_TIME_AFTER = re.compile(r"\s?@|,? (?:at )?(?:\d{1,2}[:.]\d\d\b|\d{1,2}\s?[ap]m\b|\d{4}\s?(?:hrs|h)\b)", re.I)
_OPENED = re.compile(r"(?:^|\n\s*|[(\-•*;>|]\s*)(?:the )?$")
_WEEKDAY_BEFORE = re.compile(rf"\b{WEEKDAY}\.?,?:?\s*(?:the )?$", re.I)
_DOT_OPENED = re.compile(r"(?:^|\n)\s*$")
_NUMBERED_VISIT = re.compile(r"\b(?:visit \d|v\d)\.?,?:?\s*[(]?$", re.I)
_BETWEEN = re.compile(r"(?:\.?,?:?| =| of)\s*[(]?(?:(?<![a-z])the )?$", re.I)

_DATED_OUTRIGHT = re.compile(r"\b(?:on|dated|date|since) $", re.I)
_DEED = re.compile(r"\b([a-z]{2,}ed)(?: (?:off|out|in|up|back|over|down|on))?(?: again)? $", re.I)
_IS = re.compile(r"(?: is| was|'s)(?: on)? $", re.I)
_NEAR_DAY = re.compile(
    r"\b(?:today|tomorrow|tmrw|tomoz|tomo|2moro|yesterday|yest|yday|tonight|tonite|2day|this (?:morning|afternoon|evening)|"
    r"last night)(?P<apart>,| -| =|:| \(|)[ (]?(?:on )?$",
    re.I,
)
_AFTER_TIME = re.compile(r"(?<![\w.:])\d{1,2}(?:[.:]\d\d)?\s?[ap]m,?(?: -)? (?:on )?$", re.I)
_SPAN = re.compile(r"\s*(?:-|–|to|until|till?)\s*", re.I)
_NEXT_WORD = re.compile(r" ([a-z&0-9/-]{2,})", re.I)
_NO_EVENT = frozenset(phrase_group("calendar_words.txt", "no event"))
_STROKED_ALONE = re.compile(
    r"(?<![\w/.£])(?:1[3-9]|2\d|3[01])/(?:1[0-2]|0?[1-9])(?![\w/%]|\.\d)|\d/\d{1,2}/\d"
)
"""What shows that a text writes days with strokes."""
_IN_TENS = frozenset((4, 5, 10))
"""What is counted out of most often."""
_NO_SHARES = frozenset((6, 8, 9, 11))
"""What little is counted out of, and no weeks, days or months of medicine either, as "3/7" and "2/12" are."""
_OF_MEDICINE = frozenset((7, 12))
"""How medicine writes days and months: "for 5/7", "baby 3/12"."""
_AFTER_WORD = re.compile(r"([a-z)'’]{2,}) $", re.I)
_COUNTING = REACHED | frozenset(phrase_group("calendar_words.txt", "counting"))
_AT_SENTENCE = re.compile(r"[.;] $")
_SAYS = re.compile(r": | - | [A-Z][a-z]+ [a-z]")
_ARRANGED = SURELY_DATED | {"scan", "trial", "deadline", "exam", "visit", "meeting", "review"}
_SCORED = re.compile(r"\b(?:scor|rat(?:e[ds]?|ing)\b|scal(?:e[ds]?|ing)\b)", re.I)
_OUT_OF_TEN = re.compile(r" (?:for|on the scale|on a scale|scaling)\b")
_SENTENCE_END = re.compile(r"[.?!]\s|\n")
_MOSTLY_SHARES = frozenset(((1, 2), (1, 3), (2, 3), (1, 4), (3, 4)))
_NEVER_DAYS = frozenset(((24, 7), (7, 7), (1, 1), (9, 11)))
_SURELY = SURELY_DATED | {
    "tc",
    "hv",
    "sv",
    "hosp",
    "gp",
    "dentist",
    "scan",
    "clinic",
    "assessment",
    "interview",
}
_MOST_MONTHS = 12
_NO_SCALE = (9, 11)
"""Hardly anything is counted out of nine or eleven, so that "2/11" is a day."""


def find(text: str) -> Iterator[tuple[int, int]]:
    """(start, end) of each."""
    if "/" in text:
        yield from _with_listed(
            text, [each for each in _SLASHED.finditer(text) if not is_of_eyes(text, each)], _is_slashed_day
        )
    if _STOP_BETWEEN.search(text):
        yield from _with_listed(text, list(_DOTTED.finditer(text)), _is_dotted_day)


def _with_listed(
    text: str, found: list[re.Match[str]], is_day: Callable[[str, re.Match[str], int], bool]
) -> Iterator[tuple[int, int]]:
    """Those that are days by themselves, and those that are listed with one: "6/10, 13/10, 20/10"."""
    starts = [_start(text, each) for each in found]
    days = [is_day(text, each, start) for each, start in zip(found, starts, strict=True)]
    joined = [
        bool(_IN_LIST.fullmatch(text, before.end(), start))
        for before, start in zip(found, starts[1:], strict=False)
    ]
    for i, is_listed in enumerate(joined):
        days[i + 1] = days[i + 1] or (days[i] and is_listed)
    for i in range(len(joined) - 1, -1, -1):
        days[i] = days[i] or (days[i + 1] and joined[i] and not _is_scored(text, starts[i]))
    if is_day is _is_slashed_day:
        for i, (first, second) in enumerate(pairwise(found)):
            if _SPAN.fullmatch(text, first.end(), starts[i + 1]) and _are_two_ends(first, second):
                days[i] = days[i + 1] = days[i] or not _is_scored(text, starts[i])
    if is_day is _is_slashed_day and not all(days) and (any(days) or _STROKED_ALONE.search(text)):
        days = [
            day or _is_day_among_days(text, each, start)
            for day, each, start in zip(days, found, starts, strict=True)
        ]
    for each, start, is_so in zip(found, starts, days, strict=True):
        if is_so:
            yield start, each.end()


def _are_two_ends(first: re.Match[str], second: re.Match[str]) -> bool:
    """ "off 5/8 to 7/8": the later day second, and nothing that is counted out of ten."""
    ends = [(int(each.group(2)), int(each.group(1))) for each in (first, second)]
    return ends[0] < ends[1] <= (ends[0][0] + 1, 31) and not _IN_TENS.intersection(month for month, _ in ends)


def _is_day_among_days(text: str, found: re.Match[str], start: int) -> bool:
    """Whether "6/7" is a day since the text writes others so: nothing near it counts, and it ends a clause."""
    day, month = int(found.group(1)), int(found.group(2))
    if month in _IN_TENS or month in _OF_MEDICINE or (day, month) in _MOSTLY_SHARES | _NEVER_DAYS:
        return False
    before = text[max(0, start - 30) : start]
    return not (
        _COUNTED.match(text, found.end())
        or _is_share(text, start)
        or _is_scored(text, start)
        or _follows(before, NUMBERED)
    )


def _start(text: str, found: re.Match[str]) -> int:
    """Where "14-18/3" begins: with an earlier day of the same month."""
    earlier = _DAY_BEFORE.search(text, max(0, found.start() - 5), found.start())
    return earlier.start() if earlier and int(earlier.group(1)) < int(found.group(1)) else found.start()


def _is_slashed_day(text: str, found: re.Match[str], start: int) -> bool:
    day, month = int(found.group(1)), int(found.group(2))
    before = text[max(0, start - 30) : start]
    if (day, month) in _NEVER_DAYS or (
        text[start - 1 : start] == "-" and text[start - 2 : start - 1].isdigit()
    ):
        return bool(re.search(r"\b(?:on|dated|date)\s$", before, re.I)) or (
            month in _NO_SCALE and _follows(before, DATED)
        )
    scored = _is_scored(text, start) or (month == 10 and _OUT_OF_TEN.match(text, found.end()))
    if day <= 10 and month <= 10 and scored and not _DATED_OUTRIGHT.search(before):
        return False
    if (day, month) in _MOSTLY_SHARES:
        return (_follows(before, _SURELY) or _begins_line(text, found, before)) and not _COUNTED.match(
            text, found.end()
        )
    if _is_written_as_day(found, day, before):
        return True
    if _COUNTED.match(text, found.end()):
        return bool(_BEFORE_COUNTED.search(before))
    if (
        _OPENED.search(before)
        or (_follows(before, DATED) and not _is_scaled_from(before, month))
        or _WEEKDAY_BEFORE.search(before)
        or _is_arranged(before)
        or _is_near(before, month)
        or _AFTER_TIME.search(before)
    ):
        return True
    if _is_scored(text, start):
        return False
    if day > month and (month != 10 or not _is_share(text, start)):  # more than all of it is no share
        return not _follows(before, NUMBERED)
    if _AT_SENTENCE.search(before) and _SAYS.match(text, found.end()):
        return True
    return not _is_share(text, start) and (
        day > 12
        or month in _NO_SCALE
        or _follows_deed(before)
        or bool(_TIME_AFTER.match(text, found.end()))
        or (month not in _OF_MEDICINE and _leads_to_event(text, found.end()))
        or (month in _NO_SHARES and _ends_clause(text, found, before))
    )


def _ends_clause(text: str, found: re.Match[str], before: str) -> bool:
    """Whether "5/9" stands where a day ends what is told, not what is counted: "the suite 8/9.", "rose alone 2/9 at nursery"."""
    word = _AFTER_WORD.search(before)
    return (
        word is not None
        and (last := word.group(1).lower()) not in _COUNTING
        and (not last.endswith("s") or last in DEEDS)
        and ends_there(text, found.end())
        and not _follows(before, NUMBERED)
    )


def _leads_to_event(text: str, end: int) -> bool:
    """ "8/10 hv, no reply": whether what has a day comes right after it."""
    after = _NEXT_WORD.match(text, end)
    return bool(after) and (word := after.group(1).lower()) in DATED and word not in _NO_EVENT  # type: ignore[union-attr]


def _begins_line(text: str, found: re.Match[str], before: str) -> bool:
    """Whether an entry begins with it: "3/4 tc mum crying"."""
    return bool(_DOT_OPENED.search(before)) and bool(re.match(r" [^\W\d]|: | - ", text[found.end() :]))


def _is_share(text: str, start: int) -> bool:
    """Whether the word before says that what follows is so many out of so many: "scored 3/9", "week 5/9"."""
    return _follows(text[max(0, start - 30) : start], SHARED)


def _is_scored(text: str, start: int) -> bool:
    """Whether a score is spoken of shortly before, in the same sentence."""
    return bool(_SCORED.search(_SENTENCE_END.split(text[max(0, start - 90) : start])[-1]))


def _follows(before: str, kind: frozenset[str]) -> bool:
    """Whether `before` ends with a phrase of `kind`, with a colon or the like at most."""
    gap = _BETWEEN.search(before)
    return not kind.isdisjoint(phrases_before(before[: gap.start()] if gap else before))


def _is_scaled_from(before: str, month: int) -> bool:
    """ "mood from 3/10 to 7/10"."""
    return (
        month in _IN_TENS
        and before.endswith(" from ")
        and not SHARED.isdisjoint(phrases_before(before[: -len(" from ")]))
    )


def _is_written_as_day(found: re.Match[str], day: int, before: str) -> bool:
    """ "04/9", and "31/10" where an entry begins: no share is written so."""
    is_padded = found.group(1)[0] == "0" or found.group(2)[0] == "0"
    return (is_padded and not _follows(before, NUMBERED)) or (
        day > _MOST_MONTHS and bool(_OPENED.search(before))
    )


def _is_near(before: str, month: int) -> bool:
    """ "moved today, 6/7"; "mood today 6/10" is a share."""
    near = _NEAR_DAY.search(before)
    return bool(near) and (bool(near["apart"]) or month not in _IN_TENS)  # type: ignore[index]


def _follows_deed(before: str) -> bool:
    """Whether the word before says that something was done: "nicked 4/5", "kicked off 4/5", "left 4/6"."""
    if before.endswith(" ") and not DEEDS.isdisjoint(phrases_before(before[:-1])):
        return True
    deed = _DEED.search(before)
    return bool(deed) and deed.group(1).lower() not in REACHED | SHARED  # type: ignore[union-attr]


def _is_arranged(before: str) -> bool:
    """ "her appointment was", "the hearing is"."""
    said = _IS.search(before)
    return bool(said) and not _ARRANGED.isdisjoint(phrases_before(before[: said.start()]))  # type: ignore[union-attr]


def _is_dotted_day(text: str, found: re.Match[str], start: int) -> bool:
    before = text[max(0, start - 30) : start]
    if _MEASURED.match(text, found.end()):
        return False
    if _DOT_OPENED.search(before):  # "1.2 Background" numbers a heading
        return bool(re.match(r"\s?[-:]|\s[a-z]", text[found.end() : found.end() + 2])) and found.group(
            2
        ) not in ("10", "05")
    return bool(
        _follows(before, _BEFORE_DOTTED)
        or _is_arranged(before)
        or _WEEKDAY_BEFORE.search(before)
        or _NUMBERED_VISIT.search(before)
    )


_BEFORE_DOTTED = (SURELY_DATED - {"by", "from", "till", "til", "before"}) | frozenset(
    phrase_group("calendar_words.txt", "before a dotted day")
)
