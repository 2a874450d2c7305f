"""A small model that says what a word is likely to name. Optional: without it, rules and lists decide alone.

It runs in this process, on one thread at a time. Each stretch of a text is given to it once.
"""

import re
import threading
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import Executor, Future
from functools import cache
from importlib import import_module
from itertools import pairwise
from pathlib import Path
from typing import Any

from csaleads.anonymity.findings import Label
from csaleads.anonymity.text.pieces import Vocabulary
from csaleads.anonymity.text.written import kind

FOLDER = Path(__file__).parents[1] / "data" / "rampart"
VOCABULARY = FOLDER / "vocab.txt"
_WINDOW = 400  # characters; the model sees best in about this many
_WIDEST = 600  # where a sentence goes on for longer, it is cut between words
_LONGEST = 250  # pieces of words, of the 256 it can take
_BREAK = re.compile(r"(?<=[.?!\n])\s+")
_lock = threading.Lock()

Row = tuple[int, int, list[float]]
"""(start, end, chance of each label, by column) of a piece of a word."""


class Reader:
    """The loaded model."""

    def __init__(self) -> None:
        runtime: Any = import_module("onnxruntime")
        options = runtime.SessionOptions()
        options.intra_op_num_threads = 1
        options.inter_op_num_threads = 1
        options.enable_mem_pattern = False  # every stretch has another length
        options.log_severity_level = 3
        self._numpy: Any = import_module("numpy")
        self._session = runtime.InferenceSession(
            str(FOLDER / "model_int8.onnx"), options, providers=["CPUExecutionProvider"]
        )
        self._vocabulary = Vocabulary(VOCABULARY)
        names = self._session.get_modelmeta().custom_metadata_map["labels"].split()
        self.column = {Label(name): number for number, name in enumerate(names) if number}

    def read(self, text: str) -> list[Row]:
        """What the model says of each piece of a word in `text`."""
        pieces = self._vocabulary.cut(text)[:_LONGEST]
        numbers = [self._vocabulary.opening, *(number for number, _, _ in pieces), self._vocabulary.closing]
        kinds = [0, *(kind(text[start:end]) for _, start, end in pieces), 0]
        given = {
            "ids": self._numpy.array([numbers], dtype="int64"),
            "kinds": self._numpy.array([kinds], dtype="int64"),
        }
        chances = self._session.run(None, given)[0][1:-1].tolist()
        return [(start, end, row) for (_, start, end), row in zip(pieces, chances, strict=True)]


@cache
def _load() -> Reader | None:
    try:
        return Reader()
    except (ImportError, OSError, RuntimeError, ValueError):
        return None


def reader() -> Reader | None:
    """The model, loaded at the first call; None where it or its runtime is missing."""
    with _lock:
        return _load()


class Opinion:
    """What the model thinks of the words of one paragraph, found out stretch by stretch: on demand, or ahead of it."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._stretches = _stretches(text)
        self._starts = [start for start, _ in self._stretches]
        self._known: dict[int, tuple[list[Row], list[int]]] = {}
        self._awaited: dict[int, Future[list[Row]]] = {}

    def read_in(self, pool: Executor, model: Reader) -> None:
        """Let `pool` read the whole text; who asks for a stretch that is not read yet waits for it."""
        self._awaited = {
            first: pool.submit(model.read, self._text[first:last]) for first, last in self._stretches
        }

    def __call__(self, start: int, end: int) -> float:
        """How likely characters `start` to `end` name a person. 0 where there is no model."""
        return self.chance(start, end, Label.PERSON)

    def chance(self, start: int, end: int, *labels: Label) -> float:
        """How likely characters `start` to `end` are one of `labels`, the mean of their pieces. 0 where there is no model."""
        model = reader()
        if model is None:
            return 0.0
        columns = [model.column[label] for label in labels]
        rows = self._rows(model, start, end)
        return sum(row[column] for row in rows for column in columns) / len(rows) if rows else 0.0

    def words(self, labels: Sequence[Label], least: float) -> Iterator[tuple[int, int, tuple[float, ...]]]:
        """(start, end, chance of each of `labels`) of each word that is one of them with a chance of at least `least`, in order.

        Nothing where there is no model.
        """
        model = reader()
        if model is None:
            return
        columns = [model.column[label] for label in labels]
        for first, last in self._stretches:
            rows = self._rows_of(model, first, last)[0]
            seen = -1
            for at, (start, end, row) in enumerate(rows):
                if start == seen or 1 - row[0] < least:  # the first column is "nothing"
                    continue
                seen = start
                pieces = _pieces_of_word(rows, at)
                chances = tuple(sum(piece[column] for piece in pieces) / len(pieces) for column in columns)
                if sum(chances) >= least:
                    yield start + first, end + first, chances

    def chances(self, tokens: Iterable[tuple[int, int]]) -> list[float] | None:
        """How likely each (start, end) of `tokens`, in order, names a person; None where there is no model."""
        model = reader()
        if model is None:
            return None
        column = model.column[Label.PERSON]
        found: list[float] = []
        at, last = -1, -1
        rows: list[Row] = []
        first = each = 0
        for start, end in tokens:
            if end > last:  # the next stretch, or a word that lies in two
                at = max(0, bisect_right(self._starts, start) - 1)
                first, last = self._stretches[at]
                if end > last:
                    found.append(self(start, end))
                    last = -1
                    continue
                rows, each = self._rows_of(model, first, last)[0], 0
            while each < len(rows) and rows[each][1] + first <= start:
                each += 1
            total, pieces, one = 0.0, 0, each
            while one < len(rows) and rows[one][0] + first < end:
                total += rows[one][2][column]
                pieces += 1
                one += 1
            found.append(total / pieces if pieces else 0.0)
        return found

    def most(self, start: int, end: int) -> float:
        """The greatest chance that any piece of characters `start` to `end` identifies somebody. 1 where there is no model."""
        model = reader()
        if model is None:
            return 1.0
        return max((1 - row[0] for row in self._rows(model, start, end)), default=1.0)

    def _rows_of(self, model: Reader, first: int, last: int) -> tuple[list[Row], list[int]]:
        """What the model says of the stretch from `first` to `last`, asked once."""
        if first not in self._known:
            awaited = self._awaited.pop(first, None)
            rows = awaited.result() if awaited else model.read(self._text[first:last])
            self._known[first] = rows, [row_end for _, row_end, _ in rows]
        return self._known[first]

    def _rows(self, model: Reader, start: int, end: int) -> list[list[float]]:
        found: list[list[float]] = []
        at = bisect_right(self._starts, start) - 1
        while at < len(self._stretches) and self._starts[at] < end:
            first, last = self._stretches[at]
            rows, ends = self._rows_of(model, first, last)
            for each in range(bisect_right(ends, start - first), len(rows)):
                if rows[each][0] + first >= end:
                    break
                found.append(rows[each][2])
            at += 1
        return found


def _pieces_of_word(rows: list[Row], at: int) -> list[list[float]]:
    """The chances of every piece of the word that piece `at` belongs to."""
    start = rows[at][0]
    first = at
    while first and rows[first - 1][0] == start:
        first -= 1
    last = at
    while last + 1 < len(rows) and rows[last + 1][0] == start:
        last += 1
    return [row for _, _, row in rows[first : last + 1]]


def _stretches(text: str) -> list[tuple[int, int]]:
    """`text` cut after sentences into stretches that the model can take."""
    cuts = [0, *(found.end() for found in _BREAK.finditer(text)), len(text)]
    found: list[tuple[int, int]] = []
    start = 0
    for before, cut in pairwise(cuts):
        if cut - start > _WINDOW and before > start:
            found.append((start, before))
            start = before
        while cut - start > _WIDEST:
            space = text.rfind(" ", start + 1, start + _WINDOW)
            middle = space + 1 if space > start else start + _WINDOW
            found.append((start, middle))
            start = middle
    found.append((start, len(text)))
    return found
