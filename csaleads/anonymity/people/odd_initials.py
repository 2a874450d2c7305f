"""Initials and names in shapes of their own: "J.-P.", "t.o'd", "LUCA S. HEMMING", "WOJCIK,,HUBERT", "F/J = stepfather",
"signed LP/AK".
"""

import re
from collections.abc import Iterator
from functools import cache

from csaleads.anonymity.findings import Label, Span
from csaleads.anonymity.text.lexicon import Lexicon, fold, lexicon, word_group

_HYPHENED = re.compile(r"[A-Z]\.-[A-Z](?:\.(?:-?[A-Z]\.)?(?!\w)|(?![\w.-]))")
_SMALL_HYPHENED = re.compile(r"(?<![\w.])[a-z]\.-[a-z]\.?(?![\w-])")
_WITH_APOSTROPHE = re.compile(r"(?<![\w.'])[A-Za-z]\. ?(?:[A-Za-z]\. ?)?[OoDdMm]'[A-Za-z]\.?(?![\w'])")
_MIDDLE = re.compile(r"(?P<first>[A-Z][A-Za-z]{2,}) [A-Z]\. (?P<last>[A-Z]{3,}(?:-[A-Z]{2,})?)(?![\w-])")
_LABELLED = re.compile(r"(?P<last>[A-Z]{3,}(?:-[A-Z]{3,})?)[,;^|]{1,2}(?P<first>[A-Z]{3,})(?!\w)")
_TITLED = re.compile(r"\b(?:Mr|Mrs|Ms|Miss|Dr)\.? (?P<name>[A-Z]-[A-Z]\.?)(?![\w-])")
_SIGNED = re.compile(
    r"\b(?:signed|signs|initialled|scratched|carved|tattooed|inked|etched)(?: (?:it|off|this|that|them|by|as|simply|only|just|"
    r"initials|letters|the (?:letters?|note|card|form|initials)))* \"?"
    r"(?P<name>[A-Z]\. ?[A-Z]\.(?: ?[A-Z]\.)?|[A-Z]{2})\"?(?![\w'.])"
)
_PAIR_SIGNED = re.compile(
    r"\b(?:[Ss]igned|[Ww]itnessed|[Cc]ountersigned|[Cc]o-signed|[Cc]hecked|[Ii]nitialled|[Cc]ompleted|[Gg]iven|[Rr]ecorded|"
    r"[Ww]ritten|[Oo]n shift|[Ss]leep-?in|[Ss]taff|[Hh]andover|[Ll]ogged|[Ee]ntered)(?: (?:off|by|from|to|in by|up by))?:? "
    r"(?P<names>[A-Z]{2,3}(?: ?[/&+] ?[A-Z]{2,3}){1,3})(?![\w'/&+-])"
)
_AGED = re.compile(
    r"(?<![\w'’.&/-])(?P<name>[A-Z]{2,3})(?=, \(?(?:male|female|boy|girl|M|F),? (?:aged? |age )?(?:[1-9]|1[0-7])\b(?![/:.]\d))"
)
"""A child by the initials, even if they are short for something else: "placement for TM, male, 14"."""
_NO_CHILD = word_group("no initials of a child")
_LETTERS = re.compile(r"[A-Z]+")
_NO_INITIALS = frozenset(
    ("OK", "NO", "FU", "XX", "PP", "ID", "UP", "ON", "IN", "IT", "CP", "PC", "DC", "DS", "SW", "GP", "HV")
)
_ROLES = word_group("always roles") | word_group("short forms of things")
_STROKED = re.compile(r"(?<![\w/])[A-Z] ?/ ?[A-Z](?![\w/])")
_TOLD = re.compile(r" ?(?:=|:|is|was) ?(?:the |her |his |their |mum's |dad's )?(?P<who>[a-z-]+)")


@cache
def _roles() -> frozenset[str]:
    """What somebody may be to a child."""
    kinds = lexicon().cues
    return frozenset(
        word for kind, words in kinds.items() if kind not in ("title", "naming") for word in words
    ) | {"eldest", "youngest", "baby"}


def _aged(text: str) -> Iterator[Span]:
    for found in _AGED.finditer(text):
        if fold(found["name"]) not in _NO_CHILD:
            yield Span(*found.span("name"), Label.PERSON)


def find(text: str, lists: Lexicon) -> Iterator[Span]:
    """Every such name in `text`."""
    yield from _initials(text)
    yield from _aged(text)
    for found in _MIDDLE.finditer(text):
        around = text[max(0, found.start() - 20) : found.end() + 20]
        if (
            fold(found["first"]) in lists.first
            and not _is_plain(found["last"], lists)
            and any(map(str.islower, around))
        ):
            yield Span(*found.span(), Label.PERSON)
    for found in _LABELLED.finditer(text):
        if (
            fold(found["first"]) in lists.first
            and not _is_plain(found["first"], lists)
            and _may_be_last(found["last"], lists)
        ):
            yield Span(*found.span(), Label.PERSON)
    for found in _SIGNED.finditer(text):
        if found["name"] not in _NO_INITIALS:
            yield Span(*found.span("name"), Label.PERSON)
    if "/" in text or "&" in text or "+" in text:
        yield from _stroked(text)
        for found in _PAIR_SIGNED.finditer(text):
            yield from _signers(text, found, lists)


def _initials(text: str) -> Iterator[Span]:
    """ "J.-P.", "t.o'd", "Mrs T-W."."""
    patterns = [_HYPHENED, _SMALL_HYPHENED] if "-" in text and "." in text else []
    if "'" in text and "." in text:
        patterns.append(_WITH_APOSTROPHE)
    for pattern in patterns:
        for found in pattern.finditer(text):
            if not text[found.start() - 1 : found.start()].isalnum() or not found.start():
                yield Span(*found.span(), Label.PERSON)
    for found in _TITLED.finditer(text) if "-" in text else ():
        yield Span(*found.span("name"), Label.PERSON)


def _signers(text: str, found: re.Match[str], lists: Lexicon) -> Iterator[Span]:
    """ "signed LP/AK": each, unless one of them is what a role or a body is written as."""
    pair = list(_LETTERS.finditer(text, *found.span("names")))
    if not any(
        fold(each.group()) in _ROLES or fold(each.group()) in lists.field or each.group() in _NO_INITIALS
        for each in pair
    ):
        yield from (Span(*each.span(), Label.PERSON) for each in pair)


def _stroked(text: str) -> Iterator[Span]:
    marks = list(_STROKED.finditer(text))
    told = set()
    for found in marks:
        said = _TOLD.match(text, found.end())
        if said and said["who"] in _roles():
            told.add(found.group().replace(" ", ""))
    for found in marks:
        if found.group().replace(" ", "") in told:
            yield Span(*found.span(), Label.PERSON)


def _is_plain(shown: str, lists: Lexicon) -> bool:
    word = fold(shown)
    return lists.is_english(word) or word in lists.field or word in lists.short or word in lists.large_places


def _may_be_last(shown: str, lists: Lexicon) -> bool:
    word = fold(shown)
    return word in lists.last or not _is_plain(shown, lists)
