"""Courts, offices and places where children play, by the name before their kind. Both sides of each; nobody here exists."""

import pytest

from csaleads.anonymity.service import screen


def shown_in(text: str) -> list[str]:
    return [text[each.start : each.end] for each in screen(text)]


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("Report for Marlhythe Youth Court, case to follow.", "Marlhythe Youth Court"),
        ("The matter is before Skelgate Family Court.", "Skelgate Family Court"),
        ("His officer at Harbrough Probation Office rang.", "Harbrough Probation Office"),
        ("She signs on at Quernby Jobcentre Plus.", "Quernby Jobcentre Plus"),
        ("Booked in at Pell Howe Custody Suite at one.", "Pell Howe Custody Suite"),
        ("Day out to Thistlebury Soft Play and chips.", "Thistlebury Soft Play"),
        ("They met at Pell Howe Soft Play, then the park.", "Pell Howe Soft Play"),
        ("He was banned from Skelby Laser Tag last week.", "Skelby Laser Tag"),
        ("Oak Bank Mini Golf was her treat.", "Oak Bank Mini Golf"),
        ("We went to Skerwith Trampoline Park for his treat.", "Skerwith Trampoline Park"),
        ("they went thistlebury soft play after school", "thistlebury soft play"),
        ("Seen outside Pell Howe McDonald's again.", "Pell Howe McDonald's"),
        ("RELEASED TO HIGHFIELD APPROVED PREMISES AFTER THE HEARING ENDED", "HIGHFIELD APPROVED PREMISES"),
    ],
)
def test_the_whole_of_it_is_found(text: str, place: str) -> None:
    assert any(place in each for each in shown_in(text)), shown_in(text)


@pytest.mark.parametrize(
    "text",
    [
        "The Family Court heard it and the Crown Court did not.",
        "Central Family Court guidance says to file early.",
        "He was sent to the Youth Court and then to Crown Court for sentence.",
        "Manchester Crown Court and Leeds Youth Court use the same form.",
        "After Soft Play we went to Costa and talked. Sensory Soft Play is on Mondays.",
        "Local Magistrates Court listings are published daily.",
        "Ofsted and HMI Probation arrive on Monday; Probation will reply.",
        "Mum took him to Asda, then McDonald's. A Happy Meal from McDonald's, a Meal Deal from Tesco.",
        "Their local soft play and the nearest cinema are shut; try messy play or crazy golf.",
        "Planning Your Youth Court Visit",
        "Remand Custody and Immediate Custody are defined in the guide.",
    ],
)
def test_a_kind_alone_is_no_place(text: str) -> None:
    assert shown_in(text) == []
