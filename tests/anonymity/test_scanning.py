"""A pattern that is tried only where its first words stand finds what it finds everywhere."""

import re

import pytest

from csaleads.anonymity.text.scanning import LedPattern, word_starts

PHRASES = ("day nursery", "nursery", "a&e", "x-ray")
PATTERN = re.compile(r"(?<!\w)(?:day nursery|nursery|a&e|x-ray)(?!\w)", re.I)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Day nursery, then the NURSERY; a nursery_room is none.",
        "day day nursery nursery nurserynursery",
        "In A&E, for an x-ray. xx-ray a&e2 é nursery",
    ],
)
def test_a_led_pattern_finds_the_same_as_the_pattern_by_itself(text: str) -> None:
    led = LedPattern(PATTERN, PHRASES)

    found = [each.span() for each in led.finditer(text, word_starts(text))]

    assert found == [each.span() for each in PATTERN.finditer(text)]


def test_words_are_known_by_their_small_letters_and_every_place_is_told() -> None:
    assert word_starts("Mum rang. MUM's o_k 4pm") == {
        "mum": [0, 10],
        "rang": [4],
        "s": [14],
        "o_k": [16],
        "4pm": [20],
        "#": [20],
    }
