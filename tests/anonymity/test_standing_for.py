"""Initials of somebody whom the text names in full: what they stand for is told outright, or by what they do."""

import pytest

from csaleads.anonymity.findings import Label
from csaleads.anonymity.service import screen


def initials_in(text: str) -> list[str]:
    return [
        text[each.start : each.end]
        for each in screen(text)
        if each.label is Label.PERSON and text[each.start : each.end].isupper() and each.end - each.start < 5
    ]


@pytest.mark.parametrize(
    "text, letters",
    [
        ("Present: Gemma Rudge (GR), chair.\n\nGR to ring the school on Monday.", ["GR", "GR"]),
        ("Here were Olwen Tench, health visitor (OT), and mum.\n\nOT saw both boys.", ["OT", "OT"]),
        ("Ivan Tilley – IT – housing\nAgreed. IT sends the form.", ["IT", "IT"]),
        (
            "Present: Sunita Wadhwa, Karen Birtles.\n\n1. SW: not yet.\n2. KB asked why.\n3. KB, done.",
            ["KB", "KB"],
        ),
        (
            "Present: Rhoda Dunn and Karen Birtles.\n\nAction RD: find a place. Action KB: ring gran.",
            ["RD", "KB"],
        ),
        ("The sister is Ines Faro-Lund. IFL has agreed to be interviewed.", ["IFL"]),
        ("Solicitor Brigid Ogden (BO) has read the letter to us all.", ["BO"]),
        ("Letter of complaint. Signed: R.A.", ["R.A."]),
    ],
)
def test_initials_of_somebody_who_is_named_are_that_person(text: str, letters: list[str]) -> None:
    assert initials_in(text) == letters


@pytest.mark.parametrize(
    "text",
    [
        "Present: Sally Webb, mum, dad.\n\nThe SW to visit on Friday.",
        "The Child Protection (CP) plan stays. CP to be reviewed in May.",
        "Karen Birtles said so. The KB article is on the intranet.",
        "Oona Frith came. Two OF the girls came TOO.",
    ],
)
def test_a_role_or_an_ordinary_short_form_stays_one(text: str) -> None:
    assert initials_in(text) == []


def test_in_capitals_a_word_is_not_taken_for_initials() -> None:
    text = (
        "PRESENT: OONA FRITH (OF), CHAIR; INGRID TOLL (IT), MINUTES. THE COST OF IT IS MET OUT OF THE FUND."
    )
    assert not any(text[each.start : each.end] in ("OF", "IT") for each in screen(text) if each.start > 60)


@pytest.mark.parametrize("text", ["Agreed. Tim said no.", "We met Tim on Friday.", "Rev Tim rang about it."])
def test_a_name_that_welsh_has_as_a_word_is_one_in_english(text: str) -> None:
    assert [text[each.start : each.end] for each in screen(text) if each.label is Label.PERSON] == ["Tim"]
