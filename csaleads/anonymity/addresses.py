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
    r"brow|chase|end|side|wynd|loan|brae|vennel|towers?|buildings?|house|point|ridge|meadows?|"
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
    rf"?)?\d{{1,5}} ?[a-f]?(?: ?[-/] ?\d{{1,4}}[a-f]?)?,? {_NOT_UNIT}"
    rf"(?:[^\W\d_][\w'.\-]*,? ){{1,4}}?{_STREET}\b\.?(?: (?:north|south|east|west))?",
    re.I,
)
_FLAT = re.compile(r"\b(?:flat|apartment|apt|caravan|plot)\.? ?\d{1,4}[a-z]?,? (?:[A-Z][\w']+ ?){1,3}", re.M)
_STREET_ONLY = re.compile(rf"(?<![\w'])(?:{NAME}[ ]){{1,3}}{_STREET_CAP}(?![\w'])")
_HOUSE_BEFORE = re.compile(rf"(?:(?:The )?{NAME}(?: {NAME}){{0,2}}), $")
_FOREIGN = re.compile(
    (
        r"(?<![\w/.#-])\d{1,5}[a-z]?,? (?:[^\W\d_][\w'.\-]*,? ){1,5}(?:\d{1,4}(?: ?[a-z])?\b)?(?:,? ?(?:Apt|"
        r"Suite|Unit|Ste|Flat|Box|PMB)\.? ?\d{1,5})*(?=\W)"
    ),
    re.I,
)
_MONTH = re.compile(
    r"\b(?:jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec)(?:[a-z]*ary|ch|il|ust|[a-z]*ber)?\b", re.I
)
_APT = re.compile(r"\b(?:Apt|Suite|Ste)\.? ?\d{1,5}\b", re.I)
_AFTER_APT = re.compile(r"(?:[\s,]+(?:[^\W\d_a-z][\w'\-.]*|\d{3,6}))*")


def find(text: str, masked: str, lists: Lexicon) -> Iterator[Span]:
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
        if start is not None:
            start += found.start()
            house = _HOUSE_BEFORE.search(masked[max(0, start - 50) : start])
            if house and fold(house.group().split()[0]) not in lists.field:
                start -= len(house.group())
            yield Span(start, _to_town(text, found.end()), Label.ADDRESS)
    yield from _abroad(text)


def _to_town(text: str, end: int) -> int:
    """`end`, or the end of the town that follows a comma."""
    if not text[end : end + 2].startswith(", "):
        return trim(text, end)
    town = re.match(rf", (?:{NAME}(?: {NAME}){{0,2}})(?<!\d)(?=[\s.,;)]|$)", text[end : end + 60])
    return trim(text, end + len(town.group())) if town else trim(text, end)


def _abroad(text: str) -> Iterator[Span]:
    """Addresses in the manner of other countries: number, street, number, flat, town."""
    for found in _FOREIGN.finditer(text):
        shown = found.group()
        names = re.findall(r"[^\W\d_a-z][\w'.\-]*", shown)
        plain = re.findall(r"(?<![\w'])[a-z][\w']*", shown)
        if (
            not names
            or _MONTH.search(shown)
            or any(word in STOPPERS or len(word) > 5 for word in plain if word not in ("rua", "via", "calle"))
        ):
            continue
        if _APT.search(shown) or (
            re.search(r" \d{1,4}(?: ?[a-zA-Z])?$", shown.rstrip(" ,")) and len(names) <= 4
        ):
            tail = _AFTER_APT.match(text, found.end())
            yield Span(found.start(), trim(text, tail.end() if tail else found.end()), Label.ADDRESS)
