"""The benchmark from end to end with a trivial screener in the place of the real one."""

import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from benchmarks.anonymity import __main__ as benchmark
from benchmarks.anonymity import screeners
from benchmarks.anonymity.bars import Bar, bars_for_machine
from benchmarks.anonymity.build import read_corpus
from benchmarks.anonymity.screeners import Conversation, NotMeasured, run
from benchmarks.anonymity.speed import EDIT, TEXTS, WORDS, Speed, long_texts, measure_speed, with_one_edit

NOTES = read_corpus()


@pytest.fixture(autouse=True)
def _folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setattr(screeners, "FOLDER", tmp_path)
    yield


def stand_in(behaviour: str) -> list[str]:
    return [sys.executable, str(Path(__file__).with_name("stand_in.py")), behaviour]


def test_a_screener_runs_once_for_all_notes_and_tells_its_peak() -> None:
    ran = run(stand_in("answers"), NOTES)

    assert set(ran.answers) == {note.id for note in NOTES}
    assert (
        ran.peak_bytes > 1_000_000
    )  # no upper bound: a process forked from a large test run begins as large as it
    assert ran.seconds > 0


def test_runs_at_the_same_time_do_not_tear_each_others_answers() -> None:
    halves = (NOTES[:200], NOTES[200:])

    with ThreadPoolExecutor(2) as pool:
        runs = list(pool.map(lambda notes: run(stand_in("answers"), notes), halves))

    for ran, notes in zip(runs, halves, strict=True):
        assert set(ran.answers) == {note.id for note in notes}


def test_every_set_is_scored_apart() -> None:
    sets = benchmark.note_sets(NOTES, None)

    _, scores = benchmark.score_sets(stand_in("answers"), sets)

    assert set(scores) == set(sets)
    assert scores["lower case"].direct == 0
    assert (scores["as written"].direct or 0) > 40
    assert (scores["capitals"].alarms_per_1000 or 0) > (scores["as written"].alarms_per_1000 or 0)


def test_the_benchmark_says_which_bars_were_missed(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(benchmark, "OURS", stand_in("answers"))
    monkeypatch.setattr(benchmark, "presidio_command", lambda: stand_in("answers"))
    monkeypatch.setattr(
        screeners, "_bytes", lambda peak: 100_000_000
    )  # a fork of this run would count its memory too
    monkeypatch.setattr(sys, "argv", ["benchmark", "--misses", "3", "--alarms", "3"])

    code = benchmark.main()

    said = capsys.readouterr().out
    assert code == 1
    assert "PERSON" in said
    assert [line.split()[-1] for line in said.splitlines() if line.startswith("direct identifiers")] == [
        "MISSED"
    ]
    assert [line.split()[-1] for line in said.splitlines() if line.startswith("peak memory")] == ["ok"]


def test_presidio_that_cannot_be_had_is_said_loudly(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def refuse() -> list[str]:
        raise NotMeasured("pip failed")

    monkeypatch.setattr(benchmark, "OURS", stand_in("answers"))
    monkeypatch.setattr(benchmark, "presidio_command", refuse)
    monkeypatch.setattr(sys, "argv", ["benchmark"])

    code = benchmark.main()

    said = capsys.readouterr()
    assert code == 2
    assert "NOT COMPARED WITH PRESIDIO: pip failed" in said.err
    assert "not measured" in said.out


@pytest.mark.parametrize(("behaviour", "words"), [("fails", "I cannot."), ("nonsense", "This is no answer")])
def test_a_screener_that_fails_is_not_measured(behaviour: str, words: str) -> None:
    with pytest.raises(NotMeasured, match=words):
        run(stand_in(behaviour), NOTES[:1])


def test_a_screener_that_is_silent_is_not_waited_for_for_ever(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(screeners, "MOST_SECONDS", 0.2)

    with (
        Conversation(stand_in("silent"), "silent") as conversation,
        pytest.raises(NotMeasured, match="is silent"),
    ):
        conversation.ask("Mum rang.")


def test_speed_is_measured_of_both_in_turn() -> None:
    speed = measure_speed(stand_in("answers"), stand_in("answers"), NOTES)

    assert min(speed.cold, speed.edited, speed.presidio, speed.first_answer) > 0


def test_long_texts_have_two_thousand_words_and_no_paragraph_twice() -> None:
    texts = long_texts(NOTES)

    paragraphs = [paragraph for text in texts for paragraph in text]
    assert len(texts) == TEXTS + 1
    assert all(WORDS <= len(" ".join(text).split()) < WORDS + 200 for text in texts)
    assert len(set(paragraphs)) == len(paragraphs)


def test_an_edit_touches_one_paragraph() -> None:
    assert with_one_edit(["a", "b", "c"]) == ["a", "b" + EDIT, "c"]


@pytest.mark.parametrize(
    ("bar", "is_reached"),
    [
        (Bar("x", 98.5, least=98.5), True),
        (Bar("x", 98.4, least=98.5), False),
        (Bar("x", 2.0, most=2), True),
        (Bar("x", 2.1, most=2), False),
        (Bar("x", None, most=2), False),
    ],
)
def test_a_bar_is_reached_at_its_figure(bar: Bar, is_reached: bool) -> None:
    assert bar.is_reached is is_reached
    assert str(bar).endswith("ok" if is_reached else "MISSED")


def test_times_are_held_against_presidio() -> None:
    fast = Speed(first_answer=1, cold=0.6, edited=0.06, presidio=1.0)

    assert [bar.is_reached for bar in bars_for_machine(399_000_000, fast)] == [True, True, True]
    assert [bar.is_reached for bar in bars_for_machine(401_000_000, None)] == [False, False, False]
