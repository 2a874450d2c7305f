"""Places that need no word for their kind, told by what stands around them: "(nursery nurse, Bluebells)", "Dr Ames and Partners",
"on kingfisher bed six", "School Compass North.", "churchwarden of St Ebba the Less", "the rec at thornby", "mw @ millgate".
"""

import re
from collections.abc import Iterator

from csaleads.anonymity.findings import Label, Span
from csaleads.anonymity.numbers.spoken import DIGIT_WORDS
from csaleads.anonymity.places import venues
from csaleads.anonymity.places.venues import NEVER, is_joined, may_name
from csaleads.anonymity.text.lexicon import Lexicon, either, fold, phrase_group, word_group
from csaleads.anonymity.text.scanning import LedPattern, WordStarts

_FILE = "places_told.txt"
_T = r"[A-Z][\w'’-]+"
_TEACHING, _TREATING = (phrase_group(_FILE, kind) for kind in ("teaching", "treating"))
_BRACKETED = LedPattern(
    re.compile(
        rf"\b(?i:(?P<teaching>{either(_TEACHING)})|{either(_TREATING)})(?:,| at) (?P<name>{_T}(?: {_T}){{0,2}})(?=\))"
    ),
    (*_TEACHING, *_TREATING),
)
_PARTNERS = re.compile(
    rf"\b(?:Drs?|Doctors?)\.? {_T}(?:(?:, {_T})*,? (?:and|&) (?:Partners?|Associates|Colleagues)\b|(?:, {_T})* "
    rf"(?:and|&) (?:Dr )?{_T}(?='s? (?:surgery|practice)))",
    re.I,
)
_NUMBER = f"(?:\\d{{1,2}}|{'|'.join(sorted(DIGIT_WORDS, key=len, reverse=True))})"
_BED = re.compile(
    rf"\b(?:on|to|from|in|ward:?|ward is) (?:the )?(?P<name>[^\W\d_][\w'’-]{{3,15}}(?: ward)?),? (?:bed|bay|"
    rf"side room|cubicle) {_NUMBER}\b",
    re.I,
)
_NO_WARD = word_group("function words") | frozenset(
    (
        "ward",
        "hospital",
        "unit",
        "same",
        "bottom",
        "bunk",
        "double",
        "single",
        "next",
        "side",
        "moved",
        "slept",
    )
)
_WARD = re.compile(rf"\b[Ww]ard \d{{1,2}}[A-Z]?,? (?P<name>{_T})(?=[,.;)\n]|$)")
_ENTRIES = phrase_group(_FILE, "entry")
_ENTRY = re.compile(
    rf"(?:^|\n|[.;] )(?P<kind>{'|'.join('GP' if each == 'gp' else each.capitalize() for each in _ENTRIES)})"
    rf"(?P<name>(?: {_T}){{1,3}})(?=[.,;\n]|$)"
)
_LABELS: dict[Label, tuple[str, ...]] = {
    Label.HEALTH: ("GP", "Surgery", "Hospital", "Clinic", "Ward", "Dentist")
}
_LABELS |= {Label.SMALL_PLACE: ("Placement", "Pitch", "Hostel", "Refuge")}
_SAINT = re.compile(
    rf"\b(?:St|Saint|SS) {_T}(?:(?:-|,? )(?:the|in|on|with|without|by|at|juxta|over|under|le|and)(?:-| )(?:the(?:-| ))?{_T})+"
)
_CHURCH = LedPattern(
    re.compile(
        rf"\b(?i:{either(phrase_group(_FILE, 'church'))})(?:,| at| of| in| for| from)? (?P<name>(?:St\.?|Saint|"
        rf"SS|Holy|All|Our Lady|Christ|Sacred) {_T}(?: (?:the|and|of) (?:the )?{_T})*)"
    ),
    phrase_group(_FILE, "church"),
)
_CLINICIANS = phrase_group(_FILE, "clinician")
_BASED = LedPattern(
    re.compile(
        rf"(?<![\w'])(?:{either(_CLINICIANS)})\.? (?:[a-z'-]+ )?(?:@ ?|at )(?P<name>[a-z]{{4,14}})(?= (?:has|is|"
        rf"was|said|says|seen|rang|and|&|re|who|will|to|says)\b|[.,;\n]|$)",
        re.I,
    ),
    _CLINICIANS,
)
_HONOURED = re.compile(
    r"\b(?:form|class|year|yr|teacher|head|tutor|dsl|senco|pupil|student|lessons?|school|place|goes to|attends|"
    r"up|starts?|started|transferred|moved)(?: \d{1,2})? (?:at|to|from) "
    r"(?P<name>(?:sir|dame|bishop|archbishop|cardinal|king|queen|lord|lady|canon|earl|duke|prince|princess|"
    r"saint|st|blessed|father|mother) [a-z'’-]{3,}(?: [a-z'’-]{3,})?)"
    r"(?=[.,;)\n]|$| (?:and|where|who|since|but|is|was|has|on)\b)",
    re.I,
)
_SAINTS = re.compile(r"\bsaint [a-z]{3,12}['’]s\b")


def find(text: str, masked: str, plainly: str, words: WordStarts, lists: Lexicon) -> Iterator[Span]:
    """Each in `text`, whose words begin at `words`; `masked` is it without names that are nobody's, `plainly` that without
    capitals where they say nothing."""
    for start, end, label in _found(text, plainly, words, lists):
        if "\x01" not in masked[start:end]:
            yield Span(start, end, label)


def _found(text: str, plainly: str, words: WordStarts, lists: Lexicon) -> Iterator[tuple[int, int, Label]]:
    yield from _of_health(text, plainly, words, lists)
    yield from _of_school(text, plainly, words, lists)
    yield from _of_church(text, words)
    for span in venues.find(text, plainly, words, lists):
        yield span.start, span.end, span.label


def _of_health(
    text: str, plainly: str, words: WordStarts, lists: Lexicon
) -> Iterator[tuple[int, int, Label]]:
    for found in _PARTNERS.finditer(text) if words.has_any(_DOCTORS) else ():
        yield *found.span(), Label.HEALTH
    for found in _BED.finditer(text) if words.has_any(_BEDS) else ():
        word = fold(found["name"]).removesuffix(" ward")
        if word not in _NO_WARD and word not in lists.field and word not in lists.short:
            yield *found.span("name"), Label.HEALTH
    for found in _WARD.finditer(text) if "ward" in words else ():
        yield *found.span(), Label.HEALTH
    for found in _BASED.finditer(plainly, words):
        if may_name(found["name"], lists) or is_joined(found["name"], lists):
            yield *found.span("name"), Label.HEALTH


_DOCTORS = frozenset(("partner", "partners", "associates", "drs", "doctors", "colleagues"))
_BEDS = frozenset(("bed", "bay", "cubicle", "side"))


def _of_school(
    text: str, plainly: str, words: WordStarts, lists: Lexicon
) -> Iterator[tuple[int, int, Label]]:
    for found in _BRACKETED.finditer(text, words):
        first = fold(found["name"].split()[0])
        if first not in lists.field and not (first in lists.first and not lists.is_english(first)):
            yield *found.span("name"), Label.SCHOOL if found["teaching"] else Label.HEALTH
    for found in _ENTRY.finditer(text) if words.has_any(_ENTRY_WORDS) else ():
        shown = [fold(word) for word in found["name"].split()]
        if shown[0] not in NEVER and not all(word in lists.field or word in NEVER for word in shown):
            yield found.start("name") + 1, found.end("name"), _label_of(found["kind"])
    for found in _HONOURED.finditer(plainly) if words.has_any(_HONOURS) else ():
        last = found["name"].split()[-1]
        if fold(found["name"].split()[1]) not in NEVER and fold(last) not in NEVER:
            yield *found.span("name"), Label.SCHOOL
    for found in _SAINTS.finditer(plainly) if "saint" in words else ():
        yield *found.span(), Label.SCHOOL


_ENTRY_WORDS = frozenset(_ENTRIES)
_HONOURS = frozenset(phrase_group(_FILE, "honoured"))


def _label_of(kind: str) -> Label:
    return next((label for label, kinds in _LABELS.items() if kind in kinds), Label.SCHOOL)


def _of_church(text: str, words: WordStarts) -> Iterator[tuple[int, int, Label]]:
    for found in _SAINT.finditer(text) if words.has_any(_SAINTLY) else ():
        yield *found.span(), Label.SMALL_PLACE
    for found in _CHURCH.finditer(text, words):
        yield *found.span("name"), Label.SMALL_PLACE


_SAINTLY = frozenset(("st", "saint", "ss"))
