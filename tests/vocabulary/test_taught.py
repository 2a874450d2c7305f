"""What an area has taught changes what the screening finds there, and nowhere else."""

import time

import pytest

from csaleads.anonymity.findings import Label
from csaleads.anonymity.service import AreaWords, screen


def marked(text: str, words: AreaWords | None) -> list[str]:
    return [text[found.start : found.end] for found in screen(text, words)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("She moved to zzyfordly last week.", "zzyfordly"),
        ("She moved to ZZYFORDLY last week.", "ZZYFORDLY"),
        ("Both live on the zzyfordly's edge.", "zzyfordly"),
    ],
)
def test_a_taught_place_is_marked_however_it_is_written(text: str, expected: str) -> None:
    words = AreaWords(identifying=(("Zzyfordly", Label.SMALL_PLACE),))

    assert expected in marked(text, words)


def test_a_name_of_several_words_is_found_over_a_line_and_a_hyphen() -> None:
    words = AreaWords(identifying=(("Quennel Marsh Flats", Label.SMALL_PLACE),))

    assert marked("they live in quennel\nmarsh-flats now", words) == ["quennel\nmarsh-flats"]
    assert marked("a quennel, then two pages on, marsh flats", words) != ["quennel marsh flats"]


def test_a_school_is_found_without_the_word_that_says_what_it_is() -> None:
    words = AreaWords(identifying=(("Brackwyn Primary School", Label.SCHOOL),))

    assert marked("he is in year 4 at brackwyn", words) == ["brackwyn"]


def test_plain_english_that_a_school_is_called_is_left_alone_without_its_type() -> None:
    words = AreaWords(identifying=(("Meadow Lane Primary School", Label.SCHOOL),))

    assert marked("they walked home along a meadow lane.", words) == []


def test_a_team_that_identifies_nobody_is_left_alone_but_its_words_elsewhere_are_not() -> None:
    text = "Discussed with Hartley House team. Then Hartley cried."
    words = AreaWords(harmless=frozenset({"Hartley House team"}))

    assert marked(text, words) == ["Hartley"]
    assert screen(text, words)[0].start == text.rindex("Hartley")


def test_five_thousand_names_cost_little() -> None:
    words = AreaWords(identifying=tuple((f"Xq{n}brook Primary School", Label.SCHOOL) for n in range(5000)))
    text = "She told her teacher that she does not like it when he comes in at night. " * 150
    screen("x", words)

    begun = time.thread_time()
    words.marked_in(text)

    assert time.thread_time() - begun < 1  # far above what it takes: it holds off a search name by name
