"""Days that fix an event or a birth. Month and year, a weekday, a season or a festival fix nothing and are left alone."""

import re
from collections.abc import Iterator

from csaleads.anonymity.births import label_of
from csaleads.anonymity.findings import Label, Span
from csaleads.anonymity.lexicon import word_group
from csaleads.anonymity.scanning import WordStarts
from csaleads.anonymity.spoken import DAY_WORD, YEAR_WORDS

_MONTH = (
    r"(?:jan(?:uary|ry)?|feb(?:ruary|uary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|"
    r"sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)"
)
_WEEKDAY = r"(?:mon|tue|tues|wed|weds|wednes|thu|thur|thurs|fri|sat|satur|sun)(?:day)?"
_YEAR = r"(?:(?:19|20)\d\d|'?\d\d)"
_NUMBER = r"(?:[12]\d|3[01]|0?[1-9])"
_TH = r"\s?(?:st|nd|rd|th)"
_DAY = rf"(?:{_NUMBER}(?:{_TH})?|{DAY_WORD})"
_START = r"(?:(?<=dob)|(?<=\bb\.)|(?<![^\W_])(?<![/.£,][0-9])(?<![/.£]))"
_LEAD = rf"(?:\b{_WEEKDAY}\.?,? (?:the )?|\bthe )?"

_DAY_MONTH = re.compile(
    rf"(?<![^\W_])(?<![/.])(?:{_WEEKDAY}\.?,? )?(?:the )?{_DAY}(?:\s?(?:-|&|/|,|and|to)\s?(?:the )?{_DAY})?"
    rf"(?: of (?:the )?| - |[ \-/._]?){_MONTH}(?![a-z])(?:,?[ \-/._,']{{1,2}}(?:{_YEAR}(?![\d:/]|\.\d)|{YEAR_WORDS})|(?:19|20)\d\d(?!\d))?(?![^\W_])",
    re.I,
)
_MONTH_DAY = re.compile(
    rf"(?<![^\W_])(?:{_WEEKDAY}\.?,? )?{_MONTH}\.? (?:the )?{_DAY}(?!\w|[:.]\d)(?:,? (?:(?:19|20)\d\d\b|{YEAR_WORDS}))?"
    rf"(?! ?(?:%|[x×] ?\d|(?:children|girls|boys|people|months|weeks|days|years?|hours|minutes|of them)\b))",
    re.I,
)
_NUMERIC = re.compile(
    rf"{_START}{_NUMBER}([/.\-_~|]|[ \t]{{1,2}})(?:1[0-2]|0?[1-9])\1(?:(?:19|20)\d\d|\d\d)(?!\d|[/\-_~|.]\d|[^\W\d_]{{0,2}}\d)",
    re.I,
)
_BACKWARDS = re.compile(
    rf"{_START}(?:19|20)\d\d([/.\-_~ ])(?:1[0-2]|0[1-9]|[1-9])\1(?:3[01]|[12]\d|0?[1-9])(?:[T ]\d{{1,2}}:\d\d(?::\d\d)?Z?)?(?![^\W_]|[/\-_~]\d)",
    re.I,
)
_AMERICAN = re.compile(rf"{_START}(?:1[0-2]|0?[1-9])/{_NUMBER}/(?:(?:19|20)\d\d|\d\d)(?![\w/]|\.\d)", re.I)
_SOLID = re.compile(
    r"(?<![\w/.£])(?:(?:19|20)\d\d(?:1[0-2]|0[1-9])(?:3[01]|[12]\d|0[1-9])|(?:3[01]|[12]\d|0[1-9])(?:1[0-2]|0[1-9])(?:(?:19|20)\d\d|\d\d))(?![\w/]|[.\-]\d)"
)
_SOLID_CUE = re.compile(
    r"(?:\b(?:on|dated|date|since|until|from|seen|born|d\.?o\.?b\.?|birth|bday|birthday)|[(])[\s:=.\-]{0,3}$",
    re.I,
)

_SHORT = re.compile(r"(?<![\w/.£])(?<!\d-)(3[01]|[12]\d|0?[1-9])/(1[0-2]|0?[1-9])(?![\w/%]|\.\d)")
_DOTTED = re.compile(
    r"(?<![\w/.£\-])(3[01]|[12]\d|0?[1-9])\.(1[0-2]|0?[1-9])(?![\w/%]|[.:]\d| ?(?:am|pm|a\.m|p\.m|o'clock)\b)"
)
_COUNTED = re.compile(
    r" ?(?:hours|hrs|hr|people|split|term|times|a week|per|of|in (?:each|every|all|total)|on (?:the )?(?:scale|rcads|sdq|a scale))\b|"
    r" (?!this|was|as|us|is|his|has|hers|always|previous|yes|unless|times|plus|across|mins|bruises|texts|says)[a-z]{3,}s\b",
    re.I,
)
_SHORT_NOT = re.compile(
    r"\b(?:scor\w+|scal\w+|rat\w+|about|only|around|out|a|at|is|was|were|says?|said|it|her|him|them|him|aged?|ages|years?|yrs?|"
    r"yr|y|of|than|confidence|got|gave|put|attend\w*|pattern|shift\w*|ratio|mood|pain|safety|worry|risk|today|now|be|to)\s*(?:of|as|at|a|now)?[\s:=]*$",
    re.I,
)
_SHORT_CUE = re.compile(
    rf"(?:^|\n\s*|[(\-•*;>|]\s*|\b(?:on|by|mtg|meeting|discussion|disc|strat|dated|date|from|since|until|till|til|before|b4|"
    rf"after|due|visit(?:ed|s)?|hv|sv|seen|between|w/c|w/e|call(?:ed)?|tc|conference|conf|cpc|review|hearing|{_WEEKDAY}|"
    rf"referral|rec'?d|received|contact|next|back|interview|medical|abe|icpc|rcpc|core group|cg|cla|lac|pep|bail|letter|"
    rf"email|report|recorded|(?:appointment|appt|scan|trial|deadline|exam|visit|meeting|hearing|review|medical)(?: is| was)?|placed|bail to|incidents?|event|statement|note of|meeting of|born|dob|bday|birthday))\.?,?:?\s*(?:the )?$",
    re.I,
)
_DOT_CUE = re.compile(
    rf"(?:^|\n\s*|\b(?:on|dated|date|since|strat|strat disc|mtg|meeting|visits?|visited|visit \d|v\d|w/c|w/e|due|bail|seen|"
    rf"icpc|rcpc|cpc|hearing|review|conf|conference|referral|rec'?d|received|incidents?|born|dob|b\.|bday|{_WEEKDAY})\.?,?:?\s*[(]?)$",
    re.I,
)
_NUMBERING = re.compile(r"(?:^|\n)\s*$")
_NEXT_IN_LIST = re.compile(r"\s*(?:,|&|\+|;|-|and|to|or|then|,\s?(?:and|then)|/)\s*(?:on )?", re.I)

_NTH = rf"(?:[12]?[1-9]|[123]0|31){_TH}"
_ORDINAL = re.compile(rf"(?<![\w/.£\-])(?:{_NTH}|(?:{DAY_WORD}))(?![\w-])", re.I)
_DAY_LEAD = re.compile(
    rf"(?:(?P<weekday>\b{_WEEKDAY})\.?,?(?: the)?|(?P<strong>\b(?:on|by|until|till|til|since|before|b4|from|between|due|w/c|w/e|dated|"
    rf"bail|today|tomorrow|tmrw|tomoz|tonight|yesterday))[,:]?(?P<the2> the)?|(?P<cue>\b(?:is|was|'s|after|visit|meeting|mtg|"
    rf"conf|conference|cpc|icpc|hearing|court|review|strat|seen|evening|night|morning|afternoon|events?)(?: of)?)[,:]?"
    rf"(?P<the3> the)?|(?P<alone>\bthe))\s$",
    re.I,
)
_AFTER_DAY = word_group("after a day of the month")
_REST = re.compile(r"(?:\s*(?:,|&|-|/|and|or|to)\s*(?:the )?\d{1,2}(?:st|nd|rd|th)){0,6}", re.I)
_NEXT_WORD = re.compile(r"\s+([^\W\d_]+)")
_THIS_MONTH = re.compile(r"\s+of (?:this|last|next|the|that|each|every) month\b", re.I)
_AT_LINE = re.compile(r"(?:^|\n|[,;.]\s)\s*$")
_SENTENCE = re.compile(r"[.?!\n]\s")
_WITH_WEEKDAY = re.compile(rf"\b(?:{_WEEKDAY}\.?,? )?(?:the )?\Z", re.I)
_FRACTION = re.compile(r"\b(?:one|two|a|an) $", re.I)
_LISTED_DAY = re.compile(
    r"\b(?:mon|tue|tues|wed|weds|thu|thur|thurs|fri|sat|sun)[a-z]{0,5} (?:the )?(1[3-9]|2\d|3[01])(?=[.,;)?!\n]|$)",
    re.I,
)


def find(text: str, words: WordStarts) -> Iterator[Span]:
    """Every date in `text` that fixes a day; its words begin at `words`."""
    found = sorted({*_whole(text), *_in_figures(text), *_short(text), *_ordinals(text)})
    births: list[int] = []
    last = (-1, -1)
    for start, end in _without_parts(found):
        label = label_of(text, start, end, last if births and births[-1] == last[1] else None)
        if label is Label.DATE_OF_BIRTH:
            births.append(end)
        last = (start, end)
        lead = _WITH_WEEKDAY.search(text, max(0, start - 18), start)
        yield Span(lead.start() if lead else start, end, label)


def _without_parts(found: list[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """Of dates that overlap, the one that begins first, as far as the longest reaches."""
    held: tuple[int, int] | None = None
    for start, end in found:
        if held and start < held[1]:
            held = (held[0], max(held[1], end))
            continue
        if held:
            yield held
        held = (start, end)
    if held:
        yield held


def _whole(text: str) -> Iterator[tuple[int, int]]:
    """Days with their month by name."""
    for pattern in (_DAY_MONTH, _MONTH_DAY):
        for found in pattern.finditer(text):
            shown = found.group().rstrip(" .,-/")
            if _is_may_a_month(text, found, shown) and not _FRACTION.search(
                text[max(0, found.start() - 5) : found.start()]
            ):
                yield found.start(), found.start() + len(shown)


_MAY_VERB = re.compile(
    r"\s(?:be|have|not|need|also|well|say|want|come|go|feel|find|help|seem|mean|take|know|get|see|think|look|tell|still|now|"
    r"only|even|just|do|i|he|she|we|they|it|you|a|the|make|give|ask|move|live|only|never|stay|return)\b",
    re.I,
)


def _is_may_a_month(text: str, found: re.Match[str], shown: str) -> bool:
    """ "14 May" is a day; "she is 14. May I", "the 14 may be" and "in March 24" (a year) are none."""
    before = text[max(0, found.start() - 8) : found.start()]
    if re.fullmatch(rf"(?i){_NUMBER} ?may", shown):
        if _MAY_VERB.match(text, found.end()) or re.search(r"\b(?:aged?|is|of|over|under)\s$", before, re.I):
            return False
        return (
            "May" in shown
            or "MAY" in shown
            or bool(re.search(r"\b(?:on|by|since|until|from|to|and)\s$|^$|\n$", before, re.I))
        )
    if re.fullmatch(rf"(?i){_MONTH}\.? 2\d", shown):
        return not re.search(
            r"\b(?:in|by|since|early|late|mid|of|until|from)[ -]$", before, re.I
        ) or not _YEARLIKE.search(shown)
    return not (
        re.match(rf"(?i)may (?:the )?{DAY_WORD}", shown)
        and re.match(r"(?i)\s[a-z]", text[found.end() : found.end() + 2])
    )


_YEARLIKE = re.compile(r"2[0-9]$")


def _in_figures(text: str) -> Iterator[tuple[int, int]]:
    if not any(letter.isdigit() for letter in text):
        return
    for pattern in (_NUMERIC, _BACKWARDS, _AMERICAN):
        for found in pattern.finditer(text):
            joint = found.group(1) if pattern.groups else "/"
            before = text[max(0, found.start() - 30) : found.start()]
            if joint.isspace() and not (_SOLID_CUE.search(before) or "\t" in joint):
                continue
            if joint == "." and re.search(
                r"(?i)\b(?:version|build|v|para|release|section|ip|update)\.? ?$", before
            ):
                continue
            if before.endswith("-") and joint == "-":
                continue
            yield found.start(), found.end()
    for found in _SOLID.finditer(text):
        if _SOLID_CUE.search(text[max(0, found.start() - 24) : found.start()]):
            yield found.start(), found.end()


def _short(text: str) -> Iterator[tuple[int, int]]:
    """ "3/2" and "3.2", where what stands around says that they are days."""
    last = -1
    for pattern, is_date in ((_SHORT, _is_short_date), (_DOTTED, _is_dotted_date)):
        for found in pattern.finditer(text):
            listed = 0 <= last < found.start() and _NEXT_IN_LIST.fullmatch(text, last, found.start())
            if listed or is_date(text, found):
                last = found.end()
                yield found.span()


def _is_short_date(text: str, found: re.Match[str]) -> bool:
    first, second = int(found.group(1)), int(found.group(2))
    before = text[max(0, found.start() - 24) : found.start()]
    if (first, second) in ((24, 7), (7, 7), (1, 1), (1, 2), (1, 4), (3, 4)) and not re.search(
        r"\b(?:on|dated|date)\s$", before, re.I
    ):
        return False
    if _COUNTED.match(text, found.end()):
        return bool(re.search(rf"(?i)\b(?:on|since|dated|until|{_WEEKDAY})\s$", before))
    if _SHORT_CUE.search(before):
        return True
    return (first > 12 or (first > second and second != 10)) and not _SHORT_NOT.search(before)


def _is_dotted_date(text: str, found: re.Match[str]) -> bool:
    before = text[max(0, found.start() - 24) : found.start()]
    if not _DOT_CUE.search(before) or re.match(
        r"\s?(?:hours|hrs|years|%|miles|km|kg|m\b|weeks)", text[found.end() : found.end() + 8]
    ):
        return False
    if _NUMBERING.search(before):  # "1.2 Background" numbers a heading
        return bool(re.match(r"\s?[-:]|\s[a-z]", text[found.end() : found.end() + 2])) and found.group(
            2
        ) not in ("10", "05")
    return True


def _ordinals(text: str) -> Iterator[tuple[int, int]]:
    """ "on the 17th", "Tues 4th", "b4 28th", "the 12th of this month"."""
    last = -1
    for found in _ORDINAL.finditer(text):
        listed = 0 <= last < found.start() and _NEXT_IN_LIST.fullmatch(
            text[last : found.start()].replace(" the ", " ")
        )
        if (listed and _ends_there(text, found.end())) or _is_day(text, found):
            last = found.end()
            month = _THIS_MONTH.match(text, last)
            yield found.start(), month.end() if month else last
    for found in _LISTED_DAY.finditer(text):
        yield found.span()


def _ends_there(text: str, end: int) -> bool:
    """Whether no noun follows, nor one after further ordinals: "the 1st and 2nd trimester"."""
    rest = _REST.match(text, end)
    word = _NEXT_WORD.match(text, rest.end() if rest else end)
    return word is None or word.group(1).lower() in _AFTER_DAY


def _is_day(text: str, found: re.Match[str]) -> bool:
    if _THIS_MONTH.match(text, found.end()):
        return True
    in_words = found.group()[0].isalpha()
    before = text[max(0, found.start() - 26) : found.start()]
    if _AT_LINE.search(before[-3:]) and re.match(r" ?[:\-]", text[found.end() : found.end() + 2]):
        return not in_words
    lead = _DAY_LEAD.search(before)
    if not lead or _in_centiles(text, found.start()) or not _ends_there(text, found.end()):
        return False
    if in_words:
        return bool(lead["strong"] and lead["the2"]) and found.group().lower() not in (
            "first",
            "second",
            "third",
        )
    if lead["weekday"] or lead["strong"]:
        return True
    low = found.group()[:-2].strip() in ("1", "2", "3")
    if lead["cue"]:
        return bool(lead["the3"]) or lead["cue"].lower() not in ("is", "was", "'s", "after")
    word = _NEXT_WORD.match(text, found.end())
    return not low and (word is None or word.group(1).lower() in ("at", "when", "with"))


def _in_centiles(text: str, start: int) -> bool:
    return "centile" in text[max(0, start - 60) : start + 40].lower()
