"""Prisons, pubs, scouts, wards, Welsh houses and halls, and schools called after somebody great: each has a shape of its own."""

import re
from collections.abc import Iterator

from csaleads.anonymity.findings import Label, Span
from csaleads.anonymity.places.words import NAME, is_plain, trim
from csaleads.anonymity.text.lexicon import Lexicon, leading_words, read_lines
from csaleads.anonymity.text.scanning import LedPattern, WordStarts

PUBS = tuple(
    word.strip().title()
    for line in read_lines("place_kinds.txt")
    if line.startswith("pub: ")
    for word in line[5:].split(",")
)
SCHOOL_KIND = (
    r"(?:C\.? ?of ?E\.?|CofE|CE|RC|VA|VC|Catholic|Church of England|Roman Catholic|Community|"
    r"Village|Free|Grammar|Junior|Juniors|Infant|Infants'?|Primary|Prim|Secondary|"
    r"High|Middle|First|Upper|Lower|Comprehensive|Comp|Special|Nursery|Nurseries|Pre-?[Ss]chool|"
    r"Playgroup|Daycare|Day ?[Nn]ursery|Kindergarten|Montessori|Academy|Academies|College|"
    r"School|Schools|Sixth Form|Girls|Boys|Prep|PRU|Childcare|Children's Centre|Madrassah?|UTC|University)"
)
_PRISON = LedPattern(
    re.compile(
        r"(?<![\w])(?:HMP|HMYOI|HMPYOI|HMP/YOI|hmp|hmyoi|YOI|STC) (?:the )?[^\W\d_][\w'\-]{3,}(?: (?:Park|"
        r"Hall|Scrubs|Grange|Lane|Moor|Green|Heath))?"
    ),
    ["hmp", "hmyoi", "hmpyoi", "yoi", "stc"],
)
_GREAT = r"(?:Bishop|Archbishop|Abbot|Canon|Dean|King|Queen|Prince|Princess|Duke|Earl|Lady|Lord|Sir|Dame|Our Lady|Saint|St\.?)"
_POSSESSED = LedPattern(
    re.compile(
        rf"\b{_GREAT} (?:{NAME} )?{NAME}'s?(?: (?:School for (?:Girls|Boys)|{SCHOOL_KIND}))*(?= (?:for|in|on|"
        rf"and|"
        rf"to|at|has|is|was|rang|said|called|by|where|school|\d)\b|[.,;:)\n]|$)|"
        rf"\bOur Lady's\b(?:, {NAME}(?: {NAME})?)?",
        re.M,
    ),
    leading_words("institutions possessed"),
)
CHURCH_SIDE = re.compile(
    r"(?i)\b(?:father|vicar|church(?! of)|church office|mass|christened|parish|priest|godfather|godmother)\b"
)
_PUB = LedPattern(
    re.compile(
        rf"\b[Tt]he ((?:{NAME} (?:and|&) (?:{'|'.join(PUBS)})|(?:{'|'.join(PUBS)}) (?:and|&) {NAME}|(?:Red|"
        rf"White|Black|Golden|Blue|Green|Old|King's|Queen's|Bull's|Nag's|Boar's|Duke's|Royal|Three|Two|"
        rf"Rising|Cross|Coach|New|George|Fox|Swan|Rose)"
        rf"(?: (?:and|&))? (?:{'|'.join(PUBS)})))\b(?!')"
    ),
    ["the"],
)
_DRINKS = LedPattern(
    re.compile(
        rf"\b(?:drinks?|drinking|drank|boozing|a pint|barmaid|barman|landlord|landlady|darts|bar work|lodges|"
        rf"lodging|upstairs) (?:in|at|of|above|over|down|for) ([Tt]he {NAME}(?: {NAME}){{0,2}})(?= (?:and|"
        rf"with|on|most|every|where|all|after|till|until|in)\b|[.,;:)\n]|$)"
    ),
    leading_words("institutions drinks"),
)
_TITLED_PUB = LedPattern(
    re.compile(
        rf"\b([Tt]he (?:Duke|Duchess|Earl|Marquis|Marquess) of (?!Edinburgh|Sussex\b){NAME})(?!'s| (?:Award|"
        rf"award|Trust|Foundation))"
    ),
    ["the"],
)
_WORKS_AT_PUB = LedPattern(
    re.compile(
        rf"(?i)\b(?:works?|working|drinks?|drinking|bar job|bar work|shifts?|lunch|darts|quiz|pub is|"
        rf"local is)(?: (?:at|in|down))? "
        rf"(the (?:{'|'.join(PUBS)}))\b(?!['-]| (?:of|race|show|yard|shop|game|cross))"
    ),
    leading_words("institutions works at pub"),
)
_PACK = LedPattern(
    re.compile(
        rf"\b\d{{1,2}}(?:st|nd|rd|th) (?!(?:January|February|March|April|May|June|July|August|September|"
        rf"October|November|December|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|"
        rf"Dec)\b){NAME}(?: {NAME}){{0,2}}(?=(?: \x01+| scouts| cubs| brownies| guides| beavers| rainbows)|"
        rf"$)(?: (?:Scouts|Cubs|Brownies|Guides|Beavers|Rainbows))?"
    ),
    (),
    figures=True,
)
_WARD = LedPattern(
    re.compile(r"(?<![\w])(?:on|in|to|from|at) ([Ww]ard \d{1,2}[A-Za-z]?)(?![\w])"),
    ["on", "in", "to", "from", "at"],
)
_OLD_VILLAGE = LedPattern(
    re.compile(
        r"(?<![\w'-])(?:great|little|nether|upper|lower|much|market|over|high|low|east|west|north|"
        r"south) ([a-z]{4,})(?![\w'-])"
    ),
    leading_words("institutions old village"),
)
_HALLS = LedPattern(
    re.compile(
        rf"(?<![\w])(?:at|in|to|from|near) ((?:T[yŷ]|Plas|Bryn|Llan|Capel|Pen|Cwm|Glan|Nant|Pentre|Masjid|"
        rf"Madrasah?|Jamia|Elim|Bethel|Ebenezer) {NAME}(?: {NAME})?)"
        rf"|\b((?:Hafod|Hendre|Tyddyn|Bwthyn|Plas|Gelli|Erw|Esgair|Cae|Pant|Rhos|Waun|Cwm|Nant|Pentre|Fferm|"
        rf"Capel|Siop|Canolfan|Neuadd|Meddygfa|Ysbyty|"
        rf"Clinig|Eglwys|Clwb|Aelwyd|Tafarn|Parc|Stad|Ystad|Meithrinfa|Cylch) (?:(?:y|yr|Meithrin|"
        rf"meithrin) )?{NAME}(?: {NAME})?)"
    ),
    leading_words("institutions halls"),
)


def find(text: str, lists: Lexicon, words: WordStarts) -> Iterator[Span]:
    """Prisons, schools called after somebody great, pubs, scouts, wards by number, villages with an old word before them."""
    for pattern, label in (
        (_PRISON, Label.SMALL_PLACE),
        (_PUB, Label.SMALL_PLACE),
        (_DRINKS, Label.SMALL_PLACE),
        (_TITLED_PUB, Label.SMALL_PLACE),
        (_WORKS_AT_PUB, Label.SMALL_PLACE),
        (_PACK, Label.SMALL_PLACE),
        (_HALLS, Label.SMALL_PLACE),
        (_WARD, Label.HEALTH),
    ):
        for found in pattern.finditer(text, words):
            group = found.lastindex or 0
            yield Span(found.start(group), trim(text, found.end(group)), label)
    for found in _POSSESSED.finditer(text, words):
        if "'" in found.group():
            parish = CHURCH_SIDE.search(text[max(0, found.start() - 40) : found.start()])
            yield Span(found.start(), found.end(), Label.SMALL_PLACE if parish else Label.SCHOOL)
    for found in _OLD_VILLAGE.finditer(text, words):
        word = found.group(1)
        if not (lists.is_english(word) or word in lists.first or word in lists.last or is_plain(word, lists)):
            yield Span(found.start(), found.end(), Label.SMALL_PLACE)
