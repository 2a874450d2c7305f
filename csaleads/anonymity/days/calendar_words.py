"""How days, months and years are written: the parts that the patterns of dates are put together from."""

import re

from csaleads.anonymity.numbers.spoken import DAY_WORD
from csaleads.anonymity.text.lexicon import either, phrase_group, word_group
from csaleads.anonymity.text.scanning import WordStarts

_FILE = "calendar_words.txt"
MONTHS = phrase_group(_FILE, "month")
OTHER_MONTHS = (*phrase_group(_FILE, "welsh month"), *phrase_group(_FILE, "foreign month"))

MONTH = f"(?:{either(MONTHS)})"
ANY_MONTH = f"(?:{either(sorted((*MONTHS, *OTHER_MONTHS), key=len, reverse=True))})"
WEEKDAYS = phrase_group(_FILE, "weekday")
WEEKDAY = f"(?:{either(WEEKDAYS)})"
PART_OF_DAY = f"(?:{either(phrase_group(_FILE, 'part of day'))})"
FESTIVAL = f"(?:{either(phrase_group(_FILE, 'festival'))})"
SURELY_DATED = frozenset(phrase_group(_FILE, "surely dated"))
DATED = SURELY_DATED | frozenset(phrase_group(_FILE, "dated"))
SHARED = frozenset(phrase_group(_FILE, "shared"))
NUMBERED = frozenset(phrase_group(_FILE, "numbered"))
REACHED = frozenset(phrase_group(_FILE, "reached"))
DEEDS = frozenset(phrase_group(_FILE, "deed"))

NUMBER = r"(?:[12]\d|3[01]|0?[1-9])"
"""A day of the month in figures."""
MONTH_NUMBER = r"(?:1[0-2]|0?[1-9])"
FULL_YEAR = r"(?:(?:19|20)\d\d)"
YEAR = rf"(?:{FULL_YEAR}|'?\d\d)"
TH = r"'?\s?(?:st|nd|rd|th|(?<=\d)(?:af|il|ail|ydd|fed|ed|eg|ain)\b)"
NTH = rf"(?:(?:[12]?[1-9]|[123]0|31){TH})"
DAY = rf"(?:{NUMBER}(?:{TH})?|{DAY_WORD})"

_LAST_WORDS = re.compile(r"[\w/'&.\-]+(?: [\w/'&.\-]+){0,2}$")
_AFTER_DAY = word_group("after a day of the month")
_REST = re.compile(r"(?:\s*(?:,|&|-|/|and|or|to)\s*(?:the )?\d{1,2}(?:st|nd|rd|th)){0,6}", re.I)
_STOP_SAID = re.compile(
    r" (?:full stop|comma|question mark|exclamation mark|new (?:line|paragraph)|semi-?colon)\b", re.I
)
_NEXT_WORD = re.compile(r"\s+([^\W\d_]+)")
_MONTH_WORDS = frozenset((*MONTHS, *OTHER_MONTHS))
_MONTH_IN_WORD = re.compile(ANY_MONTH, re.I)


def names_a_month(words: WordStarts) -> bool:
    """Whether one of `words` is a month, or holds one beside figures: "14mar25"."""
    return words.has_any(_MONTH_WORDS) or any(
        not word.isalpha() and _MONTH_IN_WORD.search(word) for word in words
    )


def next_word(text: str, end: int) -> str | None:
    """The folded word after a day, and after further days listed with it; None where no word follows at once."""
    rest = _REST.match(text, end)
    word = _NEXT_WORD.match(text, rest.end() if rest else end)
    return word.group(1).lower() if word else None


def ends_there(text: str, end: int) -> bool:
    """Whether no noun follows, nor one after further days: not "the 1st and 2nd trimester"."""
    word = next_word(text, end)
    return word is None or word in _AFTER_DAY or bool(_STOP_SAID.match(text, end))


def phrases_before(before: str) -> list[str]:
    """The last three, two and one words of `before` in small letters, as far as nothing but spaces parts them."""
    found = _LAST_WORDS.search(before)
    if not found:
        return []
    words = found.group().lower().split(" ")
    return [" ".join(words[at:]) for at in range(len(words))]
