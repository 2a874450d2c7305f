"""Names in codes that computers and keypads know, and letters with one odd sign between all of them.

"T3dlbg==" with or without its cue, "2 6 6 2" on a keypad, "V . e . r . i . t . y".
"""

import base64
import binascii
import re
from collections.abc import Iterator
from functools import cache

from csaleads.anonymity.disguises.fragments import is_name
from csaleads.anonymity.findings import Label, Span
from csaleads.anonymity.numbers.figures import has_nhs_checksum
from csaleads.anonymity.text.lexicon import Lexicon, either, fold, phrase_group
from csaleads.anonymity.text.scanning import Said, WordStarts

_FILE = "told_otherwise.txt"
_BASE64 = re.compile(r"(?<![\w+/=@#.-])(?=[A-Za-z\d+/]*[A-Z\d])[A-Za-z\d+/]{4,80}={0,2}(?![\w+/=@])")
_SAID = re.compile(r"[A-Za-z\u00c0-\u024f][A-Za-z\u00c0-\u024f '\-.,\d@_]{2,60}")
_KEYS = re.compile(r"(?<![\w£$.,/-])[2-9]+(?:[ \-.,/*]{1,2}[2-9]+){0,24}(?![\w%]|[.,]\d)")
_LETTERS = re.compile(
    r"(?<![\w'])(?P<one>[^\W\d_])(?P<gap>[ \u00a0]{0,2}[^\w\s]{1,3}[ \u00a0]{0,2}"
    r"|[ \u00a0]{2,4})[^\W\d_](?:(?P=gap)[^\W\d_]){2,14}(?![\w'])"
)
_NAMING = re.compile(
    r"(?:\b(?:it|that|he|she|name|who|this|what)(?:'s| is| was)|\b(?:called|named|name|know|call (?:him|her)"
    r"|for|with|by|is|was|to|and)|[:=(,\u2013-])[ \"'(]*\Z",
    re.I,
)
_NAMED_AFTER = re.compile(r"\b(?:name|named|called|surname|know who|so that|gets? through)\b", re.I)
_ESCAPED = re.compile(
    r"(?:0x|\\x|\\u00|U\+00)[4-7][\da-f](?:[ ,;]{0,2}(?:0x|\\x|\\u00|U\+00)[4-7][\da-f]){2,24}"
    r"|(?:%[4-7][\da-f]){3,24}|(?:&#x?\d{2,3};){3,24}",
    re.I,
)
_TELLS_FIGURES = re.compile(
    r"alphabet|a is (?:1|one)|a ?= ?1|position in|places? in the|numbered letters|letters? (?:as|for|by"
    r"|in) numbers|numbers? for letters",
    re.I,
)
_FIGURES_TOLD = frozenset(
    ("alphabet", "one", "1", "position", "place", "places", "numbered", "letter", "letters", "numbers")
)
_NAMES = re.compile(
    r"\b(?:name[ds]?|called|surname|(?:he|she|lad|girl|boy|mum|dad|man|it) is|(?:he|she|it)'s|work it out|know who)\b",
    re.I,
)
_PLACES = re.compile(
    r"(?<![\w£$.,/-])(?:[1-9]|1\d|2[0-6])(?:(?:, ?|[ ./*+-]{1,3})(?:[1-9]|1\d|2[0-6])){2,14}(?![\w%]|[.,]\d)"
)
_COUNTED = re.compile(
    r"\b(?:aged?|ages|scores?|marks|rooms?|pages?|years?|weeks?|lesson|maths|phonics|times)\b", re.I
)
_TAPS = re.compile(
    r"(?<!\w)(?:dash|dot|dit|dah|di|long|short)(?:[ ,.\-]{1,3}(?:dash|dot|dit|dah|di|long|short)){3,24}(?!\w)",
    re.I,
)
_PICTURES = re.compile(r"(?:[\u2190-\u2bff\U0001f300-\U0001faff][ \ufe0f\u200d]{0,2}){3,16}")
_NUMBER = re.compile(r"\+?\d[\d ()./-]{5,18}\d")
_PHONE = re.compile(r"(?:0|44)\d{9,10}")
_NHS_LENGTH = 10
_SEEN, _FEWEST_KEYS = 90, 3


@cache
def _words(kind: str) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:{either(phrase_group(_FILE, kind))})(?!\w)", re.I)


@cache
def _said(kind: str) -> Said:
    return Said(phrase_group(_FILE, kind))


def find(text: str, words: WordStarts, lists: Lexicon) -> Iterator[Span]:
    """Each in `text`, whose words begin at `words`."""
    yield from _encoded(text, lists)
    low = text.lower()
    if _said("keypad").is_in(low, words):
        yield from _on_keys(text)
    yield from _with_one_sign(text)
    if any(mark in text for mark in ("0x", "%", "&#", "\\u", "\\x", "U+")):
        yield from (Span(*found.span(), Label.PERSON) for found in _ESCAPED.finditer(text))
    if words.has_any(_FIGURES_TOLD) and _TELLS_FIGURES.search(text):
        yield from _by_place(text)
    if _said("code").is_in(low, words):
        yield from _signs_and_taps(text)


def _encoded(text: str, lists: Lexicon) -> Iterator[Span]:
    """Words that are text in base 64: any beside a cue or with its sign of an end, else a name alone."""
    for found in _BASE64.finditer(text):
        shown = found.group()
        if shown.isdecimal() or (shown.isalpha() and (shown.islower() or shown[1:].islower())):
            continue
        try:
            meant = base64.b64decode(shown + "=" * (-len(shown) % 4), validate=True).decode()
        except (binascii.Error, ValueError):
            continue
        if label := _number_label(meant):
            yield Span(*found.span(), label)
        if not _SAID.fullmatch(meant):
            continue
        told = _words("code").search(text, max(0, found.start() - _SEEN), min(len(text), found.end() + _SEEN))
        if told or shown.endswith("=") or any(is_name(fold(word), lists) for word in meant.split()):
            yield Span(*found.span(), Label.PERSON)


def _number_label(meant: str) -> Label | None:
    """What number `meant` is, if it is one by itself."""
    if not _NUMBER.fullmatch(meant):
        return None
    figures = re.sub(r"\D", "", meant)
    if len(figures) == _NHS_LENGTH and figures[0] != "0":
        return Label.NHS_NUMBER if has_nhs_checksum(figures) else Label.CASE_REF
    return Label.PHONE if _PHONE.fullmatch(figures) else Label.CASE_REF


def _on_keys(text: str) -> Iterator[Span]:
    """Figures that are keys with letters, where a text says so."""
    for found in _KEYS.finditer(text):
        figures = re.sub(r"\D", "", found.group())
        around = text[max(0, found.start() - _SEEN) : found.end() + _SEEN]
        if len(figures) < _FEWEST_KEYS or _COUNTED.search(around) or not _words("keypad").search(around):
            continue
        if re.search(r"\b(?:name|named|called|surname|spells?|spelt)\b", around, re.I):
            yield Span(*found.span(), Label.PERSON)


def _with_one_sign(text: str) -> Iterator[Span]:
    """A word with the same odd sign between all its letters, the first of them a capital."""
    for found in _LETTERS.finditer(text):
        letters = "".join(filter(str.isalpha, found.group()))
        if (
            not letters[0].isupper()
            or not letters[1:].islower()
            or letters.lower() in "abcdefghijklmnopqrstuvwxyz"
        ):
            continue
        gap = found["gap"]
        if gap.strip() in ("", "-", "/", "&", "+", "|") or gap in (", ", ". ", "; ", ": ", "."):
            continue
        before = text[max(0, found.start() - _SEEN) : found.start()]
        if _NAMING.search(before) or _NAMED_AFTER.search(before):
            yield Span(*found.span(), Label.PERSON)


def _by_place(text: str) -> Iterator[Span]:
    """Figures for the places of letters in the alphabet, where a text says so."""
    for found in _PLACES.finditer(text):
        around = text[max(0, found.start() - _SEEN) : found.end() + _SEEN]
        if _TELLS_FIGURES.search(around) and _NAMES.search(around) and not _COUNTED.search(around):
            yield Span(*found.span(), Label.PERSON)


def _signs_and_taps(text: str) -> Iterator[Span]:
    """Dots and dashes that are said, pictures in a row: where the text says that they are a code and of whom."""
    for pattern in (_TAPS, _PICTURES):
        for found in pattern.finditer(text):
            around = text[max(0, found.start() - _SEEN) : found.end() + _SEEN]
            if _words("code").search(around) and _NAMES.search(around):
                yield Span(found.start(), found.start() + len(found.group().rstrip()), Label.PERSON)
