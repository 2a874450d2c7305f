"""What the strict screening finds in the lines of strict/: exact ages, places below region, and lines that should raise nothing.

An age or a place counts as found when what would be written anew there covers half of its characters, or every number in it.
"""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Protocol

from benchmarks.anonymity.bars import Bar
from benchmarks.anonymity.score import Share

LINES = Path(__file__).parent / "strict"
_MARK = re.compile(r"\{(?:AGE|PLACE)\|([^{}]*)\}")
_ONES = "one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve"
_NUMBER = re.compile(
    rf"\d+|\b(?:{_ONES}|(?:thir|four|fif|six|seven|eigh|nine)teen|(?:twen|thir|for|fif|six|seven|eigh|nine)ty)\b",
    re.I,
)


class Found(Protocol):
    """A finding: where it is, and where its suggestion would stand."""

    @property
    def start(self) -> int: ...
    @property
    def end(self) -> int: ...
    @property
    def replace_start(self) -> int: ...
    @property
    def replace_end(self) -> int: ...


Screen = Callable[[str], Iterable[Found]]


@dataclass
class StrictScore:
    """What was found of the marks, the lines without one that raised an alarm, and the passages behind both."""

    marks: Share = field(default_factory=Share)
    alarms: Share = field(default_factory=Share)
    missed: list[str] = field(default_factory=list)
    alarmed: list[str] = field(default_factory=list)


def read(path: Path) -> list[str]:
    """The lines of a file with their marks, without its remarks."""
    lines = path.read_text(encoding="utf-8").splitlines()
    return [line for line in lines if line and not line.startswith("#")]


def unmarked(line: str) -> tuple[str, list[tuple[int, int]]]:
    """(the text of `line`, where what is marked stands in it)."""
    text, spans, done = "", [], 0
    for mark in _MARK.finditer(line):
        text += line[done : mark.start()]
        spans.append((len(text), len(text) + len(mark[1])))
        text, done = text + mark[1], mark.end()
    return text + line[done:], spans


def score(lines: Iterable[str], screen: Screen) -> StrictScore:
    """All figures of `screen` on `lines`."""
    result = StrictScore()
    for line in lines:
        text, spans = unmarked(line)
        found = list(screen(text))
        written_anew = {
            at
            for one in found
            for at in (*range(one.start, one.end), *range(one.replace_start, one.replace_end))
        }
        for start, end in spans:
            is_found = _is_found(text, start, end, written_anew)
            result.marks.count(is_found)
            if not is_found:
                result.missed.append(f"{text[start:end]}  |  {text}")
        if not spans:
            result.alarms.count(bool(found))
            if found:
                result.alarmed.append(f"{', '.join(text[one.start : one.end] for one in found)}  |  {text}")
    return result


def _is_found(text: str, start: int, end: int, written_anew: set[int]) -> bool:
    if 2 * len(written_anew & set(range(start, end))) >= end - start:
        return True
    numbers = list(_NUMBER.finditer(text, start, end))
    return bool(numbers) and all(set(range(*number.span())) <= written_anew for number in numbers)


def report(screen: Screen, misses: int, alarms: int) -> list[Bar]:
    """Print what was found in ages and in places, with so many passages; the bars of both."""
    bars = []
    for name in ("ages", "places", "second_ages", "second_places", "third_ages", "third_places"):
        result = score(read(LINES / f"{name}.txt"), screen)
        print(
            f"{name}: {result.marks.found} of {result.marks.of} found, "
            f"an alarm in {result.alarms.found} of {result.alarms.of} lines without one"
        )
        for heading, passages, most in (
            ("missed", result.missed, misses),
            ("alarms", result.alarmed, alarms),
        ):
            print("".join(f"  {heading}: {passage}\n" for passage in passages[:most]), end="")
        bars += [
            Bar(f"strict: {name} found", result.marks.percent, least=95),
            Bar(f"strict: lines of {name} with a false alarm", result.alarms.percent, most=5),
        ]
    return bars
