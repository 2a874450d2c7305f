"""Names within the names of other things: files, paths, networks, hashtags, words run together.

"CPconf_Ottoline_Brack_final.docx", "S:/Cases/Wren_Tallis/plan", "#tellMarcinekisawhim", "#SaveBrackenfieldRise". The name is
parted at strokes and at capitals; a part that is nobody's word is somebody's name, or is in a list of names.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from csaleads.anonymity.disguises.fragments import is_in_words, may_be_word
from csaleads.anonymity.findings import Label, Span
from csaleads.anonymity.text.file_names import FILE_ENDING
from csaleads.anonymity.text.lexicon import Lexicon, either, fold, phrase_group

_FILE = "within_names.txt"
_FILE_NAME = re.compile(
    rf"(?<![\w@%+()&,~-])[\w%+()&,~-]{{1,80}}(?:[.\\/][\w%+()&,~-]{{1,80}}){{0,8}}{FILE_ENDING}(?!\w)", re.I
)
_PATH = re.compile(
    r"(?<![\w/])(?:[A-Z]:[\\/]|\\\\|~/|/(?=\w+/))[\w.%+&~-]{1,80}(?:[\\/][\w.%+&~-]{1,80}){1,12}"
)
_UNDERSCORED = re.compile(r"(?<![\w@./])(?=\w*[A-Za-z]_|\w*_[A-Z])[A-Za-z]\w*_\w+(?![\w@])")
_TAG = re.compile(r"#(?P<tag>[^\W_](?:\w|-(?=\w)){3,60})")
_OF_A_HOUSE = re.compile(
    r"(?<!\w)(?i:wi-?fi|ssid|hotspot|router|broadband|bluetooth|airdrop)(?!\w)[^\n.]{0,24}?(?<!\w)(?:The|Team|Casa|Chez|Maison)"
    r"[-_]?(?P<name>[A-Z][a-z]{3,20})(?![a-z])"
)
_NETWORKS = ("wifi", "wi-fi", "ssid", "hotspot", "router", "broadband", "bluetooth", "airdrop")
_PART = re.compile(r"Ma?c[A-Z][a-z]+|[A-Z]?[a-z]+|[A-Z]+(?![a-z])|[^\W\d_a-zA-Z]+[a-z]*")
_BEFORE = re.compile(
    rf"(?:{either(sorted((each.replace(' ', '') for each in phrase_group(_FILE, 'before')), key=len, reverse=True))})"
)
_IDLE = frozenset(phrase_group(_FILE, "idle"))
_AFTER = tuple(each.replace(" ", "") for each in phrase_group(_FILE, "after"))
_PLACE = frozenset(phrase_group(_FILE, "place"))
_LEAST, _LEAST_LISTED, _LEAST_STRANGE, _LONGEST = 3, 4, 4, 12
_FAMOUS = frozenset(
    (
        "askforangela",
        "askforani",
        "clareslaw",
        "sarahslaw",
        "martynslaw",
        "meganslaw",
        "helenslaw",
        "jadeslaw",
    )
)
"""Tags of schemes and laws that are named after somebody."""
WELL_KNOWN_PAIRS = frozenset(each.replace(" ", "") for each in phrase_group(_FILE, "well-known pair"))
"""Tags of two who are characters, brands or famous."""


@dataclass(frozen=True, slots=True)
class _Part:
    start: int
    end: int
    shown: str

    @property
    def word(self) -> str:
        return fold(self.shown)


def find(text: str, lists: Lexicon) -> Iterator[Span]:
    """Each in `text`."""
    if "#" in text:
        for found in _TAG.finditer(text):
            yield from _in_tag(found.start("tag"), found["tag"], lists)
    low = text.lower()
    for found in _OF_A_HOUSE.finditer(text) if any(each in low for each in _NETWORKS) else ():
        word = fold(found["name"])
        if not lists.is_english(word) and word not in lists.field:
            yield Span(*found.span("name"), Label.PERSON)
    if "_" not in text and "/" not in text and "." not in text and "\\" not in text:
        return
    patterns = [_FILE_NAME, _PATH] if "." in text or "/" in text or "\\" in text else []
    for pattern in (*patterns, *((_UNDERSCORED,) if "_" in text else ())):
        for found in pattern.finditer(text):
            parts = _parts(text, found.start(), found.end(), is_file=pattern is _FILE_NAME)
            yield from _people(parts, lists)


def _parts(text: str, start: int, end: int, *, is_file: bool) -> list[_Part]:
    if is_file:
        end = text.rindex(".", start, end)
    return [_Part(*found.span(), found.group()) for found in _PART.finditer(text, start, end)]


def _people(parts: Sequence[_Part], lists: Lexicon) -> Iterator[Span]:
    """Rows of parts of which one is nobody's word; a name that is a word goes with it."""
    held: list[_Part] = []
    for part in (*parts, None):
        near = not held or (part is not None and part.start - held[-1].end <= 2)
        if part is not None and near and _may_be_of_name(part, lists):
            held.append(part)
            continue
        if any(_is_of_nobody(each, lists) for each in held) or _are_both(held, lists):
            yield Span(held[0].start, held[-1].end, Label.PERSON)
        else:
            for each in held:
                if not is_in_words(each.word, lists) and (listed := _between_words(each.word, lists)):
                    yield _whole_or_part(each, *listed)
        held = [part] if part is not None and _may_be_of_name(part, lists) else []


def _whole_or_part(part: _Part, first: int, last: int) -> Span:
    """All of "ottoline" and "fairclough", where a list has but "otto" and "clough"; of a longer row of words the name alone."""
    before, after = first, len(part.word) - last
    if part.shown.islower() and (not before or not after) and before + after <= _LEAST_STRANGE:
        return Span(part.start, part.end, Label.PERSON)
    return Span(part.start + first, part.start + last, Label.PERSON)


def _are_both(parts: Sequence[_Part], lists: Lexicon) -> bool:
    """ "Wren_Tallis": a given name that is a word, and a word that is none."""
    return any(
        one.word in lists.first and other.shown[0].isupper() and not lists.is_english(other.word)
        for one, other in pairwise(parts)
    )


def _may_be_of_name(part: _Part, lists: Lexicon) -> bool:
    word = part.word
    if len(word) < _LEAST or word in _IDLE or word in lists.short or word in lists.field:
        return False
    if lists.is_english(word):
        return part.shown[0].isupper() and not part.shown.isupper() and word in lists.first
    return True


def _is_of_nobody(part: _Part, lists: Lexicon) -> bool:
    """Whether it is a name and nothing else: listed and no word, or strange and written as a name."""
    word = part.word
    if lists.is_english(word) or word in lists.large_places or is_in_words(word, lists):
        return False
    if word in lists.first or word in lists.last:
        return len(word) >= _LEAST_LISTED
    return (
        part.shown[0].isupper()
        and part.shown[1:].islower()
        and len(word) > _LEAST_STRANGE
        and may_be_word(word)
    )


def _in_tag(start: int, tag: str, lists: Lexicon) -> Iterator[Span]:
    """Names in a hashtag: by its capitals, or between the words that it is run together of."""
    parts = [
        _Part(start + found.start(), start + found.end(), found.group()) for found in _PART.finditer(tag)
    ]
    if not parts or fold(tag) in _FAMOUS or fold(tag) in WELL_KNOWN_PAIRS:
        return
    yield from _places_in(parts, lists)
    if is_in_words(fold(tag), lists):
        return
    for at, part in enumerate(parts):
        for first, last in _name_in(
            part.word, at > 0 and part.shown[0].isupper() and not part.shown.isupper(), lists
        ):
            after = parts[at + 1] if at + 1 < len(parts) else None
            if last == len(part.word) and after is not None and after.word in _PLACE:
                yield Span(part.start + first, after.end, Label.SMALL_PLACE)
            else:
                yield Span(part.start + first, part.start + last, Label.PERSON)


def _places_in(parts: Sequence[_Part], lists: Lexicon) -> Iterator[Span]:
    """ "#SaveBrackenfieldRise": a kind of street or house after a word that is none, in capitals."""
    for part, after in pairwise(parts):
        kind = any(
            after.word == each or (len(each) > _LEAST_STRANGE and after.word.startswith(each))
            for each in _PLACE
        )
        strange = (
            not lists.is_english(part.word)
            and part.word not in lists.field
            and part.word not in lists.large_places
        )
        if (
            kind
            and strange
            and part.shown[0].isupper()
            and after.shown[0].isupper()
            and len(part.word) > _LEAST_LISTED
        ):
            yield Span(part.start, after.end, Label.SMALL_PLACE)


def _name_in(word: str, capital: bool, lists: Lexicon) -> Iterator[tuple[int, int]]:
    """Where a name stands in letters that no words make up."""
    if (
        is_in_words(word, lists)
        or word in lists.field
        or word in lists.short
        or word in _IDLE
        or word in lists.large_places
    ):
        return
    if capital:
        yield 0, _end_of_name(word, lists)
        return
    lead = _BEFORE.match(word)
    first = lead.end() if lead and lead.end() < len(word) - _LEAST else 0
    if listed := _between_words(word, lists):
        yield listed
        return
    if not first:
        return
    end = first + _end_of_name(word[first:], lists)
    name = word[first:end]
    if name in lists.first or (
        len(name) > _LEAST_STRANGE and may_be_word(name) and not is_in_words(name, lists)
    ):
        yield first, end


def _between_words(word: str, lists: Lexicon) -> tuple[int, int] | None:
    """Where the longest name of a list stands with nothing but words on either side."""
    for size in range(min(len(word), _LONGEST), _LEAST_LISTED - 1, -1):
        for first in range(len(word) - size + 1):
            name = word[first : first + size]
            listed = name in lists.first or (size > _LEAST_LISTED and name in lists.last)
            if (
                listed
                and not is_in_words(name, lists)
                and _are_words(word[:first], lists)
                and _are_words(word[first + size :], lists)
            ):
                return first, first + size
    return None


def _are_words(letters: str, lists: Lexicon) -> bool:
    return not letters or letters in _AFTER or is_in_words(letters, lists)


def _end_of_name(word: str, lists: Lexicon) -> int:
    """How long the name is with which `word` begins, the rest of which is words."""
    ends = [
        end
        for end in range(_LEAST, len(word) + 1)
        if end == len(word)
        or word[end:] in _AFTER
        or (len(word) - end > _LEAST and is_in_words(word[end:], lists))
    ]
    listed = [end for end in ends if word[:end] in lists.first or word[:end] in lists.last]
    if listed:
        return max(listed)
    able = [end for end in ends if end >= _LEAST_STRANGE and may_be_word(word[:end])]
    return min(able) if able else len(word)
