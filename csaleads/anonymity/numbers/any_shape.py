"""References of offices that no list knows, told by their shape alone: capitals and figures in groups, figures with strokes.

"W7K 22F 9XM", "BK 4471 093", "CN 5502-19-771", "26/04/00917/002", "J04ZX219", "seen by them, 662104.", "order FDO 31 of 2025".
What is counted, measured, paid, dated or a version of something is none.
"""

import re
from collections.abc import Iterator

from csaleads.anonymity.days.figured import is_solid
from csaleads.anonymity.findings import Label, Span
from csaleads.anonymity.numbers.figures import is_placeholder
from csaleads.anonymity.text.lexicon import Lexicon, either, phrase_group
from csaleads.anonymity.text.scanning import LedPattern, WordStarts

_BEFORE = r"(?<![\w/£$€@.:+#-])"
_AFTER = r"(?![\w/%]|[.,:-]\d)"
_MIXED = re.compile(rf"{_BEFORE}[A-Z\d]{{2,6}}(?:[ -][A-Z\d]{{2,6}}){{1,5}}{_AFTER}")
_MIXED_GROUP = re.compile(r"(?=\d*[A-Z])(?=[A-Z]*\d)[A-Z\d]{3,}")
_YEAR_AT_SCHOOL = re.compile(r"[A-Z]{1,3}\d{1,2}|\d{1,3}[A-Z]")
_POSTCODE = re.compile(r"[A-Z]{1,2}\d[A-Z\d]? [\dOI](?:[A-Z]{2}\b|[A-Z\d]{2}$)")
_LETTERS_FIRST = re.compile(
    rf"{_BEFORE}(?P<letters>[A-Z]{{1,5}}|[a-z]{{2,5}})(?P<figures>[ -]\d{{2,6}}(?:[ /-]\d{{2,6}}){{1,4}})"
    rf"(?:[/-][A-Z]{{1,2}})?{_AFTER}"
)
_STROKED = re.compile(rf"{_BEFORE}\d{{1,6}}(?P<joint>[/-])\d{{1,8}}(?:(?P=joint)\d{{1,8}}){{1,4}}{_AFTER}")
_ALTERNATING = re.compile(
    rf"{_BEFORE}(?:(?=[A-Z\d]*\d[A-Z]+\d)[A-Z]{{1,3}}\d[A-Z\d]{{4,12}}|(?=[a-z\d]*\d[a-z]+\d)[a-z]{{1,3}}\d[a-z\d]{{4,12}})"
    rf"{_AFTER}"
)
_BARE = re.compile(r"(?<![\w/£$€@.:+#,*=<>~-])(?<!\d )\d{5,6}(?![\w/%]|[.,:-]\d| ?[£€$+%]| \d|,000)")
_OF_A_YEAR = re.compile(rf"{_BEFORE}(?P<letters>[A-Z]{{2,5}}) \d{{1,5}} of (?:19|20)\d\d(?!\w)")
_SUITS = (
    *("order", "claim", "case", "application", "petition", "suit", "appeal", "warrant", "injunction"),
    *("cause", "matter"),
)
_SUIT_OF_A_YEAR = LedPattern(
    re.compile(
        rf"\b(?:{either(_SUITS)})(?: (?:no\.?|number|ref))?:? (?P<value>(?:[A-Z]{{1,5}} )?\d{{1,5}} of (?:19|20)\d\d)(?!\w)",
        re.I,
    ),
    _SUITS,
)
_NUMBERED = (*phrase_group("number_words.txt", "thing"), *phrase_group("number_words.txt", "system"))
_LINK = r"(?: (?:no\.?|number|num|ref|reference|code|is|was))*[:,=]? "
_LED = LedPattern(
    re.compile(
        rf"(?<![\w/])(?:{either(_NUMBERED)}){_LINK}"
        rf"(?P<value>(?:[a-z] ){{0,3}}\d(?: \d){{2,11}}(?: [a-z])?|[a-z\d]{{2,5}}(?: [a-z\d]{{2,5}}){{1,4}}){_AFTER}",
        re.I,
    ),
    _NUMBERED,
)
_SINGLE = re.compile(r"(?:[A-Za-z] )*\d(?: \d)+(?: [A-Za-z])?")
_NO_NUMBER = phrase_group("number_words.txt", "no number")
_OTHER_NUMBERS = frozenset(
    ("nhs", "tel", "mob", "fax", "ext", "ph", "phone", "isbn", "issn", "dob", "ssi", "si", "reg", "regs")
)
_DAY = re.compile(r"\d{1,2}([/-])\d{1,2}\1\d{2,4}|\d{4}([/-])\d{1,2}\2\d{1,2}")
_YEARLY = re.compile(r"(?:1[0-9]|20)\d\d|\d\d")
_BOOK = re.compile(r"97[89]\D")
_COUNTED_BEFORE = re.compile(
    r"(?:\b(?:costs?|costing|paid|pays?|paying|earn(?:s|ed|ing)?|salary|income|wages?|worth|owe[sd]?|debts?|arrears|budget|"
    r"price[ds]?|about|over|nearly|approx|approximately|some|around|almost|than|to|of|population|quantity|scor(?:e|es|ed)|"
    r"total(?:s|led|ling)?|build|version|model|error|iso|bs|en|iec|form|pin|password|passcode|not|only|up to|between|and|"
    r"cost cent(?:re|er)|budget code|walked|ran|did|steps|views|likes|count|another|every|all|spent|saved|won|lost|raised|"
    r"invoice|circular|page|para|paragraph|annex|postcode|zip|part|route|item|size|batch|receipt|for|at|mileage|odometer|clock)"
    r"(?: (?:number|no|code))?[:.,]?|[\"'‘“(]) ?$",
    re.I,
)
_COUNTED_AFTER = re.compile(
    r" ?(?:pounds|quid|euros?|people|children|men|women|k\b|kg|km|mg|ml|pa\b|p/a|per\b|a (?:year|month|week|day)|"
    r"in (?:debt|arrears|total|savings)|of\b|to\b|and \d|or so|volts?|watts?|hz|miles|rpm|lux)|"
    r" (?!says|is\b|was\b|has\b|states|needs|shows|refers|gives|closes|as\b|this\b|his\b)(?:[a-z]+ )?[a-z]{3,}(?<!us)(?<!ss)s\b",
    re.I,
)
_COUNTING = "01234567890"
_FIGURE_PAIR = re.compile(r"\d[\d /-]|\d[A-Za-z]")


def find(text: str, words: WordStarts, lists: Lexicon) -> Iterator[Span]:
    """Each in `text`, whose words begin at `words`."""
    if not _FIGURE_PAIR.search(text):
        return
    for start, end in _found(text, words, lists):
        figures = re.sub(r"\D", "", text[start:end])
        if not is_placeholder(figures) and (len(figures) < 5 or figures not in _COUNTING):
            yield Span(start, end, Label.CASE_REF)


def _found(text: str, words: WordStarts, lists: Lexicon) -> Iterator[tuple[int, int]]:
    for pattern, is_number in _BY_SHAPE:
        for found in pattern.finditer(text):
            if is_number(found.group()):
                yield found.span()
    for found in _LETTERS_FIRST.finditer(text):
        if _may_lead(found["letters"], lists) and _is_long(found["figures"]):
            yield found.span()
    for found in _BARE.finditer(text):
        if _is_of_no_count(text, found):
            yield found.span()
    yield from _called(text, words, lists)


def _called(text: str, words: WordStarts, lists: Lexicon) -> Iterator[tuple[int, int]]:
    for found in _OF_A_YEAR.finditer(text) if " of " in text else ():
        if _may_lead(found["letters"], lists):
            yield found.span()
    for found in _SUIT_OF_A_YEAR.finditer(text, words):
        yield found.span("value")
    for found in _LED.finditer(text, words):
        if _is_led(found["value"]):
            yield found.span("value")


def _figures(shown: str) -> int:
    return sum(map(str.isdigit, shown))


def _is_mixed(shown: str) -> bool:
    """ "W7K 22F 9XM", in groups of a length or two: not "Y10 Y11", "C5 C6", "H1N1 CO2 A4", a postcode."""
    groups = re.split("[ -]", shown)
    if _POSTCODE.match(shown) or _figures(shown) < 3 or len(set(map(len, groups))) > 2:
        return False
    mixed = [group for group in groups if _MIXED_GROUP.fullmatch(group)]
    return len(mixed) > 1 and any(not _YEAR_AT_SCHOOL.fullmatch(group) for group in mixed)


def _is_alternating(shown: str) -> bool:
    """ "J04ZX219", "k11qv408"."""
    return _figures(shown) >= (4 if shown.islower() else 3) + shown[1:3].isalpha()


def _may_lead(letters: str, lists: Lexicon) -> bool:
    """Whether letters may stand before a number's figures: no word, no measure and no other number's name."""
    word = letters.lower()
    if word in _NO_NUMBER or word in _OTHER_NUMBERS or (len(word) > 1 and lists.is_english(word)):
        return False
    return letters.isupper() or word in _NUMBERED or not (word in lists.field or word in lists.short)


def _is_long(figures: str) -> bool:
    """Whether figures in groups are a number: six and more, and no years, times or telephone."""
    groups = re.findall(r"\d+", figures)
    joined = "".join(groups)
    if len(joined) < 6 or len(groups[0]) > 4 or all(_YEARLY.fullmatch(group) for group in groups):
        return False
    return not (joined[0] == "0" and len(joined) in (10, 11)) and set("".join(groups[1:])) != {"0"}


def _is_stroked(shown: str) -> bool:
    """ "26/04/00917/002": no day, years, book or telephone."""
    groups = re.findall(r"\d+", shown)
    count = sum(map(len, groups))
    if count < 8 or _DAY.fullmatch(shown) or _BOOK.match(shown) or (shown[0] == "0" and count in (10, 11)):
        return False
    return any(
        (len(group) > 3 and not re.fullmatch(r"(?:19|20)\d\d", group)) or (len(group) > 2 and group[0] == "0")
        for group in groups
    )


def _is_of_no_count(text: str, found: re.Match[str]) -> bool:
    """Whether five or six figures are neither round nor what is counted, paid or measured."""
    shown = found.group()
    return not (
        shown.endswith("00")
        or is_solid(text, *found.span())
        or _COUNTED_BEFORE.search(text, max(0, found.start() - 20), found.start())
        or _COUNTED_AFTER.match(text, found.end())
    )


def _is_led(shown: str) -> bool:
    """Whether what follows a word for a number is one read figure by figure, or in groups of letters and figures."""
    if _SINGLE.fullmatch(shown):
        return _figures(shown) > 2
    groups = shown.split()
    told = [group for group in groups if any(map(str.isdigit, group))]
    return (
        len(told) > 1
        and told == groups
        and _figures(shown) > 3
        and any(map(str.isalpha, shown.replace(" ", "")))
        and not any(
            re.fullmatch(r"\d{1,3}(?:st|nd|rd|th|am|pm|yo|yrs?|kg|mg)", group, re.I) for group in groups
        )
    )


_BY_SHAPE = ((_MIXED, _is_mixed), (_STROKED, _is_stroked), (_ALTERNATING, _is_alternating))
