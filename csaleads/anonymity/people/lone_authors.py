"""Authors whom a text names by surname alone and without a year: "Gibbs would have me describe", "I used Driscoll because …".

A text must speak of theory or of reflection (data/theory_talk.txt), and nothing of a case may stand in the sentence: a child's
father may be called Gibbs too. Where it says of the name what is said of people one works with, it is no author's.
"""

import re
from collections.abc import Iterator
from functools import cache

from csaleads.anonymity.people.namesakes import is_said_of_somebody
from csaleads.anonymity.people.nobodies import every_author, is_author, is_well_known_author, small_authors
from csaleads.anonymity.people.well_known import sentence_around, speaks_of_a_case
from csaleads.anonymity.text.lexicon import either, phrase_group
from csaleads.anonymity.text.scanning import LedPattern, Said, WordStarts

_FILE = "theory_talk.txt"
_DOES = either(phrase_group(_FILE, "does"))
_MADE = either(phrase_group(_FILE, "made"))
_HAVE_ME = re.compile(
    r" would (?:have|like|want|invite|remind|ask) (?:me|us)\b(?! (?:arrest|sack|kill|remove|believe|back|over|round))"
)
"""What is said of authors and hardly of anybody else, whatever the text is about."""
_ASKS = re.compile(
    r" (?:asks|gives|offers|has) (?:us |me )?(?:only |just )?(?:two|three|four|five|six|seven) (?:things|questions|steps|words)\b"
)
_AFTER = re.compile(
    rf"(?: (?:only |also |still |never |would |might |did |does )?(?:{_DOES})\b|['’]s? (?:{_MADE})\b|, (?:19|20)\d\d,)"
)
_BEFORE = re.compile(
    r"\b(?:[Uu]se[ds]?|[Uu]sing|[Tt]ried|[Tt]ry|[Tt]hought of|[Cc]ame back to|[Cc]oming back to|"
    r"[Ww]ent back to|[Rr]ead|[Rr]eading|"
    r"[Rr]eread|[Ll]ike|[Aa]s|[Pp]refer|[Pp]er|[Ww]ith|[Vv]ia|[Ff]ollowing|[Aa]ccording to|[Tt]hrough|"
    r"[Ff]rom|[Ii]n|[Ii]nto|[Oo]f|"
    r"[Oo]n|[Tt]o|[Tt]hank(?:s to)?|[Bb]y|[Aa]nd|[Oo]r|[Nn]or|[Tt]han|[Ww]hat would|[Ww]hat does|"
    r"[Ww]hat did|[Hh]as|[Dd]id|[Dd]o) $"
)
_TITLE = re.compile(
    r"\b(?:[Mm]rs?|[Mm]s|[Mm]iss|[Mm]x|[Dd]r|[Pp]rof|[Jj]udge|[Uu]ncle|[Aa]unt|[Aa]untie|[Pp][Cc]|[Dd][CSI]|[Ss]gt|[Nn]urse|[A-Z][a-z]+|"
    r"[A-Z])\.? $"
)
_NOT_A_NAME = re.compile(
    r"(?:^|[.?!:;\"“(]\s)(?:As|In|Like|Per|Via|With|By|From|Following|Through|And|On|Of|To|Use|Try|Read|Did|Does|Has|Do)\b"
)
_NEXT_NAME = re.compile(r"(?:['’]s)? [A-Z][a-z]+|-")


@cache
def _authors() -> LedPattern:
    return LedPattern(re.compile(r"(?<![\w'’-])(?P<name>[A-Z][^\W\d_]+)(?![\w-])"), every_author())


@cache
def _said(kind: str) -> Said:
    return Said(phrase_group(_FILE, kind))


def nobody(text: str, low: str, words: WordStarts) -> Iterator[tuple[int, int]]:
    """(start, end) of each in `text`, which is `low` in small letters and whose words begin at `words`."""
    if not words.has_any(small_authors()):
        return
    sure = _said("sure").is_in(low, words)
    theory = sure or _said("theory").is_in(low, words)
    for found in _authors().finditer(text, words):
        if is_author(found["name"]) and _is_cited(text, found, sure=sure, theory=theory):
            yield found.span("name")


def _is_cited(text: str, found: re.Match[str], *, sure: bool, theory: bool) -> bool:
    start, end = found.span("name")
    before = text[max(0, start - 24) : start]
    if (_TITLE.search(before) and not _NOT_A_NAME.search(before)) or _NEXT_NAME.match(text, end):
        return False
    if _HAVE_ME.match(text, end) or (is_well_known_author(found["name"]) and _ASKS.match(text, end)):
        return True
    if not (sure or (theory and is_well_known_author(found["name"]))):
        return False
    if not (_AFTER.match(text, end) or _BEFORE.search(before)):
        return False
    return not speaks_of_a_case(text[slice(*sentence_around(text, start, end))]) and not is_said_of_somebody(
        text, found["name"]
    )
