"""Names within other words and names with some of their letters changed: "Em*ly", "J0rd4n", "LewisMarsden_v2", "#forKiera"."""

import itertools
import re
from collections.abc import Iterator
from functools import cache

from csaleads.anonymity.disguises.coded_pairs import coded_pairs
from csaleads.anonymity.findings import Label, Span
from csaleads.anonymity.text.lexicon import Lexicon, fold, word_group

_STARRED = re.compile(
    r"(?<![\w*])[^\W\d_][^\W\d_]*(?:[*#•]+[^\W\d_]+){1,3}(?![\w*])|(?<![\w*])[^\W\d_]{2,}[*•]{1,3}(?![\w*])"
)
_GAPPED = re.compile(r"(?<![\w?*])[A-Z][a-z]*(?:[_?][a-z]+){1,2}(?![\w?*])")
_BEFORE_SURNAME = re.compile(r"(?:\b[A-Z][\w*•'-]+|\b(?i:mr|mrs|ms|miss|dr)\.?) $")
_DASHED = re.compile(r"(?<![\w-])[A-Z][a-z]{0,3}(?:-{2,8}|_{2,8}|\.{3,8})[a-z]{1,4}(?![\w-])")
_WITHIN_STARS = re.compile(
    r"(?<![\w*])[^\W\d_]+(?:[*•]+[^\W\d_]+){1,3}(?![\w*])|(?<![\w*])[^\W\d_]{1,3}\*{3,}(?![\w*])"
)
_READINGS = {
    "0": "o", "1": "li", "2": "z", "3": "e", "4": "a", "5": "s", "6": "gb", "7": "t", "8": "b", "9": "g",
    "@": "a", "$": "s", "!": "il", "|": "li", "€": "e", "£": "l", "+": "t", "¢": "c", "¥": "y",
}  # fmt: skip
_CODED = re.compile(
    r"(?<![\w@/.\-+£€¢¥])(?=[\w@$!|€+£¢¥]{0,20}[A-Za-z])(?=[\w@$!|€+£¢¥]{0,20}[0-9@$!|€+£¢¥])[A-Za-z0-9@$!|"
    r"€+£¢¥]{3,20}(?![\w@/\-])"
)
_SHORTEST_CODED = 5
_MOST_CHANGED = 3
_WORD_BEFORE = re.compile(r"([A-Za-z0-9@$!]{3,}) $")
_MAY_BE_CODED = re.compile(r"[A-Za-z][0-9@$|€+£¢¥]|[0-9@$!|€+£¢¥][A-Za-z]")
_CAMEL = re.compile(r"[a-z][A-Z]")
_JOINED = re.compile(
    r"[A-Za-z][A-Za-z0-9]*(?:_[A-Za-z0-9]+)+|[A-Z][a-z]+(?:[A-Z][a-z]+)+|[a-z]{2,}[A-Z][a-z]{3,}|#\w+"
)
_PART = re.compile(r"[A-Z]?[a-z]{2,}|[A-Z]{3,}")
_HASHTAG = re.compile(r"#(?:[A-Z]?[a-z]+|\d+)+(?!\w)")
_FILE_ENDS = re.compile(
    r"\.(?:docx?|pdf|xlsx?|pptx?|odt|rtf|txt|csv|msg|eml|jpe?g|png|gif|heic|mp[34]|m4[av]|mov|wav|zip|vsdx?|"
    r"md)(?!\w)",
    re.I,
)
_FILE_NAME = re.compile(r"[\w\-. ]+$")
_FOLDER = re.compile(r"(?<=[/\\])[A-Za-z][\w.\-]{2,40}(?=[/\\])")
_PARTICLE = re.compile(
    r"(?:Di|De|Da|Du|La|Le|Lo|Van|Von)[A-Z]"
)  # "DiCaprio": one name, which people.py reads
_PARTED = re.compile(
    r"(?<![\w@/.\\|-])[A-Za-z][a-z]{0,11}(?:[./|~^+\\\-_:=,·•¬][a-z]{1,12}){1,4}(?![\w@/\\|-]|\.\w)"
)
_PARTS = re.compile(r"[./|~^+\\\-_:=,·•¬][a-z]")
_RUDE = word_group("rude words")
_NEVER_SMALL = word_group("never small")
_TURNED_ROUND = (
    "backward",
    "back to front",
    "mirror",
    "revers",
    "wrong way r",
    "other way r",
    "right to left",
)
_CAPITAL_LAST = re.compile(r"(?<![\w@/.-])[a-z]{2,14}[A-Z](?: [a-z]{2,14}[A-Z])?(?![\w@/-])")
_SCHOOLS, _STREETS = word_group("kinds of school in disguise"), word_group("kinds of street in disguise")
_WORD = re.compile(r"(?<![\w@/.-])[^\W\d_]{4,20}(?:-[^\W\d_]{2,20})?(?![\w@/-])")


def find(text: str, lists: Lexicon) -> Iterator[Span]:
    """(Names that hide in) words of `text`."""
    yield from _starred(text, lists)
    if _MAY_BE_CODED.search(text):
        for found in _CODED.finditer(text):
            if _is_coded_name(found.group(), lists) or _is_coded_surname(text, found, lists):
                yield Span(found.start(), found.end(), Label.PERSON)
        yield from coded_pairs(text, lists)
    for found in _parted(text):
        if _is_parted_name(found.group(), lists):
            yield Span(found.start(), found.end(), Label.PERSON)
    if "_" in text or "#" in text or _CAMEL.search(text):
        for found in _JOINED.finditer(text):
            yield from _parts(found, lists)
    yield from _in_files(text, lists)
    yield from _backwards(text, lists)


def _starred(text: str, lists: Lexicon) -> Iterator[Span]:
    """ "Em*ly", "M----n"."""
    if "*" in text or "#" in text or "•" in text:
        for found in _STARRED.finditer(text):
            if _is_starred_name(found.group(), lists) or _is_starred_surname(text, found, lists):
                yield Span(found.start(), found.end(), Label.PERSON)
    for found in _GAPPED.finditer(text) if "_" in text or "?" in text else ():
        parts = re.split(r"[_?]", fold(found.group()))
        is_plain = all(lists.is_english(part) or part in lists.first for part in parts)
        if not is_plain and _is_starred_name(re.sub(r"[_?]", "*", found.group()), lists):
            yield Span(found.start(), found.end(), Label.PERSON)
    for found in _DASHED.finditer(text) if any(dashes in text for dashes in ("--", "__", "...")) else ():
        if _is_starred_name(re.sub(r"[-_.]", "*", found.group()), lists):
            yield Span(found.start(), found.end(), Label.PERSON)


@cache
def _by_ends(first: frozenset[str]) -> dict[tuple[str, int], tuple[str, ...]]:
    """Names by first letter and length."""
    found: dict[tuple[str, int], list[str]] = {}
    for name in first:
        if name:
            found.setdefault((name[0], len(name)), []).append(name)
    return {key: tuple(names) for key, names in found.items()}


def starred_words(text: str, lists: Lexicon) -> Iterator[tuple[int, int]]:
    """(start, end) of words with stars for letters that are no names: "sh*t"."""
    if "*" in text or "•" in text:
        for found in _WITHIN_STARS.finditer(text):
            if not _is_starred_name(found.group(), lists):
                yield found.span()


def _is_starred_name(shown: str, lists: Lexicon) -> bool:
    """Whether a name that we know fits, and the word begins with a capital: not "sh*t"."""
    if not shown[0].isupper() or shown.isupper():
        return False
    pattern = re.compile(re.sub(r"[*#•]", r"[a-z]", fold(shown)))
    if any(pattern.fullmatch(word) for word in _RUDE):
        return False
    return any(
        pattern.fullmatch(name) for name in _by_ends(lists.first).get((fold(shown[0]), len(shown)), ())
    )


def _is_starred_surname(text: str, found: re.Match[str], lists: Lexicon) -> bool:
    """ "Tom W**ley": a family's name after another word of a name."""
    shown = found.group()
    if not shown[0].isupper() or not _BEFORE_SURNAME.search(text, max(0, found.start() - 20), found.start()):
        return False
    pattern = re.compile(re.sub(r"[*#•]", r"[a-z]", fold(shown)))
    return any(pattern.fullmatch(name) for name in _by_ends(lists.last).get((fold(shown[0]), len(shown)), ()))


def _is_coded_name(shown: str, lists: Lexicon) -> bool:
    """Whether the word, with letters for its figures and signs, is a given name."""
    read = shown.rstrip("!+").lower()
    changed = [letter for letter in read if letter in _READINGS]
    if not changed or len(changed) > 5 or not any(c.isalpha() for c in read) or read in lists.short:
        return False
    if read[-1].isdigit() and read[:-1].isalpha() and (read[-1] not in "013" or lists.is_english(read[:-1])):
        return False
    return any(
        _is_meant(word, shown, lists)
        for letters in itertools.product(*(_READINGS.get(letter, letter) for letter in read))
        if (word := "".join(letters)) in lists.first
    )


def _is_coded_surname(text: str, found: re.Match[str], lists: Lexicon) -> bool:
    """ "Br0phy", "Nat@sha Pr1ngle": a family's name that a list has, or whatever follows a name in code."""
    shown = found.group()
    if not shown[0].isupper() or len(shown) < _SHORTEST_CODED or not shown[-1].isalpha():
        return False
    changed = sum(letter in _READINGS for letter in shown)
    if not 0 < changed <= _MOST_CHANGED or sum(map(str.isalpha, shown)) <= changed:
        return False
    before = _WORD_BEFORE.search(text, max(0, found.start() - 24), found.start())
    follows = bool(before) and _is_coded_name(before.group(1), lists)  # type: ignore[union-attr]
    return any(
        (follows or word in lists.last) and word.isalpha() and not lists.is_english(word)
        for letters in itertools.product(*(_READINGS.get(letter, letter) for letter in shown.lower()))
        if (word := "".join(letters))
    )


def _is_meant(word: str, shown: str, lists: Lexicon) -> bool:
    """Whether somebody who writes `shown` means the name `word`: "B3n", "j4k3"; not "5am", "l0v3", "h0pe"."""
    if word in lists.field or word in lists.short:
        return False
    if len(word) < 4:
        if shown[0] in "$€£" and shown[1:].isalpha():
            return len(word) == 3 and not lists.is_english(word)
        return len(word) == 3 and shown[0].isupper() and shown[1] in "0134@!" and shown[2].isalpha()
    if not lists.is_english(word):
        return True
    return shown[0].isupper() and word not in _NEVER_SMALL


def plain_hashtags(text: str, lists: Lexicon) -> Iterator[tuple[int, int]]:
    """(start, end) of hashtags whose words, parted by capitals, are all English: "#SaferInternetDay"."""
    if "#" in text:
        for found in _HASHTAG.finditer(text):
            words = [part.group().lower() for part in _PART.finditer(found.group())]
            if all(
                (lists.is_english(word) or word in lists.field) and word not in lists.first for word in words
            ):
                yield found.span()


def _parts(found: re.Match[str], lists: Lexicon) -> Iterator[Span]:
    """Names among the words of a file's name, or at the end of a hashtag."""
    if found.group().startswith(("Mc", "Mac", "Fitz")) or _PARTICLE.match(found.group()):
        return
    parts = list(_PART.finditer(found.group()))
    hashtag = found.group().startswith("#")
    for i, part in enumerate(parts):
        word = part.group().lower()
        plain = lists.is_english(word) or word in lists.field or word in lists.short or len(word) < 4
        known = word in lists.first or (
            word in lists.last and i and parts[i - 1].group().lower() in lists.first
        )
        if known and not plain and not (hashtag and part.group().islower() and i):
            yield Span(found.start() + part.start(), found.start() + part.end(), Label.PERSON)


def _in_files(text: str, lists: Lexicon) -> Iterator[Span]:
    """Names in the names of files and folders, family names by themselves too."""
    for ending in _FILE_ENDS.finditer(text):
        name = _FILE_NAME.search(text[max(0, ending.start() - 40) : ending.start()])
        if name:
            yield from _named_parts(name.group(), ending.start() - len(name.group()), lists)
    if "/" in text or "\\" in text:
        for found in _FOLDER.finditer(text):
            yield from _named_parts(found.group(), found.start(), lists)


def _named_parts(shown: str, start: int, lists: Lexicon) -> Iterator[Span]:
    for part in _PART.finditer(shown):
        word = part.group().lower()
        plain = lists.is_english(word) or word in lists.field or word in lists.short or len(word) < 4
        if not plain and word not in lists.large_places and (word in lists.first or word in lists.last):
            yield Span(start + part.start(), start + part.end(), Label.PERSON)


def _parted(text: str) -> Iterator[re.Match[str]]:
    """Words with signs in them."""
    end = 0
    for sign in _PARTS.finditer(text):
        start = sign.start()
        if start < end:
            continue
        while start > end and text[start - 1].isalpha() and text[start - 1].isascii():
            start -= 1
        if found := _PARTED.match(text, start):
            yield found
            end = found.end()


def _is_parted_name(shown: str, lists: Lexicon) -> bool:
    """ "Con.nor", "Ha/nn/ah": a given name with signs in it, whose parts are no words."""
    parts = re.split(r"[^a-z]", fold(shown))
    joined = "".join(parts)
    return (
        (len(joined) > 4 or (len(joined) == 4 and not shown.isascii()))
        and joined in lists.first
        and not lists.is_english(joined)
        and (
            (shown[0].isupper() and "." in shown)
            or not all(lists.is_english(part) or part in lists.first for part in parts)
        )
    )


def _capital_last(text: str, lists: Lexicon, *, told: bool) -> Iterator[Span]:
    """ "nomaD", "evetS ramloC": written from the end with the capital where it then stands."""
    for found in _CAPITAL_LAST.finditer(text):
        read = [fold(word)[::-1] for word in found.group().split()]
        pair = len(read) > 1
        if told and pair and any(word in _SCHOOLS for word in read):
            yield Span(found.start(), found.end(), Label.SCHOOL)
        elif told and pair and any(word in _STREETS for word in read):
            yield Span(found.start(), found.end(), Label.ADDRESS)
        elif (
            (told and not any(lists.is_english(word[::-1]) for word in read))
            or any(word in lists.first for word in read)
            or (pair and read[-1] in lists.last)
        ):
            yield Span(found.start(), found.end(), Label.PERSON)


def _backwards(text: str, lists: Lexicon) -> Iterator[Span]:
    """Names that are written from their end: "nairb"."""
    low = text.lower()
    told = any(way in low for way in _TURNED_ROUND)
    yield from _capital_last(text, lists, told=told)
    for found in _WORD.finditer(text):
        word = fold(found.group()).replace("-", "")
        if word[::-1] not in lists.first and not (told and word[::-1] in lists.last):
            continue
        known = (
            word in lists.first
            or word in lists.last
            or word in lists.english
            or word in lists.field
            or word in lists.short
            or word in lists.large_places
        )
        if not known and (told or len(word) > 4) and (told or not lists.is_english(word[::-1])):
            yield Span(found.start(), found.end(), Label.PERSON)
