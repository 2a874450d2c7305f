"""Names of the famous, of makes and of sayings that somebody of this text bears: "Laura Davis is 14", "spoke to Jack Frost".

Lists say whose name means nobody of a family. A child may be called so all the same: where a sentence says of the name
what is said of people one works with (data/namesakes.txt), the lists are not believed.
"""

import re
from collections.abc import Iterable, Iterator
from functools import cache

from csaleads.anonymity.keeping import kept_for
from csaleads.anonymity.text.lexicon import Lexicon, either, fold, phrase_group, word_group

_FILE = "namesakes.txt"
_FURTHEST = 40
"""Characters before a name that are looked at."""
_WORD = r"[^\W\d_]{2,}(?:[-'’][^\W\d_]+)*?"
_FULL_NAME = re.compile(rf"(?P<first>{_WORD}) (?P<last>{_WORD})(?:['’]s)?")
_ONE_NAME = re.compile(r"[A-Z][^\W\d_]{2,}")
_TITLED = re.compile(r"(?:mr|mrs|miss|uncle|aunt|nurse|granny) (?P<name>[^\W\d_]{2,}?)(?:['’]?s)?", re.I)
_TITLE = re.compile(r"\b(?:mr|mrs|ms|miss|mx|uncle|aunt|auntie|aunty|nurse|pc|dc|ds|pcso|sgt)\.? $", re.I)
_HOUSEHOLD = re.compile(
    r" (?:family|boys?|girls?|children|kids|household|brothers|sisters|twins|siblings)(?!\w)"
)
_AGED = (
    r" \((?:aged? )?(?:1?\d|\d{1,2} ?(?:yrs?|years?|y/?o|mths?|months?|weeks?|wks?))\)"
    r"|(?:,| is| was| turned| turns| aged) ?(?:aged |only |just |now |nearly )?(?:[1-9]|1\d)(?![\d:.,/%]*\d|[%\w]| times)"
    r"|,? \(?(?:dob|d\.o\.b)\b"
)


@cache
def _kin() -> str:
    kin = word_group("kin before a name") | {
        "mum",
        "mam",
        "dad",
        "mother",
        "father",
        "child",
        "girl",
        "boy",
        "yp",
    }
    return either(sorted(kin, key=len, reverse=True))


@cache
def _led() -> re.Pattern[str]:
    """What leads to somebody, at its end."""
    return re.compile(
        rf"\b(?:{either(phrase_group(_FILE, 'met'))}|(?:his|her|their|the|my|our) (?:{_kin()}),?"
        rf"|(?:{_kin()}|name|names|client|patient|pupil|siblings?|present|attending|attended|apologies):),?\s{{1,2}}$",
        re.I,
    )


@cache
def _kin_led() -> re.Pattern[str]:
    return re.compile(rf"\b(?:his|her|their|my|our|['’]s) (?:\w+ )?(?:{_kin()}),? $", re.I)


def _is_kin(before: str) -> bool:
    """ "their daughter Hermione": nobody's daughter is out of a book."""
    return bool(_kin_led().search(before))


@cache
def _followed() -> re.Pattern[str]:
    """What is said of somebody, after the name."""
    owned = f"{_kin()}|{either(phrase_group(_FILE, 'owns'))}"
    return re.compile(
        rf"(?:{_AGED}| (?:{either(phrase_group(_FILE, 'does'))})(?!\w)"
        rf"| \((?:(?:{either(phrase_group(_FILE, 'role'))})\b|(?:{_kin()})[),])"
        rf"|,? (?:his|her|their|the|my) (?:\w+ )?(?:{_kin()})(?!\w)|['’]s (?:{owned})(?!\w))",
        re.I,
    )


@cache
def _of_shelves() -> re.Pattern[str]:
    return re.compile(rf"\b(?:{either(phrase_group(_FILE, 'shelf'))})\b", re.I)


def without(struck: Iterable[tuple[int, int]], text: str, lists: Lexicon) -> Iterator[tuple[int, int]]:
    """Those of `struck`, passages of `text` that name nobody by the lists, which are not somebody's name here."""
    for start, end in struck:
        if not _is_somebody(text, start, end, lists):
            yield start, end


def _is_somebody(text: str, start: int, end: int, lists: Lexicon) -> bool:
    titled = _TITLED.fullmatch(text, start, end)
    if titled:
        name = fold(titled["name"])
        return (name in lists.first or name in lists.last) and not _of_shelves().search(text)
    named = _FULL_NAME.fullmatch(text, start, end)
    before = text[max(0, start - _FURTHEST) : start]
    if named:
        if fold(named["first"]) not in lists.first or fold(named["last"]) in lists.field:
            return False
        led = _TITLE.search(before) or _led().search(before)
        return bool(led or _followed().match(text, named.end("last")))
    if _ONE_NAME.fullmatch(text, start, end):
        is_household = before.lower().endswith("the ") and _HOUSEHOLD.match(text, end)
        return bool(_TITLE.search(before) or is_household or _is_kin(before))
    return False


def unless_said_of_somebody(struck: Iterable[tuple[int, int]], text: str) -> Iterator[tuple[int, int]]:
    """Those of `struck` of whose name `text` says nowhere what is said of people one works with."""
    for start, end in struck:
        if not is_said_of_somebody(text, text[start:end]):
            yield start, end


def is_said_of_somebody(text: str, name: str) -> bool:
    """Whether `text` says of `name` anywhere what is said of people one works with."""
    return kept_for(b"said of", f"{name}\x00{text}", lambda _: _is_said_of(text, name))


def _is_said_of(text: str, name: str) -> bool:
    for found in re.finditer(rf"(?<!\w){re.escape(name)}(?!\w)", text, re.I):
        before = text[max(0, found.start() - _FURTHEST) : found.start()]
        if _TITLE.search(before) or _led().search(before) or _followed().match(text, found.end()):
            return True
    return False
