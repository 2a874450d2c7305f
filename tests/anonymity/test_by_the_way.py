"""People by the way, days and numbers told otherwise, files and streets in pieces: found, and what only looks so is not."""

import base64

import pytest

from csaleads.anonymity.findings import Label
from csaleads.anonymity.service import screen


def found_in(text: str) -> list[str]:
    return [text[found.start : found.end] for found in screen(text)]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("JL's brother SK rang twice about the keys.", "SK"),
        ("PN's partner DT also refuses to leave.", "DT"),
        ("The foster carer RM collected them from the gate.", "RM"),
        ("Kenneth, known locally as Big Kestrel, pays for rides.", "Big Kestrel"),
        ("She goes by Auntie Plum and minds the little ones.", "Auntie Plum"),
        ("There's a Velvet in nursery and nobody has seen her.", "Velvet"),
        ('He told me "Wrench" and "Little G" are from the estate.', "Wrench"),
        ('"Copper" is only a mate, he said.', "Copper"),
        ('She went with an older man "Peppercorn" and came home late.', "Peppercorn"),
        ('last seen w another lad "crumb". phone off', "crumb"),
        ("Young Pip: keep him in sight on the bus.", "Young Pip"),
        ("Zainab - ring the school about the bag!!", "Zainab"),
        ("Q: Who gave you the phone?\nA: Art.\nQ: And what did Art say?", "Art"),
        ("SW: Whose car was it?\nYP: Dale. Not mine.", "Dale"),
    ],
)
def test_somebody_mentioned_by_the_way_is_found(text: str, name: str) -> None:
    assert name in found_in(text)


@pytest.mark.parametrize(
    "text",
    [
        "Mum OK with this. Father UK citizen. Sister PE kit missing.",
        "There's a Tuesday in nursery that suits nobody.",
        '"They" are just friends, and "everyone" is a mate.',
        'Seen with a lad "acting strangely" and another boy "known to us".',
        "Q: Who was there?\nA: Nobody. I went out.",
        "Big Picture: it is his plan, not ours.",
    ],
)
def test_what_only_looks_like_somebody_by_the_way_is_not(text: str) -> None:
    assert found_in(text) == []


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("The nurse had already measured him on the 19th. He is on the second centile.", "the 19th"),
        ("They had left by the 26th. Weight on the ninth centile.", "the 26th"),
        ("Statement to be filed by 30.09 please.", "30.09"),
        ("Please circulate the minutes before 14.11.", "14.11"),
        ("The fall was on XXI.iii.MMXXV, he writes.", "XXI.iii.MMXXV"),
        ("Letter of 3.xi.25 on the file.", "3.xi.25"),
        ("They last met on the Nones of July.", "the Nones of July"),
    ],
)
def test_days_told_otherwise_are_found(text: str, day: str) -> None:
    assert day in found_in(text)


@pytest.mark.parametrize(
    "text",
    [
        "He has moved from the 9th to the 25th centile.",
        "He was told to be home by 22.11 and was late.",
        "See section IV.ii.3 of the guidance.",
        "Formula: (14/3) x 2 + 1.5, rounded.",
        "So the weight is 3 x (7/4) in the end.",
    ],
)
def test_other_figures_are_no_days(text: str) -> None:
    assert found_in(text) == []


@pytest.mark.parametrize(
    ("text", "birth"),
    [
        ("Her sister was a Boxing Day baby in 2018.", "a Boxing Day baby in 2018"),
        (
            "His birthday is the day before New Year's Eve, year two thousand and eleven.",
            "year two thousand and eleven",
        ),
        ("Saved as burn_left_dob030914.jpg on the drive.", "030914"),
    ],
)
def test_births_told_otherwise_are_found(text: str, birth: str) -> None:
    assert any(birth in found for found in found_in(text))
    assert Label.DATE_OF_BIRTH in {found.label for found in screen(text)}


def test_numbers_broken_by_a_line_are_found() -> None:
    assert found_in("The patient number goes 999 511\n8483, then silence.") == ["999 511\n8483"]
    assert found_in("Her mobile is 07700\n900551 if you want it.") == ["07700\n900551"]
    assert found_in("We counted 12\n14 and then number 3\n200 of them.") == []


def test_numbers_in_base_64_are_found() -> None:
    coded = base64.b64encode(b"07700 900417").decode()
    assert found_in(f"Mobile is {coded}, he thinks.") == [coded]
    coded = base64.b64encode(b"999 511 8483").decode()
    assert [found.label for found in screen(f"It says {coded}.")] == [Label.NHS_NUMBER]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("User brass-otter-41 told another player to meet.", "brass-otter-41"),
        ("Blocked again by player mud_lark, who keeps asking.", "mud_lark"),
        ("She has a spare account on Insta, w-r-e-n dot hidden, for that.", "w-r-e-n dot hidden"),
    ],
)
def test_names_online_are_found(text: str, name: str) -> None:
    assert name in found_in(text)


def test_versions_are_no_names_online() -> None:
    assert found_in("User group2 was asked first, and user 5 said no.") == []


@pytest.mark.parametrize(
    ("text", "label"),
    [
        ("Followed from the Ukrainian Club in Brackwell.", Label.SMALL_PLACE),
        ("See scan_wexcombe-refuge.pdf in the folder.", Label.SMALL_PLACE),
        ("See letter_wexcombe_primary.docx in the folder.", Label.SCHOOL),
        ("They moved to two doors up from twelve, Ash + ton Road.", Label.ADDRESS),
        ("It's number fifty-one, that road named for the fish, Tench, then Close.", Label.ADDRESS),
    ],
)
def test_places_in_pieces_and_files_are_found(text: str, label: Label) -> None:
    assert label in {found.label for found in screen(text)}


@pytest.mark.parametrize(
    "text",
    [
        "See draft_primary-school.docx and womens_refuge.pdf in the folder.",
        "Count to nine, then close the door.",
        "The working men's club in town is shut.",
    ],
)
def test_no_places_are_made_up(text: str) -> None:
    assert found_in(text) == []


def test_a_share_is_no_vehicle() -> None:
    assert found_in("For anyone with an electric car: charge to 70 per cent.") == []
    assert "k123 xbq" in found_in("Mum drives a silver car k123 xbq on Fridays.")
