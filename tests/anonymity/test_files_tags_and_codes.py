"""Names of files with strokes for spaces, people of a title in tags, nicknames, names with a number, codes of print."""

import pytest

from csaleads.anonymity.service import screen


def shown(text: str) -> list[str]:
    return [text[found.start : found.end] for found in screen(text)]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("See landing_5_Tarrant_Close.jpg for the stairs.", "5_Tarrant_Close"),
        ("Page 4 of ZE24C50533_index.pdf is missing.", "ZE24C50533"),
        ("I opened notes_14DE2299187_final.docx today.", "14DE2299187"),
        ("The clip is FX19KUO_gate.mp4.", "FX19KUO"),
        ("Directions: map_LS12_4QP.pdf.", "LS12_4QP"),
    ],
)
def test_what_stands_in_the_name_of_a_file(text: str, found: str) -> None:
    assert shown(text) == [found]


@pytest.mark.parametrize(
    "name",
    [
        "policy_v2_2024_final.docx",
        "Working_Together_2023.pdf",
        "chapter_3_Close_reading.docx",
        "KCSIE_2024_part_1.pdf",
        "12_Reasons_essay.docx",
    ],
)
def test_the_name_of_a_paper_is_left_alone(name: str) -> None:
    assert shown(f"Please read {name} first.") == []


@pytest.mark.parametrize(
    ("tag", "found"),
    [
        ("#MrThistlewoodknowswhy", ["Thistlewood"]),
        ("#MrsOkaforout", ["Okafor"]),
        ("#OtterCottageMassive", ["OtterCottage"]),
        ("#drokaforknew", ["okafor"]),
        ("#MissYou", []),
        ("#mrwhippy", []),
        ("#DrWho", []),
        ("#GirlGang", []),
    ],
)
def test_tags(tag: str, found: list[str]) -> None:
    assert shown(f"She posted {tag} again.") == found


@pytest.mark.parametrize(
    "how", ["known only as", "known locally as", "known to the girls only as", "known just as"]
)
def test_a_nickname_that_is_all_they_know(how: str) -> None:
    assert shown(f'The driver is {how} "Whiskers" and brings vapes.') == ["Whiskers"]


@pytest.mark.parametrize("name", ["Kyle09", "Daz13", "Tyler2011"])
def test_a_given_name_with_a_number(name: str) -> None:
    assert shown(f"It was {name} who asked for pictures.") == [name]


@pytest.mark.parametrize(
    "text", ["The Jan24 figures are late.", "Cohort May25 starts soon.", "Annex A12 says so."]
)
def test_a_month_or_an_annex_with_a_number(text: str) -> None:
    assert shown(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "Leaflet code 07-2214, reorder in packs of 25.",
        "Baroness Hale said that people must be told.",
        "Lord Justice Munby wrote to every court.",
        "Please check that Alexa is unplugged before we begin.",
        "The cards come with Hassan the Hedgehog and Penny the Pig.",
        "That night the old dog would not go out.",
    ],
)
def test_print_peers_and_devices(text: str) -> None:
    assert shown(text) == []


def test_somebody_called_as_a_device_is() -> None:
    assert shown("Alexa was on the landing in the dark.") == ["Alexa"]


def test_a_reference_that_the_end_of_a_line_breaks() -> None:
    assert shown("Hospital num: UH-\n660 1927\nSeen with an aunt.") == ["UH-\n660 1927"]
    assert shown("We have no\n14 year olds here.") == []


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("MISPER 4418/26 was closed at nine.", "4418/26"),
        ("He was seen at Brockholt truck stop again.", "Brockholt truck stop"),
        ("Released to Wexmoor approved premises.", "Wexmoor approved premises"),
        ("She goes to Al-Noor Saturday School.", "Al-Noor Saturday School"),
        ("They met in the old dog.", "the old dog"),
    ],
)
def test_kinds_of_places_and_numbers(text: str, found: str) -> None:
    assert shown(text) == [found]
