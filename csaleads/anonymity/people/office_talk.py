"""Words that are names and are chores, halves of words, calls of a game, food, virtues, months and titles of files:
"frank the post", "Mark-up", "called Bingo!", "Cake will be provided", "Grace, the capacity to forgive", "plus April's goodwill",
"one called Final Final Use This", "DoLA".
"""

import re
from collections.abc import Iterator
from functools import cache

from csaleads.anonymity.people.namesakes import is_said_of_somebody
from csaleads.anonymity.text.lexicon import either, phrase_group
from csaleads.anonymity.text.scanning import LedPattern, WordStarts

_FILE = "office_talk.txt"
_CHORES = phrase_group(_FILE, "chore")
_HALF = either(phrase_group(_FILE, "half"))
_THE = "(?:the|those|these|all|any|every|our|your|my|that|this|no|some|an?)"
_BEGINS = r"(?:^|(?<=[,;:.!?•*\n-] )|(?<=\n)|(?<=and )|(?<=then )|(?<=please )|(?<=pls )|(?<=must )|(?<=to )|(?<=\[ \] ))"
_CHORE = LedPattern(
    re.compile(
        rf"{_BEGINS}(?P<name>{either(_CHORES)})(?= {_THE} (?:[a-z]+ )?(?:{either(phrase_group(_FILE, 'done to'))})(?![\w'’-]))",
        re.I,
    ),
    _CHORES,
)
_NAMED_WORDS = (*(word.capitalize() for word in _CHORES), *phrase_group(_FILE, "halved"))
_HALVED = LedPattern(
    re.compile(rf"(?<![\w'’.-])(?P<name>{either(_NAMED_WORDS)})-(?i:{_HALF})(?![\w'’])"), _NAMED_WORDS
)
_CRIED = phrase_group(_FILE, "crying")
_SHOUT = LedPattern(
    re.compile(
        rf"\b(?:{either(_CRIED)}) (?:out )?[\"“‘']?(?P<name>{either(phrase_group(_FILE, 'shouted'))})!", re.I
    ),
    _CRIED,
)
_SERVED = LedPattern(
    re.compile(
        rf"(?:^|(?<=[.!?;:\n] )|(?<=\n))(?P<name>{either(phrase_group(_FILE, 'served'))})"
        rf"(?= (?:will|can|may|is|are|was|were|won't)(?: not)?(?: also| all| be| being| again| always)*"
        rf" (?:{either(phrase_group(_FILE, 'served so'))})(?!\w))",
        re.I,
    ),
    phrase_group(_FILE, "served"),
)
_VIRTUES = phrase_group(_FILE, "virtue")
_EXPLAINED = LedPattern(
    re.compile(
        rf"\b(?P<name>{either(_VIRTUES)})(?=(?:,|:| is| means| meaning| as)(?: also)? (?:the|an?|that|in the|which is)"
        rf" (?:old |true |plain |simple )?(?:{either(phrase_group(_FILE, 'explained'))}) (?:to|of|for|that|word|which|not)\b)"
    ),
    _VIRTUES,
)
_TITLES_OF = phrase_group(_FILE, "file")
_TITLE_WORD = rf"(?:{either(phrase_group(_FILE, 'in a title'))}|v?\d{{1,3}})(?![\w'’])"
_TITLED = LedPattern(
    re.compile(
        rf"\b(?i:{either(_TITLES_OF)})(?i:,? (?:is|was|now|which is|that is|still))*(?i: (?:called|"
        rf"named|titled|entitled|headed|marked)"
        rf"| saved as) [\"“‘']?(?P<name>(?=[A-Z])(?i:{_TITLE_WORD})(?: (?i:{_TITLE_WORD}))*)"
    ),
    _TITLES_OF,
)
_MONTHS = ("April", "May", "June", "July", "August")
_SURE_MONTHS = frozenset(("january", "february", "july", "september", "october", "november", "december"))
_OF_MONTH = LedPattern(
    re.compile(
        rf"(?<![\w'’-])(?P<name>{'|'.join(_MONTHS)})(?=['’]s (?:[a-z]+ )?(?:{either(phrase_group(_FILE, 'owned'))})(?![\w'’]))"
    ),
    _MONTHS,
)
_ITS = LedPattern(
    re.compile(
        rf"(?<![\w'’-])(?P<name>{'|'.join(_MONTHS)})(?=['’]s (?:is|was|are|were|too|and)\b|['’]s[,.;:]|"
        rf" has (?:five|four|thirty|31|30)\b)"
    ),
    _MONTHS,
)
_SHORT_FORM = re.compile(r"(?<![\w'’-])(?:[A-Z]{1,2}o[A-Z]{1,3}){1,2}s?(?![\w'’-])")


@cache
def _asked() -> tuple[LedPattern, ...]:
    return (_CHORE, _HALVED, _SHOUT, _SERVED, _EXPLAINED, _TITLED, _OF_MONTH)


def nobody(text: str, words: WordStarts) -> Iterator[tuple[int, int]]:
    """(start, end) of each in `text`, whose words begin at `words`."""
    for pattern in _asked():
        for found in pattern.finditer(text, words):
            if pattern is _HALVED or not is_said_of_somebody(text, found["name"]):
                yield found.span("name")
    if words.has_any(_SURE_MONTHS):
        for found in _ITS.finditer(text, words):
            yield found.span("name")
    if "o" in text:
        for found in _SHORT_FORM.finditer(text):
            yield found.span()


_BOOKISH = frozenset(phrase_group(_FILE, "bookish"))
_CHOSEN = re.compile(
    rf"(?<![\w'’-])(?P<name>{'|'.join(_MONTHS)})(?=(?: is| was| will be|:| brings| means| has| we do| we did) [\"“]?\x01{{5,}})"
)
_JUDGED = re.compile(
    r"\x01, (?P<name>long|short|sad|funny|good|bleak|slow|dark|sweet|rich|wise|bright|sharp|sunny|"
    r"gentle|wild|frank|merry)(?=[,.;]| but\b| and\b)"
)


def of_books(masked: str, words: WordStarts) -> Iterator[tuple[int, int]]:
    """Months and judgments beside a title that is struck out in `masked`: "August is Middlemarch", "Middlemarch, long"."""
    if "\x01" in masked:
        for found in _CHOSEN.finditer(masked) if words.has_any(_BOOKISH) else ():
            yield found.span("name")
        for found in _JUDGED.finditer(masked):
            yield found.span("name")
