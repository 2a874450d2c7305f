"""Numbers of cases, crimes, courts, logs, hospitals, immigration and record systems.

What a number belongs to is told by the words before it (data/number_words.txt); some shapes speak for themselves.
"""

import re
from collections.abc import Iterator
from functools import cache

from csaleads.anonymity.findings import Label, Span
from csaleads.anonymity.lexicon import fold, lexicon, read_lines

_VALUE = (
    r"(?P<value>(?:(?-i:[A-Z]{1,5})[ /\-.]?)?(?=[A-Z0-9/\-.]{0,22}\d)[A-Z0-9](?:[A-Z0-9/\-]|\.(?=[A-Z0-9])){0,28}"
    r"(?: (?-i:[A-Z]{2,4})(?: \d{4}){3,5}(?: \d{2})?| \d{3,4}(?= \d{3,4}\b)(?: \d{3,4}){1,3}(?: \d{2})?| \d{4,5}(?![\d/.:])| (?-i:\d{1,2}[A-Z]{3}\d{0,4}))?)"
    r"(?: of (?:\d{1,2}[/.]\d{1,2}(?:[/.]\d{2,4})?|\d{1,2} \w{3,9}))?(?![\w]|\.\d)"
)
_TYPE = r"(?:ref(?:erence)?s?|no|nos|num|number|numbers|id|code|#|certificate no|cert no)"
_LINK = r"(?:[\s.:#=,(\"']| is | was |\bour |\bthe )"
_UNIT = re.compile(
    r" ?(?:hours?|hrs?|min(?:ute)?s?|weeks?|days?|months?|years?|yrs?|yo|children|kids|people|times|sessions?|pages?|pm|am|%|mg|ml|kg|km|"
    r"miles|images|photos?|photographs|messages|texts|videos|files|pounds|steps|calls|visits|boys|girls|of (?:them|us|these|those))\b",
    re.I,
)
_ORDINARY = re.compile(
    r"(?:KS|COVID|PS|AIM|SDQ|CO|H1N|MP|A|B|M|F|ICD|DSM|GCP|G|C|D|WISC|KCSIE|CA|SOA|PLO|HA|V|Y|YR|S|SS|S\.|TIER|TYPE|LEVEL|CAT|BAND|STAGE|PHASE|GRADE|ART)[-.]?\d{1,4}[A-Z]?"
    r"|(?:19|20)\d\d(?:[/\-](?:19|20)?\d\d)?|\d{1,2}[/\-.]\d{1,2}[/\-.]\d{2,4}|\d{1,3}-\d{1,3}|\d{1,2}/\d{1,2}|(?:19|20)\d\d-\d\d-\d\d"
    r"|\d{1,2}[.:]\d\d|\d+\.\d{1,3}|\d{1,3}(?:ST|ND|RD|TH|S|YO|AM|PM|HRS|K|M|MG|ML|CM|KG|G|X)?|\d{4}HRS",
    re.I,
)
_WEAK_SHAPE = re.compile(r"\d{1,4}")
_SHAPES = re.compile(
    r"(?<![\w/£$€@.])(?:[A-Z]{1,3}-\d{2,6}/\d{1,2}-\d{4}|[A-Z]{1,6}[-/]?\d{4,}[A-Z0-9/\-]{0,12}|[A-Z]{1,6}(?:[-/][A-Z0-9]{2,8}){1,4}|[A-Z]{2}\d{2}[A-Z]\d{4,6}|"
    r"\d{2,5}[A-Z]{1,3}\d{3,}|\d{1,4}[A-Z]{0,2}[/\-]\d{4,}(?:[/\-][A-Z0-9]{1,6}){0,2}|\d{6,}[/\-]\d{2,4}|\d{7,20}|[A-Z]\d{6,9}[A-Z]?|"
    r"[A-Z]\d{4}[A-Z]{2}|[A-Z]{5}\d{6}[A-Z0-9]{5}|\d{2}[A-Z]{2}\d{5,9}|\d{4}-\d{4}-\d{4}-\d{4}|[A-Z]{1,4}/[A-Z]{1,4}/\d{2,6}(?:/\d{2,4})?|"
    r"[A-Z]{2,4}/\d{1,3}|\d{4} \d{4} \d{4} \d{4})(?![\w/]|\.\d)"
)
_TAGS = frozenset(("sen", "int", "inc", "mig", "ref"))
_SMALL_SHAPES = re.compile(
    r"(?<![\w/£@.-])(?:[a-z]{1,6}-\d{3,}(?:[-/][a-z0-9]{1,6}){0,3}|\d{1,4}[a-z]{1,2}/\d{3,}(?:/\d{2,4})?|[a-z]{1,4}/[a-z]{1,4}/\d{2,6}(?:/\d{2,4})?|"
    r"[a-z]{2}\d{2}[a-z]\d{4,6}|[a-z]{1,3}\d{6,9}[a-z]?|[a-z]{1,3}-\d{2,6}/\d{1,2}-\d{4}|[a-z]\d{4}[a-z]{2}|[a-z]{2,5}/(?:19|20)\d\d/\d{1,5})(?![\w/]|\.\d)"
)
_SURE_SMALL = re.compile(r"(?!covid)[a-z]{2,6}-\d{5,}|[a-z]{2,5}/(?:19|20)\d\d/\d{1,5}")
_ADDRESS = re.compile(r"(?<![\w.])(?!192\.168|10\.|127\.)(?:\d{1,3}\.){3}\d{1,3}(?![\w.])")
_LOG_OF = re.compile(
    r"(?<![\w/])\d{1,5} of (?:\d{1,2}[/.]\d{1,2}(?:[/.]\d{2,4})?|\d{1,2}(?:st|nd|rd|th)? (?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)\w*)",
    re.I,
)
_CALLED_NUMBER = re.compile(r"(?<![\w/])N[or]\. ?(?!(?:19|20)\d\d\b)\d{4,9}(?![\w/])")
_NEXT = re.compile(r"(?:,| and|,? &) (\d{2,8}|[A-Z]{0,3}[\d/\-]{4,20})(?![\w/]|\.\d)")
_VERSION = re.compile(r"(?i)\b(?:build|version|v|error|code|model)[ .]?$")


@cache
def _words(kind: str) -> str:
    words = [
        word.strip()
        for line in read_lines("number_words.txt")
        if line.startswith(f"{kind}: ")
        for word in line.split(": ")[1].split(",")
    ]
    return "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))


@cache
def _patterns() -> tuple[tuple[re.Pattern[str], int], ...]:
    """(pattern, fewest figures) for each kind of word."""
    system, thing, labelled = (_words(kind) for kind in ("system", "thing", "labelled"))
    number = rf"(?:{_LINK}{{1,3}}{_TYPE}(?![a-z])){{0,3}}"
    return (
        (re.compile(rf"(?<![\w/])(?:{thing})\b{number}{_LINK}{{1,4}}{_VALUE}", re.I), 3),
        (re.compile(rf"(?<![\w/])(?:{system})\b{number}(?:{_LINK}|[/\-]){{1,4}}{_VALUE}", re.I), 3),
        (
            re.compile(
                rf"(?<![\w/])(?:{labelled})\b(?:{_LINK}{{1,3}}{_TYPE}(?![a-z])){{1,3}}{_LINK}{{1,4}}{_VALUE}",
                re.I,
            ),
            2,
        ),
        (re.compile(rf"(?<![\w/])(?:{labelled})\b{_LINK}{{1,3}}{_VALUE}", re.I), 5),
    )


def is_number_word(word: str) -> bool:
    """Whether `word` says what the number after it is."""
    return fold(word) in _words("system").split("|") or fold(word) in _words("thing").split("|")


def find(text: str) -> Iterator[Span]:  # noqa: C901 - one branch for each kind of reference
    """Every reference in `text`."""
    for pattern, fewest in _patterns():
        for found in pattern.finditer(text):
            if _is_reference(text, found, fewest):
                yield Span(*_inner(found), Label.CASE_REF)
                if re.search(r"(?i)\b(?:numbers|nos|refs|references|ids)\b", found.group()):
                    yield from _listed(text, found.end())
    for found in _SHAPES.finditer(text):
        shown = found.group()
        figures = sum(letter.isdigit() for letter in shown)
        before = text[max(0, found.start() - 9) : found.start()]
        if (
            (
                figures >= 3
                or shown.startswith("EX")
                or (
                    re.fullmatch(r"[A-Z]{2,4}/\d{1,3}", shown)
                    and "exhibit" in text[max(0, found.start() - 20) : found.start()].lower()
                )
            )
            and not _ORDINARY.fullmatch(shown)
            and not _VERSION.search(before)
        ):
            yield Span(found.start(), found.end(), Label.CASE_REF)
    for found in _SMALL_SHAPES.finditer(text):
        letters = re.findall(r"[a-z]+", found.group())
        if (
            letters
            and (_SURE_SMALL.fullmatch(found.group()) or not any(_is_plain(part) for part in letters))
            and not _ORDINARY.fullmatch(found.group())
        ):
            yield Span(found.start(), found.end(), Label.CASE_REF)
    for pattern in (_ADDRESS, _LOG_OF, _CALLED_NUMBER):
        for found in pattern.finditer(text):
            yield Span(found.start(), found.end(), Label.CASE_REF)


def _is_plain(part: str) -> bool:
    """Whether letters in a number are a word or a unit: "covid-2020", "20000mg"."""
    lists = lexicon()
    return (
        len(part) > 2 and (lists.is_english(part) or (part in lists.field and part not in _TAGS))
    ) or part in ("st", "nd", "rd", "th", "pm", "am", "yr", "mg", "ml", "kg", "km", "hrs")


def _listed(text: str, end: int) -> Iterator[Span]:
    """ "log numbers 221, 348 and 502"."""
    while found := _NEXT.match(text, end):
        yield Span(*found.span(1), Label.CASE_REF)
        end = found.end()


def _inner(found: re.Match[str]) -> tuple[int, int]:
    shown = found["value"].rstrip(" /-.")
    return found.start("value"), found.end() if found.end() > found.end("value") else found.start(
        "value"
    ) + len(shown)


def _is_reference(text: str, found: re.Match[str], fewest: int) -> bool:
    shown = found["value"]
    figures = sum(letter.isdigit() for letter in shown)
    mixed = figures and any(letter.isalpha() for letter in shown)
    if " of " in found.group()[len(found.group()) - 16 :] and figures:
        return True
    joined = mixed or "-" in shown or "/" in shown
    if figures < (2 if joined and fewest < 5 else 4 if joined else fewest):
        return False
    if _is_word(shown) or _UNIT.match(text, found.end()) or "£" in found.group():
        return False
    if re.search(r"(?i)\b(?:exhibit|badge|sort code|marac ref\w*)\b", found.group()):
        return True
    bare = re.sub(r"[ ].*", "", shown)
    if re.fullmatch(
        r"(?:19\d\d|20[0-4]\d)(?:[/\-](?:19|20)?\d\d)?", shown
    ):  # a year, unless it is called a number
        return bool(re.search(rf"(?i)\b{_TYPE}\W{{1,3}}$", found.group()[: -len(shown)])) and "/" not in shown
    ordinary = _ORDINARY.fullmatch(shown)
    return not ordinary or (bare.isdigit() and len(bare) >= 3 and fewest <= 3)


def _is_word(shown: str) -> bool:
    """Whether the letters before the figures are an ordinary word: "until 2031", "REPORT 5190"."""
    letters = re.match(r"[A-Za-z]{4,}[ \-]", shown)
    return bool(letters) and lexicon().is_english(fold(letters.group().strip(" -")))  # type: ignore[union-attr]
