"""Words an area has taught: found as they are written, however many there are.

A phrase is looked for by its first word, so the time for a text hardly grows with the list. A school or surgery is also
found without the word that says what it is ("Oakhurst" for "Oakhurst Primary School"), unless what is left is ordinary English.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from csaleads.anonymity.findings import Label, Span
from csaleads.anonymity.text.lexicon import fold, lexicon, word_group

_WORD = re.compile(r"[^\W_]+(?:'[^\W_]+)*")
_FURTHEST_APART = 3  # characters between two words of one phrase
_SHORTEST_REST = 5
STRUCK = "\x01"  # in place of a letter that is not to be looked at
Phrase = tuple[str, ...]


@dataclass(frozen=True)
class AreaWords:
    """Words an area has taught: what identifies somebody here, with its kind, and what identifies nobody."""

    identifying: tuple[tuple[str, Label], ...] = ()
    harmless: frozenset[str] = frozenset()

    @cached_property
    def _marked(self) -> dict[str, list[tuple[Phrase, Label]]]:
        spelt = [(_phrase(written), label) for written, label in self.identifying]
        shorter = [(_without_type(phrase, label), label) for phrase, label in spelt]
        return _by_first_word([*spelt, *shorter])

    @cached_property
    def _left(self) -> dict[str, list[tuple[Phrase, Label]]]:
        return _by_first_word([(_phrase(written), Label.PERSON) for written in self.harmless])

    def marked_in(self, text: str) -> list[Span]:
        """Where `text` (in plain spelling) has a word that identifies somebody here."""
        return list(_occurrences(text, self._marked)) if self.identifying else []

    def struck_out(self, text: str) -> str:
        """`text`, as long as before, without the words of the area that identify nobody."""
        if not self.harmless:
            return text
        for found in _occurrences(text, self._left):
            text = text[: found.start] + STRUCK * (found.end - found.start) + text[found.end :]
        return text


def _phrase(written: str) -> Phrase:
    return tuple(_WORD.findall(fold(written)))


def _without_type(phrase: Phrase, label: Label) -> Phrase:
    """`phrase` without the words at its end that say what it is; empty where too little or plain English is left."""
    if label not in (Label.SCHOOL, Label.HEALTH):
        return ()
    kinds = word_group("end of a name")
    rest = phrase
    while rest and rest[-1] in kinds:
        rest = rest[:-1]
    if rest == phrase or len("".join(rest)) < _SHORTEST_REST:
        return ()
    lists = lexicon()
    return () if all(lists.is_english(word) or word in lists.large_places for word in rest) else rest


def _by_first_word(phrases: Iterable[tuple[Phrase, Label]]) -> dict[str, list[tuple[Phrase, Label]]]:
    """The phrases by their first word, the longest first."""
    found: dict[str, list[tuple[Phrase, Label]]] = {}
    for phrase, label in phrases:
        if phrase:
            found.setdefault(phrase[0], []).append((phrase, label))
    for same_start in found.values():
        same_start.sort(key=lambda pair: -len(pair[0]))
    return found


def _occurrences(text: str, phrases: dict[str, list[tuple[Phrase, Label]]]) -> Iterable[Span]:
    words = [(found.start(), found.end(), fold(found.group())) for found in _WORD.finditer(text)]
    for at, (start, _, word) in enumerate(words):
        for phrase, label in phrases.get(word) or phrases.get(word.removesuffix("'s")) or ():
            last = _last_of(words, at, phrase)
            if last is not None:
                yield Span(
                    start, _without_possessive(text, words[last][0], words[last][1], phrase[-1]), label
                )
                break


def _last_of(words: list[tuple[int, int, str]], at: int, phrase: Phrase) -> int | None:
    """The index of the last word of `phrase` where it begins at word `at`; None where it does not stand there."""
    last = at + len(phrase) - 1
    if last >= len(words):
        return None
    for offset, wanted in enumerate(phrase):
        start, _, word = words[at + offset]
        if word != wanted and not (offset == len(phrase) - 1 and word == f"{wanted}'s"):
            return None
        if offset and start - words[at + offset - 1][1] > _FURTHEST_APART:
            return None
    return last


def _without_possessive(text: str, start: int, end: int, wanted: str) -> int:
    """The end of the last word, without the 's that `wanted` does not have."""
    return end - 2 if text[start:end].lower().endswith("'s") and not wanted.endswith("'s") else end
