"""Numbers in letters and groups that no word need explain: "HN 774-018", "STP 0071/443", "448812-B", "EMIS no 218 874"; marks
of a vehicle from abroad beside one: "father's van B 604 CIU".
"""

import re
from collections.abc import Iterator

from csaleads.anonymity.findings import Label, Span
from csaleads.anonymity.numbers.figures import is_placeholder
from csaleads.anonymity.text.lexicon import lexicon, phrase_group, word_group
from csaleads.anonymity.text.scanning import LedPattern, WordStarts

_GROUPS = re.compile(
    r"(?<![\w/£$€@.-])(?P<letters>[A-Z]{2,5}) (?P<first>\d{3,6})(?P<joint>[-/])(?P<second>\d{2,6})(?![\w/%]|[-.:]\d)"
)
_NO_NUMBER = frozenset(word.upper() for word in phrase_group("number_words.txt", "no number"))
_YEAR = re.compile(r"(?:19|20)\d\d")
_TAIL = re.compile(r"(?<![\w/£$€@.,-])\d{5,9}[-/][A-Z]{1,3}(?![\w/]|-\w)")
_TYPES = ("no", "nos", "num", "number", "ref", "reference", "id")
_APART = LedPattern(
    re.compile(
        r"\b(?:no|num|number|ref|reference|id)\b[.:]?(?: is| was)? (?P<value>\d{3,4} \d{3,4})(?![\w/%]|[.,]\d| \d| (?:people|"
        r"children|pounds|quid|euros?|miles|times|homes|families|cases|referrals|of)\b)",
        re.I,
    ),
    _TYPES,
)
_ROUND = re.compile(r"\d{1,3} ?0{3}")
_FOREIGN = re.compile(
    r"(?<![\w/-])(?:[A-Z]{1,2} \d{2,3} [A-Z]{3}|[A-Z]{2}[ -]\d{3}[ -][A-Z]{2}|[A-Z]{1,2} \d{4} [A-Z]{2}|"
    r"\d{4} [BCDFGHJKLMNPRSTVWXYZ]{3}|"
    r"[A-Z]{3} \d{3}|[A-Z]{1,3}-[A-Z]{1,2} ?\d{1,4}|[A-Z]{2,3} \d{4,5}[A-Z]?|[A-Z]{2,3} \d[A-Z\d]{4})(?![\w/-])"
)
_VEHICLES = word_group("vehicles")
_WORD = re.compile(r"[a-z']+")
_FAR = 36
_SENTENCE = re.compile(r"\n|[.?!;] ")


def find(text: str, words: WordStarts) -> Iterator[Span]:
    """Each in `text`, whose words begin at `words`."""
    if "#" not in words:
        return
    for found in _GROUPS.finditer(text):
        if found["letters"] not in _NO_NUMBER and not _is_range(found) and not is_placeholder(found.group()):
            yield Span(*found.span(), Label.CASE_REF)
    for found in _TAIL.finditer(text):
        yield Span(*found.span(), Label.CASE_REF)
    for found in _APART.finditer(text, words):
        if not _ROUND.fullmatch(found["value"]):
            yield Span(*found.span("value"), Label.CASE_REF)
    if words.has_any(_VEHICLES):
        for found in _FOREIGN.finditer(text):
            if _is_beside_vehicle(text, found.start()) and not _is_said(found.group()):
                yield Span(*found.span(), Label.VEHICLE)


def _is_range(found: re.Match[str]) -> bool:
    """ "MPs 600-650", "AY 2023/24": from one to the other, and no number with a nought before it."""
    first, second = found["first"], found["second"]
    if _YEAR.fullmatch(first):
        return True
    if first[0] == "0" or second[0] == "0":
        return False
    if found["joint"] == "/":
        return len(first) < 4
    return len(second) <= len(first) and int(first[: len(first) - len(second)] + second) > int(first)


def _is_beside_vehicle(text: str, start: int) -> bool:
    """Whether one of the last four words before, in the same sentence, is a vehicle or a plate."""
    before = _SENTENCE.split(text[max(0, start - _FAR) : start])[-1].lower()
    return any(word.removesuffix("'s") in _VEHICLES for word in _WORD.findall(before)[-4:])


def _is_said(shown: str) -> bool:
    """Whether the letters are words or the field's own: "AT 12 THE", "CIN 12345"."""
    if "-" in shown:
        return False
    lists = lexicon()
    parts = [part.lower() for part in re.findall(r"[A-Z]{2,}", shown)]
    return any(lists.is_english(part) or part in lists.short or part in lists.field for part in parts)
