"""Words that look like a name and are a virtue, an author, a body or the mark of a list: "Patience and tact are called for",
"the Marsh or Ives literature", "Families First", "(e) Siblings".
"""

import re
from collections.abc import Iterator
from functools import lru_cache

from csaleads.anonymity.text.lexicon import Lexicon, either, fold, lexicon, read_words, word_group
from csaleads.anonymity.text.scanning import LedPattern, WordStarts

_VIRTUES = word_group("virtues")
_VIRTUE = f"(?:{either(sorted(word.capitalize() for word in _VIRTUES))})"
_PRAISED = re.compile(
    rf"(?:(?<=[.?!:\"] )|(?<=\n)|^)(?P<name>{_VIRTUE})(?= (?:is|was|isn't|wasn't) (?:not an?\b|no\b|never\b|"
    rf"what\b|all\b|a virtue|a strategy|"
    r"a skill|part of|key\b|needed|required|called for|essential|everything|nothing|enough|hard\b|in short)| "
    r"(?:alone|without|and not|or not)\b"
    rf"| and (?:a little |some )?(?:{either(sorted(_VIRTUES))}|tact|care|time|curiosity|kindness|honesty|"
    rf"persistence|courage|humour|calm)\b)"
)
_SMALL_VIRTUE = re.compile(rf"\b(?:{either(sorted(_VIRTUES))})\b")
_CITED = LedPattern(
    re.compile(
        r"\b[Tt]he (?P<name>[A-Z][a-z]+)(?:(?:,| and| or|,? and|/) ?(?P<other>[A-Z][a-z]+)){0,2} (?:literature|"
        r"research|studies|study|papers?|findings|"
        r"evidence|typology|typologies|data|dataset|thesis|hypothesis|framework|approach|critique|argument|tradition|school of)\b"
    ),
    ("the",),
)
_ON_A_THEME = LedPattern(
    re.compile(
        r"\b(?:so (?:does|do|did)|as (?:does|do|did)|[Ss]ee(?: also)?|[Rr]ead|[Cc]f\.?|[Tt]ry|following|pace|"
        r"per|echoing|unlike|like|against) "
        r"(?P<name>[A-Z][a-z]+(?: and [A-Z][a-z]+)?) on (?:the )?[a-z]{4,}"
    ),
    (
        "so",
        "as",
        "see",
        "read",
        "cf",
        "try",
        "following",
        "pace",
        "per",
        "echoing",
        "unlike",
        "like",
        "against",
    ),
)
_FIRST = re.compile(
    r"\b(?:Children|Families|Parents|Family|People|Kids|Women|Carers|Safety|Victims|Survivors|Communities|"
    r"Housing|Mothers|Fathers|Girls|Boys) First\b(?! School)"
)
_MARKS = re.compile(r"(?<=\()[a-z](?=\) [A-Z\"])")
_ENDINGS = re.compile(r"(?<=[a-z])(?:\((?P<within>ren|s|es)\)|/(?P<after>ren|s|es)(?![\w/]))")
_CONTRACTED = frozenset(f"{word}nt" for word in word_group("before a shortened not"))
_NEVER = word_group("function words")
_FEWEST = 4


def nobody(text: str, words: WordStarts) -> Iterator[tuple[int, int]]:
    """(start, end) of each in `text`, whose words begin at `words`."""
    if words.has_any(_VIRTUES):
        yield from _virtues(text)
    for pattern in (_CITED, _ON_A_THEME):
        for found in pattern.finditer(text, words):
            yield from (found.span(group) for group in range(1, found.re.groups + 1) if found[group])
    if "(" in text or "/" in text:
        yield from _marks(text)
    if "first" in words:
        for found in _FIRST.finditer(text):
            yield found.span()


def _virtues(text: str) -> Iterator[tuple[int, int]]:
    for found in _PRAISED.finditer(text):
        yield found.span("name")
        after = _SMALL_VIRTUE.search(text, found.end(), found.end() + 24)
        if after:
            yield after.span()


def _marks(text: str) -> Iterator[tuple[int, int]]:
    """ "(a) Health (b) Home", "child(ren)"."""
    for found in _ENDINGS.finditer(text):
        yield found.span("within" if found["within"] else "after")
    marks = list(_MARKS.finditer(text)) if "(" in text else []
    if len(marks) > 1:
        yield from (mark.span() for mark in marks)


def is_in_haste(word: str, lists: Lexicon) -> bool:
    """Whether a word in small letters that no list knows is one of the field cut short, or "mustnt"."""
    return word in _CONTRACTED or (
        len(word) >= _FEWEST
        and not (word in lists.first or word in lists.last)
        and (_is_cut(word) or _is_slip(word))
    )


def are_in_haste(shown: str, lists: Lexicon) -> bool:
    """ "probn", "polce sch": one or two words in small letters, what is no English in them cut short or misspelt."""
    words = [fold(word) for word in shown.split()]
    if not shown.islower() or len(words) > 2:
        return False
    strange = [word for word in words if not lists.is_english(word) and word not in lists.short]
    return bool(strange) and all(is_in_haste(word, lists) for word in strange)


@lru_cache(maxsize=2048)
def _is_cut(word: str) -> bool:
    """ "couns", "probn", "assmt": the beginning of a word of the field, or that and its last letter or two."""
    for known in _field_by_letter().get(word[:2], ()):
        if len(known) < len(word) + 2:
            continue
        if (known.startswith(word) and len(word) > _FEWEST) or (
            known.startswith(word[:-1]) and known[-1] == word[-1]
        ):
            return True
        if (
            len(word) > _FEWEST
            and known.startswith(word[:-2])
            and known.endswith(word[-2:])
            and len(word) > 5
        ):
            return True
    return False


@lru_cache(maxsize=2048)
def _is_slip(word: str) -> bool:
    """A word of the field or of grammar with one letter left out: "polce", "evdence"."""
    if len(word) < _FEWEST + 1:
        return False
    return any(
        len(known) == len(word) + 1
        and any(known[:at] + known[at + 1 :] == word for at in range(1, len(known)))
        for known in _field_by_letter().get(word[:2], ())
    ) or any(
        (read := word[:at] + letter + word[at:]) in lexicon().field
        or (len(word) > 5 and read in lexicon().english)
        for at in range(1, len(word))
        for letter in "aeiou"
    )


_fields: dict[str, tuple[str, ...]] = {}


def _field_by_letter() -> dict[str, tuple[str, ...]]:
    """Words of the field by their first two letters."""
    if not _fields:
        found: dict[str, list[str]] = {}
        for word in read_words("field_words.txt") | word_group("said short in haste"):
            if len(word) > _FEWEST + 1 and word.isalpha():
                found.setdefault(word[:2], []).append(word)
        _fields.update({start: tuple(some) for start, some in found.items()})
    return _fields
