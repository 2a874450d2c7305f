"""Names in a code that children know: numbers for letters, Morse, each letter moved, pig Latin."""

import re
from collections.abc import Iterable, Iterator

from csaleads.anonymity.findings import Label, Span
from csaleads.anonymity.text.lexicon import Lexicon, fold, phrase_group
from csaleads.anonymity.text.scanning import WordStarts

_NUMBERED = re.compile(r"\d{1,3}([ .\-/]|, )\d{1,3}(?:\1\d{1,3}){2,14}")
_HEX = re.compile(r"(?<!\w)[4-7][0-9a-f](?:[ :\-]?[4-7][0-9a-f]){3,20}(?!\w)", re.I)
_BINARY = re.compile(r"(?<!\w)01[01]{6}(?: ?01[01]{6}){2,20}(?!\w)")
_FEWEST_LETTERS = 4
_MORSE_RUN = re.compile(r"(?<![^\s\"'(:])[.\-·]{1,4}(?:(?: | / |/)[.\-·]{1,4}){2,14}(?![^\s\"').,;])")
_MORSE = dict(
    zip(
        [
            ".-",
            "-...",
            "-.-.",
            "-..",
            ".",
            "..-.",
            "--.",
            "....",
            "..",
            ".---",
            "-.-",
            ".-..",
            "--",
            "-.",
            "---",
            ".--.",
            "--.-",
            ".-.",
            "...",
            "-",
            "..-",
            "...-",
            ".--",
            "-..-",
            "-.--",
            "--..",
        ],
        "abcdefghijklmnopqrstuvwxyz",
        strict=True,
    )
)
_CODED = frozenset(phrase_group("letter_names.txt", "code"))
_LETTERS = frozenset(("letter", "letters"))
_LETTER_MOVED = re.compile(
    r"\b(?:(?:each|every|all the|the|moves? the|moved the) letters? (?:is |are |was |were |goes |moves? |moved )?"
    r"(?:up |down )?(?:by )?"
    r"(?:one|two|three|1|2|3|a place|on|along|forward|forwards|back|up|down)\b"
    r"|(?:one|two|three|1|2|3) letters? (?:on|along|forward|forwards|back|up|down|later|earlier|before|after)\b"
    r"|(?:the )?(?:next|previous) letter\b|letters? (?:before|after) (?:it|each|in the alphabet))",
    re.I,
)
_WORD = re.compile(r"(?<![\w'@./-])[A-Za-z]{3,14}(?![\w'@/-])")
_ALPHABET = "abcdefghijklmnopqrstuvwxyz"
_LONGEST_TOLD = 1200


def find(text: str, words: WordStarts, lists: Lexicon) -> Iterator[Span]:
    """Every such name in `text`, whose words begin at `words`."""
    if "#" in words:
        yield from _in_figures(text, lists)
    if ".-" in text or "-." in text or "·" in text:
        for found in _MORSE_RUN.finditer(text):
            letters = [_MORSE.get(each.replace("·", "."), "?") for each in re.split(r"[ /]+", found.group())]
            name = "".join(letters)
            if len(name) > 2 and (name in lists.first or name in lists.last):
                yield Span(*found.span(), Label.PERSON)
    told = words.has_any(_CODED) or (words.has_any(_LETTERS) and _LETTER_MOVED.search(text))
    if told and len(text) <= _LONGEST_TOLD:
        yield from _told(text, words, lists)


def _in_figures(text: str, lists: Lexicon) -> Iterator[Span]:
    """ "19-1-18-1-8", "53 61 72 61 68"."""
    for found in _NUMBERED.finditer(text):
        alone = not (text[found.start() - 1 : found.start()].strip(" (\"':=\n") and found.start())
        if alone and not text[found.end() : found.end() + 1].isalnum() and _is_numbered(found.group(), lists):
            yield Span(*found.span(), Label.PERSON)
    for pattern, base, size in ((_HEX, 16, 2), (_BINARY, 2, 8)):
        for found in pattern.finditer(text):
            shown = re.sub(r"[ :\-]", "", found.group())
            codes = [int(shown[at : at + size], base) for at in range(0, len(shown) - size + 1, size)]
            if _is_name(map(chr, codes), lists):
                yield Span(*found.span(), Label.PERSON)


def _is_numbered(shown: str, lists: Lexicon) -> bool:
    """ "19-1-18-1-8"."""
    numbers = [int(each) for each in re.findall(r"\d+", shown)]
    if all(0 < number <= len(_ALPHABET) for number in numbers):
        return _is_name((_ALPHABET[number - 1] for number in numbers), lists)
    return _is_name(map(chr, numbers), lists)


def _is_name(letters: Iterable[str], lists: Lexicon) -> bool:
    name = "".join(letters)
    return (
        len(name) >= _FEWEST_LETTERS
        and name.isalpha()
        and (fold(name) in lists.first or fold(name) in lists.last)
    )


def _told(text: str, words: WordStarts, lists: Lexicon) -> Iterator[Span]:
    """Words that nobody knows and that are a given name once each letter is moved by as much, or in pig Latin."""
    is_pig = "latin" in words and "pig" in words
    for found in _WORD.finditer(text):
        word = fold(found.group())
        if lists.is_english(word) or word in lists.first or word in lists.field or word in lists.short:
            continue
        meant = set(_unpigged(word)) if is_pig else set(_moved(word))
        if any(len(name) > 2 and name in lists.first for name in meant):
            yield Span(*found.span(), Label.PERSON)


def _moved(word: str) -> Iterator[str]:
    """By one or thirteen letters; a longer word by two or three too, which hits nothing by chance."""
    if len(word) >= _FEWEST_LETTERS:
        for by in (1, 13, 25, *((2, 3, 23, 24) if len(word) > _FEWEST_LETTERS else ())):
            yield word.translate(str.maketrans(_ALPHABET, _ALPHABET[by:] + _ALPHABET[:by]))


def _unpigged(word: str) -> Iterator[str]:
    """ "osieray" is "rosie", "amyway" is "amy"."""
    for ending in ("way", "yay", "hay"):
        if word.endswith(ending):
            yield word.removesuffix(ending)
    stem = word.removesuffix("ay")
    if stem != word:
        for size in (1, 2, 3):
            yield stem[-size:] + stem[:-size]
