"""Pitches and moorings, operations, pairs of days, initials with an age, postcodes read aloud, names in files and tags."""

import pytest

from csaleads.anonymity.service import screen


def shown(text: str) -> list[str]:
    return [text[found.start : found.end] for found in screen(text)]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("They live in caravan D14 behind the arcade.", "caravan D14"),
        ("Nan has moved to plots 7 and 8, she says.", "plots 7 and 8"),
        ("The boat is on mooring 12 and has no heating.", "mooring 12"),
        ("im outside flat 6, the old bakehouse. nobody answers", "flat 6, the old bakehouse"),
        ("Officers linked it to OP-CORMORANT 0415.", "OP-CORMORANT 0415"),
        ("Seeking a placement for TM, male, 14.", "TM"),
        ("I live at S A seven eight, three double L, at the top.", "S A seven eight, three double L"),
        ("She posted #freeRomilly twice.", "Romilly"),
        ("The file is boydKAYLA09112013.pdf.", "09112013"),
        ("The picture is j4sm1n3_bed.jpg.", "j4sm1n3"),
        ("See hall_9-tarrant-lane.jpg.", "9-tarrant-lane"),
        ("First lines.\nJune 2024 - no access x3.\n04.07.24 - strategy discussion", "04.07.24"),
    ],
)
def test_is_found(text: str, found: str) -> None:
    assert found in shown(text)


def test_two_days_of_a_week() -> None:
    assert shown("It happened two times this week, 13th and 14th.") == ["13th", "14th"]


@pytest.mark.parametrize(
    "text",
    [
        "We lost the plot 2 times.",
        "Training is on pitch 3 tonight.",
        "In plot 3 the line of the graph rises.",
        "Flat 3, the old woman said, is empty.",
        "Operation Encompass 2024 is in its second year.",
        "The 13th and 14th floors are shut.",
        "They walked behind the brambles to the old line.",
        "The picture is IMG_4471.jpg.",
        "#freeWifi and #saveWater",
    ],
)
def test_is_left_alone(text: str) -> None:
    assert shown(text) == []


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("parked outside the lamb and lantern til late", ["the lamb and lantern"]),
        ("HE DRINKS AT THE FOX AND GANDER.", ["THE FOX AND GANDER"]),
        ("he was shouting at the dog and cat", []),
        ("she looked at the bell and wheel of the bike", []),
        ("The dog lay by the sofa and the lamp.", []),
    ],
)
def test_two_things_on_a_sign(text: str, found: list[str]) -> None:
    assert shown(text) == found
