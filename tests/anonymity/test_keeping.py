"""What was found in a paragraph is kept by its hash: it is looked at once, each way of looking by itself."""

import pytest

from csaleads.anonymity import keeping
from csaleads.anonymity.keeping import forget, kept_for
from csaleads.anonymity.service import screen


@pytest.fixture(autouse=True)
def nothing_is_kept() -> None:
    forget()


def test_a_paragraph_is_looked_at_once_until_it_is_forgotten() -> None:
    asked: list[str] = []

    def find(paragraph: str) -> int:
        asked.append(paragraph)
        return len(asked)

    assert [kept_for(b"one", "A wet morning.", find) for _ in range(3)] == [1, 1, 1]
    assert kept_for(b"one", "A dry morning.", find) == 2
    forget()
    assert kept_for(b"one", "A wet morning.", find) == 3


def test_ways_of_looking_are_kept_apart() -> None:
    assert kept_for(b"one", "A wet morning.", len) == 14
    assert kept_for(b"other", "A wet morning.", str.upper) == "A WET MORNING."


def test_the_oldest_is_dropped_first(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(keeping, "KEPT_PARAGRAPHS", 2)
    for paragraph in ("one", "two", "one", "three"):
        kept_for(b"way", paragraph, len)

    looked: list[str] = []
    for paragraph in ("one", "two"):
        kept_for(b"way", paragraph, looked.append)

    assert looked == ["two"]


def test_no_word_of_a_text_is_kept() -> None:
    screen("Her brother Kieran rang.\n\nHe wrote it K - i - e ~ r - a - n so that nobody would see.")

    assert keeping._kept
    assert "kieran" not in repr(keeping._kept).lower()
    assert all(isinstance(key, bytes) for key in keeping._kept)


def test_what_is_broken_up_is_found_where_it_stands_after_other_paragraphs_changed() -> None:
    hidden = "Put M c F @ r l 4 n e on the form."
    first = f"A wet morning.\n\n{hidden}"
    second = f"A wet morning, and a long one.\n\n{hidden}"

    found = [[text[f.start : f.end] for f in screen(text)] for text in (first, second)]

    assert found[0] == found[1]
    assert "M c F @ r l 4 n e" in found[0]
