"""Forty notes that hide something in ways of their own, or that only invite an alarm: the bars of the examination hold for them.

shapes/hiding.txt has the notes, marked as in the corpus. Nobody in them exists.
"""

from pathlib import Path

from benchmarks.anonymity.build import Note, read_notes
from benchmarks.anonymity.build import Span as Marked
from benchmarks.anonymity.score import Score, score
from csaleads.anonymity.service import screen

NOTES = list(read_notes(Path(__file__).parent / "shapes" / "hiding.txt"))
LEAST_FOUND = 90
MOST_ALARMS = 20


def scored(notes: list[Note]) -> Score:
    answers = {
        note.id: [Marked(each.start, each.end, each.label.value) for each in screen(note.text)]
        for note in notes
    }
    return score(notes, answers)


def test_most_of_what_is_hidden_is_found_and_little_else() -> None:
    result = scored(NOTES)

    assert len(NOTES) == 40
    assert result.direct is not None and result.direct >= LEAST_FOUND, result.misses
    assert result.alarms_per_1000 is not None and result.alarms_per_1000 <= MOST_ALARMS, result.alarms
