"""Births, places and names within the names of files: "arm_otta_dob140815.jpg", "scan_wexcombe-refuge.pdf".

Capitals part words too ("BirchfieldCareHome_room2.jpg"), or nothing does ("stmt_carolineblount.docx"); a short name may stand
beside what is about one person ("bruises_ivo.jpg").
"""

import re
from collections.abc import Iterator, Sequence

from csaleads.anonymity.disguises.run_together import KINDS, is_whole_name, may_be_called, may_name, place_in
from csaleads.anonymity.findings import Label, Span
from csaleads.anonymity.text.file_names import FILE_NAME
from csaleads.anonymity.text.lexicon import Lexicon, phrase_group

_BIRTH = re.compile(
    r"(?:(?:dob|born|birth)[_ -]?(?P<day>\d{6}|\d{8}|\d{1,2}[_-]\d{1,2}[_-]\d{2,4})"
    r"|(?<=[A-Za-z]{3})(?P<grown>(?:0[1-9]|[12]\d|3[01])(?:0[1-9]|1[0-2])20[012]\d))(?!\d)",
    re.I,
)
"""Said to be a birth, or a day that has grown on to a name: "ALINA17062014"."""
_KINDS = {
    **dict.fromkeys(("primary", "academy", "school", "nursery", "infants", "juniors", "college", "high"), Label.SCHOOL),
    **dict.fromkeys(("surgery", "hospital", "clinic", "infirmary", "medical", "practice"), Label.HEALTH),
    **dict.fromkeys(("refuge", "hostel", "house", "lodge", "farm", "court", "centre", "unit", "hotel"), Label.SMALL_PLACE),
}  # fmt: skip
_PLACE = re.compile(
    rf"(?<![A-Za-z])(?P<name>[A-Za-z]{{4,20}}?)(?P<gap>[_-]?)(?P<kind>{'|'.join(_KINDS)})(?![A-Za-z])", re.I
)
_PARTS = re.compile(r"[A-Z]?[a-z]+|[A-Z]+(?![a-z])|\d+")
_CAMEL = re.compile(r"(?<![A-Za-z])[A-Z][a-z]+(?:[A-Z][a-z]+)+(?![A-Za-z])")
_QUALIFIERS = frozenset(phrase_group("within_names.txt", "qualifier"))
_OF_A_PERSON = frozenset(phrase_group("within_names.txt", "of a person"))
_NO_SHORT_NAME = frozenset(phrase_group("within_names.txt", "no short name"))
_TITLED = re.compile(
    r"(?:mrs?|miss|dr|uncle|auntie|aunty|nanny|grandad|granny|stepdad|cousin)(?=[a-z]{4,14}$)"
)
_OF_NOBODY = KINDS.keys() | _QUALIFIERS
_LOOSE = frozenset(phrase_group("within_names.txt", "loose kind"))
"""Kinds that are ordinary words of file names where a stroke parts them from what stands before."""
_LEAST_TOGETHER, _SHORT = 9, (2, 3)
_SAYING = frozenset(phrase_group("within_names.txt", "saying"))
_NOT_SENT_BY = frozenset(phrase_group("within_names.txt", "not sent by"))
"""Given names that are as often what a picture shows, when a paper was written, or what it is about."""
_KIN = frozenset(phrase_group("within_names.txt", "kin"))
"""Words for kin, of these islands and of other languages, that lead up to a name."""
_ALSO = frozenset(phrase_group("within_names.txt", "no place"))


def find(text: str, lists: Lexicon) -> Iterator[Span]:
    """Each in `text`."""
    for found in FILE_NAME.finditer(text) if "." in text else ():
        parts = list(_PARTS.finditer(text, found.start(), text.rindex(".", *found.span())))
        yield from _places(text, parts, lists)
        yield from _run_together(parts, lists)
        yield from _short_names(parts, lists)
        yield from _led_up_to(text, parts, lists)
        for birth in _BIRTH.finditer(text, *found.span()):
            if birth["day"] or _is_called(parts, birth.start("grown"), lists):
                yield Span(*birth.span("day" if birth["day"] else "grown"), Label.DATE_OF_BIRTH)
        for place in _PLACE.finditer(text, *found.span()):
            word = place["name"].lower()
            known = (
                lists.is_english(word)
                or word in lists.field
                or word in lists.short
                or word in lists.large_places
            )
            if (
                not known
                and word not in _ALSO
                and (
                    place["gap"]
                    or place["kind"] == "High"
                    or place["kind"].lower() not in ("high", "house", "unit")
                )
            ):
                yield Span(*place.span(), _KINDS[place["kind"].lower()])


def _is_called(parts: Sequence[re.Match[str]], end: int, lists: Lexicon) -> bool:
    """Whether the part before `end` is a given name: "boydKAYLA09112013", not "Minutes14032024"."""
    return any(part.end() == end and part.group().lower() in lists.first for part in parts)


def plain(text: str, lists: Lexicon) -> Iterator[tuple[int, int]]:
    """(start, end) of words with capitals within them that name nobody: "FamilyCourt_guide.pdf"."""
    for found in FILE_NAME.finditer(text) if "." in text and _CAMEL.search(text) else ():
        for camel in _CAMEL.finditer(text, *found.span()):
            words = [part.group().lower() for part in _PARTS.finditer(camel.group())]
            named = any(
                (word in lists.first or word in lists.last) and word not in _OF_NOBODY for word in words
            )
            if not named and all(lists.is_english(word) or word in lists.field for word in words):
                yield camel.span()


def _places(text: str, parts: Sequence[re.Match[str]], lists: Lexicon) -> Iterator[Span]:
    """ "BirchfieldCareHome", "OakFieldCourt", "coldgate_marina": a kind of place after its name, in one or two parts."""
    for at, part in enumerate(parts):
        kind = part.group().lower()
        if kind not in KINDS or not at:
            continue
        first = at
        while first and parts[first - 1].group().lower() in _QUALIFIERS and _near(parts, first):
            first -= 1
        if kind == "home" and first == at:
            continue
        apart = parts[at - 1].end() != part.start()
        if apart and kind in _LOOSE and first == at:
            continue
        for before in (2, 1):
            start = first - before
            if start < 0 or not all(_near(parts, each) for each in range(start + 1, first + 1)):
                continue
            named = parts[start:first]
            name = "".join(each.group() for each in named).lower()
            whole = before == 1 or (named[0].end() == named[1].start() and not named[0].group().isdigit())
            if whole and may_name(name, kind, lists):
                yield Span(named[0].start(), part.end(), KINDS[kind])
                break


def _near(parts: Sequence[re.Match[str]], at: int) -> bool:
    """Whether nothing or a single stroke stands before a part."""
    return parts[at].start() - parts[at - 1].end() <= 1


def _run_together(parts: Sequence[re.Match[str]], lists: Lexicon) -> Iterator[Span]:
    """ "carolineblount", "holmwoodestate"."""
    for part in parts:
        word = part.group().lower()
        titled = _TITLED.match(word)
        if titled and may_be_called(word[titled.end() :], lists) and not lists.is_english(word):
            yield Span(*part.span(), Label.PERSON)
        if len(word) < _LEAST_TOGETHER or lists.is_english(word):
            continue
        if place := place_in(word, lists):
            yield Span(part.start() + place[0], part.end(), place[1])
        elif is_whole_name(word, lists):
            yield Span(*part.span(), Label.PERSON)


def _short_names(parts: Sequence[re.Match[str]], lists: Lexicon) -> Iterator[Span]:
    """ "bodymap_ivo": a name of two or three letters in the name of a file that is about one person."""
    words = [part.group().lower() for part in parts]
    if _OF_A_PERSON.isdisjoint(words):
        return
    for part, word in zip(parts, words, strict=True):
        if (
            len(word) in _SHORT
            and word in lists.first
            and word not in _NO_SHORT_NAME
            and word not in _OF_A_PERSON
            and not (lists.is_english(word) or word in lists.short or word in lists.field)
        ):
            yield Span(*part.span(), Label.PERSON)


def _led_up_to(text: str, parts: Sequence[re.Match[str]], lists: Lexicon) -> Iterator[Span]:
    """ "letter_from_robin", "ciocia_ewa": a given name at the end, after "of", "from", "for" or a word for kin."""
    if len(parts) < 2:
        return
    last = next((at for at in range(len(parts) - 1, 0, -1) if not parts[at].group().isdigit()), 0)
    lead, name = parts[last - 1].group().lower(), parts[last].group().lower()
    whole = text[parts[last - 1].end() : parts[last].start()] in ("_", "-")
    of_a_person = any(
        part.group().lower() in _OF_A_PERSON or part.group().lower() in _SAYING for part in parts
    )
    led = lead in _KIN or (lead in ("of", "from", "by") and of_a_person)
    if whole and led and name in lists.first and name not in _NO_SHORT_NAME and name not in _NOT_SENT_BY:
        yield Span(*parts[last].span(), Label.PERSON)
