"""Fits name_weights.txt. `python -m benchmarks.anonymity.train.weigh [FOLDER...]` takes every third note, which was not learnt.

Each note is told again several times, so that no name has to be met twice, in small letters and in capitals too.
"""

import random
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import numpy as np

from benchmarks.anonymity.build import Note
from benchmarks.anonymity.train.samples import NOTES, whole_notes
from benchmarks.anonymity.train.vary import Chances, Segment, retell, segments
from csaleads.anonymity.analysis import looked_at
from csaleads.anonymity.people.judging import DOUBT, log_odds
from csaleads.anonymity.text.lexicon import DATA, lexicon

SEED = 7
_TIMES, _STEPS, _RATE, _RIDGE = 16, 3000, 0.5, 0.5
_MISS, _ALARM = 1.6, 1.0  # what a missed name costs beside a false alarm
_HEADING = """# source: fitted by benchmarks/anonymity/train/weigh.py to notes that the model had not learnt from
# licence: as this project
# What speaks for a word being a person's name, "sign: weight"; above nought in sum it is one. judging.py reads the signs.
"""


def rows(notes: Sequence[Note], dice: random.Random) -> Iterator[tuple[list[str], float, bool]]:
    """(signs, log odds of the model, whether it is a name) of every word that is in doubt."""
    for note in notes:
        for time in range(_TIMES):
            yield from _rows_of(
                retell(segments(note), dice, Chances(lower=0.4, capitals=0.05)) if time else segments(note)
            )


def _rows_of(parts: list[Segment]) -> Iterator[tuple[list[str], float, bool]]:
    text = "".join(piece for piece, _ in parts)
    names, others, reached = [], [], 0
    for piece, label in parts:
        if label:
            (names if label == "PERSON" else others).append((reached, reached + len(piece)))
        reached += len(piece)
    words, ask = looked_at(text, lexicon())
    for i, token in enumerate(words.tokens):
        if any(start < token.end and token.start < end for start, end in others):
            continue
        chance = ask(token.start, token.end)
        if chance >= DOUBT or (token.first and token.capital and not token.english):
            is_name = any(start < token.end and token.start < end for start, end in names)
            yield words.signs(i, chance), log_odds(chance), is_name


def fit(found: Sequence[tuple[list[str], float, bool]]) -> dict[str, float]:
    """Logistic regression by gradient, the weights held small."""
    names = ["model", *sorted({sign for signs, _, _ in found for sign in signs})]
    column = {name: number for number, name in enumerate(names)}
    x = np.zeros((len(found), len(names)))
    for row, (signs, odds, _) in enumerate(found):
        x[row, 0] = odds
        x[row, [column[sign] for sign in signs]] = 1
    y = np.array([is_name for _, _, is_name in found], dtype=float)
    cost = np.where(y == 1, _MISS, _ALARM)
    weights: Any = np.zeros(len(names))
    weights[0] = 1
    for _ in range(_STEPS):
        error = cost * (1 / (1 + np.exp(-x @ weights)) - y)
        slope = x.T @ error / len(y) + _RIDGE * weights / len(y)
        weights -= _RATE * slope / (np.abs(x).mean(axis=0) + 0.05)
    said = x @ weights >= 0
    print(
        f"{len(y)} words in doubt, {y.sum():.0f} names, missed {np.sum((y == 1) & ~said)}, alarms {np.sum((y == 0) & said)}"
    )
    return dict(zip(names, weights.tolist(), strict=True))


def main() -> int:
    folders = [Path(folder) for folder in sys.argv[1:]] or NOTES
    found = list(rows(whole_notes(folders)[1], random.Random(SEED)))
    lines = [f"{name}: {weight:.2f}" for name, weight in fit(found).items()]
    (DATA / "name_weights.txt").write_text(_HEADING + "\n".join(lines) + "\n", encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
