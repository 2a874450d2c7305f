"""Numbers that an office wrote in its own way: three letters that nobody explains and five figures, figures in groups after
"register" or "card", a code that is to be quoted, marks read letter by letter or listed, numbers written from their end.
"""

import re
from collections.abc import Iterator

from csaleads.anonymity.findings import Label, Span
from csaleads.anonymity.text.lexicon import Lexicon, either, fold, lexicon, word_group
from csaleads.anonymity.text.scanning import LedPattern, WordStarts

_AFTER_LETTERS = re.compile(
    r"(?<![\w/£$.&-])(?P<what>[A-Z]{2,6})(?: (?:no\.?|ref|number|num))?:? (?P<value>\d{5,6}(?:-\d{1,2})?)(?![\w/]|[.,:-]\d| "
    r"(?:\d{3}\b|[a-z]+s\b|children|people|women|men|of\b))",
    re.I,
)
_FIVE_FIGURES = re.compile(r" \d{5}")
_NO_NUMBER = frozenset(
    (
        "BS",
        "EN",
        "ISO",
        "IEC",
        "PO",
        "GBP",
        "EUR",
        "USD",
        "RM",
        "SI",
        "NO",
        "OVER",
        "OF",
        "ABOUT",
        "UP",
        "TO",
        "PIN",
        "ISBN",
        "RRP",
        "RPM",
        "LB",
        "KM",
        "ML",
    )
)
_CARDS = (
    "register",
    "registered",
    "registration",
    "registry",
    "card",
    "licence",
    "license",
    "permit",
    "number",
    "membership",
    "policy",
    "pass",
    "badge",
    "certificate",
    "ofsted",
    "dbs",
    "account",
    "locker",
    "ticket",
    "voucher",
    "ledger",
    "reference",
    "ref",
)
_GROUPED = LedPattern(
    re.compile(
        rf"\b(?:{either(_CARDS)})\b(?:,[^,\n\d]{{3,24}},|[:,.]| is| was| no\.?| number| ref| =)? ?"
        r"(?P<value>(?P<what>[A-Z]{1,4}) \d{2,4}(?: \d{1,4}){1,3})(?![\w/]|[.:-]\d)",
        re.I,
    ),
    _CARDS,
)
_QUOTES = (
    "quote",
    "quoting",
    "quotes",
    "quoted",
    "citing",
    "cite",
    "reply to",
    "headed",
    "marked",
    "labelled",
    "stamped",
    "tagged",
)
_QUOTED = LedPattern(
    re.compile(
        rf"\b(?:{either(_QUOTES)})(?: (?:our|your|the|their))?(?: (?:ref|reference|number|no|code))?:? "
        rf"\"?(?P<value>[A-Z]{{2,6}}(?:[-/][A-Z]{{2,10}}){{0,3}}[-/]\d{{2,6}}(?:[-/][A-Z\d]{{1,6}}){{0,2}})(?![\w/])",
        re.I,
    ),
    _QUOTES,
)
_APART_STROKED = LedPattern(
    re.compile(
        r"\b(?:reference|ref|our ref|your ref|quoting|quote|letter|file|case|claim|account|number|no)\b"
        r"(?: (?:no|number|is|was))?[.:]? "
        r"(?P<value>[A-Z]{1,4}[/-]\d{2,4} \d{3,6}(?:[/-][A-Z\d]{1,4})?)(?![\w/]|[.,:-]\d)",
        re.I,
    ),
    (
        "reference",
        "ref",
        "our",
        "your",
        "quoting",
        "quote",
        "letter",
        "file",
        "case",
        "claim",
        "account",
        "number",
        "no",
    ),
)
_POLICY = LedPattern(
    re.compile(
        r"\b(?:policy|insurance|invoice|warranty|tenancy|agreement|contract)(?: (?:no|number|ref))?[.:]? "
        r"(?P<value>[A-Z]{1,4}[-/]?\d{6,10}(?:[-/][A-Z\d]{1,4}){0,2})(?![\w/]|[.,:-]\d)",
        re.I,
    ),
    ("policy", "insurance", "invoice", "warranty", "tenancy", "agreement", "contract"),
)
_GIVEN_HASH = re.compile(
    r"\b(?:gave|given|give|gives|quote|quoted|quoting|ref|reference|ticket|call|case|log|logged as|number|is|was|under|as)"
    r"(?: (?:her|him|me|us|them|mum|dad|it|only|just))?:? "
    r"(?P<value>#(?=[A-Z\d-]*\d{3})[A-Z\d]{2,8}(?:-[A-Z\d]{1,6}){0,2})(?![\w-])",
    re.I,
)
_ENTRY = re.compile(
    r"\b(?:birth|death|marriage|baptism|register|registrar|certs?|certificate)\b[^.\n]{0,40}?\bentry(?: (?:no\.?|number))?:? "
    r"(?P<value>\d{1,4})(?![\w/]|[.,:-]\d)",
    re.I,
)
_UNITS = frozenset(
    ("yr", "yrs", "mg", "ml", "kg", "km", "am", "pm", "hr", "hrs", "wk", "wks", "dob", "covid")
)
_VEHICLES = word_group("vehicles")
_MARKS = frozenset(("plate", "plates", "reg", "registration", "vrm", "vrn", "numberplate"))
_APART = re.compile(
    r"(?<![\w'])(?:(?:[a-z] ){1,3}\d{1,3}(?: [a-z]){1,3}|[a-z]{3} \d{1,3} ?[a-z])(?![\w'])", re.I
)
_WORDS = re.compile(r"[a-z']+")
_PLAIN = word_group("function words")
_NEAR = 50
_LISTED_MARK = re.compile(
    r"(?<![\w/])[A-Z]{2} ?\d\d ?[A-Z]{3}(?:,| and| or)(?:[a-z ]{0,20}?) (?P<value>[A-HJ-NP-TV-Y] ?\d{1,3} "
    r"?[A-HJ-PR-Z]{3}|[A-HJ-PR-Y]{3} ?\d{1,3} ?[A-Y])(?![\w/])",
    re.I,
)
_SMALL = re.compile(
    r"(?<![\w/.@-])(?:[a-z]{2,6}/\d{2,7}/\d{1,4}|[a-z]{2,6}[-/]\d{2,4}-\d{2,6}|[a-z]{2,4}\.\d{4,7}\.\d{2,7}|[a-z]{2}\d{5})(?![\w/]|[.-]\d)"
)
_SMALL_BEGINS = re.compile(r"[a-z][-/.]?\d\d")
_TURNED = (
    "backward",
    "back to front",
    "revers",
    "right to left",
    "wrong way round",
    "other way round",
    "mirror",
)
_FIGURES = re.compile(r"(?<![\w/£.])\d(?:[ \-]?\d){9,10}(?![\w/]|\.\d)")
_WIDE_NINO = re.compile(
    r"(?<!\w)[A-Z]{2}[^\w\n]{0,3}\d\d\s?[^\w]?\s?\d\d[^\w]{1,2}\d\d[^\w]{0,3}[A-D](?!\w)", re.I
)
_NI = frozenset(("ni", "nino", "insurance"))


def find(text: str, words: WordStarts, lists: Lexicon) -> Iterator[Span]:
    """Each in `text`, whose words begin at `words`."""
    for found in _AFTER_LETTERS.finditer(text) if _FIVE_FIGURES.search(text) else ():
        if found["what"].upper() not in _NO_NUMBER and _is_office(found["what"], lists):
            yield Span(*found.span("value"), Label.CASE_REF)
    for found in _GROUPED.finditer(text, words):
        if found["what"].isupper() or _is_office(found["what"], lists):
            yield Span(*found.span("value"), Label.CASE_REF)
    for found in _QUOTED.finditer(text, words):
        yield Span(*found.span("value"), Label.CASE_REF)
    yield from _told(text, words)
    for found in _SMALL.finditer(text) if _SMALL_BEGINS.search(text) else ():
        letters = re.match(r"[a-z]+", found.group())
        if letters and _is_office(letters.group(), lists) and letters.group() not in _UNITS:
            yield Span(*found.span(), Label.CASE_REF)
    yield from _marks(text, words)
    yield from _turned(text)
    if words.has_any(_NI):
        for found in _WIDE_NINO.finditer(text):
            yield Span(*found.span(), Label.NINO)


def _told(text: str, words: WordStarts) -> Iterator[Span]:
    """ "reference OP/88 1402/J", "policy MX-3390417-00", "gave her #8812-S", "birth certificate, entry 217"."""
    for pattern in (_APART_STROKED, _POLICY):
        for found in pattern.finditer(text, words):
            yield Span(*found.span("value"), Label.CASE_REF)
    if "#" in text:
        for found in _GIVEN_HASH.finditer(text):
            yield Span(*found.span("value"), Label.CASE_REF)
    if "entry" in words:
        for found in _ENTRY.finditer(text):
            yield Span(*found.span("value"), Label.CASE_REF)


def _is_office(letters: str, lists: Lexicon) -> bool:
    """Whether letters before figures are no word: in small letters nothing that haste or the field writes either."""
    word = fold(letters)
    return not lists.is_english(word) and (
        letters.isupper() or not (word in lists.field or word in lists.short)
    )


def _marks(text: str, words: WordStarts) -> Iterator[Span]:
    """ "his plate is r a y 79 c", "PO 63 ENW and an older T 228 KLM"."""
    if words.has_any(_VEHICLES) or words.has_any(_MARKS):
        for found in _APART.finditer(text):
            near = set(_WORDS.findall(text[max(0, found.start() - _NEAR) : found.end() + 20].lower()))
            letters = len(re.findall(r"[a-z]", found.group(), re.I))
            known = _VEHICLES | _MARKS if _is_apart(found.group()) else _MARKS
            if letters > 2 and not known.isdisjoint(near) and not _begins_plainly(found.group()):
                yield Span(*found.span(), Label.VEHICLE)
    for found in _LISTED_MARK.finditer(text):
        if found["value"].islower() and lexicon().is_english(fold(found["value"][-3:])):
            continue
        yield Span(*found.span("value"), Label.VEHICLE)


def _is_apart(shown: str) -> bool:
    """Whether each letter stands alone: not "was 12 a"."""
    return all(len(part) == 1 or part.isdigit() for part in shown.split())


def _begins_plainly(shown: str) -> bool:
    """ "was 12 a", "the 5 i": words and no letters."""
    first = fold(shown.split()[0])
    return len(first) > 1 and (first in _PLAIN or shown[-1] in "ai")


def _turned(text: str) -> Iterator[Span]:
    """A telephone number that is written from its end, where the text says so."""
    low = text.lower()
    if any(way in low for way in _TURNED):
        for found in _FIGURES.finditer(text):
            if re.fullmatch(r"0[1-37]\d{8,9}", re.sub(r"\D", "", found.group())[::-1]):
                yield Span(*found.span(), Label.PHONE)
