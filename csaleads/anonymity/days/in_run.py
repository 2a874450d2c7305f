"""Days that what stands around tells: entries of a chronology one after another ("6.5 Dad seen … 10.5 Dakota told"), Roman
figures, a clinic's day after the clinic's name, "visit date eleven eleven", a feast with its year, "y 5ed".
"""

import re
from collections.abc import Iterator
from itertools import pairwise

from csaleads.anonymity.days.calendar_words import MONTH_NUMBER, NTH, NUMBER
from csaleads.anonymity.numbers.spoken import DAY_COUNT_WORD, DAY_WORD, MONTH_COUNT_WORD, MONTH_ORDINAL
from csaleads.anonymity.text.lexicon import phrase_group, word_group
from csaleads.anonymity.text.scanning import LedPattern, WordStarts

_ENTRY = re.compile(
    rf"(?:^|(?<=\n)|(?<=[.;:?!\"”)] )|(?<=[.;:] [-–•] ))(?P<day>{NUMBER})(?P<joint>[./])(?P<month>{MONTH_NUMBER})"
    r"(?=:? [A-Z\"“][\w']|: |[ -]+[A-Z]| [-–] |\.(?: [-–] |, ?[a-z]+ [-–] |,? [A-Z]))(?!\.\d)"
)
_FEWEST_ENTRIES = 3
_MOST_IN_MONTH = 31
_ROMAN_DAY = r"(?:X{1,2}(?:IX|IV|V?I{0,3})|XXXI?|IX|IV|V?I{1,3}|V)"
_ROMAN_MONTH = r"(?:XI{0,2}|IX|IV|V?I{1,3}|V)"
_ROMAN = re.compile(
    rf"(?<![\w.])(?:{_ROMAN_DAY}|{NUMBER})(?P<joint> ?[./·\-] ?|  ?){_ROMAN_MONTH}(?P=joint)"
    r"(?:MM[XVI]{0,6}|MCM[LXCVI]{1,8}|(?:19|20)\d\d)(?![\w.]\w|\w)"
)
_ROMAN_YEAR = ("MM", "MCM")
_ARRANGED = tuple(phrase_group("calendar_words.txt", "arranged"))
_AT_PLACE = LedPattern(
    re.compile(
        rf"\b(?i:{'|'.join(_ARRANGED)})(?:,? (?:at|with|in|@))?(?: (?!I\b)[A-Z][\w'’.&-]*){{1,4}},? "
        rf"(?P<day>(?:{NUMBER}[/.]{MONTH_NUMBER}|{NTH}))(?=[,;:)\n]|\.?$|\. | \d{{1,2}}(?:[:.]\d\d|[ap]m)| [-–] "
        rf"| (?:at|@|with)\b)"
    ),
    _ARRANGED,
)
_DATE_SAID = LedPattern(
    re.compile(
        rf"\b(?:dates?|dated)(?: is| was| of (?:visit|contact|birth)|:)?,? (?:the )?"
        rf"(?P<day>(?:{DAY_WORD}|{DAY_COUNT_WORD})(?: of (?:the )?)? ?(?:{MONTH_COUNT_WORD}|{MONTH_ORDINAL}))(?![\w-])",
        re.I,
    ),
    ("date", "dates", "dated"),
)
_FEAST_YEAR = re.compile(
    r"\b(?:christmas (?:eve|day)|xmas (?:eve|day)|boxing day|new year'?s (?:eve|day)|hallowe'?en|bonfire night|"
    r"valentine'?s day|st (?:david|patrick|george|andrew)'?s day|may day|april fool'?s day|burns night),? (?:of )?"
    r"(?P<year>(?:19|20)\d\d|'\d\d)(?!\w)",
    re.I,
)
_FEAST_WORDS = word_group("words of fixed feasts")
_WELSH = re.compile(r"(?<!\w)(?:(?:ar )?(?:y|yr) )(?:\d{1,2})(?:af|ail|il|ydd|fed|ed|eg|ain)(?!\w)", re.I)
_LIVE = re.compile(
    r"\b(?:go(?:es|ing)? live|live from|in force|with effect|effective|in place|takes? effect|valid (?:from|until|to)|"
    r"deadline|expires?|lapses|starts?|begins?|ends?|closes?|opens?|due(?: in| back)?|submit(?:ted)? by)"
    r"(?: on| from| by)? (?P<day>(?:0[1-9]|[12]\d|3[01])\.(?:0[1-9]|1[0-2]))(?![\w/%]|[.:]\d| ?(?:am|pm|hrs|h)\b)",
    re.I,
)
_STOP_BETWEEN = re.compile(r"\d\.\d")
_TOLD_DAY = re.compile(
    r"\b(?:told|informed|notified|warned|advised|rang|rung|called|phoned|emailed|texted|wrote|met|seen|saw|visited|spoke|"
    r"interviewed|arrested|discharged|admitted|disclosed|reported|signed|agreed|filed|served|issued|heard|sat|chaired|held|"
    rf"cancelled|postponed|missed|attended|booked|arranged|planned|keep|kept) (?:(?:the|for) )?(?P<day>{NTH})"
    r"(?=[,;:)\n]|\.?$|\. | and\b| by\b| with\b| at\b| -| free\b| clear\b| open\b)",
    re.I,
)
_LAST_PLACE = 12
_THE_FREE = re.compile(
    rf"\bthe (?P<day>{NTH}),? (?:is |was |looks? |works? |would be )?(?:free|clear|onwards?|ideally|suits|works|"
    rf"instead|if (?:you|he|she|they|we|it|not)|"
    r"any (?:good|use)|no good|okay|ok|possible|convenient|alright|all right|doable|fine|too (?:late|soon|early)|"
    r"then|tentatively|provisionally|confirmed|agreed|booked|please)\b",
    re.I,
)
_ORDINAL = re.compile(r"\d(?:st|nd|rd|th)\b", re.I)


def find(text: str, words: WordStarts) -> Iterator[tuple[int, int]]:
    """(start, end) of each."""
    yield from _entries(text)
    if any(year in text for year in _ROMAN_YEAR):
        for found in _ROMAN.finditer(text):
            yield found.span()
    for pattern in (_AT_PLACE, _DATE_SAID):
        for found in pattern.finditer(text, words):
            yield found.span("day")
    if words.has_any(_FEAST_WORDS):
        for found in _FEAST_YEAR.finditer(text):
            yield found.span()
    if "#" in words:
        yield from _numbered(text)


def _numbered(text: str) -> Iterator[tuple[int, int]]:
    for found in _WELSH.finditer(text) if "y " in text or "yr " in text else ():
        yield found.span()
    for found in _LIVE.finditer(text) if _STOP_BETWEEN.search(text) else ():
        yield found.span("day")
    if _ORDINAL.search(text):
        for pattern in (_TOLD_DAY, _THE_FREE):
            for found in pattern.finditer(text):
                if int(re.findall(r"\d+", found["day"])[0]) > _LAST_PLACE or pattern is _THE_FREE:
                    yield found.span("day")


def _entries(text: str) -> Iterator[tuple[int, int]]:
    """Entries that begin with their day, at least three that never go back."""
    for joint in "./":
        if text.count(joint) < _FEWEST_ENTRIES:
            continue
        found = [each for each in _ENTRY.finditer(text) if each["joint"] == joint]
        days = [(int(each["month"]), int(each["day"])) for each in found]
        if len(found) < _FEWEST_ENTRIES or len(set(days)) < _FEWEST_ENTRIES:
            continue
        falls = sum(later < earlier for earlier, later in pairwise(days))
        counted = all(month == each + 1 for each, (month, _) in enumerate(days)) or _counts_on(days)
        if not falls and not counted:
            for each in found:
                yield each.start("day"), each.end("month")


def _counts_on(days: list[tuple[int, int]]) -> bool:
    """ "3.1", "3.2", "3.3": paragraphs of a document, the second number counted on under the first."""
    return any(
        day == next_day and next_month == month + 1 for (month, day), (next_month, next_day) in pairwise(days)
    )
