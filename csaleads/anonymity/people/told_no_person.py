"""Names that a text itself tells to be nobody it is about: "Chad, as in the country", "Nelson has a chapter on dissent",
"the Horvath work on …", "Pearce writes well on consent", "early teens, bright, funny".
"""

import re
from collections.abc import Iterator

from csaleads.anonymity.people.cited import TOPIC
from csaleads.anonymity.people.nobodies import is_well_known_author

_NAME = r"(?P<name>[A-Z][a-z]+(?:-[A-Z][a-z]+)?)"
_ANY = r"(?P<name>[A-Za-z][a-z]{2,})"
_BEGINS = r"(?:^|(?<=[.?!:;]\s)|(?<=\n))"
_WORK = r"(?:chapters?|papers?|articles?|monograph|textbook|handbook|essays?|book|books|blog post)"
_SAID_SO = re.compile(
    rf"\b{_ANY},? (?:as in (?:the|a) (?:country|city|town|state|river|island|surname|author|brand|shop|film|band|football club|writer|researcher|county|saint|plant|tree|flower)"
    r"|(?:the|not the) (?:country|state|city|river|island|brand|author|surname)(?:,| not| rather|\.|\)))"
)
_HAS_WRITTEN = re.compile(
    rf"\b{_NAME}(?:, [^,.;\n]{{2,30}},)? (?:has|had|did|wrote|edited|published) (?:a|an|the|another|that|some|two|three|several) (?:[a-z]+ ){{0,2}}{_WORK} (?:on|in|about)\b"
)
_IS_AUTHOR = re.compile(
    rf"\b{_NAME} (?:is|was) (?:one of )?(?:the|an) (?:lead |first |second |other )?(?:co-?)?(?:authors?|editors?) (?:on|of|for|in)\b"
)
_WRITES = re.compile(
    rf"{_BEGINS}{_ANY} (?:writes|wrote) (?:so |very |really )?(?:well|clearly|brilliantly|beautifully|movingly|a lot|powerfully)? ?(?:on|about) {TOPIC}\b"
)
_ITS_WORK = re.compile(
    rf"\b[Tt]he {_NAME} (?:work|stuff|book|report|chapter|article|briefing) (?:on|about|into) (?:[a-z]+ and )?(?:porn\w*|teens|adolescen\w+|harmful|sexual|CSA|csa|online|peer|boys|girls|{TOPIC})\b"
)
_SAID_IT = re.compile(
    rf"{_BEGINS}{_NAME} (?:said it (?:all|best|first|years ago|decades ago)|had it right|nailed it|put it (?:best|well))\b"
)
_TRAIT = r"(?:funny|kind|chatty|caring|quiet|shy|clever|popular|loud|sporty|polite|thoughtful|articulate|confident|anxious|cheeky|stubborn|lively|bubbly|warm|curious|creative|helpful|friendly|loving|tiny|tall|good at|great at)"
_ADJECTIVE = "(?P<name>bright|sunny|frank|merry|sweet|sharp|wise|smart|strong|jolly|moody|gentle|blunt|wild|small|keen)"
_DESCRIBED = re.compile(
    r"\b(?:teens|twenties|thirties|forties|fifties|sixties|adolescent|(?:primary|secondary|nursery|school|infant|junior)[ -]age(?:d)?|year[- ]old|\d), "
    rf"(?:(?:very|quite|really|so) )?{_ADJECTIVE}(?=, (?:and |but )?(?:very |quite |really |so )?{_TRAIT}\b)"
)
_DESCRIBED_LAST = re.compile(rf"\b{_TRAIT}, {_ADJECTIVE}(?=,? (?:and|but) )")
_KIND_OF_SCHOOL = re.compile(
    r"\b(?P<name>[Yy]sgol (?:gynradd|uwchradd|feithrin|gyfun))(?=[,.;:)]|$| (?:age|aged|boy|girl|lad|lass|child|kid|pupil|teacher|staff|place|and|is|was|now)\b)"
)
_HOPED = re.compile(
    r"\b(?P<name>[Hh]ope) (?:is|was|being),? (?:that )?(?:mum|dad|nan|gran|she|he|they|we|it|all) "
    r"(?:has|have|had|will|can|could|gets?|goes?|is|are|does|stays?|comes?|finds?|keeps?|tells?|wants?|sees?|talks?|signs?)\b"
)
_GRACED = re.compile(
    r"\b(?P<name>grace) to (?:say|admit|own|apologise|accept|see|ask|answer|agree|leave|stop|wait|laugh|blush)\b"
)
_BLOOD = re.compile(
    r"\b(?:[Bb]lood (?:group|type)s?(?: is| was|:)? )?(?P<name>AB|[ABO])(?: ?(?:[Rr]h ?)?(?:neg|pos)(?:ative|itive)?\b|(?<=[Gg]roup .)(?!\w)|(?<=[Tt]ype .)(?!\w))"
)
_BOOK_WORDS = (
    "chapter",
    "paper",
    "article",
    "monograph",
    "textbook",
    "handbook",
    "essay",
    "book",
    "blog post",
)
_NATION = re.compile(
    r"\b(?:that|the|this|another|those|some|new|old|good|first|gripping) (?P<name>Danish) "
    r"(?:ones?|thing|things|drama|dramas|series|film|films|crime|thriller|thrillers|detective|noir|version|pastry|pastries|bacon|"
    r"design|butter|show|shows|programme|telly|tv|politician|prime minister|word|for)\b"
)

_ASKED = (
    (_SAID_SO, (" as in ", " the ")),
    (_HAS_WRITTEN, _BOOK_WORDS),
    (_IS_AUTHOR, ("author", "editor")),
    (_WRITES, (" writes ", " wrote ")),
    (_ITS_WORK, ("he ",)),
    (_DESCRIBED, (", ",)),
    (_DESCRIBED_LAST, (", ",)),
    (_KIND_OF_SCHOOL, ("sgol ",)),
    (_HOPED, ("ope is ", "ope was ", "ope being")),
    (_GRACED, ("grace to ",)),
    (_NATION, ("Danish ",)),
    (_BLOOD, ("lood ", " neg", " pos", "rhesus")),
)
"""The patterns, each with what a text must hold to be worth trying."""


def nobody(text: str) -> Iterator[tuple[int, int]]:
    """(start, end) of each in `text`."""
    for pattern, needed in _ASKED:
        if any(word in text for word in needed):
            yield from (found.span("name") for found in pattern.finditer(text))
    for found in _SAID_IT.finditer(text) if " it " in text else ():
        if is_well_known_author(found["name"]):
            yield found.span("name")
