"""Places that need no word for their kind, told by what stands around them: "(nursery nurse, Bluebells)", "Dr Ames and Partners",
"on kingfisher bed six", "School Compass North.", "churchwarden of St Ebba the Less", "the rec at thornby", "mw @ millgate".
"""

import re
from collections.abc import Iterator

from csaleads.anonymity.findings import Label, Span
from csaleads.anonymity.judging import made_of_words
from csaleads.anonymity.lexicon import Lexicon, either, fold, phrase_group, word_group
from csaleads.anonymity.no_people import is_in_haste
from csaleads.anonymity.scanning import LedPattern, WordStarts
from csaleads.anonymity.spoken import DIGIT_WORDS

_FILE = "places_told.txt"
_T = r"[A-Z][\w'’-]+"
_TEACHING, _TREATING = (phrase_group(_FILE, kind) for kind in ("teaching", "treating"))
_BRACKETED = LedPattern(
    re.compile(rf"\b(?i:(?P<teaching>{either(_TEACHING)})|{either(_TREATING)})(?:,| at) (?P<name>{_T}(?: {_T}){{0,2}})(?=\))"),
    (*_TEACHING, *_TREATING),
)
_PARTNERS = re.compile(
    rf"\b(?:Drs?|Doctors?)\.? {_T}(?:(?:, {_T})*,? (?:and|&) (?:Partners?|Associates|Colleagues)\b|(?:, {_T})* (?:and|&) (?:Dr )?{_T}(?='s? (?:surgery|practice)))",
    re.I,
)
_NUMBER = f"(?:\\d{{1,2}}|{'|'.join(sorted(DIGIT_WORDS, key=len, reverse=True))})"
_BED = re.compile(rf"\b(?:on|to|from|in|ward:?|ward is) (?:the )?(?P<name>[^\W\d_][\w'’-]{{3,15}}(?: ward)?),? (?:bed|bay|side room|cubicle) {_NUMBER}\b", re.I)
_NO_WARD = word_group("function words") | frozenset(("ward", "hospital", "unit", "same", "bottom", "bunk", "double", "single", "next", "side", "moved", "slept"))
_WARD = re.compile(rf"\b[Ww]ard \d{{1,2}}[A-Z]?,? (?P<name>{_T})(?=[,.;)\n]|$)")
_ENTRIES = ("school", "nursery", "college", "gp", "surgery", "placement", "pitch", "hospital", "clinic", "ward", "playgroup", "setting", "preschool", "dentist", "hostel", "refuge")
_ENTRY = re.compile(
    r"(?:^|\n|[.;] )(?P<kind>School|Nursery|College|GP|Surgery|Placement|Pitch|Hospital|Clinic|Ward|Playgroup|Setting|Preschool|Dentist|Hostel|Refuge)"
    rf"(?P<name>(?: {_T}){{1,3}})(?=[.,;\n]|$)"
)
_HEALTH_KINDS = frozenset(("GP", "Surgery", "Hospital", "Clinic", "Ward", "Dentist"))
_PLACE_KINDS = frozenset(("Placement", "Pitch", "Hostel", "Refuge"))
_NEXT = re.compile(
    rf"\b(?i:next|last|previous|current|former|onward|then)(?: (?:pitch|stop|site|placement|address|port|mooring|berth))? (?P<name>{_T}(?: {_T}){{1,2}})"
    r"(?=,? (?:arriving|leaving|from|until|till|since|after|by)\b)"
)
_SAINT = re.compile(
    rf"\b(?:St|Saint|SS) {_T}(?:(?:-|,? )(?:the|in|on|with|without|by|at|juxta|over|under|le|and)(?:-| )(?:the(?:-| ))?{_T})+"
)
_CHURCH = LedPattern(
    re.compile(
        rf"\b(?i:{either(phrase_group(_FILE, 'church'))})(?:,| at| of| in| for| from)? (?P<name>(?:St\.?|Saint|SS|Holy|All|Our Lady|Christ|Sacred) {_T}(?: (?:the|and|of) (?:the )?{_T})*)"
    ),
    phrase_group(_FILE, "church"),
)
_VENUES = phrase_group(_FILE, "venue")
_VENUE = LedPattern(
    re.compile(rf"\b(?i:at|in|outside|behind|to|from|near|by|off|past|inside|runs|uses) (?P<name>(?:the )?(?i:{either(_VENUES)}))(?![\w-])"),
    ("at", "in", "outside", "behind", "to", "from", "near", "by", "off", "past", "inside", "runs", "uses"),
)
_VENUE_WORDS = frozenset(word for phrase in _VENUES for word in re.findall(r"\w+", phrase)[:1])
_SPOTS = phrase_group(_FILE, "spot")
_SPOT_AT = LedPattern(
    re.compile(
        rf"\bthe (?P<name>(?i:{either(_SPOTS)}) (?:at|in|on) (?P<where>(?:{_T}(?: {_T})?)|[a-z]{{4,14}}))(?![\w-])"
    ),
    ("the",),
)
_SPOT_WORDS = frozenset(word for phrase in _SPOTS for word in re.findall(r"\w+", phrase)[:1])
_THE_AT = re.compile(rf"\b(?:at|to|from|in|see at|seen at|based at) (?P<name>[Tt]he {_T} (?:at|on) (?:the )?{_T}(?: {_T})?)(?![\w-])")
_PARK = re.compile(
    r"\b(?:at|on|in|near|seen|from|the|to|by) (?:the )?(?P<name>[^\W\d_]{4,14} (?:caravan|holiday|trailer|touring|chalet|trading|retail) (?:pk|park|site|est|estate))\b",
    re.I,
)
_NO_PARK = word_group("function words") | frozenset(("local", "static", "same", "large", "small", "family", "nearest", "their", "council", "private", "big", "holiday", "travellers", "traveller", "another"))
_LOUNGE = LedPattern(
    re.compile(
        rf"\b(?:at|in|outside|behind|from|near|met at|works at|runs|above) (?P<name>(?:the )?(?:{_T} ){{1,3}}(?:{either(phrase_group(_FILE, 'kind with a capital'))}))(?![\w-])"
    ),
    ("at", "in", "outside", "behind", "from", "near", "met", "works", "runs", "above"),
)
_PROJECT = re.compile(
    rf"\b[Tt]he (?P<name>{_T}(?: {_T})? (?:youth|community|young people's|arts?|music|drama|boxing|holiday|breakfast|after-school|homework|skate|kids|play) "
    r"(?:project|centre|club|group|hub|scheme|cafe|café|drop-in|choir|theatre|shed))(?![\w-])"
)
_CLINICIANS = ("dr", "doctor", "nurse", "gp", "hv", "midwife", "mw", "physio", "dentist", "paed", "consultant", "sn", "pn")
_BASED = LedPattern(
    re.compile(
        rf"(?<![\w'])(?:{either(_CLINICIANS)})\.? (?:[a-z'-]+ )?(?:@ ?|at )(?P<name>[a-z]{{4,14}})(?= (?:has|is|was|said|says|seen|rang|and|&|re|who|will|to|says)\b|[.,;\n]|$)",
        re.I,
    ),
    _CLINICIANS,
)
_HONOURED = re.compile(
    r"\b(?:form|class|year|yr|teacher|head|tutor|dsl|senco|pupil|student|lessons?|school|place|goes to|attends|up|starts?|started|transferred|moved)(?: \d{1,2})? (?:at|to|from) "
    r"(?P<name>(?:sir|dame|bishop|archbishop|cardinal|king|queen|lord|lady|canon|earl|duke|prince|princess|saint|st|blessed|father|mother) [a-z'’-]{3,}(?: [a-z'’-]{3,})?)"
    r"(?=[.,;)\n]|$| (?:and|where|who|since|but|is|was|has|on)\b)",
    re.I,
)
_SAINTS = re.compile(r"\bsaint [a-z]{3,12}['’]s\b")
_AFTER_STREET = re.compile(
    r"\b(?:lane|road|street|close|avenue|drive|terrace|crescent|way|row|grove),? (?P<name>[a-z]{3,12} (?:foot|bottom|top|end|head|side|hill|green|cross|bridge|moor|fold|"
    r"wood|brook|ford|vale|mount|bank|gate|common|heath|corner|mills?))(?![\w'-])"
)
_WELSH_HOUSE = re.compile(r"(?<![\w/])\d{1,3}[a-z]?,? [A-Z][a-z]+-(?:yr|y|ar|ger|dan|uwch|is)-[A-Z][a-z]+(?:-[A-Z][a-z]+)?")
_PLAINLY_NONE = word_group("function words") | frozenset(phrase_group(_FILE, "never"))
_NEVER = word_group("function words") | word_group("no name of a place") | frozenset(phrase_group(_FILE, "never"))


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
    yield from _venues(text, plainly, words, lists)


def _of_health(text: str, plainly: str, words: WordStarts, lists: Lexicon) -> Iterator[tuple[int, int, Label]]:
    for found in _PARTNERS.finditer(text) if words.has_any(_DOCTORS) else ():
        yield *found.span(), Label.HEALTH
    for found in _BED.finditer(text) if words.has_any(_BEDS) else ():
        word = fold(found["name"]).removesuffix(" ward")
        if word not in _NO_WARD and word not in lists.field and word not in lists.short:
            yield *found.span("name"), Label.HEALTH
    for found in _WARD.finditer(text) if "ward" in words else ():
        yield *found.span(), Label.HEALTH
    for found in _BASED.finditer(plainly, words):
        if _may_name(found["name"], lists) or _is_joined(found["name"], lists):
            yield *found.span("name"), Label.HEALTH


_DOCTORS = frozenset(("partner", "partners", "associates", "drs", "doctors", "colleagues"))
_BEDS = frozenset(("bed", "bay", "cubicle", "side"))


def _of_school(text: str, plainly: str, words: WordStarts, lists: Lexicon) -> Iterator[tuple[int, int, Label]]:
    for found in _BRACKETED.finditer(text, words):
        first = fold(found["name"].split()[0])
        if first not in lists.field and not (first in lists.first and not lists.is_english(first)):
            yield *found.span("name"), Label.SCHOOL if found["teaching"] else Label.HEALTH
    for found in _ENTRY.finditer(text) if words.has_any(_ENTRY_WORDS) else ():
        shown = [fold(word) for word in found["name"].split()]
        if shown[0] not in _NEVER and not all(word in lists.field or word in _NEVER for word in shown):
            kind = found["kind"]
            label = Label.HEALTH if kind in _HEALTH_KINDS else Label.SMALL_PLACE if kind in _PLACE_KINDS else Label.SCHOOL
            yield found.start("name") + 1, found.end("name"), label
    for found in _HONOURED.finditer(plainly) if words.has_any(_HONOURS) else ():
        last = found["name"].split()[-1]
        if fold(found["name"].split()[1]) not in _NEVER and fold(last) not in _NEVER:
            yield *found.span("name"), Label.SCHOOL
    for found in _SAINTS.finditer(plainly) if "saint" in words else ():
        yield *found.span(), Label.SCHOOL


_ENTRY_WORDS = frozenset(_ENTRIES)
_HONOURS = frozenset(
    ("sir", "dame", "bishop", "archbishop", "cardinal", "king", "queen", "lord", "lady", "canon", "earl", "duke", "prince", "princess", "saint", "st", "blessed")
)


def _of_church(text: str, words: WordStarts) -> Iterator[tuple[int, int, Label]]:
    for found in _SAINT.finditer(text) if words.has_any(_SAINTLY) else ():
        yield *found.span(), Label.SMALL_PLACE
    for found in _CHURCH.finditer(text, words):
        yield *found.span("name"), Label.SMALL_PLACE


_SAINTLY = frozenset(("st", "saint", "ss"))


def _venues(text: str, plainly: str, words: WordStarts, lists: Lexicon) -> Iterator[tuple[int, int, Label]]:
    if words.has_any(_VENUE_WORDS):
        for found in _VENUE.finditer(text, words):
            yield *found.span("name"), Label.SMALL_PLACE
    if words.has_any(_SPOT_WORDS):
        for found in _SPOT_AT.finditer(plainly, words):
            where = found["where"]
            if (where[0].isupper() and fold(where.split()[0]) not in _NEVER) or _may_name(where, lists):
                yield *found.span("name"), Label.SMALL_PLACE
    for found in _THE_AT.finditer(text):
        if fold(found["name"].split()[1]) not in lists.field:
            yield *found.span("name"), Label.SMALL_PLACE
    for found in _PARK.finditer(text) if words.has_any(_PARKS) else ():
        if fold(found["name"].split()[0]) not in _NO_PARK:
            yield *found.span("name"), Label.SMALL_PLACE
    for pattern in (_PROJECT, _NEXT):
        for found in pattern.finditer(text):
            shown = [fold(word) for word in found["name"].split()]
            if shown[0] not in (_NEVER if pattern is _NEXT else _PLAINLY_NONE) and not (pattern is _NEXT and all(lists.is_english(word) or word in lists.field for word in shown)):
                yield *found.span("name"), Label.SMALL_PLACE
    for found in _WELSH_HOUSE.finditer(text) if "-" in text else ():
        yield *found.span(), Label.ADDRESS
    for found in _LOUNGE.finditer(text, words):
        yield *found.span("name"), Label.SMALL_PLACE
    for found in _AFTER_STREET.finditer(plainly):
        first = found["name"].split()[0]
        if first not in _NEVER and not lists.is_english(first):
            yield *found.span("name"), Label.SMALL_PLACE


_PARKS = frozenset(("caravan", "holiday", "trailer", "touring", "chalet", "trading", "retail"))


def _is_joined(shown: str, lists: Lexicon) -> bool:
    """Whether two words make it, as they make names of places, and the field does not use it: "millgate"."""
    word = fold(shown)
    return len(word) > 6 and word not in lists.field and word not in _NEVER and made_of_words(word)


def _may_name(shown: str, lists: Lexicon) -> bool:
    """Whether a small word may be a place's name: nothing that English, the field or haste has, or one that is a family's name."""
    word = fold(shown)
    if word in _NEVER or word in lists.field or word in lists.short or word in lists.large_places or is_in_haste(word, lists):
        return False
    return not lists.is_english(word)
