"""Names that are nobody's here: authors among authors, sources with their year, measures, characters of films and books.

Each is told by the company it keeps (data/famous.txt), since a child may be called like any of them.
"""

import re
from collections.abc import Iterator
from functools import cache

from csaleads.anonymity.lexicon import Lexicon, fold, read_lines

_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
_NAME = r"[A-Z][a-zà-ÿ]+(?:[A-Z][a-zà-ÿ]+)?(?:-[A-Z][a-zà-ÿ]+)?"
_YEAR = r"(?:19[5-9]\d|20[0-4]\d)[a-z]?"
_SOURCE = re.compile(
    rf"\({_NAME}(?:(?:,|,? and|,? &) {_NAME})*(?:,? et al\.?)?,? {_YEAR}(?=[,;:)])|{_NAME}(?:,? (?:and|&) {_NAME}|,? et al\.?) \({_YEAR}\)|{_NAME} et al\b"
)
_MODELLED = re.compile(
    r"\b(?:[Mm]odel|[Tt]heory|[Tt]ypology|[Cc]ontinuum|[Hh]ypothesis|[Tt]axonomy|[Ii]nventory|[Pp]aradigm|[Ss]chema)"
    rf" \((?P<names>{_NAME}(?:(?:,? and|,? &|,) {_NAME})*)(?:,? {_YEAR})?\)"
)
_VITAL_SIGN = re.compile(r"(?<!\w)(?:T|P|R|HR|RR|BP|BM|GCS|CRT)[ =:]{1,2}\d{2,3}(?:[./]\d{1,3})?(?![\w)])")
_TITLE_BEFORE = re.compile(r"(?:\b(?:mr|mrs|ms|miss|dr|pc|dc|ds|sgt|judge)\.? )$", re.I)
_MONTHS = re.compile(
    r"\b(?:january|february|march|july|september|october|november|december|jan|feb|mar|jul|sept?|oct|nov|dec)\b",
    re.I,
)
_COUNTRY = re.compile(
    r"\b(?:Georgia|Jordan|Chad|Israel|Kenya|India|China|Ireland|Cyprus|Malta|Holland|Eden)\b(?!['’]s)"
)
_COUNTRY_AFTER = re.compile(
    r"\b(?:from|via|through|in|across|into|near|leaving) (?:Georgia|Jordan|Chad|Kenya|India|China)\b"
)
_NAMED_MONTH = re.compile(
    r"(?:(?<=[.;:,\n] )|(?<=\n)|^)(?:april|may|june|august)(?=[:,.]| (?:was|will be|is when)\b)", re.I
)


@cache
def _words(kind: str) -> frozenset[str]:
    return frozenset(
        fold(word)
        for line in read_lines("famous.txt")
        if line.startswith(f"{kind}: ")
        for word in line[len(kind) + 2 :].split()
    )


@cache
def _characters() -> tuple[tuple[frozenset[str], frozenset[str]], ...]:
    lines = [line[11:].split(";") for line in read_lines("famous.txt") if line.startswith("character: ")]
    return tuple((frozenset(company.split()), frozenset(names.split())) for company, names in lines)


@cache
def _before_work() -> re.Pattern[str]:
    works, measures = ("|".join(sorted(_words(kind))) for kind in ("work", "measure"))
    return re.compile(
        rf"\b(?:the|a|this|that) (?P<name>{_NAME}) (?:(?i:(?P<work>{works}))|(?i:{measures}))\b|\b(?P<owner>{_NAME})['’]s? (?:(?i:{measures}))\b",
        re.M,
    )


def nobody(text: str, lists: Lexicon) -> Iterator[tuple[int, int]]:
    """(start, end) of the names in `text` that are nobody's."""
    said = set(_WORD.findall(fold(text)))
    struck = set(_named_with_their_kind(said)) | set(_named_with_company(said))
    if struck:
        for found in _WORD.finditer(text):
            if fold(found.group()) in struck and not _TITLE_BEFORE.search(
                text[max(0, found.start() - 7) : found.start()]
            ):
                yield found.span()
    for pattern in (_SOURCE, _VITAL_SIGN):
        for found in pattern.finditer(text):
            yield found.span()
    for found in _before_work().finditer(text):
        name = "name" if found["name"] else "owner"
        known = fold(found[name]) in _words("author") | _words("author too")
        if known or (not found["work"] and fold(found[name]) not in lists.first):
            yield found.span(name)
    yield from _modelled(text, lists)
    yield from _countries(text)
    if len({month.lower()[:3] for month in _MONTHS.findall(text)}) > 1:
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
    for kind in ("author", "artist", "club", "brand"):
        sure, too = said & _words(kind), said & _words(f"{kind} too")
        if len(sure) + len(too) > 1:
            yield from sure
        if len(sure) > 1:
            yield from too


def _named_with_company(said: set[str]) -> Iterator[str]:
    for company, names in _characters():
        if said & company:
            yield from said & names
