"""Windows of text with a label for each piece of a word, told anew each time from the material."""

import json
import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from benchmarks.anonymity.build import LABELS, Note, read_corpus, read_markup
from benchmarks.anonymity.train.invent import lines_of, nobody
from benchmarks.anonymity.train.vary import Chances, Segment, retell, segments
from csaleads.anonymity.text.pieces import Vocabulary
from csaleads.anonymity.text.written import SHAPES, kind

ALL_LABELS = ("O", *dict.fromkeys(LABELS.values()))
IGNORED = -100
LONGEST = 126
NOTES = tuple(Path(__file__).parents[1] / folder for folder in (Path("train", "notes"), "training", "later"))
EXAMINES_STILL = tuple(
    f"{which}_"
    for which in (
        "eighteenth",
        "nineteenth",
        "twentieth",
        "twentyfirst",
        "twentysecond",
        "twentythird",
        "twentyfourth",
        "twentyfifth",
    )
)
"""Examinations (how their files' names begin) that nothing is learnt from: they tell how the model does on other notes."""
STORIES = Path(__file__).parents[3] / "csaleads" / "demo" / "content"
_NUMBER = {label: number for number, label in enumerate(ALL_LABELS)}
_FORGOTTEN = 0.2  # how often the lists are made not to know a name
_GAPS = ("\n", " ", " ", ". ", "\n\n", "\n- ", "; ", ", ")


@dataclass(frozen=True)
class Material:
    """What there is to learn from: whole notes, pieces of notes that identify, and texts that identify nobody."""

    notes: list[list[Segment]]
    fragments: list[list[Segment]]
    plain: list[str]
    nobody: list[str]
    stories: list[str]


@dataclass(frozen=True)
class Sample:
    """The pieces of one window: numbers, kinds (see csaleads.anonymity.text.written) and labels."""

    ids: list[int]
    kinds: list[int]
    labels: list[int]


def material(folders: Sequence[Path] = NOTES) -> Material:
    """Everything of this folder, the training notes and the demonstration's stories."""
    marked = [segments(_note(line)) for line in lines_of("fragments.txt")]
    whole = [segments(note) for note in whole_notes(folders)[0]]
    return Material(whole, marked, lines_of("plain.txt"), lines_of("nobody.txt"), list(_stories()))


def whole_notes(folders: Sequence[Path] = NOTES) -> tuple[list[Note], list[Note]]:
    """The notes to learn from, and every third, which is kept back to weigh the model's answers with.

    What somebody hid on purpose is left to rules: the model reads a text once it is unwrapped.
    """
    notes = [
        note
        for folder in folders
        if folder.is_dir()
        for note in read_corpus(folder)
        if note.kind != "adversarial" and not note.id.startswith(EXAMINES_STILL)
    ]
    return [n for i, n in enumerate(notes) if i % 3], notes[::3]


def _note(line: str) -> Note:
    text, spans, optional = read_markup(line)
    return Note("", "", "", text, spans, optional)


def _stories() -> Iterator[str]:
    for path in sorted(STORIES.glob("cases_*.json")):
        yield from _texts(json.loads(path.read_text(encoding="utf-8")))


def _texts(value: object) -> Iterator[str]:
    if isinstance(value, str):
        if len(value) > 60:
            yield value
    elif isinstance(value, dict | list):
        for each in value.values() if isinstance(value, dict) else value:
            yield from _texts(each)


def draw(source: Material, vocabulary: Vocabulary, dice: random.Random) -> Sample:
    """One window, put together from what the dice choose."""
    throw = dice.random()
    if source.notes and throw < 0.65:
        parts = retell(dice.choice(source.notes), dice)
        if dice.random() < 0.15:
            parts = _clause(parts, dice)
    else:
        parts = _mixed(source, dice, throw)
    return as_sample(parts, vocabulary, dice)


def _mixed(source: Material, dice: random.Random, throw: float) -> list[Segment]:
    clean_share = 1.0 if throw > 0.88 else 0.35
    gap = dice.choice(_GAPS)
    chances = Chances()
    if dice.random() < 0.35:
        chances = Chances(lower=1, lower_names=0, capitals=0)
    parts: list[Segment] = []
    for _ in range(dice.choice([1, 1, 2, 3, 4, 5])):
        is_clean = dice.random() < clean_share
        piece = [(_clean(source, dice), "")] if is_clean else dice.choice(source.fragments)
        parts += [*retell(piece, dice, chances), (gap, "")]
    return parts


def _clean(source: Material, dice: random.Random) -> str:
    throw = dice.random()
    if throw < 0.2:
        return nobody(dice.choice(source.nobody), dice)
    if throw < 0.55:
        return dice.choice(source.plain)
    text = dice.choice(source.stories)
    at = dice.randrange(max(1, len(text) - 300))
    start = text.rfind(". ", 0, at) + 2 if at > 40 else 0
    return text[start : start + dice.choice([80, 160, 300])].rsplit(" ", 1)[0]


def _clause(parts: list[Segment], dice: random.Random) -> list[Segment]:
    """A stretch from the middle, as a cut window shows it."""
    start = dice.randrange(len(parts))
    return parts[start : start + dice.choice([3, 5, 9])]


def as_sample(parts: list[Segment], vocabulary: Vocabulary, dice: random.Random | None = None) -> Sample:
    """Pieces and labels; with dice, a window of a longer text and lists that forget some names."""
    text = "".join(piece for piece, _ in parts)
    marks = _marks(parts)
    rows: list[tuple[int, int, int]] = []
    words: dict[int, int] = {}
    for number, start, end in vocabulary.cut(text):
        label = _label(marks, start, end)
        if start not in words:
            words[start] = _forgetful(kind(text[start:end]), label, dice)
        rows.append((number, words[start], label))
    at = dice.randrange(len(rows) - LONGEST) if dice and len(rows) > LONGEST else 0
    rows = rows[at : at + LONGEST]
    ids = [vocabulary.opening, *(row[0] for row in rows), vocabulary.closing]
    return Sample(ids, [0, *(row[1] for row in rows), 0], [IGNORED, *(row[2] for row in rows), IGNORED])


def _marks(parts: list[Segment]) -> list[tuple[int, int, int]]:
    found, reached = [], 0
    for text, label in parts:
        if label:
            found.append((reached, reached + len(text), IGNORED if label == "?" else _NUMBER[label]))
        reached += len(text)
    return found


def _label(marks: list[tuple[int, int, int]], start: int, end: int) -> int:
    for first, last, label in marks:
        if 2 * (min(last, end) - max(first, start)) >= end - start:
            return label
    return 0


def _forgetful(number: int, label: int, dice: random.Random | None) -> int:
    if dice is None:
        return number
    names = SHAPES * 0b00011
    if label == _NUMBER["PERSON"] and dice.random() < _FORGOTTEN:
        return number & ~names
    if dice.random() < 0.02:
        return number ^ (SHAPES * dice.choice([1, 2, 4]))
    return number
