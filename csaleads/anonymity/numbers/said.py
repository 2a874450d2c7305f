"""Names and numbers that are read out: in the alphabet of the radio, letter by letter, or with figures in words."""

import re
from collections.abc import Iterator

from csaleads.anonymity.findings import Label, Span
from csaleads.anonymity.numbers.spoken import read_digits
from csaleads.anonymity.text.lexicon import Lexicon
from csaleads.anonymity.text.scanning import LedPattern, WordStarts

_RADIO = (
    "alpha alfa bravo charlie delta echo foxtrot golf hotel india juliet juliett kilo lima mike november "
    "oscar papa quebec "
    "romeo sierra tango uniform victor whiskey whisky xray x-ray yankee zulu"
)
_FIGURE = (
    r"(?:oh|zero|nought|one|two|three|four|five|six|seven|eight|nine|niner|double|treble|triple|ten|eleven|twelve|"
    r"thirteen|fourteen|fifteen|sixteen|seventeen|eighteen|nineteen|twenty|\d{1,4})"
)
_CODE_WORD = rf"(?:{'|'.join(_RADIO.split())})"
_RADIO_WORDS = frozenset(_RADIO.replace("x-ray", "x").split())
_RADIOED = re.compile(
    rf"(?<![\w-])(?:{_CODE_WORD}|{_FIGURE})(?:[ ,\-]{{1,2}}(?:{_CODE_WORD}|{_FIGURE})){{2,14}}(?![\w-])", re.I
)
_PLATE = re.compile(r"[A-Z]{2}\d{2}[A-Z]{3}|[A-Z]\d{1,3}[A-Z]{3}|[A-Z]{3}\d{1,3}[A-Z]|[A-Z]{1,3}\d{1,4}")
_POSTCODE = re.compile(r"[A-Z]{1,2}\d[A-Z\d]?\d[A-Z]{2}")
_NINO = re.compile(r"[A-Z]{2}\d{6}[A-D]?")
_AS_LETTER = (
    r"(?:(?:(?:capital|big|small|little|lower case|upper case|the letter) )?"
    r"(?:[A-Za-z](?:[ -](?:for|as in|like in|like)[ -][A-Za-z][a-z]+)?|(?:double|two)[ -][A-Za-z](?:'?s)?))"
)
_NEXT = r"(?:,? (?:and |then |and then |next |followed by |after that )|, ?| |-| - |\. ?|\.\.\. ?)"
_LETTERED = LedPattern(
    re.compile(rf"(?<![\w'])(?:{_AS_LETTER}{_NEXT}){{2,14}}{_AS_LETTER}(?![\w'])"),
    (
        *"abcdefghijklmnopqrstuvwxyz",
        "capital",
        "big",
        "small",
        "little",
        "lower",
        "upper",
        "the",
        "double",
        "two",
    ),
)
_SPELT = re.compile(r"\b(?:spel(?:t|led|ls?|ling)|name(?:'s| is)?|letters?)\b", re.I)
_NUMBERED = (
    "passport",
    "nhs",
    "ni",
    "nino",
    "national",
    "log",
    "crime",
    "incident",
    "reference",
    "ref",
    "case",
    "urn",
)
_CALLED = LedPattern(
    re.compile(
        r"\b(?P<what>passport|nhs|ni|nino|national insurance|log|crime|incident|reference|ref|case|"
        r"urn)\b(?: ?(?:number|num|no|ref|reference)\b\.?)?(?: is|:| =|,)? {1,2}"
        rf"(?P<value>(?:[A-Z] ?){{0,2}}{_FIGURE}(?:(?:, ?| |-|,? and ){_FIGURE}| hundred|"
        rf" thousand){{1,16}}(?:,? [A-D])?)(?![\w-])",
        re.I,
    ),
    _NUMBERED,
)
_KINDS = {
    "passport": Label.PASSPORT,
    "nhs": Label.NHS_NUMBER,
    "ni": Label.NINO,
    "nino": Label.NINO,
    "national insurance": Label.NINO,
}
_FEWEST = {Label.PASSPORT: 7, Label.NHS_NUMBER: 10, Label.NINO: 6}


def find(text: str, words: WordStarts, lists: Lexicon) -> Iterator[Span]:
    """Every name and number in `text`, whose words begin at `words`, that is read out."""
    for found in _RADIOED.finditer(text) if words.has_any(_RADIO_WORDS) else ():
        label = _meaning(found.group(), lists)
        if label:
            yield Span(found.start(), found.end(), label)
    for found in _LETTERED.finditer(text, words):
        before = text[max(0, found.start() - 24) : found.start()]
        told = bool(_SPELT.search(before)) or _is_written_as_name(found.group())
        if _is_spelt_name(found.group(), lists, told=told):
            yield Span(found.start(), found.end(), Label.PERSON)
    for found in _CALLED.finditer(text, words):
        label = _KINDS.get(found["what"].lower(), Label.CASE_REF)
        figures = read_digits(found["value"])
        in_words = len(re.findall(r"[a-z]{2,}", found["value"].lower())) >= 2
        if in_words and len(figures) >= _FEWEST.get(label, 3):
            yield Span(*found.span("value"), label)


def _meaning(shown: str, lists: Lexicon) -> Label | None:
    """What a run of the radio's words stands for; None for "Alpha, Bravo, Charlie"."""
    words = re.findall(r"[a-z\-]+|\d+", shown.lower())
    if sum(word in _RADIO.split() for word in words) < 2:
        return None
    read = "".join(word[0] if word in _RADIO.split() else read_digits(word) for word in words).upper()
    if read.isalpha():
        name = read.lower()
        return Label.PERSON if len(name) > 2 and (name in lists.first or name in lists.last) else None
    for shape, label in ((_POSTCODE, Label.POSTCODE), (_NINO, Label.NINO), (_PLATE, Label.VEHICLE)):
        if shape.fullmatch(read):
            return label
    return Label.CASE_REF if sum(letter.isdigit() for letter in read) > 2 else None


def _is_written_as_name(shown: str) -> bool:
    """ "S, t, e, r": a capital and then small letters, with the same between them."""
    return bool(_ONE_CAPITAL.fullmatch(shown))


_ONE_CAPITAL = re.compile(r"[A-Z](?P<gap>, ?|-| - )[a-z](?:(?P=gap)[a-z]){2,12}")


def _is_spelt_name(shown: str, lists: Lexicon, *, told: bool) -> bool:
    """ "S for sugar, A, M", "T-double-R-E-N-T"."""
    letters = re.sub(
        r"(?i)\b(?:double|two)[ -]([a-z])(?:'?s)?\b",
        r"\1 \1",
        re.sub(r"[ -](?:for|as in|like in|like)[ -][A-Za-z][a-z]+", "", shown),
    )
    name = "".join(re.findall(r"(?<![a-z'])[a-z](?![a-z])", letters.lower()))
    strange = told and not lists.is_english(name) and name not in "abcdefghijklmnopqrstuvwxyz"
    known = name in lists.first or name in lists.last or strange
    plain = lists.is_english(name) and not told
    return len(name) > 2 and known and not plain and name not in lists.short
