"""Words that bear a name where they name nobody, and the same words where they are somebody's name."""

import pytest

from csaleads.anonymity.service import screen


def found_in(text: str) -> list[str]:
    return [text[found.start : found.end] for found in screen(text)]


@pytest.mark.parametrize(
    "text",
    [
        "We asked whether May would be too soon to start.",
        "Autumn, winter and half of spring went by. Summer and autumn were hard.",
        "dom violence course done, dom abuse worker to follow",
        "a) a conker b) a ticket c) a letter d) a note e) tape f) i g) j h) sweets",
        "pt says he is Napoleon, dr says rest",
        "She believes she is Cleopatra.",
        "We kept a sourdough named Doughvid and a cactus called Spike.",
        "Somebody had eaten my Bakewell and the last Battenberg.",
        "There was a shed with the Stella cans.",
        "First prize is an air fryer, Ninja, and second a mug.",
        "Bought for the flat: Andrex, Domestos and Dettol. A cinema ticket for Paddington 2.",
        "CRHTT said no, HoNOS 17, and the CETR is booked.",
    ],
)
def test_a_word_that_names_nobody_is_left_alone(text: str) -> None:
    assert found_in(text) == []


@pytest.mark.parametrize(
    "text, name",
    [
        ("Summer and her sister came home late.", "Summer"),
        ("On the visit April was too quiet to talk.", "April"),
        ("June will be late for contact.", "June"),
        ("Spoke to Dom about the violence course.", "Dom"),
        ("I told Dom abuse is never his fault.", "Dom"),
        ("He broke the kettle, Henry said, and cried.", "Henry"),
        ("The new starter called Grace is in year 7.", "Grace"),
        ("Stella cans the idea of a party; Stella came home late.", "Stella"),
        ("He shared a meal with Chelsea and Chelsea is 14.", "Chelsea"),
        ("A boy named Spike came with a girl called Doughlas.", "Spike"),
        ("He says he is Jordan and she says she is Amy.", "Jordan"),
        ("Mum says he is Kenwood Ashdown's son.", "Kenwood Ashdown"),
    ],
)
def test_the_same_word_is_somebody_elsewhere(text: str, name: str) -> None:
    assert any(name in found for found in found_in(text))
