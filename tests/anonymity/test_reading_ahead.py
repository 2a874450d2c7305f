"""The model reads ahead in a thread of its own: the same is found, what fails there fails the screening, no thread stays."""

import threading

import pytest

from csaleads.anonymity.ahead import reading_ahead
from csaleads.anonymity.analysis import look_at, opinion_of
from csaleads.anonymity.keeping import forget
from csaleads.anonymity.service import screen
from csaleads.anonymity.text.model import Reader

TWO = ("Her brother Kieran rang the office.", "A neighbour saw Zofia with the dog.")


@pytest.fixture(autouse=True)
def nothing_is_kept() -> None:
    forget()


def test_each_paragraph_that_is_not_known_yet_is_read_once_and_says_the_same(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    look_at(TWO[0])
    read: list[tuple[str, str]] = []
    before = Reader.read

    def counted(self: Reader, text: str) -> list[tuple[int, int, list[float]]]:
        read.append((threading.current_thread().name, text))
        return before(self, text)

    monkeypatch.setattr(Reader, "read", counted)
    with reading_ahead(TWO) as opinions:
        assert list(opinions) == [TWO[1]]
        asked = opinions[TWO[1]]
        assert look_at(TWO[1], asked).spans
        assert asked(16, 21) == opinions[TWO[1]](16, 21)

    assert [text for _, text in read] == [TWO[1]]
    assert read[0][0].startswith("model")
    assert asked(16, 21) == opinion_of(TWO[1])(16, 21) > 0.5


def test_what_fails_in_the_thread_fails_the_screening(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(_self: Reader, _text: str) -> list[tuple[int, int, list[float]]]:
        raise RuntimeError("the model is ill")

    monkeypatch.setattr(Reader, "read", broken)
    with pytest.raises(RuntimeError, match="the model is ill"):
        screen("\n\n".join(TWO))


@pytest.mark.parametrize("fails", [False, True])
def test_no_thread_outlives_a_screening(monkeypatch: pytest.MonkeyPatch, fails: bool) -> None:
    threads = threading.active_count()
    if fails:
        monkeypatch.setattr("csaleads.anonymity.service.resolve", lambda _: 1 / 0)
        with pytest.raises(ZeroDivisionError):
            screen("\n\n".join(TWO))
    else:
        screen("\n\n".join(TWO))

    assert threading.active_count() == threads
