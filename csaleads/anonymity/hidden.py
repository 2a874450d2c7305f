"""Names within other words and names with some of their letters changed: "Em*ly", "J0rd4n", "LewisMarsden_report", "#justiceforKiera"."""

import re
from collections.abc import Iterator
from functools import cache

from csaleads.anonymity.findings import Label, Span
from csaleads.anonymity.lexicon import Lexicon, fold

_STARRED = re.compile(
    r"(?<![\w*])[^\W\d_][^\W\d_]*(?:[*#•]+[^\W\d_]+){1,3}(?![\w*])|(?<![\w*])[^\W\d_]{2,}[*•]{1,3}(?![\w*])"
)
_LEET = str.maketrans("0134578@$!", "oleastbasi")
_CODED = re.compile(
    r"(?<![\w@/.\-])(?=[\w@$!]{0,20}[A-Za-z])(?=[\w@$!]{0,20}[0134578@$!][\w@$!]{0,20})[A-Za-z0134578@$!]{3,20}(?![\w@/\-])"
)
_JOINED = re.compile(r"[A-Za-z][A-Za-z0-9]*(?:_[A-Za-z0-9]+)+|[A-Z][a-z]+(?:[A-Z][a-z]+)+|#\w+")
_PART = re.compile(r"[A-Z]?[a-z]{2,}")


def find(text: str, lists: Lexicon) -> Iterator[Span]:
    """(Names that hide in) words of `text`."""
    if "*" in text or "#" in text or "•" in text:
        for found in _STARRED.finditer(text):
            if _is_starred_name(found.group(), lists):
                yield Span(found.start(), found.end(), Label.PERSON)
    for found in _CODED.finditer(text):
        if _is_coded_name(found.group(), lists):
            yield Span(found.start(), found.end(), Label.PERSON)
    for found in _JOINED.finditer(text):
        yield from _parts(found, lists)


@cache
def _by_ends(first: frozenset[str]) -> dict[tuple[str, int], tuple[str, ...]]:
    """Names by first letter and length."""
    found: dict[tuple[str, int], list[str]] = {}
    for name in first:
        if name:
            found.setdefault((name[0], len(name)), []).append(name)
    return {key: tuple(names) for key, names in found.items()}


def _is_starred_name(shown: str, lists: Lexicon) -> bool:
    """Whether a name that we know fits, and the word begins with a capital: not "sh*t"."""
    if not shown[0].isupper() or shown.isupper():
        return False
    pattern = re.compile(re.sub(r"[*#•]", r"[a-z]", fold(shown)))
    return any(
        pattern.fullmatch(name) for name in _by_ends(lists.first).get((fold(shown[0]), len(shown)), ())
    )


def _is_coded_name(shown: str, lists: Lexicon) -> bool:
    if (
        not any(c in "0134578@$!" for c in shown[:-1])
        or not any(c.isalpha() for c in shown)
        or shown.lower() in lists.short
    ):
        return False
    read = shown.rstrip("!").lower()
    for table in (_LEET, _LEET_I):
        word = read.translate(table)
        if (
            word.isalpha()
            and len(word) > 3
            and word in lists.first
            and not lists.is_english(word)
            and word not in lists.field
        ):
            return True
    return False


_LEET_I = str.maketrans("0134578@$!", "oieastbasi")


def _parts(found: re.Match[str], lists: Lexicon) -> Iterator[Span]:
    """Names among the words of a file's name, or at the end of a hashtag."""
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
