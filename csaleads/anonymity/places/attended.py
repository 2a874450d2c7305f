"""Where somebody learns, is treated or goes: schools, surgeries, hospitals and small places."""

import re
from collections.abc import Iterator

from csaleads.anonymity.findings import Label, Span
from csaleads.anonymity.places import institutions
from csaleads.anonymity.places.institutions import CHURCH_SIDE, SCHOOL_KIND
from csaleads.anonymity.places.words import NAME, NAMES, STOPPERS, first_own, is_plain, opens, trim
from csaleads.anonymity.text.lexicon import Lexicon, fold, leading_words, word_group
from csaleads.anonymity.text.scanning import LedPattern, WordStarts, word_starts

_LOWER = r"[a-z][a-z'\-]*(?: [a-z][a-z'\-]*){0,2}"
_HEALTH = (
    r"(?:Surgery|Surgeries|(?:Medical |Group |Family |GP |Health |Dental )?Practice|(?:Medical|"
    r"Health|Birth|Walk-?in|Dental|Wellbeing|Therapy|Treatment|Primary Care|Family Health|"
    r"Community Health) Cent(?:re|er)|Medical|"
    r"(?:Royal |General |Community |Cottage |County |District |University |Children's |"
    r"Maternity )*(?:Hospital|Infirmary)|Clinic|Health Hub|Maternity(?: Unit| Wing)?|"
    r"(?:Adolescent |Mother and Baby |Eating Disorders )?Unit|Ward|Hospice|Pharmacy|Chemist|"
    r"Dental Care|Doctors|Opticians|Sanatorium)"
)
_PLACE = (
    r"(?:Estate|Park|Farm|Green|Common|Woods?|Moor|Heath|Village|House|Lodge|Hall|Manor|Cottages?|"
    r"Court|Towers?|Heights|Flats|Buildings|Church|Chapel|Mosque|Masjid|Gurdwara|Temple|Mandir|"
    r"Synagogue|Cathedral|Kingdom Hall|"
    r"Centre|Arms|Inn|Tavern|Hotel|Hostel|Pub|Club|FC|AFC|RFC|CC|Baths|Pool|Library|Stadium|Arena|"
    r"Station|Market|Beach|Bay|Harbour|Marina|Rec|Recreation Ground|Playing Fields?|Fields?|"
    r"Gardens|Bridge|Quay|Wharf|Docks?|Island|Caravan Park|"
    r"Holiday Park|Retail Park|retail park|Industrial Estate|industrial estate|Leisure Centre|"
    r"leisure centre|Sports Centre|sports centre|Community Centre|community centre|Youth Centre|"
    r"youth centre|Youth Club|youth club|"
    r"family centre|Family Centre|family hub|Family Hub|children's home|Children's Home|care home|"
    r"swimming baths|swimming pool|Swimming Pool|estate|village|church|mosque|park|caravan site|"
    r"Site|Stables|Gym|Dojo|"
    r"Scouts|Brownies|Cubs|Guides|Cadets|shopping centre|Shopping Centre|bus station|"
    r"football club|boxing club|gym|allotments|Theatre|Cinema|Bowl|Cafe|Café|Barbers|Takeaway|"
    r"Residential Home|Secure Unit|Refuge)"
)
_SMALL_ENDS = (
    "Green|Moor|Moors|Cross|Park|Heath|Heights|Farm|Bridge|Hill|Hills|Wood|Woods|End|Common|Bay|"
    "Head|Vale|Dale|Estate|Village|Magna|Parva|Bottom|Top|Corner|Town|Mill|Mills|Ferry|"
    "Haven|Island|Marsh|Fen|Ford|Gate|Lea|Lane|"
    "Abbey|Abbas|Regis|Bishop|Fach|Fawr|Bach|Isaf|Uchaf|Spa|Bank|Grange|Holt|Hollow|Ridge|Row|"
    "Side|Water|Well|Wells|Weir|Knoll|Reach|Intake|Fell|Drove|Nook|Brow|Beck|Tarn|Rigg|Clough|Loft|"
    "Hey|Garth|Spinney|Copse"
)
_SCHOOL_NAMED = re.compile(rf"\b(?:[Tt]he )?({NAMES})[ ]((?:{SCHOOL_KIND}[ ]?){{1,4}})(?![\w])")
_HEALTH_NAMED = re.compile(rf"\b(?:[Tt]he )?({NAMES})[ ]({_HEALTH})(?![\w])")
_PLACE_NAMED = re.compile(rf"\b(?:[Tt]he )?({NAMES})[ ]({_PLACE})(?![\w])")
_OF_SCHOOL, _OF_HEALTH, _OF_PLACE = (re.compile(rf" {kind}") for kind in (SCHOOL_KIND, _HEALTH, _PLACE))
_OF_ENDS = re.compile(rf" (?:{_SMALL_ENDS})(?![\w'])")
"""What the patterns end with, looked for first since it is quicker."""
_SAINT = LedPattern(
    re.compile(
        rf"\b(?:St|Saint|Ss|SS|Our Lady|Sacred Heart|Holy)\.?(?: (?:of (?:the )?)?{NAME})?(?: (?:and|"
        rf"&) (?:St\.? )?{NAME})?(?: (?:{SCHOOL_KIND}))*"
    ),
    ["st", "saint", "ss", "our", "sacred", "holy"],
)
_YSGOL = LedPattern(
    re.compile(rf"\b(?:Ysgol|Coleg|Meithrinfa|Cylch)(?: (?:{NAME}|y|yr|Gymraeg|Gynradd|Uwchradd|Gyfun))+"),
    ["ysgol", "coleg", "meithrinfa", "cylch"],
)
_LOWER_TYPES = (
    (
        Label.SCHOOL,
        (
            r"(?:primary|juniors?|infants?|academy|high|college|school|daycare|day nursery|nursery|"
            r"playgroup|pre-?school|montessori|grammar|secondary|comp)(?: school)?"
        ),
    ),
    (
        Label.HEALTH,
        (
            r"(?:surgery|medical centre|health centre|practice|hospital|infirmary|clinic|medical practice|"
            r"pharmacy|health hub|maternity unit|hospice)"
        ),
    ),
    (
        Label.SMALL_PLACE,
        (
            r"(?:estate|retail park|farm|park|community centre|youth club|leisure centre|swimming baths|"
            r"church|mosque|football club|village|family centre|children's home|green|moor|cross)"
        ),
    ),
)
_SMALL_WORD = re.compile(r"(?<![\w'-])[a-z]")
_LOWER_NAMED = tuple(
    (label, re.compile(rf"(?<![\w'-])({_LOWER}) ({kind})(?![\w])"), re.compile(rf" (?={kind}(?![\w]))"))
    for label, kind in _LOWER_TYPES
)
_TYPE_THEN_NAME = LedPattern(
    re.compile(
        (
            rf"\b(?:(school|nursery|college|academy|playgroup|preschool)|(surgery|gp|doctors?|dentist|"
            rf"hospital|practice|clinic))\b(?:'s)?(?: (?:name|is|was|called|named|now|setting|place|"
            rf"provision|attended|here))*[ ]?[:=,(-]? ?(?:is |was |at |the )?((?:Dr\.? )?{NAMES}(?:'s)?)"
        ),
        re.I,
    ),
    leading_words("places type then name"),
)
_KIND_AT = LedPattern(
    re.compile(
        rf"\b(?:[Tt]he )?(?:Academy|School|College|Nursery|Surgery|Hospital|Clinic|Church|Chapel|Priory|Hub|"
        rf"Centre) (?:at|in|on|of) (?:the )?{NAME}(?: {NAME})?"
    ),
    leading_words("places kind at"),
)
_ATTENDS = LedPattern(
    re.compile(
        rf"\b(?:attend(?:s|ed|ing)?|goes to|enrolled at|on roll at|excluded from|pupil at|student at|"
        rf"transferred to|starts? at|expelled from) (?:the )?({NAMES})"
    ),
    leading_words("places attends"),
)
_REGISTERED = LedPattern(
    re.compile(
        rf"\b(?:registered (?:with|at)|under|patient (?:of|at)|seen (?:at|in)|midwife\) at|nurse\) at|"
        rf"gp\) at|GP\) at) (?:the )?((?:Dr\.? )?{NAMES}(?:'s)?)"
    ),
    leading_words("places registered"),
)
_DOCTORS = LedPattern(
    re.compile(rf"\bD(?:r|octor)\.? {NAME}'s?(?![\w])"),
    ["dr", "doctor"],
)
_AT_PLACE = LedPattern(
    re.compile(
        rf"(?<![\w])(?:in|at|near|from|to|around|outside|over in|via|towards?|off|of|for|live[sd]?|"
        rf"across|above|behind|opposite|past|beside|inside|into|up|down|round|beyond|"
        rf"through) (?:the )?((?:{NAME})(?:[ \-](?:(?:on|upon|in|le|under|by|next|y|yr|"
        rf"the)[ \-]){{0,2}}{NAME}){{0,3}})"
    ),
    leading_words("places at place"),
)
_TWO_WORDS = LedPattern(
    re.compile(rf"(?<![\w])(?:in|at|near) ({NAME} {NAME})(?![\w'])"),
    ["in", "at", "near"],
)
_ENDS = re.compile(rf"\b({NAME}(?: {NAME}){{0,2}}[ ](?:{_SMALL_ENDS}))(?![\w'])")


def find(masked: str, lists: Lexicon, words: WordStarts | None = None) -> Iterator[Span]:
    """Every place in `masked` that is small enough to point at somebody: a text without its well-known phrases.

    `words` tells where the words of the text with those phrases begin.
    """
    words = word_starts(masked) if words is None else words
    for pattern, kind, label in (
        (_SCHOOL_NAMED, _OF_SCHOOL, Label.SCHOOL),
        (_HEALTH_NAMED, _OF_HEALTH, Label.HEALTH),
        (_PLACE_NAMED, _OF_PLACE, Label.SMALL_PLACE),
    ):
        for found in pattern.finditer(masked) if kind.search(masked) else ():
            start = first_own(found.group(1), lists, opens(masked, found.start(1)))
            if start is not None and not re.fullmatch(r"[A-Z]\.", found.group(1)):
                start = _without_person(found.group(1), start, lists)
                yield Span(found.start(1) + start, trim(masked, found.end()), label)
    for led, label in ((_SAINT, Label.SCHOOL), (_YSGOL, Label.SCHOOL), (_DOCTORS, Label.HEALTH)):
        for found in led.finditer(masked, words):
            if " " in found.group().strip() and not found.group().endswith(("Holy Communion", "Our Lady")):
                yield Span(found.start(), trim(masked, found.end()), _of_parish(masked, found, label))
    yield from institutions.find(masked, lists, words)
    yield from _lower(masked, lists)
    yield from _by_words_around(masked, words, lists)
    yield from _by_shape(masked, words, lists)


_GENERAL = word_group("no name of a place")


def _of_parish(text: str, found: re.Match[str], label: Label) -> Label:
    """A saint beside a church's words names a church, not a school."""
    words = (
        text[max(0, found.start() - 50) : found.start()],
        found.group(),
        text[found.end() : found.end() + 12],
    )
    return Label.SMALL_PLACE if label is Label.SCHOOL and CHURCH_SIDE.search(" ".join(words)) else label


def _without_person(names: str, start: int, lists: Lexicon) -> int:
    """Where the place begins in "Jake and Oak Tree": after somebody's name."""
    person = re.match(rf"({NAME}) (?:and|&) (?={NAME})", names[start:])
    return start + person.end() if person and fold(person.group(1)) in lists.first else start


def _before_kind(pattern: re.Pattern[str], kind: re.Pattern[str], text: str) -> Iterator[re.Match[str]]:
    """As the pattern's own finditer, for one that matches up to three words and a `kind` after them."""
    starts: dict[int, None] = {}
    for ending in kind.finditer(text):
        before = [
            found.start()
            for found in _SMALL_WORD.finditer(text, max(0, ending.start() - 120), ending.start())
        ]
        starts |= dict.fromkeys(before[-3:])
    end = 0
    for start in sorted(starts):
        if start >= end and (found := pattern.match(text, start)):
            yield found
            end = found.end()


def _lower(text: str, lists: Lexicon) -> Iterator[Span]:
    for label, pattern, kind in _LOWER_NAMED:
        for found in _before_kind(pattern, kind, text):
            words = list(re.finditer(r"\S+", found.group(1)))
            while words and (
                is_plain(words[0].group(), lists) or (len(words) > 1 and words[0].group() in _KINDS)
            ):
                words = words[1:]
            own = [
                w for w in words if not lists.is_english(fold(w.group())) and not is_plain(w.group(), lists)
            ]
            if own and not any(_is_stop(w.group()) for w in words if w.start() > own[0].start()):
                yield Span(found.start(1) + own[0].start(), found.end(), label)
            elif len(words) >= 1 and re.search(
                r"\b(?:nursery|school|college|surgery|gp)(?: is| =|:)? $",
                text[: found.start(1) + words[0].start()][-16:],
            ):
                yield Span(found.start(1) + words[0].start(), found.end(), label)


_KINDS = word_group("kinds of place")


def _is_stop(word: str) -> bool:
    return fold(word) in STOPPERS


def _by_words_around(text: str, words: WordStarts, lists: Lexicon) -> Iterator[Span]:
    for found in _TYPE_THEN_NAME.finditer(text, words):
        label = Label.SCHOOL if found.group(1) else Label.HEALTH
        if (
            re.search(r"(?:is|was|=|:|called|named|\() ?(?:the |at )?$", text[: found.start(3)][-14:], re.I)
            and found.group(3)[0].isupper()
            and len(found.group(3)) > 2
        ):
            yield from _own_part(text, found, 3, lists, label)
    for found in _KIND_AT.finditer(text, words):
        last = fold(found.group().split()[-1])
        if not (is_plain(last, lists) or lists.is_english(last)):
            yield Span(found.start(), trim(text, found.end()), _label_of_kind(found.group()))
    for found in _ATTENDS.finditer(text, words):
        yield from _own_part(text, found, 1, lists, Label.SCHOOL)
    for found in _REGISTERED.finditer(text, words):
        if found.group(1).startswith("Dr") or found.group(1).endswith("'s"):
            yield from _own_part(text, found, 1, lists, Label.HEALTH)


def _label_of_kind(shown: str) -> Label:
    """What "the Academy at Fenwick" is."""
    if re.search(r"Academy|School|College|Nursery|Priory", shown):
        return Label.SCHOOL
    return Label.HEALTH if re.search(r"Surgery|Hospital|Clinic", shown) else Label.SMALL_PLACE


def _by_shape(text: str, starts: WordStarts, lists: Lexicon) -> Iterator[Span]:
    """Names after "in" and "at", and names that end as places do."""
    for found in _AT_PLACE.finditer(text, starts):
        words = [fold(word.rstrip(".'")) for word in re.split(r"[ \-]", found.group(1))]
        if (
            re.fullmatch(r"[A-Z]{2,6}s?|PD ?\d{1,2}[A-Z]{0,2}", found.group(1))
            or fold(found.group(1)) in _GENERAL
        ):
            continue
        if not any((w in lists.first and w not in lists.english) or w in lists.field for w in words) and any(
            not lists.is_english(w)
            and w not in lists.large_places
            and w not in lists.short
            and w not in lists.last
            for w in words
        ):
            yield Span(found.start(1), trim(text, found.end(1)), Label.SMALL_PLACE)
    for found in _TWO_WORDS.finditer(text, starts):
        words = [fold(word) for word in found.group(1).split()]
        if not any(is_plain(word, lists) or word in lists.own_first for word in words):
            yield Span(found.start(1), found.end(1), Label.SMALL_PLACE)
    for found in _ENDS.finditer(text) if _OF_ENDS.search(text) else ():
        start = first_own(found.group(1), lists, opens(text, found.start(1)))
        if start is not None and not is_plain(found.group(1).split()[0], lists):
            yield Span(found.start(1) + start, found.end(1), Label.SMALL_PLACE)


def _own_part(text: str, found: re.Match[str], group: int, lists: Lexicon, label: Label) -> Iterator[Span]:
    start = first_own(found.group(group), lists, False)
    if start is not None:
        yield Span(found.start(group) + start, trim(text, found.end(group)), label)
