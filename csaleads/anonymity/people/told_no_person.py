"""Names of which a text says itself that they are nobody it is about: "Chad, as in the country", "Nelson has a chapter on dissent",
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
_DESCRIBED = re.compile(
    rf", (?:(?:very|quite|really|so) )?(?P<name>bright|sunny|rich|frank|young|merry|sweet|sharp|wise|smart|strong|savage|jolly|moody|gentle|blunt|stern|wild|small|little|keen|gay|early|steely|hardy)(?=, (?:and |but )?(?:very |quite |really |so )?{_TRAIT}\b)"
    rf"|\b{_TRAIT}, (?P<other>bright|sunny|frank|sweet|sharp|wise|smart|strong|moody|gentle|blunt|wild|small|keen)(?=,? (?:and|but) )"
)
_KIND_OF_SCHOOL = re.compile(
    r"\b[Yy]sgol (?:gynradd|uwchradd|feithrin|gyfun)(?=[,.;:)]|$| (?:age|aged|boy|girl|lad|lass|child|kid|pupil|teacher|staff|place|and|is|was|now)\b)"
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


def nobody(text: str) -> Iterator[tuple[int, int]]:
    """(start, end) of each in `text`."""
    if " as in " in text or " the " in text or ", the " in text:
        yield from _names(_SAID_SO, text)
    if any(word in text for word in _BOOK_WORDS):
        yield from _names(_HAS_WRITTEN, text)
    if "author" in text or "editor" in text:
        yield from _names(_IS_AUTHOR, text)
    if " writes " in text or " wrote " in text:
        yield from _names(_WRITES, text)
    if "he " in text:
        yield from _names(_ITS_WORK, text)
    if "sgol " in text:
        yield from (found.span() for found in _KIND_OF_SCHOOL.finditer(text))
    if ", " in text:
        for found in _DESCRIBED.finditer(text):
            yield found.span("name" if found["name"] else "other")
    if " it " in text:
        for found in _SAID_IT.finditer(text):
            if is_well_known_author(found["name"]):
                yield found.span("name")


def _names(pattern: re.Pattern[str], text: str) -> Iterator[tuple[int, int]]:
    for found in pattern.finditer(text):
        yield found.span("name")
