"""People told by what is said of people alone, in a text about songs too; trades of places, bodies and kin name nobody."""

import pytest

from csaleads.anonymity.service import screen

SONG = ", but the riff and the building energy of this single are a masterpiece regardless."


@pytest.mark.parametrize(
    "text, names",
    [
        (f"The true gender of Solveig has been under debate for years{SONG}", ["Solveig"]),
        (f"the paternity of ottilie is disputed{SONG}", ["ottilie"]),
        ("Is there a better song? Hardwick and Plume were drummers.", ["Hardwick", "Plume"]),
        ("In this band Marsh and Lovell were both young teaching assistants.", ["Marsh", "Lovell"]),
    ],
)
def test_what_is_said_of_people_alone_tells_a_name(text: str, names: list[str]) -> None:
    assert [text[f.start : f.end] for f in screen(text)] == names


@pytest.mark.parametrize(
    "text",
    [
        "Mum and Dad are cleaners.",
        "The gender of the child does not matter here.",
        "The identity of Child A is protected.",
        "Police and Health were the drivers of this change.",
        "The sex of offenders and the gender of victims was recorded.",
        "We saw that Child A and Child B were classmates.",
    ],
)
def test_kin_bodies_and_stand_ins_stay_nobody(text: str) -> None:
    assert screen(text) == []
