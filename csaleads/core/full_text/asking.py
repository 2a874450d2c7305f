"""What a person typed into the search box, understood: words, "phrases", beginnings*, and what means the same."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import combinations, islice

from csaleads.core.full_text.folding import words_of

LONGEST = 300  # characters that are looked at
MOST_TERMS = 12
MOST_ALIKE = 6  # words by which something alike is looked for
LONGEST_WORD = 60
SHORTEST_OF_ALIKE = 3  # letters of a word by which something alike is looked for
COMMON = """
    about after again also and any are because been before but can could did does for from get had has have here how into
    just like may more much need not one our out over should some than that the their them then there these they this
    those was way were what when where which while who why will with would you your
"""
SAY_NOTHING = frozenset(COMMON.split())  # words that stand in every second title
PIECES = re.compile(r'["“”„«»]([^"“”„«»]*)["“”„«»]|([^\s"“”„«»]+)')


@dataclass(frozen=True)
class Phrase:
    """Words that follow one another; with `is_beginning` the last of them may go on."""

    words: tuple[str, ...]
    is_beginning: bool = False

    def __str__(self) -> str:
        joined = " ".join(self.words) + ("…" if self.is_beginning else "")
        return f"“{joined}”" if len(self.words) > 1 else joined


@dataclass(frozen=True)
class Term:
    """What has to be there: one of these phrases, the typed one first."""

    phrases: tuple[Phrase, ...]

    def __str__(self) -> str:
        typed, *others = (str(phrase) for phrase in self.phrases)
        return f"{typed} (or {' or '.join(others)})" if others else typed


@dataclass(frozen=True)
class Question:
    """What is searched for: every term. Without a term nothing is found."""

    terms: tuple[Term, ...]
    is_cut: bool = False

    def __bool__(self) -> bool:
        return bool(self.terms)

    def __str__(self) -> str:
        """For the reader: what was searched for, such words as were added in brackets."""
        return ", ".join(str(term) for term in self.terms)


class Synonyms:
    """Groups of what means the same: each of its members stands for all of its group, in both directions."""

    def __init__(self, groups: Iterable[Sequence[str]] = ()) -> None:
        self._others: dict[tuple[str, ...], tuple[Phrase, ...]] = {}
        for group in groups:
            members = [words for words in map(words_of, group) if words]
            for words in members:
                others = (Phrase(other) for other in members if other != words)
                known = self._others.get(words, ())
                self._others[words] = tuple(dict.fromkeys([*known, *others]))
        self.longest = max(map(len, self._others), default=1)

    def term(self, phrase: Phrase) -> Term:
        """What has to be there where `phrase` was typed."""
        others = () if phrase.is_beginning else self._others.get(phrase.words, ())
        return Term((phrase, *others))

    def knows(self, words: tuple[str, ...]) -> bool:
        """Whether `words` mean the same as something else."""
        return words in self._others


NONE = Synonyms()


def understood(typed: str, synonyms: Synonyms = NONE) -> Question:
    """The question that `typed` asks. Never raises, whatever was typed; words beyond MOST_TERMS are left out."""
    phrases = _joined(list(_phrases(typed[:LONGEST])), synonyms)
    terms = tuple(dict.fromkeys(synonyms.term(phrase) for phrase in phrases))
    return Question(terms[:MOST_TERMS], is_cut=len(terms) > MOST_TERMS or len(typed) > LONGEST)


def alike(typed: str, synonyms: Synonyms = NONE) -> tuple[tuple[Question, ...], ...]:
    """Questions for what says something like `typed`, the better ones first: any two of its telling words, then any one."""
    terms = (tuple(filter(_tells, term.phrases)) for term in understood(typed, synonyms).terms)
    telling = tuple(islice((Term(phrases) for phrases in terms if phrases), MOST_ALIKE))
    pairs = tuple(map(Question, combinations(telling, 2)))
    return tuple(
        questions for questions in (pairs, tuple(Question((term,)) for term in telling)) if questions
    )


def _tells(phrase: Phrase) -> bool:
    return any(len(word) >= SHORTEST_OF_ALIKE and word not in SAY_NOTHING for word in phrase.words)


def _phrases(typed: str) -> Iterable[Phrase]:
    """What was typed, piece by piece: what joins words keeps them together, as quotation marks do."""
    for found in islice(PIECES.finditer(typed), LONGEST):
        quoted, bare = found.groups()
        words = tuple(word[:LONGEST_WORD] for word in words_of(quoted if bare is None else bare))
        if words:
            yield Phrase(words, is_beginning=bare is not None and bare.endswith("*"))


def _joined(phrases: list[Phrase], synonyms: Synonyms) -> Iterable[Phrase]:
    """Phrases that stand side by side and together mean something known become one, the longest first."""
    while phrases:
        for count in range(min(len(phrases), synonyms.longest), 1, -1):
            together = sum((phrase.words for phrase in phrases[:count]), ())
            if synonyms.knows(together) and not any(phrase.is_beginning for phrase in phrases[:count]):
                yield Phrase(together)
                del phrases[:count]
                break
        else:
            yield phrases.pop(0)
