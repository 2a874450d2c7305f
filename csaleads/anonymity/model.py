"""A small model that says how likely a word is to name a person. Optional: without it, rules and lists decide alone.

It runs in this process on one thread. A stretch of text is only given to it when a word in it is in doubt.
"""

import re
import threading
from functools import cache
from importlib import import_module
from itertools import pairwise
from pathlib import Path
from typing import Any

from csaleads.anonymity.pieces import Vocabulary

FOLDER = Path(__file__).parent / "data" / "rampart"
_NAME_LABELS = slice(1, 5)  # first and further pieces of given names and family names
_WINDOW = 400  # characters; the model sees best in about this many
_LONGEST = 500  # pieces of words, of the 512 it can take
_BREAK = re.compile(r"(?<=[.?!\n])\s+")
_lock = threading.Lock()


class Reader:
    """The loaded model."""

    def __init__(self) -> None:
        runtime: Any = import_module("onnxruntime")
        options = runtime.SessionOptions()
        options.intra_op_num_threads = 1
        options.inter_op_num_threads = 1
        options.enable_cpu_mem_arena = False
        self._numpy: Any = import_module("numpy")
        self._session = runtime.InferenceSession(
            str(FOLDER / "model_int8.onnx"), options, providers=["CPUExecutionProvider"]
        )
        self._vocabulary = Vocabulary(FOLDER / "vocab.txt")

    def read(self, text: str) -> list[tuple[int, int, float]]:
        """(start, end, probability of a name) of each piece of a word in `text`."""
        pieces = self._vocabulary.cut(text)[:_LONGEST]
        numbers = [self._vocabulary.opening, *(number for number, _, _ in pieces), self._vocabulary.closing]
        ids = self._numpy.array([numbers], dtype="int64")
        given = {
            "input_ids": ids,
            "attention_mask": self._numpy.ones_like(ids),
            "token_type_ids": self._numpy.zeros_like(ids),
        }
        logits = self._session.run(None, given)[0][0]
        odds = self._numpy.exp(logits - logits.max(axis=-1, keepdims=True))
        likely = odds[:, _NAME_LABELS].sum(axis=-1) / odds.sum(axis=-1)
        return [
            (start, end, float(chance)) for (_, start, end), chance in zip(pieces, likely[1:-1], strict=True)
        ]


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
    """What the model thinks of the words of one paragraph, found out stretch by stretch and only on demand."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._stretches = _stretches(text)
        self._known: dict[int, list[tuple[int, int, float]]] = {}

    def __call__(self, start: int, end: int) -> float:
        """How likely characters `start` to `end` are a name. 0 where there is no model."""
        model = reader()
        if model is None:
            return 0.0
        for first, last in self._stretches:
            if first <= start < last:
                if first not in self._known:
                    self._known[first] = model.read(self._text[first:last])
                within = [c for s, e, c in self._known[first] if s + first < end and e + first > start]
                return sum(within) / len(within) if within else 0.0
        return 0.0


def _stretches(text: str) -> list[tuple[int, int]]:
    """`text` cut after sentences into stretches that the model can take."""
    cuts = [0, *(found.end() for found in _BREAK.finditer(text)), len(text)]
    found: list[tuple[int, int]] = []
    start = 0
    for before, cut in pairwise(cuts):
        if cut - start > _WINDOW and before > start:
            found.append((start, before))
            start = before
        while cut - start > 3 * _WINDOW:
            found.append((start, start + 2 * _WINDOW))
            start += 2 * _WINDOW
    found.append((start, len(text)))
    return found
