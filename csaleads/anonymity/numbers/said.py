"""Names and numbers that are read out: in the alphabet of the radio, letter by letter, or with figures in words."""

import re
from collections.abc import Iterator

from csaleads.anonymity.disguises.fragments import is_in_words, is_said_in_rows, may_be_word
from csaleads.anonymity.findings import Label, Span
from csaleads.anonymity.numbers.spoken import read_digits
from csaleads.anonymity.text.lexicon import Lexicon, either, fold, phrase_group
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
    r"(?:(?!I (?!for |as |like )[a-z]{2})[A-Za-z](?:[ -](?:for|as in|like in|like)[ -][A-Za-z][a-z]+)?"
    r"|(?:double|two)[ -][A-Za-z](?:'?s)?))"
)
_NEXT = (
    r"(?:,? (?:and |then |and then |next |followed by |after that )|, (?:new word|new name|hyphen|dash|gap|space),? "
    r"|, ?| |-| - |\. ?|\.\.\. ?)"
)
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
_SPELT = re.compile(
    r"\b(?:spel(?:t|led|ls?|ling)|(?:sur|fore|first|last|nick|middle|second)?[ -]?name(?:'s| is)?|letters?)\b",
    re.I,
)
_WORD_BEFORE = re.compile(
    r"(?<![\w'-])(?P<word>[^\W\d_][\w'-]{2,24})(?:\"|')?(?P<gap>(?:,|\.|;|:| -| \()? ?(?:(?:that|it)(?:'s| is) )?"
    r"(?:spel(?:t|led) )?)\Z",
    re.I,
)
_LONGEST_BEFORE = 48
_FEWEST_WITH_EXAMPLE = 4
_WITH_EXAMPLE = re.compile(
    r"(?<!\w)(?P<letter>[a-z])[ -](?:for|as in|like in|like)[ -](?P=letter)[a-z]+", re.I
)
_LESSON = re.compile(
    rf"\b(?:{either(phrase_group('told_otherwise.txt', 'lesson'))}|acronym|stands for|mnemonic)\b", re.I
)
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
        yield from _spelt(text, found, lists)
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


def _spelt(text: str, found: re.Match[str], lists: Lexicon) -> Iterator[Span]:
    """The letters of a name, and the name itself where it stands before them: "Thackray, T, H, A, C for cat, K, R, A, Y"."""
    shown = found.group()
    before = text[max(0, found.start() - _LONGEST_BEFORE) : found.start()]
    name = _letters_of(shown)
    said = _WORD_BEFORE.search(before)
    if said and _reads_as(said["word"], name) and _may_be_called(said["word"], name, lists):
        start = found.start() - len(before) + said.start("word")
        yield Span(start, start + len(said["word"]), Label.PERSON)
        yield Span(*found.span(), Label.PERSON)
        return
    told = bool(_SPELT.search(before[-24:])) or _is_written_as_name(shown)
    if not told and len(name) >= _FEWEST_WITH_EXAMPLE and _WITH_EXAMPLE.search(shown):
        told = may_be_word(name) and not is_in_words(name, lists)
    if is_said_in_rows(name, lists):
        return
    if told and _LESSON.search(
        text, max(0, found.start() - 2 * _LONGEST_BEFORE), found.end() + _LONGEST_BEFORE
    ):
        told = False
    if _is_spelt_name(shown, lists, told=told):
        yield Span(*found.span(), Label.PERSON)


def _reads_as(word: str, name: str) -> bool:
    """Whether the letters are those of the word."""
    return "".join(filter(str.isalpha, fold(word))) == name


def _may_be_called(shown: str, name: str, lists: Lexicon) -> bool:
    """Whether the word before its letters is somebody's name: not "cat, c-a-t"."""
    if name in lists.short or name in lists.field:
        return False
    return not lists.is_english(name) or (shown[0].isupper() and (name in lists.first or name in lists.last))


def _is_written_as_name(shown: str) -> bool:
    """ "S, t, e, r": a capital and then small letters, with the same between them."""
    return bool(_ONE_CAPITAL.fullmatch(shown))


_ONE_CAPITAL = re.compile(r"[A-Z](?P<gap>, ?|-| - )[a-z](?:(?P=gap)[a-z]){2,12}")


def _is_spelt_name(shown: str, lists: Lexicon, *, told: bool) -> bool:
    """ "S for sugar, A, M", "T-double-R-E-N-T"."""
    name = _letters_of(shown)
    strange = told and not lists.is_english(name) and name not in "abcdefghijklmnopqrstuvwxyz"
    known = name in lists.first or name in lists.last or strange
    plain = lists.is_english(name) and not told
    return len(name) > 2 and known and not plain and name not in lists.short


def _letters_of(shown: str) -> str:
    """What the letters make: "T-double-R-E-N-T" is "trrent"."""
    letters = re.sub(
        r"(?i)\b(?:double|two)[ -]([a-z])(?:'?s)?\b",
        r"\1 \1",
        re.sub(r"[ -](?:for|as in|like in|like)[ -][A-Za-z][a-z]+", "", shown),
    )
    return "".join(re.findall(r"(?<![a-z'])[a-z](?![a-z])", letters.lower()))
