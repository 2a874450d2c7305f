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
from csaleads.anonymity.text.lexicon import Lexicon, either, fold, phrase_group

_FILE = "told_otherwise.txt"
_BASE64 = re.compile(r"(?<![\w+/=@#.-])(?=[A-Za-z\d+/]*[A-Z\d])[A-Za-z\d+/]{4,80}={0,2}(?![\w+/=@])")
_SAID = re.compile(r"[A-Za-z\u00c0-\u024f][A-Za-z\u00c0-\u024f '\-.,\d@_]{2,60}")
_KEYS = re.compile(r"(?<![\w£$.,/-])[2-9]+(?:[ \-.,/*]{1,2}[2-9]+){0,24}(?![\w%]|[.,]\d)")
_LETTERS = re.compile(
    r"(?<![\w'])(?P<one>[^\W\d_])(?P<gap>[ \u00a0]{0,2}[^\w\s]{1,3}[ \u00a0]{0,2}|[ \u00a0]{2,4})[^\W\d_](?:(?P=gap)[^\W\d_]){2,14}(?![\w'])"
)
_NAMING = re.compile(
    r"(?:\b(?:it|that|he|she|name|who|this|what)(?:'s| is| was)|\b(?:called|named|name|know|call (?:him|her)|for|with|by|is|was|to|and)|[:=(,\u2013-])[ \"'(]*\Z",
    re.I,
)
_NAMED_AFTER = re.compile(r"\b(?:name|named|called|surname|know who|so that|gets? through)\b", re.I)
_SEEN, _FEWEST_KEYS = 90, 3


@cache
def _words(kind: str) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:{either(phrase_group(_FILE, kind))})(?!\w)", re.I)


def find(text: str, lists: Lexicon) -> Iterator[Span]:
    """Each in `text`."""
    yield from _encoded(text, lists)
    if _words("keypad").search(text):
        yield from _on_keys(text)
    yield from _with_one_sign(text)


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
        if not _SAID.fullmatch(meant):
            continue
        told = _words("code").search(text, max(0, found.start() - _SEEN), min(len(text), found.end() + _SEEN))
        if told or shown.endswith("=") or any(is_name(fold(word), lists) for word in meant.split()):
            yield Span(*found.span(), Label.PERSON)


def _on_keys(text: str) -> Iterator[Span]:
    """Figures that are keys with letters, where a text says so."""
    for found in _KEYS.finditer(text):
        figures = re.sub(r"\D", "", found.group())
        around = text[max(0, found.start() - _SEEN) : found.end() + _SEEN]
        if len(figures) < _FEWEST_KEYS or not _words("keypad").search(around):
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
