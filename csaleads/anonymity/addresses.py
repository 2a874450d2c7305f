"""Addresses: a number and a street, a street alone, a flat, a house by its name, and the manner of other countries."""

import re
from collections.abc import Iterator

from csaleads.anonymity.findings import Label, Span
from csaleads.anonymity.lexicon import Lexicon, fold
from csaleads.anonymity.place_words import NAME, STOPPERS, first_own, opens, trim

_STREET = (
    r"(?:road|rd|street|st|str|avenue|ave|av|lane|ln|close|cl|drive|dr|way|walk|crescent|cres|crs|"
    r"terrace|terr|tce|place|pl|court|ct|gardens?|gdns|grove|gr|rise|hill|square|sq|row|mews|view|"
    r"vw|park|pk|parade|pde|approach|path|"
    r"green|heights|mount|gate|wharf|quay|lawn|vale|villas|cottages?|yard|bank|dene|croft|fold|"
    r"brow|chase|end|side|wynd|loan|brae|vennel|towers?|buildings?|house|point|streets|squares|courts|parks|pass|gateway|extensions?|union|ridge|meadows?|"
    r"fields?|circus|boulevard|blvd|embankment|broadway|bypass|alley|nook|mead|garth|drove|"
    r"estate)"
)
_STREET_CAP = (
    r"(?:Road|Rd|Street|Avenue|Ave|Lane|Ln|Close|Drive|Dr(?!\.? [A-Z])|Way|Walk|Crescent|Cres|"
    r"Terrace|Terr|Gardens|Gdns|Grove|Rise|Square|Mews|View|Parade|Approach|Mount|Villas|Croft|"
    r"Wynd|Brae|Broadway|Boulevard|Embankment|Place|Court|Row|Hill)"
)
_NOT_UNIT = (
    r"(?!(?:hours?|hrs?|min(?:ute)?s?|weeks?|wks?|days?|months?|mths?|years?|yrs?|yo|miles?|of|in|"
    r"to|and|or|at|on|the|a|per|for|from|times?|children|kids|boys|girls|people|other|different|"
    r"separate|more|days)\b)"
)
_NUMBERED = re.compile(
    rf"(?<![\w/.£-])(?:(?:flat|apt|apartment|unit|room|plot|caravan|"
    rf"block)\.? ?\w{{1,4}},? ?(?:,? ?[A-Z][\w']+(?: [A-Z][\w']+){{0,2}}, )?)?(?:no\.? "
    rf"?)?(?:\d{{1,5}} )?\d{{1,5}} ?[a-f]?(?: ?[-/] ?\d{{1,4}}[a-f]?)?,? {_NOT_UNIT}"
    rf"(?:[^\W\d_][\w'.\-]*,? ){{1,4}}?{_STREET}\b\.?(?: (?:north|south|east|west))?",
    re.I,
)
_FLAT = re.compile(r"\b(?:flat|apartment|apt|caravan|plot)\.? ?\d{1,4}[a-z]?,? (?:[A-Z][\w']+ ?){1,3}", re.M)
_STREET_ONLY = re.compile(rf"(?<![\w'])(?:{NAME}[ ]){{1,3}}{_STREET_CAP}(?![\w'])")
_SURE_STREET = re.compile(r"(?:Road|Rd|Street|Avenue|Ave|Lane|Close|Crescent|Terrace|Gardens|Grove)$")
_HOUSE_BEFORE = re.compile(rf"(?:(?:The )?{NAME}(?: {NAME}){{0,2}}), $")
_FOREIGN = re.compile(
    r"(?<![\w/.#-])\d{1,5}[a-z]?,? (?:[^\W\d_][\w'.\-]*,? ){1,4}\d{1,4}(?: ?[a-z]\b)?(?=\W|$)", re.I
)
_MONTH = re.compile(
    r"\b(?:jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec)(?:[a-z]*ary|ch|il|ust|[a-z]*ber)?\b", re.I
)
_FLAT_WORD = re.compile(
    r"\b(?:Apt|Suite|Ste|PMB)\.? ?\d{1,5}\b|\bP\.? ?O\.? ?Box \d{1,6}|\bPostbox \d{1,6}", re.I
)
_BEFORE_FLAT = re.compile(r"(?:(?<=: )|(?<![\w/])\d{1,6}[,\s]{1,3})(?:[^\W_][\w'.\-/]*[,\s>]{1,4}){1,8}$")
_AFTER_FLAT = re.compile(r"(?:[\s,>]{1,6}(?:[^\W\d_a-z][\w'\-.]*|\d{1,6}(?![\w)]))){0,9}")
_FORCES = re.compile(
    r"(?:(?:(?:psc|unit|cmr) ?\d{1,6}[, ]{1,2}box ?\d{1,6}|us[nscgv]{1,4} \w+)\s{1,3})?(?<!\w)[afd]po (?:aa|ae|ap)\b(?: \d{5})?",
    re.I,
)
_AFTER_LINE = re.compile(
    rf"\n ?{NAME}(?: {NAME}){{0,3}}(?:[\s,]{{1,5}}(?:[^\W\d_a-z][\w'\-.()]*|nan|\d{{4,6}}(?!\w))){{1,6}}"
)
_CODE_LINE = re.compile(rf"^[ >?]*({NAME}(?: [(]?{NAME}[)]?){{0,2}} \d{{4,6}})[ .]*$", re.M)
_CORNER = re.compile(
    rf"\bthe corner of ([^.?!\n]{{3,60}}? and (?:{NAME}|[\w'.\-]+)(?: (?:{NAME}|\d{{1,4}}))*)", re.I
)


def find(text: str, masked: str, lists: Lexicon) -> Iterator[Span]:
    """Every address in `text`; `masked` is the text without its well-known phrases."""
    for found in _NUMBERED.finditer(masked):
        words = [fold(word) for word in re.findall(r"(?<!\w)[^\W\d_][\w'\-]*", found.group())]
        inside = [
            word
            for word in words[:-1]
            if word
            not in ("flat", "apt", "no", "the", "st", "old", "new", "upper", "lower", "great", "little")
        ]
        if inside and not any(word in STOPPERS for word in inside):
            yield Span(found.start(), _to_town(text, found.end()), Label.ADDRESS)
    for found in _FLAT.finditer(masked):
        yield Span(found.start(), trim(text, found.end()), Label.ADDRESS)
    for found in _STREET_ONLY.finditer(masked):
        start = first_own(found.group().rpartition(" ")[0], lists, opens(masked, found.start()))
        if start is None and _SURE_STREET.search(found.group()) and not opens(masked, found.start()):
            start = 0 if fold(found.group().split()[0]) not in STOPPERS else None
        if start is not None:
            start += found.start()
            house = _HOUSE_BEFORE.search(masked[max(0, start - 50) : start])
            if house and fold(house.group().split()[0]) not in lists.field:
                start -= len(house.group())
            yield Span(start, _to_town(text, found.end()), Label.ADDRESS)
    yield from _abroad(text, lists)


def _to_town(text: str, end: int) -> int:
    """`end`, or the end of the town that follows a comma."""
    if not text[end : end + 2].startswith(", "):
        return trim(text, end)
    town = re.match(rf", (?:{NAME}(?: {NAME}){{0,2}})(?<!\d)(?=[\s.,;)]|$)", text[end : end + 60])
    return trim(text, end + len(town.group())) if town else trim(text, end)


def _abroad(text: str, lists: Lexicon) -> Iterator[Span]:
    """Addresses in the manner of other countries: number, street, number, flat, town, country, code."""
    for found in _FLAT_WORD.finditer(text):
        left = max(0, found.start() - 90)
        before = _BEFORE_FLAT.search(text[left : found.start()])
        after = _AFTER_FLAT.match(text, found.end())
        start = left + before.start() if before else found.start()
        yield Span(start, trim(text, after.end() if after else found.end()), Label.ADDRESS)
    for found in _FORCES.finditer(text):
        yield Span(found.start(), found.end(), Label.ADDRESS)
    for found in _CODE_LINE.finditer(text):
        yield Span(found.start(1), found.end(1), Label.ADDRESS)
    for found in _CORNER.finditer(text):
        yield Span(found.start(), found.end(), Label.ADDRESS)
    for found in _FOREIGN.finditer(text):
        shown = found.group().rstrip(" ,")
        words = re.findall(r"(?<!\w)[^\W\d_][\w'.\-]*", shown)
        strange = [word for word in words if word[0].isupper() or not lists.is_english(fold(word.strip(".")))]
        plain = [word for word in words if word not in strange and len(word) > 3]
        if (
            strange
            and not plain
            and not _MONTH.search(shown)
            and not any(fold(word) in STOPPERS for word in words)
        ):
            after = _AFTER_LINE.match(text, found.start() + len(shown))
            end = after.end() if after else _to_town(text, found.start() + len(shown))
            yield Span(found.start(), trim(text, end), Label.ADDRESS)
