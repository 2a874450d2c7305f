"""What stands behind an age and tells a birthday: "7 next month", "11, 12 in August", "14 (15 in January)", "eight for a week"."""

import re

from csaleads.anonymity.strict.numbers import value_of
from csaleads.anonymity.strict.reading import Reading

_MONTH = (
    "(?:january|february|march|april|may|june|july|august|september|october|november|december"
    "|jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec)"
)
_DAY = "(?:mon|tues?|wed(?:nes)?|thur?s?|fri|sat(?:ur)?|sun)(?:day)?"
_SEASON = "(?:spring|summer|autumn|winter|christmas|easter|half[ -]term)"
_FEW = "(?:a|an|one|two|three|four|five|six|eight|ten|a few|a couple of|several|some|\\d{1,2})"
WHEN = (
    rf"(?:in (?:early |late |mid-|the )?(?:{_MONTH}|{_SEASON})|(?:next|this|last|this coming) (?:week|month|{_DAY}|{_MONTH}|{_SEASON}|birthday|term)"
    rf"|on (?:{_DAY}|(?:his|her|their) (?:next )?birthday)|at (?:the weekend|{_SEASON})|tomorrow|yesterday|today|next birthday|the other day|(?:just )?{_FEW} (?:days?|weeks?|months?) ago"
    rf"|for (?:only |just |about |all of )?{_FEW} (?:days?|weeks?|months?)|in {_FEW} (?:days?|weeks?|months?|fortnight)(?:'s?)?(?: time)?|soon)(?![\w'])"
)
"""When somebody has a birthday, as it is told beside their age."""
_ANY_OTHER = re.compile(r"\b(?:going on|not)\b", re.I)
_BEHIND = re.compile(rf" \(?{WHEN}\)?(?!\w)", re.I)
_NEXT_AGE = re.compile(
    r"(?P<joint>,? ?\(|,? (?:and |but )?| - )(?P<almost>(?:(?:very |now )?(?:nearly|almost|soon|turn(?:s|ing)|rising|not|going on|coming up (?:to|for)|will be|soon to be|he'll be|she'll be)(?: to be)? ?)*)"
    rf"(?P<number>\d{{1,2}}|[a-z]{{3,9}})\b(?P<when> {WHEN})?(?P<close>\)?)",
    re.I,
)
_THEN = re.compile(r"\b(?:was|were) (?:only |just |about |still |already )*$", re.I)
_BIRTHDAY = re.compile(r"\bfor\b|\blast (?:week|month)|ago$|yesterday", re.I)
_STILL_TO_COME = re.compile(r"(?:'ll| will) (?:be|turn) $", re.I)


def behind(reading: Reading, before: str, end: int, value: int) -> int:
    """Where the words end that tell the birthday behind an age of `value`, which ends at `end`; `end` where there are none."""
    text = reading.text
    other = _NEXT_AGE.match(text, end)
    if other and (other["almost"].strip() or other["when"]) and _follows(other, value):
        has_both = ("(" in other["joint"]) == bool(other["close"])
        last = other.end() if has_both else other.end() - len(other["close"])
        if not reading.is_taken(end, last) and (has_both or "(" not in other["joint"]):
            return last
    found = _BEHIND.match(text, end)
    if not found or reading.is_taken(*found.span()):
        return end
    if not _BIRTHDAY.search(found.group()) and _THEN.search(before):
        return end  # "was 9 last summer" tells when something was
    opens, closes = "(" in found.group(), found.group().endswith(")")
    if opens and not closes:
        return end
    return found.end() - (closes and not opens)


def _follows(other: re.Match[str], value: int) -> bool:
    number = value_of(other["number"])
    return number is not None and (number == value + 1 or bool(_ANY_OTHER.search(other["almost"])))


def is_still_to_come(before: str) -> bool:
    """Whether "will be" stands last in `before`, which ends where the age begins."""
    return bool(_STILL_TO_COME.search(before))
