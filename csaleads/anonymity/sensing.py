"""Places as the model reads them: streets, schools, surgeries and small places that no pattern foresees.

The model says how likely each word is part of one; a run of likely words is a place if it holds more than general words,
and a rule that the model finds absurd ("Stone Island jumper") is not believed. Without the model, the rules stand alone.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from csaleads.anonymity.findings import Label, Span
from csaleads.anonymity.lexicon import Lexicon, fold, word_group
from csaleads.anonymity.model import Opinion
from csaleads.anonymity.place_words import KEEP, STOPPERS, trim
from csaleads.anonymity.placing_words import named_after

PLACES = (Label.ADDRESS, Label.SCHOOL, Label.HEALTH, Label.SMALL_PLACE)
_LIKELY = 0.45
"""From this chance on a word belongs to a place."""
_BESIDE = 0.2
"""From this chance on a word belongs to the place beside it, or is one if it is written as names are."""
_ABSURD = 0.01
"""Below this chance, whatever it may name, a rule's place is none."""
_SURE = 0.9
_GAP = re.compile(r"[ .'’\-/&]{1,3}|, |,|, ?\n| ?\n ?")
_TIME = re.compile(r"\d{1,2}(?:[.:]?\d\d)? ?(?:am|pm)|\d{3,}|\d{1,2}", re.I)
_WORD = re.compile(r"[^\W\d_]")
_STARTERS = word_group("function words")
_GENERAL = word_group("no name of a place")
_KINDS = word_group("kinds of place")


@dataclass(frozen=True, slots=True)
class _Read:
    """One word, and how likely it is each kind of place."""

    start: int
    end: int
    chances: tuple[float, ...]

    @property
    def chance(self) -> float:
        return sum(self.chances)


def find(text: str, masked: str, opinion: Opinion, lists: Lexicon, *, small: bool) -> Iterator[Span]:
    """Every run of words in `text` that the model takes for a place; `masked` has its well-known phrases struck out.

    `small` says that capitals mean nothing here.
    """
    words = [_Read(*word) for word in opinion.words(PLACES)]
    for run in _runs(text, masked, words):
        if _is_named(text, run, lists, small=small):
            yield Span(run[0].start, trim(text, run[-1].end), _label(run))


def believed(spans: Iterable[Span], text: str, opinion: Opinion, lists: Lexicon) -> Iterator[Span]:
    """Those of the rules' `spans` that the model does not find absurd."""
    for span in spans:
        if _is_strange(text[span.start : span.end], lists) or opinion.most(span.start, span.end) >= _ABSURD:
            yield span


def _runs(text: str, masked: str, words: list[_Read]) -> Iterator[list[_Read]]:
    """Words next to each other that are likely, each with at least one that is."""
    run: list[_Read] = []
    for word in words:
        shown = masked[word.start : word.end]
        if not (shown[:1].isalnum() or shown == "&"):
            continue
        likely = word.chance >= _BESIDE and "\x01" not in shown
        if run and not (likely and _GAP.fullmatch(text, run[-1].end, word.start)):
            yield run
            run = []
        if likely:
            run.append(word)
    if run:
        yield run


def _is_named(text: str, run: list[_Read], lists: Lexicon, *, small: bool) -> bool:
    """Whether the words of `run` say more than what kind of place it is, and are likely enough for how they are written."""
    own = [word for word in run if _is_own(text[word.start : word.end], lists)]
    if not own:
        return False
    best = max(word.chance for word in own)
    shown = [text[word.start : word.end] for word in own]
    if any(not small and word[0].isupper() for word in shown):
        return best >= _LIKELY
    if any(_is_unknown(fold(word), lists) for word in shown) or len(run) > 1:
        return best >= _LIKELY
    return best >= _SURE and fold(shown[0]) in named_after()


def _is_own(shown: str, lists: Lexicon) -> bool:
    """Whether a word can be the proper part of a place's name."""
    word = fold(shown)
    if not _WORD.search(word) or _TIME.fullmatch(word):
        return False
    if word in lists.large_places or word in lists.short or word in _STARTERS or word in STOPPERS:
        return False
    return word in named_after() or not (
        word in KEEP or word in lists.field or word in _GENERAL or word in _KINDS
    )


def _is_unknown(word: str, lists: Lexicon) -> bool:
    return not lists.is_english(word) and word not in lists.field and word not in lists.short


def _is_strange(shown: str, lists: Lexicon) -> bool:
    """Whether several words, one of them in no list, name it: too telling to be an accident."""
    words = re.findall(r"[^\W\d_][\w']*", shown)
    return len(words) > 1 and any(_is_unknown(fold(word), lists) for word in words)


def _label(run: list[_Read]) -> Label:
    sums = [sum(word.chances[at] for word in run) for at in range(len(PLACES))]
    return PLACES[sums.index(max(sums))]
