"""Addresses in the manner of other countries: number, street, number, flat, town, country, code; post boxes; corners."""

import re
from collections.abc import Iterator

from csaleads.anonymity.findings import Label, Span
from csaleads.anonymity.numbers.references import is_number_word
from csaleads.anonymity.places.words import NAME, STOPPERS, to_town, trim
from csaleads.anonymity.text.lexicon import Lexicon, fold, word_group
from csaleads.anonymity.text.scanning import WordStarts, may_hold

_FOREIGN = re.compile(
    r"(?<![\w/.#-])\d{1,5}[a-z]?,? (?:[^\W\d_][\w'.\-]*,? ){1,4}\d{1,4}(?: ?[a-z]\b)?(?=\W|$)", re.I
)
_MONTH = re.compile(
    r"\b(?:jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec)(?:[a-z]*ary|ch|il|ust|[a-z]*ber)?\b", re.I
)
_FLAT_WORD = re.compile(
    r"\b(?:Apt|Suite|Ste|PMB)\.? ?\d{1,5}\b(?!:)|\bP\.? ?O\.? ?Box \d{1,6}|\bPostbox \d{1,6}", re.I
)
_BEFORE_FLAT = re.compile(r"(?:(?<=: )|(?<![\w/])\d{1,6}[,\s]{1,3})(?:[^\W_][\w'.\-/]*[,\s>]{1,4}){1,8}$")
_AFTER_FLAT = re.compile(r"(?:[\s,>]{1,6}(?:[^\W\d_a-z][\w'\-.]*|\d{1,6}(?![\w)]))){0,9}")
_FORCES = re.compile(
    r"(?:(?:(?:psc|unit|cmr) ?\d{1,6}[, ]{1,2}box ?\d{1,6}|us[nscgv]{1,4} \w+)\s{1,3})?(?<!\w)[afd]po (?:aa|ae|ap)\b(?: \d{5})?",
    re.I,
)
_FORCES_WORDS = frozenset(("apo", "fpo", "dpo"))
_AFTER_LINE = re.compile(
    rf"\n ?{NAME}(?: {NAME}){{0,3}}(?:[\s,]{{1,5}}(?:[^\W\d_a-z][\w'\-.()]*|nan|\d{{4,6}}(?!\w))){{1,6}}"
)
_CODE_LINE = re.compile(rf"^[ >?]*({NAME}(?: [(]?{NAME}[)]?){{0,2}} \d{{4,6}})[ .]*$", re.M)
_CORNER = re.compile(
    rf"\bthe corner of ([^.?!\n]{{3,60}}? and (?:{NAME}|[\w'.\-]+)(?: (?:{NAME}|\d{{1,4}}))*)", re.I
)


_NUMBERED_THINGS = word_group("numbered things")


def find(text: str, words: WordStarts, lists: Lexicon) -> Iterator[Span]:
    """Every address in `text`, whose words begin at `words`, that is not written as in this country."""
    for found in _FLAT_WORD.finditer(text):
        left = max(0, found.start() - 90)
        before = _BEFORE_FLAT.search(text[left : found.start()])
        after = _AFTER_FLAT.match(text, found.end())
        start = left + before.start() if before else found.start()
        yield Span(start, trim(text, after.end() if after else found.end()), Label.ADDRESS)
    for found in _FORCES.finditer(text) if may_hold(words, _FORCES_WORDS) else ():
        yield Span(found.start(), found.end(), Label.ADDRESS)
    for found in _CODE_LINE.finditer(text):
        parts = re.findall(r"[^\W\d_]+", found.group(1))
        if (
            not is_number_word(parts[0])
            and not _MONTH.search(found.group(1))
            and not all(word.isupper() and lists.is_english(fold(word)) for word in parts)
        ):
            yield Span(found.start(1), found.end(1), Label.ADDRESS)
    for found in _CORNER.finditer(text) if "corner" in words else ():
        yield Span(found.start(), found.end(), Label.ADDRESS)
    for found in _FOREIGN.finditer(text) if "#" in words else ():
        shown = found.group().rstrip(" ,")
        parts = [
            word for word in re.findall(r"(?<!\w)[^\W\d_][\w'.\-]*", shown) if not re.search(r"\d", word)
        ]
        strange = [word for word in parts if word[0].isupper() or not lists.is_english(fold(word.strip(".")))]
        plain = [word for word in parts if word not in strange and len(word) > 3]
        if (
            strange
            and not plain
            and any(_is_strange(word, lists) for word in parts)
            and not any(fold(word.strip(".")) in _NUMBERED_THINGS for word in parts)
            and text[found.start() - 1 : found.start()] not in (":", ".")
            and not _MONTH.search(shown)
            and not any(fold(word) in STOPPERS for word in parts)
        ):
            after = _AFTER_LINE.match(text, found.start() + len(shown))
            end = after.end() if after else to_town(text, found.start() + len(shown))
            yield Span(found.start(), trim(text, end), Label.ADDRESS)


def _is_strange(word: str, lists: Lexicon) -> bool:
    """Whether no list knows `word` but as a name."""
    bare = fold(word.strip("."))
    return (
        len(bare) > 3
        and not word.isupper()
        and not lists.is_english(bare)
        and bare not in lists.field
        and bare not in lists.short
    )
