"""Names that are nobody's here: authors among authors, sources with their year, measures, characters of films and books.

Each is told by the company it keeps (data/famous.txt), since a child may be called like any of them.
"""

import re
from collections.abc import Iterator
from functools import cache

from csaleads.anonymity.text.lexicon import Lexicon, fold, leading_words, read_lines
from csaleads.anonymity.text.scanning import WordStarts, may_hold

_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
_NAME = r"[A-Z][a-zà-ÿ]+(?:[A-Z][a-zà-ÿ]+)?(?:-[A-Z][a-zà-ÿ]+)?"
_YEAR = r"(?:19[5-9]\d|20[0-4]\d)[a-z]?"
_SOURCE = re.compile(
    rf"\({_NAME}(?:(?:,|,? and|,? &) {_NAME})*(?:,? et al\.?)?,? {_YEAR}(?=[,;:)])|{_NAME}(?:,? (?:and|"
    rf"&) {_NAME}|,? et al\.?) \({_YEAR}\)|{_NAME} et al\b"
)
_MODELLED = re.compile(
    r"\b(?:[Mm]odel|[Tt]heory|[Tt]ypology|[Cc]ontinuum|[Hh]ypothesis|[Tt]axonomy|[Ii]nventory|[Pp]aradigm|"
    r"[Ss]chema)"
    rf" \((?P<names>{_NAME}(?:(?:,? and|,? &|,) {_NAME})*)(?:,? {_YEAR})?\)"
)
_VITAL_SIGN = re.compile(r"(?<!\w)(?:T|P|R|HR|RR|BP|BM|GCS|CRT)[ =:]{1,2}\d{2,3}(?:[./]\d{1,3})?(?![\w)])")
_TITLE_BEFORE = re.compile(r"(?:\b(?:mr|mrs|ms|miss|dr|pc|dc|ds|sgt|judge)\.? )$", re.I)
_MONTHS = re.compile(
    r"\b(?:january|february|march|july|september|october|november|december|jan|feb|mar|jul|sept?|oct|nov|"
    r"dec)\b",
    re.I,
)
_MONTH_WORDS = frozenset(leading_words("famous month words"))
_VITAL_WORDS = frozenset(leading_words("famous vital words"))
_COUNTRY_WORDS = frozenset(("georgia", "jordan", "chad", "kenya", "india", "china"))
_COUNTRY = re.compile(
    r"\b(?:Georgia|Jordan|Chad|Israel|Kenya|India|China|Ireland|Cyprus|Malta|Holland|Eden)\b(?!['’]s)"
)
_COUNTRY_AFTER = re.compile(
    r"\b(?:from|via|through|in|across|into|near|leaving) (?:Georgia|Jordan|Chad|Kenya|India|China)\b"
)
_NAMED_MONTH = re.compile(
    r"(?:(?<=[.;:,\n] )|(?<=\n)|^)(?:april|may|june|august)(?=[:,.]| (?:was|will be|would be|is when|"
    r"is (?:fine|full|free|out|too|busy)|works|suits)\b)",
    re.I,
)


@cache
def _words(kind: str) -> frozenset[str]:
    return frozenset(
        fold(word)
        for line in read_lines("famous.txt")
        if line.startswith(f"{kind}: ")
        for word in line[len(kind) + 2 :].split()
    )


def clubs() -> frozenset[str]:
    """Football clubs by their folded names."""
    return _words("club")


@cache
def _characters() -> tuple[tuple[frozenset[str], frozenset[str]], ...]:
    lines = [line[11:].split(";") for line in read_lines("famous.txt") if line.startswith("character: ")]
    return tuple((frozenset(company.split()), frozenset(names.split())) for company, names in lines)


@cache
def _before_work() -> re.Pattern[str]:
    works, measures = ("|".join(sorted(_words(kind))) for kind in ("work", "measure"))
    return re.compile(
        rf"\b(?:the|a|this|that) (?P<name>{_NAME}) (?:(?i:(?P<work>{works}))|(?i:{measures}))\b|"
        rf"\b(?P<owner>{_NAME})['’]s? (?:(?i:{measures}))\b",
        re.M,
    )


@cache
def _first_parts() -> frozenset[str]:
    """The first part of every word that a famous name is told by, or is."""
    kinds = ("author", "artist", "club", "brand", "font")
    every = set().union(*(_words(kind) | _words(f"{kind} too") for kind in kinds))
    every |= set().union(*(company for company, _ in _characters()))
    return frozenset(word.partition("-")[0] for word in every)


@cache
def _works() -> frozenset[str]:
    return frozenset(word.partition("-")[0] for word in _words("work") | _words("measure"))


def _in_company(text: str, words: WordStarts | None) -> Iterator[tuple[int, int]]:
    """Names whose kind stands beside them, or their characters' company."""
    if text.isascii() and not may_hold(words, _first_parts()):
        return
    said = set(_WORD.findall(fold(text)))
    struck = set(_named_with_their_kind(said)) | set(_named_with_company(said))
    for found in _WORD.finditer(text) if struck else ():
        if fold(found.group()) in struck and not _TITLE_BEFORE.search(
            text[max(0, found.start() - 7) : found.start()]
        ):
            yield found.span()


def nobody(text: str, lists: Lexicon, words: WordStarts | None = None) -> Iterator[tuple[int, int]]:
    """(start, end) of the names in `text`, whose words begin at `words`, that are nobody's."""
    yield from _in_company(text, words)
    if "(" in text or "et al" in text:
        for found in _SOURCE.finditer(text):
            yield found.span()
    for found in _VITAL_SIGN.finditer(text) if may_hold(words, _VITAL_WORDS) else ():
        yield found.span()
    for found in _before_work().finditer(text) if may_hold(words, _works()) else ():
        name = "name" if found["name"] else "owner"
        known = fold(found[name]) in _words("author") | _words("author too")
        if known or (not found["work"] and fold(found[name]) not in lists.first):
            yield found.span(name)
    yield from _modelled(text, lists)
    if may_hold(words, _COUNTRY_WORDS):
        yield from _countries(text)
    if may_hold(words, _MONTH_WORDS) and len({month.lower()[:3] for month in _MONTHS.findall(text)}) > 1:
        for found in _NAMED_MONTH.finditer(text):
            yield found.span()


def _modelled(text: str, lists: Lexicon) -> Iterator[tuple[int, int]]:
    """ "the Good Lives Model (Pell)": surnames in a bracket after a model."""
    for found in _MODELLED.finditer(text) if " (" in text else ():
        names = [fold(each) for each in _WORD.findall(found["names"]) if each[0].isupper()]
        if all(name in lists.last or name not in lists.first for name in names):
            yield found.span("names")


def _countries(text: str) -> Iterator[tuple[int, int]]:
    """ "from Georgia, then Jordan": countries that are names too, where two are passed through."""
    found = list(_COUNTRY.finditer(text)) if _COUNTRY_AFTER.search(text) else []
    if len({each.group() for each in found}) > 1:
        for each in found:
            yield each.span()


def _named_with_their_kind(said: set[str]) -> Iterator[str]:
    for kind in ("author", "artist", "club", "brand", "font"):
        sure, too = said & _words(kind), said & _words(f"{kind} too")
        if len(sure) + len(too) > 1:
            yield from sure
        if len(sure) > 1:
            yield from too


def _named_with_company(said: set[str]) -> Iterator[str]:
    for company, names in _characters():
        if said & company:
            yield from said & names
