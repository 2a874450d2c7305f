"""How the lines of the strict screening are scored: what counts as found, and what as an alarm."""

from dataclasses import dataclass

import pytest

from benchmarks.anonymity import __main__ as benchmark
from benchmarks.anonymity import strict_score
from benchmarks.anonymity.strict_score import LINES, StrictScore, read, score, unmarked
from csaleads.anonymity.service import screen_strictly


@dataclass(frozen=True)
class Stretch:
    """A finding whose suggestion stands where it was found."""

    start: int
    end: int

    @property
    def replace_start(self) -> int:
        return self.start

    @property
    def replace_end(self) -> int:
        return self.end


def scored(line: str, *found: str) -> StrictScore:
    """The score of one line in which `found` was found."""
    text, _ = unmarked(line)
    return score(
        [line], lambda _: [Stretch(text.index(words), text.index(words) + len(words)) for words in found]
    )


def test_a_mark_is_taken_out_of_the_text_and_its_place_is_kept() -> None:
    text, spans = unmarked("She is {AGE|seven} and lives in {PLACE|Leeds}.")

    assert text == "She is seven and lives in Leeds."
    assert [text[start:end] for start, end in spans] == ["seven", "Leeds"]


@pytest.mark.parametrize(
    ("line", "found", "count"),
    [
        ("She is {AGE|seven}.", ["seven"], 1),
        ("She is {AGE|seven}.", ["She"], 0),
        ("She is {AGE|three at the time}.", ["three"], 1),
        ("She is {AGE|11, 12 in August}.", ["11"], 0),
        ("She is {AGE|11, 12 in August}.", ["11", "12"], 1),
        ("In {PLACE|Tower Hamlets}.", ["Tower Hamlets"], 1),
        ("In {PLACE|Tower Hamlets}.", ["Tow"], 0),
    ],
)
def test_half_of_the_characters_or_every_number_makes_it_found(
    line: str, found: list[str], count: int
) -> None:
    assert scored(line, *found).marks.found == count


def test_a_line_without_a_mark_counts_once_however_much_is_found_there() -> None:
    result = scored("Nine areas met in the hall.", "Nine", "hall")

    assert (result.alarms.found, result.alarms.of, result.marks.of) == (1, 1, 0)


def test_there_are_lines_of_both_sides() -> None:
    for name in ("ages", "places"):
        lines = read(LINES / f"{name}.txt")
        assert sum("{" in line for line in lines) >= 100
        assert sum("{" not in line for line in lines) == 120


def test_the_benchmark_says_which_bars_of_the_strict_screening_were_missed(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(benchmark, "screen_strictly", lambda text: [])
    monkeypatch.setattr("sys.argv", ["benchmark", "--strict", "--misses", "1"])

    code = benchmark.main()

    said = capsys.readouterr().out
    assert code == 1
    assert "ages: 0 of 159 found, an alarm in 0 of 120" in said
    assert said.count("missed: ") == 6
    assert said.count("MISSED") == 6


def test_the_strict_screening_reaches_its_bars(capsys: pytest.CaptureFixture[str]) -> None:
    bars = strict_score.report(screen_strictly, 0, 0)

    assert all(bar.is_reached for bar in bars), capsys.readouterr().out
