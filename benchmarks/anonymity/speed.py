"""Times the screening and presidio-analyzer in turn on the same texts of 2,000 words, so that both see the same weather."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import chain
from statistics import median

from benchmarks.anonymity.build import Note
from benchmarks.anonymity.screeners import Conversation

WORDS = 2000
TEXTS = 5
EDIT = " She rang again after lunch and asked for the school nurse."


@dataclass(frozen=True)
class Speed:
    """Seconds, each the middle one of several texts."""

    first_answer: float
    cold: float
    edited: float
    presidio: float

    @property
    def cold_ratio(self) -> float:
        return self.cold / self.presidio

    @property
    def edited_ratio(self) -> float:
        return self.edited / self.presidio


def measure_speed(ours: Sequence[str], presidio: Sequence[str], notes: Sequence[Note]) -> Speed:
    """Cold means a text of which no paragraph was seen before, in a process that is warm. Raises NotMeasured."""
    warm_up, *texts = long_texts(notes)
    cold, edited, theirs = [], [], []
    with Conversation(ours, "ours") as screening, Conversation(presidio, "presidio") as other:
        first_answer = screening.ask("Mum rang.")
        for text in (warm_up, warm_up):
            screening.ask("\n\n".join(text))
            other.ask("\n\n".join(text))
        for text in texts:
            theirs.append(other.ask("\n\n".join(text)))
            cold.append(screening.ask("\n\n".join(text)))
            edited.append(screening.ask("\n\n".join(with_one_edit(text))))
    return Speed(first_answer, median(cold), median(edited), median(theirs))


def long_texts(notes: Sequence[Note]) -> list[list[str]]:
    """One text to warm up with and TEXTS to measure, as paragraphs: 2,000 words each, no paragraph twice.

    Notes with findings and clean ones take turns, as both are written in life.
    """
    found = [note.text for note in notes if note.kind == "identified"]
    clean = [note.text for note in notes if note.kind == "clean"]
    supply = chain.from_iterable(zip(found, clean, strict=False))
    texts: list[list[str]] = []
    for _ in range(TEXTS + 1):
        paragraphs: list[str] = []
        while sum(len(paragraph.split()) for paragraph in paragraphs) < WORDS:
            paragraphs.append(next(supply))
        texts.append(paragraphs)
    return texts


def with_one_edit(paragraphs: list[str]) -> list[str]:
    """The text after somebody went back and added a sentence in its middle."""
    middle = len(paragraphs) // 2
    return [*paragraphs[:middle], paragraphs[middle] + EDIT, *paragraphs[middle + 1 :]]
