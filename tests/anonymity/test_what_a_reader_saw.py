"""Sentences that somebody wrote who read the rules for names of goods, famous names, pitches, files and tags with fresh eyes."""

import pytest

from csaleads.anonymity.service import screen


def shown(text: str) -> list[str]:
    return [text[found.start : found.end] for found in screen(text)]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Alexa is off school again.", "Alexa"),
        ("We have access to Paris at weekends.", "Paris"),
        ("Rio records it all on a phone.", "Rio"),
        ("Athena forms her letters well.", "Athena"),
        ("Mum gave Athena the password.", "Athena"),
        ("Mick the Rabbit sells weed behind the shops.", "Mick the Rabbit"),
        ("Everyone knows him as Tony the Pig.", "Tony the Pig"),
        ("Corrie starts nursery after the summer.", "Corrie"),
        ("Corrie was on report.", "Corrie"),
        ("There is a Zara in Year 4 who bullies her.", "Zara"),
        ("Zara dresses her little brother.", "Zara"),
        ("Davina fans the flames.", "Davina"),
        ("She stayed at Rakhi's for two nights.", "Rakhi"),
        ("Olaf and Elsa were placed together.", "Olaf"),
    ],
)
def test_somebody_is_found(text: str, name: str) -> None:
    assert any(name in each for each in shown(text))


@pytest.mark.parametrize(
    "text",
    [
        "There is no record for\n2023 of any visit.",
        "No one\n2019 to 2022: lived with an aunt.",
        "YP male, 15, missing since noon.",
        "Referral for CSE, female, 15.",
        "Mum wants to lodge 2 complaints.",
        "He fell on the pitch, 2 boys laughed.",
        "In the caravan, 3 adults were drinking.",
        "The caravan is a caravan 10 minutes away.",
        "In flat 2 the old carpet was soaked.",
        "Please file minutes_mar14.docx and agenda_jul14.pdf.",
        "Minutes14032024.docx",
        "#freePalestine #saveAldi #hateMondays #MrBean",
        "Operation Encompass 120 notifications since May.",
        "The team won three times, 4th and 5th.",
        "Dear Santa letters were written.",
        "Bruce Perry puts it well: regulate the child first.",
    ],
)
def test_nobody_is_found(text: str) -> None:
    assert shown(text) == []


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("a tel no on\n07700 900123 today", ["07700 900123"]),
        ("Her NHS no is\n999 123 4567", ["999 123 4567"]),
    ],
)
def test_a_word_before_the_end_of_a_line_is_no_part_of_a_number(text: str, found: list[str]) -> None:
    assert shown(text) == found
