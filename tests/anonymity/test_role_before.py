"""A role before a name that lists strike out makes it somebody's; a thing before a role makes nobody's name of it."""

import pytest

from csaleads.anonymity.service import screen


@pytest.mark.parametrize(
    "text, found",
    [
        ("Carer Zara rang at nine.", ["Zara"]),
        ("The head is Elvis, and he was kind.", ["Elvis"]),
        ("YP Armani is with gran tonight.", ["Armani"]),
        ("Here were mark, the ta, and mum.", ["mark"]),
        ("It was filed under URN 23/55/0718 and closed.", ["23/55/0718"]),
        ("Police rang, log asb 4471.", ["asb 4471"]),
        ("Police were out last night. The log's 2264.", ["2264"]),
        ("Exhibit label, GHR/21, was torn.", ["GHR/21"]),
        ("They live at 4 Mill Lane, QB3 9TD.", ["4 Mill Lane", "QB3 9TD"]),
    ],
)
def test_what_stands_before_tells_who_or_what_it_is(text: str, found: list[str]) -> None:
    assert [text[f.start : f.end] for f in screen(text)] == found


@pytest.mark.parametrize(
    "text",
    [
        "He came with an unexplained mark, the nurse in charge had seen none.",
        "There was no bill, a carer wrote.",
        "The coat came from Zara in the sale.",
    ],
)
def test_things_and_shops_stay_nobody(text: str) -> None:
    assert screen(text) == []
