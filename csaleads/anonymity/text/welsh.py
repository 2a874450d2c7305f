"""Sentences and phrases in Welsh: their words are no names, though no English list knows them.

"Cafodd y plentyn ei weld", "dw i ddim yn gwybod", "Swyddog adolygu". A name in such a sentence stays one.
"""

import re
from collections.abc import Iterator, Sequence
from functools import cache

from csaleads.anonymity.text.lexicon import Lexicon, fold, read_lines, word_group
from csaleads.anonymity.text.scanning import WordStarts, may_hold, word_starts

_CLAUSE = re.compile(r"[^.?!;:\"“”()\n/|\x01]+")
_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
_PLACE = re.compile(
    r"\b(?:Ysgol|Meddygfa|Ysbyty|Capel|Canolfan|Clinig|Meithrinfa|Cylch|Coleg|Eglwys|Neuadd|Plas|Heol|Ffordd|Stryd|Maes|Clwb)"
    r"(?: (?:y|yr|Gynradd|Uwchradd|Meithrin|Gyfun|Gymraeg))* [A-Z][\w'-]+(?: [A-Z][\w'-]+)*"
)
_APART = re.compile(r"[^\w]+")
_FEWEST = 2
"""So many telling Welsh words make a clause Welsh, if they are half of it."""
_SHARED = word_group("welsh that is english too")
"""Welsh words that English, or hurried English, has too: they tell nothing by themselves."""


@cache
def _words(kind: str) -> frozenset[str]:
    lines = (line.partition(": ") for line in read_lines("welsh_words.txt"))
    return frozenset(fold(word) for name, _, words in lines if name == kind for word in words.split())


@cache
def _every_word() -> frozenset[str]:
    return _words("small") | _words("role")


@cache
def _telling_words() -> frozenset[str]:
    """Words that only Welsh has; one of them must be in a text that is worth looking at."""
    return frozenset(part for word in _every_word() - _SHARED for part in _APART.split(word))


def no_names(text: str, lists: Lexicon, starts: WordStarts | None = None) -> Iterator[tuple[int, int]]:
    """(start, end) of words of `text`, whose words begin at `starts`, that are Welsh and nobody's name."""
    if text.isascii() and not may_hold(starts, _telling_words()):
        return
    starts = word_starts(text) if starts is None else starts
    tells = _telling_words()
    if text.isascii():
        telling_at = [at for word in starts.keys() & tells for at in starts[word]]
    else:
        telling_at = [at for word, places in starts.items() if fold(word) in tells for at in places]
    if not telling_at:
        return
    every = _every_word()
    places = [found.span() for found in _PLACE.finditer(text)]
    for clause in _CLAUSE.finditer(text):
        if not any(clause.start() <= at < clause.end() for at in telling_at):
            continue
        words = list(_WORD.finditer(text, *clause.span()))
        words = [each for each in words if not any(start <= each.start() < end for start, end in places)]
        welsh = [_is_welsh(fold(found.group()), every) for found in words]
        telling = sum(
            is_so and fold(found.group()) not in _SHARED for found, is_so in zip(words, welsh, strict=True)
        )
        if not telling:
            continue
        if telling >= _FEWEST and 2 * sum(welsh) >= len(words):
            yield from _all_but_names(words, welsh, lists)
        else:
            yield from _phrases(words, welsh, lists)


def _is_welsh(word: str, every: frozenset[str]) -> bool:
    word = word.removesuffix("'s").removesuffix("’s")
    return word in every or ("'" in word and not word.endswith("'s") and word.partition("'")[0] in every)


def _all_but_names(
    words: Sequence[re.Match[str]], welsh: Sequence[bool], lists: Lexicon
) -> Iterator[tuple[int, int]]:
    for i, found in enumerate(words):
        word = fold(found.group())
        is_big = found.group()[0].isupper()
        may_be_name = (
            word in lists.first or word in lists.last or bool(i)
            if is_big
            else word in lists.first and found.group().isascii()
        )
        if welsh[i] or not may_be_name:
            yield found.span()


def _phrases(
    words: Sequence[re.Match[str]], welsh: Sequence[bool], lists: Lexicon
) -> Iterator[tuple[int, int]]:
    """Runs of Welsh words of which at least one is no English, and roles."""
    i = 0
    while i < len(words):
        end = i
        while end < len(words) and welsh[end] and (end == i or _is_next(words[end - 1], words[end])):
            end += 1
        run = [fold(found.group()).removesuffix("'s").removesuffix("’s") for found in words[i:end]]
        telling = [
            found.group() for found, word in zip(words[i:end], run, strict=True) if word not in _SHARED
        ]
        is_named = all(found.group()[0].isupper() for found in words[i:end])  # "Tŷ Mawr"
        if i and telling and all(word[0].isupper() and fold(word) in lists.last for word in telling):
            is_named = True  # "Mr Deng at"
        if (len(run) > 1 and not is_named and telling) or any(
            word in _words("role") - _SHARED for word in run
        ):
            yield words[i].start(), words[end - 1].end()
        i = max(end, i + 1)


def _is_next(before: re.Match[str], found: re.Match[str]) -> bool:
    return found.start() - before.end() <= 2
