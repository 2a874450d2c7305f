"""Whatever stands strange in a sentence that says it hides something, and names told by an anagram, a tongue or a place on a map.

"so the filter won't catch it he is xQv7-Tallen", "rearrange STIRKY and you know who I mean", "her surname is Smith in Polish".
"""

import re
from collections.abc import Iterator
from functools import cache

from csaleads.anonymity.disguises.fragments import is_in_words, readings
from csaleads.anonymity.findings import Label, Span
from csaleads.anonymity.text.lexicon import Lexicon, either, fold, phrase_group
from csaleads.anonymity.text.scanning import Said, WordStarts, needed_words

_FILE = "under_cue.txt"
_CUES = phrase_group(_FILE, "cue")
_IDLE = frozenset(phrase_group(_FILE, "idle"))
_TONGUE = either(phrase_group(_FILE, "tongue"))

_TOKEN = re.compile(r"(?<![^\s\"'“‘(\[])[^\s\"“”,;:()\[\]]{3,40}(?![^\s\"'”’),;:.!?\]])")
_TELLER = re.compile(
    r"(?:\b(?:is|was|called|named|name|it's|its|he's|she's|that's|thats|goes by|known as|meet|say|friend|pal"
    r"|mate|for|with|put|type|write|him|her|"
    r"reads?|get|have|as|mum|dad|uncle|aunt|nan|mam|father|mother|lad|girl|boy|man|woman|partner|brother|sister"
    r"|stepdad|boyfriend)|[:=\u2013]) "
    r"(?:just |only |really |old |our |young |mr |mrs |ms |miss )*[\"'“‘(*_~]*\Z",
    re.I,
)
_MIXED = re.compile(
    r"(?=[^\d]*\d)(?=.*[A-Za-z]{2}).*|[A-Za-z]+[@$!#*+^~|%€£&]+[A-Za-z]+.*|[a-z]+[A-Z]+.*|.*[A-Z][a-z]+[A-Z]{2,}.*"
)
_NO_TOKEN = re.compile(
    r"\W*(?:\d+(?:st|nd|rd|th|am|pm|kg|g|mg|ml|km|m|cm|mm|yr|yrs|wk|wks|x|s|k|hrs?|mins?|p|%|h|ish|yo|bn)?"
    r"|[£$€]\S+|\d[\d.:/-]*[ap]?m?|[A-Z]{1,5}\d{0,3}s?|[a-z]+://\S+|\S+\.(?:com|org|net|uk|docx?|xlsx?|pdf))\W*",
    re.I,
)
_ANAGRAM = re.compile(
    r"\b(?:[Aa]nagram (?:of|for|is|:)|anagram, |(?:[Rr]e-?arrange|[Uu]nscramble|[Uu]njumble|[Uu]nmuddle|reorder"
    r"|re-order|reshuffle|shuffle|jumble of|muddle of|mix(?:ed)?[ -]up of|"
    r"scramble of|letters of|sort out the letters|letters in|made (?:out )?of the letters)(?: the letters"
    r"| the word)?(?: of| in|:)?) ?"
    r"(?P<told>[\"'“][^\"'”\n]{3,40}[\"'”]|[A-Z]{3,}(?: [A-Z]{2,})*|[A-Z][a-z]*[A-Z]\w*"
    r"|(?P<plain>[a-z]+(?: [a-z]+){0,2}?)(?=[,.;:)]| and (?:you|there|that|it)| (?:gives|is|makes|spells|then|to get)|$))",
)
_NAMING = re.compile(
    r"\b(?:name[ds]?|surname|forename|called|who|him|her|he is|she is|there (?:he|she) is|you have|you get"
    r"|searchable|initials|street|school|village|lad|girl|boy)\b",
    re.I,
)
_LESSON = re.compile(
    r"\b(?:lesson|quiz|crossword|puzzle|scrabble|phonics|spelling|spellings|worksheet|homework|poem|maths|class"
    r"|training|visit|meeting|furniture|table|"
    r"password|passwords|geography|appointment|contact|rota|diary)\b",
    re.I,
)
_TRANSLATED = re.compile(
    rf"\b(?:(?:sur|fore|first |last |second |nick|family )?names?|surname|called|village|street|road"
    rf"|school)\b[^.;\n]{{0,24}}?(?:\b(?:is|was|means|be|being|translates? (?:as|to|into)?)|[:=,])"
    rf" (?:just |only |like )?(?P<told>(?:the )?(?:(?:{_TONGUE}) (?:word )?for [^.,;\n]{{2,30}}"
    rf"|[\w' ]{{2,24}} (?:put |turned |translated )?(?:in|into) (?:{_TONGUE})|translate [\w' ]{{2,24}} (?:in"
    rf"|into|to) (?:{_TONGUE}))(?!\w))",
    re.I,
)
_MOTTO = re.compile(
    r"(?:school|academy|college|nursery|comp|primary)\b[^.;\n]{0,40}?\bmotto (?:is|says|reads|goes|of|means"
    r"|being|:)?,? ?(?P<told>[\"'“]?[A-Z][^.;,\n]{4,60})"
)
_COORDINATES = re.compile(
    r"(?<![\w.])-?\d{1,2}\.\d{3,8}°?,? ?[NS]?,? ?(?:and |by |/ ?)?[+-]?\d{1,3}\.\d{3,8}°? ?[EW]?(?![\w.])"
    r"|\d{1,2} ?° ?\d{1,2} ?['’′] ?(?:\d{1,2}(?:\.\d+)? ?[\"”″])? ?[NS],? ?"
    r"\d{1,3} ?° ?\d{1,2} ?['’′] ?(?:\d{1,2}(?:\.\d+)? ?[\"”″])? ?[EW]"
)
_PLACED = re.compile(
    r"\b(?:house|home|lives?|living|location|located|pin|gps|map|maps|lat|latitude|coordinates?|coords|sat nav"
    r"|satnav|phone|tracker|seen|flat|address|find (?:him|her|them)|at)\b",
    re.I,
)
_CLUE = re.compile(r"(?P<told>[\w' ,-]{4,60}\(\d{1,2}(?:,\d{1,2})*\))")
_CALLED = re.compile(r"\b(?:name|surname|called|him|her)\b", re.I)
_THE = re.compile(r"\b(?:the|by|a|an)\s\Z", re.I)
_SEEN = 80


@cache
def _cue() -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:{either(_CUES)})(?!\w)")


_SAID = Said(_CUES)
_TOLD = needed_words(phrase_group(_FILE, "tongue")) | frozenset(
    ("anagram", "arrange", "rearrange", "unscramble", "unjumble", "unmuddle", "reorder", "order", "reshuffle", "shuffle",
     "jumble", "muddle", "mix", "mixed", "scramble", "letters", "motto", "clue")
)  # fmt: skip


def find(text: str, words: WordStarts, lists: Lexicon) -> Iterator[Span]:
    """Each in `text`, whose words begin at `words`."""
    if words.has_any(_TOLD):
        yield from _told(text)
    yield from _on_a_map(text)
    low = text.lower().replace("’", "'")
    if len(low) != len(text) or not _SAID.is_in(low, words):
        return
    for cue in _cue().finditer(low):
        for start, end in _near(text, *cue.span()):
            if not _LESSON.search(text, start, end):
                yield from _strange(text, start, end, lists)


def _near(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """The sentence of a cue."""
    first = max((found.end() for found in re.finditer(r"[.!?]\s|\n", text[:start])), default=0)
    after = re.search(r"[.!?](?:\s|$)|\n", text[end:])
    yield first, end + after.start() if after else len(text)


def _strange(text: str, start: int, end: int, lists: Lexicon) -> Iterator[Span]:
    """Words that nobody knows: after what tells, or with figures, signs or capitals within, or with a capital."""
    for found in _TOKEN.finditer(text, start, end):
        shown = found.group().strip("'‘’“”*_~!?.<>|-")
        if len(shown) < 3 or _NO_TOKEN.fullmatch(shown) or fold(shown) in _IDLE:
            continue
        told = bool(_TELLER.search(text, start, found.start()))
        at = found.start() + found.group().index(shown)
        if shown.isalpha():
            capital = (
                shown[0].isupper()
                and not shown.isupper()
                and text[start : found.start()].strip(" \"'“‘(*") != ""
            )
            if (told or (capital and not _THE.search(text, start, found.start()))) and _is_of_nobody(
                shown, lists
            ):
                yield Span(at, at + len(shown), Label.PERSON)
        elif _is_mixed(shown, lists, told=told):
            yield Span(at, at + len(shown), Label.PERSON)


def _is_mixed(shown: str, lists: Lexicon, *, told: bool) -> bool:
    """Whether letters stand with figures, signs or capitals in one word that reads as none: "xQv7-Tallen", "Dr@kko"."""
    if not _MIXED.fullmatch(shown) or "'" in shown or "’" in shown:
        return False
    kinds = (str.isdecimal, str.isupper, str.islower)
    if not told and not all(any(map(kind, shown)) for kind in kinds):
        return False
    if any(is_in_words(word, lists) for word in readings(shown)):
        return False
    return any(part.isalpha() and len(part) > 1 for part in re.split(r"[\W\d_]+", shown))


def _is_of_nobody(shown: str, lists: Lexicon) -> bool:
    word = fold(shown)
    known = word in lists.field or word in lists.short or word in lists.large_places or word in _IDLE
    if known or is_in_words(word, lists):
        return False
    return shown[0].isupper() or not any(_is_slip(word, lists))


def _is_slip(word: str, lists: Lexicon) -> Iterator[bool]:
    """Whether a word in small letters is an English one with a letter too few, too many or out of its place."""
    for at in range(len(word) + 1):
        yield lists.is_english(word[:at] + word[at + 1 :])
        yield lists.is_english(word[:at] + word[at + 1 : at + 2] + word[at : at + 1] + word[at + 2 :])
        for letter in "abcdefghijklmnopqrstuvwxyz":
            yield lists.is_english(word[:at] + letter + word[at:])
            yield lists.is_english(word[:at] + letter + word[at + 1 :])


def _on_a_map(text: str) -> Iterator[Span]:
    """Places by their degrees."""
    if ("." not in text and "°" not in text) or not any(map(str.isdecimal, text)):
        return
    for found in _COORDINATES.finditer(text):
        if _PLACED.search(text, max(0, found.start() - _SEEN), min(len(text), found.end() + _SEEN)):
            yield Span(*found.span(), Label.ADDRESS)


def _told(text: str) -> Iterator[Span]:
    """Anagrams, translated names and mottos."""
    for found in _ANAGRAM.finditer(text):
        around = text[max(0, found.start() - _SEEN) : found.end() + _SEEN]
        sure = "anagram" in found.group().lower() or not found["plain"]
        if sure and _NAMING.search(around) and not _LESSON.search(around):
            yield Span(*found.span("told"), Label.PERSON)
    for pattern, label in ((_TRANSLATED, Label.PERSON), (_MOTTO, Label.SCHOOL)):
        for found in pattern.finditer(text):
            yield Span(*found.span("told"), label)
    for found in _CLUE.finditer(text) if re.search(r"\bclue\b", text, re.I) else ():
        if _CALLED.search(text, max(0, found.start() - _SEEN), found.end()):
            yield Span(*found.span("told"), Label.PERSON)
