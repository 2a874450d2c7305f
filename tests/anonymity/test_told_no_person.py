"""Names that a text itself tells to be nobody it is about, and names in like words that are somebody's. Nobody exists."""

import pytest

from csaleads.anonymity.service import screen


@pytest.mark.parametrize(
    "text",
    [
        "Jordan, as in the country, is where her cousin was born.",
        "chelsea, as in the football club, is all he talks of.",
        "florence the city, not a friend of hers.",
        "Sullivan has a chapter on consent in that reader.",
        "Whitfield was one of the editors of the handbook.",
        "Read the Marlow work on disclosure, it is short.",
        "Hartley writes well on shame.",
        "Munro put it best years ago.",
        "Late teens, frank, and very polite.",
        "He is funny, sharp, and good at sums.",
        "Stone cold tea again.",
        "At the coalface nobody has the time.",
        "Ysgol uwchradd age, that is all.",
    ],
)
def test_who_is_told_to_be_no_person_is_left_alone(text: str) -> None:
    assert screen(text) == []


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Jordan, as she calls him, is back.", "Jordan"),
        ("Hartley writes well on his tablet.", "Hartley"),
        ("Kayleigh has a paper cut on her hand.", "Kayleigh"),
        ("Kayleigh said it was him.", "Kayleigh"),
        ("Mum, Sunny, and her sister came.", "Sunny"),
        ("her brother, sunny, very shy, came too", "sunny"),
        ("I rang Ysgol Gynradd Maes-gwyn today.", "Ysgol Gynradd Maes-gwyn"),
    ],
)
def test_somebody_in_like_words_is_found(text: str, name: str) -> None:
    assert name in [text[one.start : one.end] for one in screen(text)]
