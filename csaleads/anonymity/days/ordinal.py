"""Days by their number alone: "on the 17th", "Tues 4th", "friday the thirteenth", "3rd-10th", "Mon 23"."""

import re
from collections.abc import Iterator
from itertools import pairwise

from csaleads.anonymity.days.calendar_words import (
    DATED,
    NTH,
    PART_OF_DAY,
    SURELY_DATED,
    WEEKDAY,
    WEEKDAYS,
    ends_there,
    next_word,
    phrases_before,
)
from csaleads.anonymity.numbers.spoken import DAY_WORD, DAY_WORDS
from csaleads.anonymity.text.lexicon import fold, lexicon, word_group
from csaleads.anonymity.text.scanning import LedPattern, WordStarts

_ORDINAL = LedPattern(
    re.compile(rf"(?<![\w/.£\-])(?:{NTH}|(?:{DAY_WORD}))(?![\w-])", re.I), DAY_WORDS, figures=True
)
_RANGE = LedPattern(
    re.compile(rf"(?<![\w/.£\-]){NTH}\s?(?:-|/)\s?(?:the )?{NTH}(?![\w-])", re.I), (), figures=True
)
_IS_BIRTHDAY = re.compile(r" (?:is|was) (?:(?:his|her|their|my) |[\w']+'s )(?:birthday|bday|b'day)\b", re.I)
_IN_LIST = re.compile(r"\s*(?:,|&|\+|;|-|and|to|or|then|,\s?(?:and|then)|/)\s*(?:on )?(?:the )?", re.I)
_WEEKDAY_LEAD = re.compile(rf"\b{WEEKDAY}(?: {PART_OF_DAY})?\.?,?(?: \(?| ?\()(?P<the>the )?$", re.I)
_STRONG_LEAD = re.compile(
    r"\b(?:on|by|until|till|til|since|before|b4|from|between|due(?: in| back)?|w/c|w/e|dated|bail|today|tomorrow|tmrw|tomoz|"
    r"tonight|yesterday|for|(?:later|earlier) than|as of|up to|moved to|changed to|back to|"
    r"week beginning|week commencing|week ending)"
    r"[,:]? \(?(?P<the>the )?$",
    re.I,
)
_SINCE_LEAD = re.compile(
    r"\b(?:since|until|till|til|dated|due|w/c|week (?:commencing|beginning|ending)|(?:bailed|adjourned|moved|changed|back|up) to|"
    r"as of|nothing after|not before)[,:]? the $",
    re.I,
)
"""What leads up to a day, be it one of the first three, which may count other things too."""
_MEETING_IS = re.compile(
    r"\b(?:rev|rv|review|mtg|meeting|conf|conference|cpc|icpc|rcpc|court|hearing|contact|appt|appointment|visit|strat|panel|scan|"
    r"interview|tribunal|handover|move|removal|discharge|cgm|core group) (?:is|now|was|on|will be|moved to|set for) $",
    re.I,
)
_FREED = re.compile(
    r"\b(?:let out|released|freed|out of (?:prison|jail|nick)|bailed|arrested|sentenced|remanded|admitted|discharged|"
    r"moved (?:in|out)|born|died|buried|came out|got out|back home|placed|evicted|sectioned)(?: [a-z]+){0,4} on the $",
    re.I,
)
_FIRST_OF_MANY = frozenset(
    ("child", "children", "person", "one", "day", "week", "month", "time", "call", "visit", "meeting")
)
"""What is counted: "until the first child in need meeting"."""
_SMALL = frozenset(("first", "second", "third"))
_CUE_LEAD = re.compile(
    r"\b(?P<cue>is|was|'s|after|(?:visit|meeting|mtg|conf|conference|cpc|icpc|hearing|court|review|strat|seen|"
    r"letters?|e-?mails?|notes?|reports?|minutes|messages?|texts?|statements?|"
    r"evenings?|nights?|mornings?|afternoons?|events?|weekends?|hours)(?: of)?)[,:]? (?P<the>the )?$",
    re.I,
)
_TIME_TOLD = re.compile(
    r"\b(?:week|month|nights?|evenings?|weekend|shifts?|mornings?|afternoons?)\b[^.\n]*$",
    re.I,
)
_PAIR_ENDS = re.compile(r"[.,;:)\n]|$| (?:she|he|they|i|we|when|after|before|both)\b", re.I)
_SMALL_DAY = 3
_THE = re.compile(r"\bthe $", re.I)
_THIS_MONTH = re.compile(r"\s+of (?:this|last|next|the|that|each|every) month\b", re.I)
_AT_LINE = re.compile(r"(?:^|\n|[,;.]\s)\s*$")
_SENTENCE_END = re.compile(r"[.!?]\s|\n")
_NEXT = re.compile(r" ([^\W\d_]+)")
_AFTER = re.compile(r"\bafter the $", re.I)
_DOER = re.compile(
    r" (?P<name>[A-Z][\w-]+)(?: (?!Scout|Cub|Brownie|Guide|Beaver|Rainbow)[A-Z][\w’'-]+)?,? "
    r"(?P<did>(?!scouts|cubs|brownies|guides|street|in|of|at)[a-z]+)"
)
_SMALL_DOER = re.compile(r" (?P<name>[a-z][a-z-]+) (?P<did>[a-z]+)")
_DID = re.compile(
    r"had|has|hasn|was|wasn|is|isn|will|would|could|couldn|can|did|didn|said|rang|told|left|came|went|took|got|gave|saw|met|wrote|"
    r"kept|began|slept|ran|hit|sent|lost|lives|stays|goes|says|stopped|started|[a-z]{2,}ed"
)
_COUNTED_BY_PLACE = word_group("counted by their place")
_GAP = re.compile(r"[,:]? \(?(?:the )?$")
_DATED_ALWAYS = SURELY_DATED - {"placed"}
_LAST_PLACE = 12
"""Up to this number "found 4th" may tell somebody's place in a row."""
_CLOCK = re.compile(r",? (?:@|\d{1,2}(?:[:.]\d\d|\s?[ap]m)\b)", re.I)
_SAID_ALONE = frozenset(
    [
        "at",
        "when",
        "with",
        "as",
        "because",
        "so",
        "but",
        "and",
        "he",
        "she",
        "they",
        "we",
        "i",
        "if",
        "today",
        "please",
        "after",
        "before",
        "instead",
        "next",
        "didnt",
        "didn't",
    ]
)
_WEEKDAY_NUMBER = LedPattern(
    re.compile(rf"\b{WEEKDAY}\.? (?:the )?(1[3-9]|2\d|3[01])(?![\w/:%]|[.\-]\d| ?[-x] ?\d)", re.I), WEEKDAYS
)
_EARLY_NUMBER = LedPattern(
    re.compile(
        rf"\b{WEEKDAY}\.? (?:the )?([1-9]|1[0-2]),? (?:@ ?|at )?\d{{1,2}}(?:[:.]\d\d(?:\s?[ap]m)?|\s?[ap]m)\b(?!-)",
        re.I,
    ),
    WEEKDAYS,
)
_TIME = re.compile(r",? (?:@|at |\d{1,2}(?:[:.]\d\d|\s?[ap]m)\b|\d{4}\b)", re.I)
_LAST = re.compile(r"[.,;:)?!\n]| - | @|$")
_NOT_AFTER_NUMBER = frozenset(("of", "or", "to", "and", "no", "more"))


def find(text: str, words: WordStarts) -> Iterator[tuple[int, int]]:
    """(start, end) of each."""
    yield from _ranges(text, words)
    yield from _ordinals(text, words)
    for found in _EARLY_NUMBER.finditer(text, words):
        yield found.start(), found.end(1)
    for found in _WEEKDAY_NUMBER.finditer(text, words):
        if _ends_after_number(text, found.end()):
            yield found.span()


def _ends_after_number(text: str, end: int) -> bool:
    """ "Tues 14." and "Weds 17 2pm" are days; "Friday 20 of them" and "Monday 14 children" are none."""
    if _LAST.match(text, end) or _TIME.match(text, end):
        return True
    word = next_word(text, end)
    return word is not None and word not in _NOT_AFTER_NUMBER and ends_there(text, end)


def _ranges(text: str, words: WordStarts) -> Iterator[tuple[int, int]]:
    """ "away 3rd-10th", "the weekend of the 14th/15th"."""
    for found in _RANGE.finditer(text, words):
        first, last = (int(each) for each in re.findall(r"\d+", found.group()))
        if first < last and ends_there(text, found.end()) and not _in_centiles(text, found.start()):
            yield found.span()


def _ordinals(text: str, words: WordStarts) -> Iterator[tuple[int, int]]:
    found = list(_ORDINAL.finditer(text, words))
    days = [_is_day(text, each) for each in found]
    joined = [
        bool(_IN_LIST.fullmatch(text, before.end(), after.start())) for before, after in pairwise(found)
    ]
    for i, is_listed in enumerate(joined):
        days[i + 1] = days[i + 1] or (days[i] and is_listed and ends_there(text, found[i + 1].end()))
    for i in range(len(joined) - 1, -1, -1):
        days[i] = days[i] or (days[i + 1] and joined[i] and found[i].group()[0].isdigit())
    for i, is_listed in enumerate(joined):
        if is_listed and _is_pair_of_days(text, found[i], found[i + 1]):
            days[i] = days[i + 1] = True
    if any(is_day and each.group()[0].isalpha() for each, is_day in zip(found, days, strict=True)):
        days = [is_day or _is_small_day(text, each) for each, is_day in zip(found, days, strict=True)]
    for each, is_day in zip(found, days, strict=True):
        if is_day:
            month = _THIS_MONTH.match(text, each.end())
            yield each.start(), month.end() if month else each.end()


def _is_pair_of_days(text: str, one: re.Match[str], other: re.Match[str]) -> bool:
    """ "two times this week, 13th and 14th." """
    first, last = (re.findall(r"\d+", each.group()) for each in (one, other))
    if not first or not last or not _SMALL_DAY < int(first[0]) < int(last[0]):
        return False
    told = _TIME_TOLD.search(text, max(0, one.start() - 36), one.start())
    return bool(told and _PAIR_ENDS.match(text, other.end()))


def _is_small_day(text: str, found: re.Match[str]) -> bool:
    """ "on the second" in a text that says other days so."""
    before = text[max(0, found.start() - 30) : found.start()]
    lead = _STRONG_LEAD.search(before) if found.group().lower() in _SMALL else None
    return bool(lead and lead["the"]) and ends_there(text, found.end())


def _is_day(text: str, found: re.Match[str]) -> bool:
    if _THIS_MONTH.match(text, found.end()) or _IS_BIRTHDAY.match(text, found.end()):
        return True
    in_words = found.group()[0].isalpha()
    before = text[max(0, found.start() - 40) : found.start()]
    if _AT_LINE.search(before[-3:]) and re.match(r" ?[:\-]", text[found.end() : found.end() + 2]):
        return not in_words
    if _in_centiles(text, found.start()):
        return False
    if not ends_there(text, found.end()) and not _may_open_sentence(text, found, before):
        return False
    following = next_word(text, found.end())
    return (
        _is_led_word(found.group().lower(), before, following) if in_words else _is_led(text, found, before)
    )


def _may_open_sentence(text: str, found: re.Match[str], before: str) -> bool:
    """Whether the word after a late day may begin a sentence of which the stop was left out: "by the 28th Bridget rang"."""
    shown = _NEXT.match(text, found.end())
    if not shown or not found.group()[0].isdigit() or shown.group(1).lower() in _COUNTED_BY_PLACE:
        return False
    late = int(re.findall(r"\d+", found.group())[0]) > _LAST_PLACE
    by_weekday = bool(_WEEKDAY_LEAD.search(before))
    if shown.group(1).istitle():
        led = bool(_STRONG_LEAD.search(before)) or bool(_AFTER.search(before))
        return by_weekday or (led and (late or _is_somebody(text, found.end())))
    by_word = _STRONG_LEAD.search(before) or _AFTER.search(before)
    return (late and by_weekday) or (by_word is not None and _is_somebody_small(text, found.end()))


def _is_somebody(text: str, end: int) -> bool:
    """ "by the 9th Ayo had told": a name and what they did; not "by the 9th Thorne Scouts", "the 5th Avenue shop"."""
    shown = _DOER.match(text, end)
    if not shown:
        return False
    lists = lexicon()
    first = fold(shown["name"])
    plain = lists.is_english(first) or first in lists.field or first in lists.large_places
    return not plain or (first in lists.first and bool(_DID.fullmatch(shown["did"])))


def _is_somebody_small(text: str, end: int) -> bool:
    """ "by the 9th kemi had told": a name in small letters and what they did."""
    shown = _SMALL_DOER.match(text, end)
    if not shown or not _DID.fullmatch(shown["did"]):
        return False
    lists, name = lexicon(), shown["name"]
    return not (lists.is_english(name) or name in lists.field or name in lists.short)


def _is_led_word(word: str, before: str, following: str | None) -> bool:
    """ "on the fourteenth", "friday the second", "the hearing is the sixteenth"; not "on the second"."""
    small = word in _SMALL
    if small and (_SINCE_LEAD.search(before) or _FREED.search(before)):
        return following not in _FIRST_OF_MANY
    if lead := _WEEKDAY_LEAD.search(before):
        return bool(lead["the"]) or not small
    if lead := _STRONG_LEAD.search(before):
        return bool(lead["the"]) and not small
    late = word.endswith("teenth") or word.startswith(("twent", "thirt"))
    lead = _CUE_LEAD.search(before)
    return bool(lead and lead["the"] and late)


def _is_led(text: str, found: re.Match[str], before: str) -> bool:
    if _WEEKDAY_LEAD.search(before) or _STRONG_LEAD.search(before) or _MEETING_IS.search(before):
        return True
    if _AFTER.search(before) and (_is_somebody(text, found.end()) or _is_somebody_small(text, found.end())):
        return True
    if lead := _CUE_LEAD.search(before):
        return bool(lead["the"]) or lead["cue"].lower() not in ("is", "was", "'s", "after")
    number = int(re.findall(r"\d+", found.group())[0])
    known = DATED if number > _LAST_PLACE else _DATED_ALWAYS
    if not known.isdisjoint(phrases_before(_GAP.sub("", before))) or _CLOCK.match(text, found.end()):
        return True
    word = next_word(text, found.end())
    return number > 3 and bool(_THE.search(before)) and (word is None or word in _SAID_ALONE)


def _in_centiles(text: str, start: int) -> bool:
    """Whether the same sentence speaks of centiles close by."""
    before = _SENTENCE_END.split(text[max(0, start - 60) : start])[-1]
    after = _SENTENCE_END.split(text[start : start + 40])[0]
    return "centile" in f"{before}{after}".lower()
