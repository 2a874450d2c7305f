"""Findings in the texts of a submission, and the questions they put: one for each person or word, however often it stands."""

import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple, Self

from csaleads.anonymity.findings import Finding, Label

CONTEXT = 140  # characters shown before and after a finding, to the edge of its sentence
_END = re.compile(r"[.?!]\s|\n")
_ROW = re.compile(r"-\d+-")
_LETTERS = re.compile(r"[^\W_]+")
_OWNED = re.compile(r"['’]s?$")


class Place(NamedTuple):
    """A finding as it is shown: the name of its text, what stands before it in its sentence, itself, and what follows."""

    field: str
    before: str
    words: str
    after: str


@dataclass(frozen=True)
class Found:
    """One finding in one of the texts. Positions are those of that text."""

    field: str
    label: Label
    start: int
    end: int
    replace_start: int
    replace_end: int
    suggestion: str
    reason: str
    words: str
    text: str

    @classmethod
    def within(cls, text: str, finding: Finding, *, name: str, start: int) -> Self:
        """`finding` of several texts put together, as one of the text `name` that begins at `start`; cut off at its edges."""
        first, last = finding.start - start, min(finding.end - start, len(text))
        replaced = max(0, finding.replace_start - start), min(finding.replace_end - start, len(text))
        return cls(
            name,
            finding.label,
            first,
            last,
            *replaced,
            finding.suggestion,
            finding.reason,
            text[first:last],
            text,
        )

    @property
    def spoken(self) -> str:
        """The words as they are compared: however they are spaced, written or owned."""
        return (
            " ".join(_LETTERS.findall(_OWNED.sub("", self.words.strip()).casefold())) or self.words.casefold()
        )

    @property
    def kind_of_field(self) -> str:
        """The field without the number of its row."""
        return _ROW.sub("-", self.field)

    def lies_in(self, known: Collection[str]) -> bool:
        """Whether all of it stands inside one of the words `known`, where they are words of their own."""
        return any(
            place.start() <= self.start and self.end <= place.end()
            for words in known
            for place in re.finditer(rf"(?<!\w){re.escape(words)}(?:['’]s)?(?!\w)", self.text)
        )

    def place(self) -> Place:
        """The finding in its sentence."""
        before, after = self.text[: self.start], self.text[self.end :]
        ends = [found.end() for found in _END.finditer(before)]
        begins = max(ends[-1] if ends else 0, self.start - CONTEXT)
        stop = _END.search(after)
        until = min(stop.end() if stop else len(after), CONTEXT)
        lead = "… " if begins and (not ends or begins != ends[-1]) else ""
        rest = " …" if until < len(after) and not stop else ""
        return Place(self.field, lead + before[begins:].lstrip(), self.words, after[:until].rstrip() + rest)


@dataclass(frozen=True)
class Question:
    """What must be decided once: the same word or person, in all its places. `marks` are keyed, one for each wording."""

    key: str
    found: tuple[Found, ...]
    marks: Mapping[str, str]  # wording → mark

    @property
    def first(self) -> Found:
        return self.found[0]

    @property
    def words(self) -> str:
        return self.first.words

    @property
    def label(self) -> Label:
        return self.first.label

    @property
    def reason(self) -> str:
        return self.first.reason

    @property
    def suggestion(self) -> str:
        return self.first.suggestion

    @property
    def places(self) -> list[Place]:
        return [found.place() for found in self.found]


def grouped(found: Iterable[Found]) -> list[list[Found]]:
    """Findings that are one question, in the order in which the first of each stands.

    One question is the same kind and word; or a person who is given the same wording and bears one of the same names.
    """
    groups: list[list[Found]] = []
    first_with: dict[tuple[str, str], int] = {}  # the number of the first group in which that is so
    for one in found:
        traits = _traits(one)
        number = min((first_with[trait] for trait in traits if trait in first_with), default=len(groups))
        if number == len(groups):
            groups.append([])
        groups[number].append(one)
        for trait in traits:
            first_with[trait] = min(number, first_with.get(trait, number))
    return groups


def _traits(one: Found) -> list[tuple[str, str]]:
    """What two findings share if they are one question."""
    traits = [(str(one.label), one.spoken)]
    if one.label is Label.PERSON:
        traits += [(f"called {one.suggestion.casefold()}", name) for name in one.spoken.split()]
    return traits


def without_known(found: Sequence[Found], known: Collection[str]) -> list[Found]:
    """Those that do not lie in words which name colleagues who may be named there."""
    return [one for one in found if not one.lies_in(known)]


def replaced(texts: Mapping[str, str], questions: Sequence[Question]) -> dict[str, str]:
    """The texts with the suggestion written in every place of each of the questions."""
    new = dict(texts)
    found = [one for question in questions for one in question.found]
    for one in sorted(found, key=lambda one: one.replace_start, reverse=True):
        text = new[one.field]
        new[one.field] = text[: one.replace_start] + one.suggestion + text[one.replace_end :]
    return new
