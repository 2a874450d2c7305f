"""Compares what a screener answered with what the corpus marks: recall, precision by character, false alarms, leaks.

A span counts as found when the answers together cover half of its characters, whatever they call it. Optional spans are
neither asked for nor held against anybody.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from benchmarks.anonymity.build import Note, Span

QUASI = frozenset({"DATE", "ORG_SCHOOL", "ORG_GP_HEALTH", "LOCATION_SMALL"})
NUMBERS = frozenset(
    {"NHS_NUMBER", "NINO", "PASSPORT", "PHONE", "POSTCODE", "EMAIL", "URL_HANDLE", "VEHICLE", "CASE_REF"}
)
INITIALS = re.compile(r"[^\W\d_]|[A-Z]{2}|(?:[^\W\d_]\.\s?)+[^\W\d_]?")


class BadAnswer(ValueError):
    """A screener left a note out, or named characters that the note does not have."""


@dataclass
class Share:
    """So many of so many."""

    found: int = 0
    of: int = 0

    def count(self, is_found: bool) -> None:
        self.found, self.of = self.found + is_found, self.of + 1

    @property
    def percent(self) -> float | None:
        return 100 * self.found / self.of if self.of else None


@dataclass(frozen=True)
class Passage:
    """A miss or an alarm, with a few words on either side for the person who mends it."""

    note: str
    label: str
    words: str
    around: str


@dataclass
class Score:
    """Every figure of one run."""

    labels: dict[str, Share] = field(default_factory=lambda: defaultdict(Share))
    labelled_right: dict[str, Share] = field(default_factory=lambda: defaultdict(Share))
    forms: dict[str, Share] = field(default_factory=lambda: defaultdict(Share))
    notes_without_leak: Share = field(default_factory=Share)
    characters: Counter[bool] = field(default_factory=Counter)
    clean_words: int = 0
    misses: list[Passage] = field(default_factory=list)
    alarms: list[Passage] = field(default_factory=list)

    def recall(self, labels: Iterable[str]) -> float | None:
        """Per cent of the spans of these labels that were found, all counted alike; None where there are none."""
        chosen = [self.labels[label] for label in labels if label in self.labels]
        return Share(sum(each.found for each in chosen), sum(each.of for each in chosen)).percent

    @property
    def direct(self) -> float | None:
        return self.recall(set(self.labels) - QUASI)

    @property
    def quasi(self) -> float | None:
        return self.recall(QUASI)

    @property
    def precision(self) -> float | None:
        """Per cent of the letters and digits that were named, and that are within a marked span."""
        return Share(self.characters[True], self.characters.total()).percent

    @property
    def alarms_per_1000(self) -> float | None:
        """False alarms in a thousand words of notes that identify nobody."""
        return 1000 * len(self.alarms) / self.clean_words if self.clean_words else None


def score(notes: Sequence[Note], answers: Mapping[str, Sequence[Span]]) -> Score:
    """All figures of the answers to these notes. Raises BadAnswer."""
    result = Score()
    for note in notes:
        if note.id not in answers:
            raise BadAnswer(f"nothing was said about {note.id}")
        _score_note(result, note, answers[note.id])
    return result


def _score_note(result: Score, note: Note, answer: Sequence[Span]) -> None:
    for span in answer:
        if not 0 <= span.start < span.end <= len(note.text):
            raise BadAnswer(
                f"{note.id} has {len(note.text)} characters, none from {span.start} to {span.end}"
            )
    named, marked, neutral = (positions(spans) for spans in (answer, note.spans, note.optional))
    missed = [span for span in note.spans if not _look_for(result, note, span, named, answer)]
    result.misses += [_passage(note, span) for span in missed]
    if any(span.label not in QUASI for span in note.spans):
        result.notes_without_leak.count(all(span.label in QUASI for span in missed))
    for position in named - neutral:
        if note.text[position].isalnum():
            result.characters[position in marked] += 1
    if not note.spans:
        result.clean_words += len(note.text.split())
        result.alarms += [_passage(note, span) for span in merged(answer, neutral)]


def _look_for(result: Score, note: Note, span: Span, named: set[int], answer: Sequence[Span]) -> bool:
    is_found = 2 * len(named & positions([span])) >= span.end - span.start
    result.labels[span.label].count(is_found)
    if span.label == "PERSON":
        result.forms[written_form(note.text[span.start : span.end])].count(is_found)
    if is_found:
        alike = [each for each in answer if each.label == span.label]
        result.labelled_right[span.label].count(bool(positions(alike) & positions([span])))
    return is_found


def positions(spans: Iterable[Span]) -> set[int]:
    """Every position that the spans cover."""
    return {position for span in spans for position in range(span.start, span.end)}


def merged(spans: Iterable[Span], neutral: set[int]) -> list[Span]:
    """The spans in order, those that touch or overlap as one, and none that is wholly neutral."""
    joined: list[Span] = []
    for span in sorted(spans, key=lambda each: (each.start, each.end)):
        if set(range(span.start, span.end)) <= neutral:
            continue
        if joined and span.start <= joined[-1].end:
            last = joined.pop()
            span = Span(last.start, max(last.end, span.end), last.label)
        joined.append(span)
    return joined


def written_form(name: str) -> str:
    """How a name is written: each form goes wrong in a way of its own."""
    if INITIALS.fullmatch(name):
        return "initials"
    if name == name.lower() and name != name.upper():
        return "lower case"
    if name == name.upper() and name != name.lower():
        return "capitals"
    return "full" if re.search(r"\s", name.strip()) else "single"


def _passage(note: Note, span: Span) -> Passage:
    around = note.text[max(0, span.start - 40) : span.end + 25]
    return Passage(note.id, span.label, note.text[span.start : span.end], " ".join(around.split()))
