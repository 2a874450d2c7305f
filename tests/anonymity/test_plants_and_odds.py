"""Plants and odds that look like names and days, and the children, gardens and days that are none."""

import pytest

from csaleads.anonymity.service import screen


def found_in(text: str) -> list[str]:
    return [text[found.start : found.end] for found in screen(text)]


@pytest.mark.parametrize(
    "text",
    [
        "Rose came up pink, ivy came up everywhere.",
        "Jasmine needs a cane and somebody is watering Iris too much.",
        "On the sill: basil, cress, parsley and Rosemary.",
        "Basil and Rosemary, next to the cress, were trimmed for the roast.",
        "The odds were 9/4 on, he said, and in old money 2/6.",
        "Neither Will Power nor Bill Stickers is on our list.",
        "He built the Millennium Falcon.",
    ],
)
def test_plants_odds_and_puns_are_nobody(text: str) -> None:
    assert found_in(text) == []


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Jasmine needs a cane for her walk to school. Jasmine is 14.", "Jasmine"),
        ("Spoke to Iris. Grandad was watering Iris's roses.", "Iris"),
        ("Rose came up to the office late.", "Rose"),
        ("Rose came up late. She was upset.", "Rose"),
        ("Poppy wilted when he shouted.", "Poppy"),
        ("Rosemary was seen at home, upset, next to the cress.", "Rosemary"),
        ("Ivy and Basil were seen by the health visitor.", "Ivy"),
        ("He was moved on 11/4 on police advice.", "11/4"),
        ("The favourite aunt came on 11/4 with him.", "11/4"),
        ("Spoke to Will Power, who is 14.", "Will Power"),
        ("Joy Ride disclosed that her dad hit her.", "Joy Ride"),
    ],
)
def test_children_and_days_are_found(text: str, found: str) -> None:
    assert any(found in each for each in found_in(text)), found_in(text)
