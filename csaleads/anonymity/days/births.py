"""Whether a date is a birthday: by a word before or after it, or because it stands beside a name as birthdays do in lists."""

import re

from csaleads.anonymity.findings import Label
from csaleads.anonymity.text.lexicon import fold, lexicon
from csaleads.core import clock

_CALLED = r"\b(?:d\.? ?o\.? ?b\.?s?|dobs?|born|birth(?: ?date)?|bday|b'day|b/day|birthdays?|ganwyd|geni|pen-?blwydd)\b"
_SHORT_FOR_BORN = r"(?<![\w.])(?:b(?:\.|:|(?= \d)|(?= $))|bn\b)"
_AGE_REACHED = (
    r"\b(?:turn(?:s|ed|ing)?|(?:will|she'll|he'll|they'll) be|be|is|was|she's|he's|just|only|nearly) \d{1,2}"
)
_BEFORE = re.compile(
    rf"(?:{_CALLED}|{_AGE_REACHED}\b|{_SHORT_FOR_BORN})(?:(?![a-z]{{3}}\. )[^\n;]){{0,22}}$|(?:dob|d\.o\.b\.?);? ?$",
    re.I,
)
_BORN_ON = re.compile(
    r"\bborn\b(?: (?:at|in|by|to|via|as|with|into|prematurely|early|abroad|here)\b[^.;:\n]{0,44})? on (?:the )?$"
    r"|\bgave birth\b[^.;:\n]{0,36} on (?:the )?$",
    re.I,
)
_STILL_AGE = re.compile(rf"(?:{_AGE_REACHED}|(?:^|\n|[,(] ?)(?:1\d|2[01]|[1-9])) on (?:the )?$", re.I)
_AGED_BEFORE = re.compile(r"\baged? \d{1,2},? ?\(?$|\b[A-Z][\w'\-]+,? \d{1,2},? ?\($")
_AGED_AFTER = re.compile(r", ?\d{1,2}(?: ?(?:yo|yrs?|years?))?\)")
_SMALL_NAME_BEFORE = re.compile(r"(?<![\w'])([^\W\d_A-Z][\w'\-]{2,}),? ?(?:- |[(:] ?)?$")
_HEAD = re.compile(r"\b(?:d\.?o\.?b|date of birth|born)\b", re.I)
_BIRTH_WORD = re.compile(
    rf"\b(?:d\.? ?o\.? ?b|dob|born|birth|bday|b'day|b/day|ganwyd|geni|pen-?blwydd)|{_SHORT_FOR_BORN}", re.I
)
_NO_BIRTH = re.compile(r"\b(?:at(?! least)|until|seen|visit|told|party|since|before|after|for)\b", re.I)
_AFTER = re.compile(
    r"\s?,? ?\(?(?:d\.?o\.?b|dob|birth(?:day| ?date)?)\b"
    r"|\s?as (?:his|her|their|a) (?:date of birth|birth ?da(?:te|y))"
    r"|\s?(?:is|was|'s) (?:(?:his|her|their|the|my) )?(?:[\w'\-]+'s )?"
    r"(?:birthday|bday|b'day|d\.?o\.?b\b|date of birth)(?! party)",
    re.I,
)
_WHOLE = re.compile(r"(?:19|20)\d\d|\d ?([/.\-_ ~\\]|//) ?\d{1,2} ?\1 ?'?\d\d$|[a-z]\W{0,2}'?\d\d$", re.I)
_NAME_BEFORE = re.compile(
    r"(\b[A-Z][\w'\-]+ )?\b([A-Z][\w'\-]+|[A-Z]\.?)(?: ?\(|, ?\(?|,? [-:] ?|:? | [MF] )$"
)
_ROLE_LINE = re.compile(
    r"(?:^|\n)[^\n]{0,3}"
    r"(?:child|mother|father|mum|dad|sibling|brother|sister|subject|yp|baby|partner|children|kids|sibs|twins?)"
    r"\b[^\n]{0,60}$",
    re.I,
)
_ROLE_BEFORE = re.compile(
    r"\b(?:child|mother|father|mum|dad|siblings?|brother|sister|yp|baby|partner|twins?|triplets)(?:[,:]| \() ?$",
    re.I,
)
_LISTED = re.compile(
    r"(?:[\s,;&/()+\-]|\band\b|\b[A-Z][\w'\-]*|"
    r"\b(?:his|her|their|sister|brother|sibling|twin|baby|child|mum|dad)\b|\d\b){1,14}"
)


def label_of(text: str, start: int, end: int, birth_before: tuple[int, int] | None) -> Label:
    """DATE_OF_BIRTH or DATE for the characters `start` to `end`.

    `birth_before` is the date just before, if that was a birthday.
    """
    before, after = text[max(0, start - 44) : start], text[end : end + 44]
    if _is_said(before) or _AFTER.match(after) or _BORN_ON.search(text[max(0, start - 70) : start]):
        return Label.DATE_OF_BIRTH
    if (
        birth_before
        and len(text[birth_before[1] : start]) < 60
        and _LISTED.fullmatch(text[birth_before[1] : start])
    ):
        return Label.DATE_OF_BIRTH
    shown = text[start:end]
    if _WHOLE.search(shown) and (
        _is_beside_age(before, after, shown)
        or _is_beside_name(text, before, after, shown, start)
        or _is_in_column_of_births(text[:start])
    ):
        return Label.DATE_OF_BIRTH
    return Label.DATE


def _is_said(before: str) -> bool:
    if _STILL_AGE.search(before):
        return True
    found = _BEFORE.search(before)
    if not found or not _BIRTH_WORD.search(found.group()):
        return False
    return not _NO_BIRTH.search(found.group()[4:])


def _is_beside_age(before: str, after: str, shown: str) -> bool:
    """ "Rowan, 13 (14/1/12)", "(14.01.2012, 13)", "the twins, 14/1/12": not the day of something that happened lately."""
    if _year(shown) > clock.today().year - 3:
        return False
    if _AGED_BEFORE.search(before) or _AGED_AFTER.match(after) or _ROLE_BEFORE.search(before):
        return True
    small = _SMALL_NAME_BEFORE.search(before)
    return bool(small) and _is_small_name(small.group(1))  # type: ignore[union-attr]


def _is_small_name(shown: str) -> bool:
    """Whether a word in small letters is a name and nothing else."""
    lists = lexicon()
    return all(
        (part in lists.first or part in lists.last) and not lists.is_english(part) and part not in lists.field
        for part in fold(shown).split("-")
    )


def _is_in_column_of_births(before: str) -> bool:
    """Whether a cell of a table begins here, and the table's head speaks of births."""
    head, _, row = before.rpartition("\n")
    mark = row.rstrip(" ")[-1:]
    return mark in ("|", "\t") and any(mark in line and _HEAD.search(line) for line in head.splitlines())


def _is_beside_name(text: str, before: str, after: str, shown: str, start: int) -> bool:
    """ "Ottilie (12/3/11)", "Mother – Ottilie Thring, 30.09.1988": not the day of something that happened lately."""
    name = _NAME_BEFORE.search(before)
    if not name or not _may_be_name(name.group(2), bool(name.group(1)) and not name.group(2).isupper()):
        return False
    if _year(shown) > clock.today().year - 3 and not _ROLE_LINE.search(text[max(0, start - 80) : start]):
        return False
    bracketed = before.endswith("(") and after.startswith(")")
    return (
        bracketed
        or before[-2:] in (", ", "- ", ": ")
        or bool(re.search(r"[A-Z][\w'\-]* (?:[MF] )?$", before))
    )


def _may_be_name(shown: str, second: bool) -> bool:
    """Whether `shown` may be the end of a name; `second` tells that a capital stands before it."""
    lists, word = lexicon(), fold(shown).rstrip(".")
    if word in lists.field:
        return False
    return second or word in lists.wordlike or word in lists.first or not lists.is_english(word)


def _year(shown: str) -> int:
    found = re.search(r"(?:19|20)\d\d", shown)
    if found:
        return int(found.group())
    short = re.search(r"(\d\d)$", shown)
    year = int(short.group(1)) if short else 0
    return year + (2000 if year <= clock.today().year % 100 else 1900)
